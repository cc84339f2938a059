"""The questions about giving moments a next season."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import SeasonMoment, SlotDetails, fill_slot, read_details
from activities.forms.base import ask_day, ask_which_ones
from activities.models import Slot
from activities.selectors.editing import list_dates_of_slot
from activities.selectors.seasons import describe_slot

LONGEST = timedelta(days=366)


class SeasonForm(forms.Form):
    """Which moments come back, from when until when."""

    slots = ask_which_ones(
        gettext_lazy("Welke momenten komen terug?"),
        error_messages={"required": gettext_lazy("Kies minstens één moment.")},
    )
    first_day = ask_day(gettext_lazy("Eerste dag van het nieuwe seizoen"))
    last_day = ask_day(gettext_lazy("Laatste dag van het nieuwe seizoen"))

    def __init__(self, *args: Any, ended: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["slots"]
        field.queryset = Slot.objects.filter(pk__in=[slot.pk for slot in ended]).select_related("activity")
        field.required = True
        field.label_from_instance = describe_slot
        self.moments: list[SeasonMoment] = []

    def clean(self) -> dict[str, Any]:
        """A season after the moments it repeats, with at least one date for each of them."""
        answers = super().clean() or {}
        first, last = answers.get("first_day"), answers.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("De laatste dag komt voor de eerste dag."))
        elif first and last and last - first > LONGEST:
            self.add_error("last_day", _("Dat is langer dan een jaar. Klopt het jaar?"))
        if first and last and not self.errors:
            self.moments = [self._repeat(slot, first, last) for slot in answers["slots"]]
        return answers

    def _repeat(self, slot: Slot, first: date, last: date) -> SeasonMoment:
        if slot.valid_until is None or first <= slot.valid_until:
            self.add_error(
                "first_day", _("%(moment)s loopt dan nog. Kies een latere dag.") % {"moment": describe_slot(slot)}
            )
        details = replace(read_details(slot, SlotDetails), valid_from=first, valid_until=last, note="")
        repeated = fill_slot(Slot(activity=slot.activity), details)
        dates = list_dates_of_slot(repeated, count=1)
        if not dates:
            self.add_error("last_day", _("%(moment)s heeft dan geen enkele datum.") % {"moment": describe_slot(slot)})
        return SeasonMoment(
            slot=slot, details=details, said=describe_slot(repeated), first_date=dates[0].date if dates else None
        )
