"""The questions about one date that is different."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import ChangeDetails, fill_row
from activities.forms.base import DetailsForm, ask, ask_day, ask_which, refuse_impossible_hours
from activities.models import Change, Slot
from activities.selectors.closing import find_closed_date, warn_of_closed_days
from activities.selectors.editing import find_date_of_slot
from activities.vocabulary import ChangeKind
from sites.models import Venue

# Which answers belong to which kind of change; the others are forgotten.
BELONGS = {
    ChangeKind.CANCELLED: frozenset(),
    ChangeKind.MOVED: frozenset({"new_date", "new_starts_at", "new_ends_at", "venue"}),
    ChangeKind.HOURS: frozenset({"new_starts_at", "new_ends_at", "venue"}),
    ChangeKind.ELSEWHERE: frozenset({"venue", "new_starts_at", "new_ends_at"}),
}
NEEDS = {
    ChangeKind.CANCELLED: (),
    ChangeKind.MOVED: ("new_date",),
    ChangeKind.HOURS: ("new_starts_at", "new_ends_at"),
    ChangeKind.ELSEWHERE: ("venue",),
}
OPTIONAL = ("new_date", "new_starts_at", "new_ends_at", "venue")


class ChangeForm(DetailsForm[ChangeDetails]):
    """Which date, and what is different.

    Args:
        slot: the moment.
        on: the date to start from.
        is_partner: a partner changes only dates to come, and is asked first when it is closed there then.
    """

    details_class = ChangeDetails

    on = ask_day(gettext_lazy("Welke dag?"))
    kind = ask(Change, "kind", label=gettext_lazy("Wat verandert er?"), widget=forms.RadioSelect)
    new_date = ask(Change, "new_date", label=gettext_lazy("Naar welke dag?"))
    new_starts_at = ask(Change, "new_starts_at", label=gettext_lazy("Van hoe laat?"))
    new_ends_at = ask(Change, "new_ends_at", label=gettext_lazy("Tot hoe laat?"))
    venue = ask_which(gettext_lazy("Waar?"), empty_label=gettext_lazy("dezelfde plek"))
    reason = ask(
        Change, "reason",
        label=gettext_lazy("Wat zeg je aan bezoekers?"),
        help_text=gettext_lazy("Dit komt op de publieke pagina. Bijvoorbeeld: de begeleider is ziek."),
    )  # fmt: skip

    anyway = forms.BooleanField(label=gettext_lazy("Ik weet dat het dan gesloten is."), required=False)

    def __init__(self, data: Any = None, *, slot: Slot, on: date | None = None, is_partner: bool = False) -> None:
        super().__init__(data, initial=_read_initial(slot, on))
        self.slot, self.is_partner = slot, is_partner
        self.asks_anyway = False
        kind = cast("forms.ChoiceField", self.fields["kind"])
        kind.choices = ChangeKind.choices
        self.offer("venue", Venue.objects.all())
        self.mark_conditional(*OPTIONAL)

    def clean_on(self) -> date:
        """A date of the moment itself."""
        on: date = self.cleaned_data["on"]
        if self.is_partner and on < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is voorbij."))
        if find_date_of_slot(self.slot, on) is None:
            raise forms.ValidationError(_("Op deze dag is er geen vast moment. Kies een van de data in de lijst."))
        return on

    def clean(self) -> None:
        """What a kind of change needs is there, what it does not need is forgotten."""
        super().clean()
        answers = self.cleaned_data
        if not answers.get("kind"):
            return
        kind = ChangeKind(answers["kind"])
        for name in OPTIONAL:
            if name not in BELONGS[kind]:
                answers[name] = None
                self.errors.pop(name, None)
        problems = {
            "new_date": _("Kies de nieuwe dag."),
            "new_starts_at": _("Vul het beginuur in."),
            "new_ends_at": _("Vul het einduur in."),
            "venue": _("Kies waar het dan is."),
        }
        for name in NEEDS[kind]:
            if answers.get(name) is None and name not in self.errors:
                self.add_error(name, problems[name])
        self._clean_new_date()
        self._clean_hours()
        if self.is_partner and not self.errors:
            self._ask_about_closed_day()

    def _ask_about_closed_day(self) -> None:
        details = self.details
        change = Change(slot=self.slot, on=self.cleaned_data["on"])
        fill_row(change, details)
        closed = find_closed_date(change)
        if closed is None:
            return
        self.asks_anyway = True
        if not self.cleaned_data["anyway"]:
            field = "venue" if details.venue else "new_date" if details.new_date else "on"
            self.add_error(field, warn_of_closed_days([closed]))

    def _clean_new_date(self) -> None:
        on, new_date = self.cleaned_data.get("on"), self.cleaned_data.get("new_date")
        if on is None or new_date is None:
            return
        if new_date == on:
            self.add_error("new_date", _("Dit is dezelfde dag. Kies 'op een ander uur' als enkel het uur verandert."))
        elif new_date < timezone.localdate() <= on:
            self.add_error("new_date", _("Deze dag is voorbij."))
        elif find_date_of_slot(self.slot, new_date) is not None:
            self.add_error("new_date", _("Op die dag is dit moment er al. Kies een andere dag."))

    def _clean_hours(self) -> None:
        starts_at, ends_at = self.cleaned_data.get("new_starts_at"), self.cleaned_data.get("new_ends_at")
        if not {"new_starts_at", "new_ends_at"} & set(self.errors) and (starts_at or ends_at):
            field = "new_ends_at" if ends_at else "new_starts_at"
            refuse_impossible_hours(self, starts_at or self.slot.starts_at, ends_at or self.slot.ends_at, field=field)


def _read_initial(slot: Slot, on: date | None) -> dict[str, Any]:
    change = Change.objects.filter(slot=slot, on=on).first() if on else None
    if change is None:
        return {"on": on, "kind": ""}
    return {name: getattr(change, name) for name in ("on", "kind", "reason", *OPTIONAL)}
