"""The form for a round outside the walls. It has no field in which an address could be typed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Session
from activities.vocabulary import Round, SessionKind
from signals.entries import MAX_HANDED_OUT, HandedOut, SessionEntry
from signals.forms.counting import SPLIT, CountForm, describe_numbers, make_number
from signals.forms.fields import CHIPS, OneOfList
from signals.selectors.form_lists import FormLists


@dataclass(frozen=True)
class MaterialRow:
    """A material with its two counters, for the template."""

    name: str
    number: forms.BoundField
    families: forms.BoundField


class OutreachForm(CountForm):
    """Where a round went, how many were reached, and what was handed out to how many families."""

    round = forms.ChoiceField(
        label=_("Wat voor ronde was het?"), choices=Round, widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    addresses = make_number(
        _("Hoeveel deuren, gesprekken of oproepen?"),
        help_text=_("Meer adressen in één keer: tel gewoon door. Noteer nooit welke."),
    )
    head_count = make_number(_("Hoeveel mensen bereikte je?"))

    def __init__(self, *args: Any, lists: FormLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists
        self.fields["activity"] = OneOfList(
            label=_("Welke activiteit?"),
            choices=lambda: [(row.pk, row.name) for row in lists.outreach],
            widget=forms.RadioSelect(attrs=CHIPS),
            error_messages={"required": _("Kies een activiteit uit de lijst.")},
        )
        names = {row.pk: row.name for row in lists.materials}
        self.add_counters("material", names, lambda name: make_number(name, highest=MAX_HANDED_OUT))
        self.add_counters("families", names, lambda _name: make_number(_("Aan hoeveel gezinnen?")))

    @property
    def materials(self) -> list[MaterialRow]:
        """What can be handed out."""
        return [
            MaterialRow(row.name, self[f"material-{row.pk}"], self[f"families-{row.pk}"])
            for row in self.lists.materials
        ]

    def clean(self) -> dict[str, Any]:
        """Families got something; and adults and children are people."""
        self.complain_of_day(lambda: self.lists.outreach)
        data = self.cleaned_data
        handed_out = self.read_counters("material")
        for key in self.read_counters("families"):
            if key not in handed_out:
                # Of what is in no list any more there may be no field to say it beside.
                number = f"material-{key}"
                self.add_error(number if number in self.fields else None, _("Hoeveel deelde je uit?"))
        if data.get("head_count") is None and data.get("adults") is not None and data.get("children") is not None:
            data["head_count"] = data["adults"] + data["children"]
        return data

    def build_entry(self) -> SessionEntry:
        """The round, ready for `count_session`; call it on a valid form."""
        data = self.cleaned_data
        families = self.read_counters("families")
        return SessionEntry(
            id=data["id"],
            revision=data["revision"],
            activity_id=data["activity"],
            kind=SessionKind.OUTREACH,
            round=Round(data["round"]),
            on=data["on"],
            addresses=data["addresses"],
            head_count=data["head_count"],
            **{name: data[name] for name in SPLIT},
            materials=tuple(
                HandedOut(material_id=key, number=number, families=families.get(key))
                for key, number in self.read_counters("material").items()
            ),
        )


def describe_round(*, session: Session) -> dict[str, Any]:
    """The form filled in with a round as it is, one revision further."""
    initial = describe_numbers(session) | {"round": session.round, "addresses": session.addresses}
    for row in session.materials.all():
        initial[f"material-{row.material_id}"] = row.number
        initial[f"families-{row.material_id}"] = row.families
    return initial
