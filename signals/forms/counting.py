"""What the forms for a group and for a round share: the day, the heads, and counters beside what is in a list."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Session
from signals.entries import MAX_HEAD_COUNT
from signals.forms.fields import DATE_FORMATS, LARGEST_REVISION, read_id

SPLIT = ("adults", "children", "families")


def make_number(
    label: Any, *, required: bool = False, help_text: Any = "", lowest: int = 0, highest: int = MAX_HEAD_COUNT
) -> forms.IntegerField:
    """A number with a minus and a plus; without JavaScript a number."""
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=lowest,
        max_value=highest,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class CountForm(forms.Form):
    """A day and how many were there, and how many adults, children and families that was when somebody counted it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, max_value=LARGEST_REVISION, widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("Welke dag?"),
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    adults = make_number(_("Volwassenen"))
    children = make_number(_("Kinderen"))
    families = make_number(_("Gezinnen"))
    became_extra = False
    """Whether a head count of a fixed moment turned out to be of none."""

    @property
    def split(self) -> list[forms.BoundField]:
        """The counters of who was there."""
        return [self[name] for name in SPLIT]

    @property
    def has_split(self) -> bool:
        """Whether one of those is filled in or wrong."""
        return any(map(is_touched, self.split))

    def add_counters(self, prefix: str, listed: Mapping[int, Any], make: Callable[[Any], forms.IntegerField]) -> None:
        """A field `<prefix>-<id>` for everything in a list, and for what else is filled in.

        What was retired while a phone was away is in no list any more, and must not get lost without a word.
        """
        named = [name for name in {**self.initial, **self.data} if name.startswith(f"{prefix}-")]
        for key in {**dict.fromkeys(listed), **dict.fromkeys(_read_ids(named))}:
            self.fields[f"{prefix}-{key}"] = make(listed.get(key, ""))

    def read_counters(self, prefix: str) -> dict[int, int]:
        """What is filled in beside a list, by id; zero is the same as nothing."""
        values = ((name, value) for name, value in self.cleaned_data.items() if name.startswith(f"{prefix}-"))
        return {int(name.rpartition("-")[2]): value for name, value in values if value}

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Put the sentences of a refusal beside their fields."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)


def is_touched(field: forms.BoundField) -> bool:
    """Whether something is filled in, or wrong."""
    return bool(field.errors) or str(field.value() or "") not in {"", "0"}


def describe_numbers(session: Session) -> dict[str, Any]:
    """What both forms hold of a session that is corrected, one revision further."""
    return {
        "id": session.pk,
        "revision": session.revision + 1,
        "on": session.on,
        "activity": session.activity_id,
        **{name: getattr(session, name) for name in ("head_count", *SPLIT)},
    }


def _read_ids(names: list[str]) -> list[int]:
    found = []
    for name in names:
        try:
            found.append(read_id(name.rpartition("-")[2]))
        except ValueError:
            continue
    return found
