"""The form for counting a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import SessionKind
from signals.entries import MAX_HEAD_COUNT, SessionEntry
from signals.forms.fields import CHIPS, DATE_FORMATS, LARGEST_REVISION, MarkedSelect, OneOfList
from signals.selectors.form_lists import FormLists


def _number(label: Any, *, required: bool = False, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=MAX_HEAD_COUNT,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class SessionForm(forms.Form):
    """How many were there, and how many of them were new and not logged as a contact."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, max_value=LARGEST_REVISION, widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("Welke dag?"),
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    kind = forms.ChoiceField(label=_("Wat voor keer was het?"), choices=SessionKind, initial=SessionKind.SLOT)
    head_count = _number(_("Hoeveel mensen waren er?"), required=True)
    ever = _number(_("Nieuw: eerste keer ooit"))
    year = _number(_("Eerste keer dit jaar"), help_text=_("Zonder wie hier voor de allereerste keer was."))
    activity_ever = _number(_("Eerste keer ooit bij deze activiteit"), help_text=_("Wie de plek dit jaar al kende."))
    activity_year = _number(_("Eerste keer dit jaar bij deze activiteit"), help_text=_("Wie hier vroeger al was."))

    def __init__(self, *args: Any, lists: FormLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"] = OneOfList(
            label=_("Welke activiteit?"),
            choices=lambda: [(row.pk, row.name) for row in lists.countable],
            widget=MarkedSelect(
                attrs=CHIPS,
                marks=lambda: {str(row.pk): "counts" for row in lists.countable if row.counts_uniques},
            ),
            error_messages={"required": _("Kies een activiteit uit de lijst.")},
        )

    def build_entry(self, *, slot_id: int | None) -> SessionEntry:
        """The head count, ready for `count_session`; call it on a valid form."""
        data = self.cleaned_data
        return SessionEntry(
            id=data["id"],
            revision=data["revision"],
            activity_id=data["activity"],
            slot_id=slot_id,
            kind=SessionKind(data["kind"]),
            on=data["on"],
            head_count=data["head_count"],
            **{name: data[name] or 0 for name in ("ever", "year", "activity_ever", "activity_year")},
        )

    def add_problems(self, problems: dict[str, str]) -> None:
        """Put the sentences of a refusal beside their fields."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)
