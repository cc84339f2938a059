"""What the forms for a group and for a round share: the day, the heads, and counters beside what is in a list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Session
from signals.entries import MAX_HEAD_COUNT
from signals.forms.day import explain_unlikely_day
from signals.forms.fields import LARGEST_REVISION, make_day, read_id
from signals.selectors.form_lists import FormLists

SPLIT = ("adults", "children", "families")
WAY_FOR_OLD = _("Wat echt zo oud is, zet je coördinator bij 'Andere jaren'.")


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
    on = make_day(_("Welke dag?"))
    adults = make_number(_("Volwassenen"))
    children = make_number(_("Kinderen"))
    families = make_number(_("Gezinnen"))
    became_extra = False
    """Whether a head count of a fixed moment turned out to be of none."""

    lists: FormLists

    def complain_of_day(self, offered: Callable[[], Iterable[Activity]]) -> None:
        """Ask about a day that can hardly be right; `offered` gives the activities of the form."""
        on = self.cleaned_data.get("on")
        if on is None:
            return
        said = explain_unlikely_day(
            on=on,
            kept_on=None,
            activity_id=self.cleaned_data.get("activity"),
            lists=self.lists,
            offered=offered,
            way_for_old=WAY_FOR_OLD,
        )
        # Rarely asked, so only now: what is corrected may keep its day.
        if said and not Session.objects.filter(pk=self.cleaned_data.get("id"), on=on).exists():
            self.add_error("on", said)

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
