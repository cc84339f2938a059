"""The questions about a fixed moment, and from answers to rule and back."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import SlotDetails, fill_slot, read_columns
from activities.forms.base import DetailsForm, ask, ask_day, ask_which, refuse_impossible_hours
from activities.models import Activity, Slot
from activities.recurrence import ONCE, Frequency, Recurrence, parse_rule
from activities.selectors.chances import list_neighbours
from activities.selectors.editing import list_dates_of_slot
from activities.selectors.occurrences import Occurrence
from activities.selectors.words import describe_day
from activities.vocabulary import Nth, OccurrenceStatus, Repeat, Weekday
from sites.models import Venue

RULE_LENGTH = Slot._meta.get_field("rule").max_length or 0
PREVIEW = 6
MOST_DAYS = 40


def build_rule(*, repeat: str, weekdays: Sequence[int] = (), nth: Sequence[int] = ()) -> str:
    """The RRULE value of plain choices: a `Repeat`, days of the week, and for MONTHLY which ones of the month."""
    if repeat == Repeat.ONCE:
        return str(ONCE)
    monthly = repeat == Repeat.MONTHLY
    recurrence = Recurrence(
        frequency=Frequency.MONTHLY if monthly else Frequency.WEEKLY,
        interval=2 if repeat == Repeat.FORTNIGHTLY else 1,
        weekdays=tuple(sorted(weekdays)),
        nth=tuple(sorted(nth, key=Nth.values.index)) if monthly else (),
    )
    return str(recurrence)


def read_rule(rule: str) -> dict[str, Any]:
    """The plain choices behind a rule; nothing for a rule that the choices cannot say."""
    recurrence = parse_rule(rule)
    weekdays = list(recurrence.weekdays)
    if recurrence.frequency is Frequency.ONCE:
        return {"repeat": Repeat.ONCE, "weekdays": [], "nth": []}
    if recurrence.frequency is Frequency.MONTHLY and recurrence.interval == 1:
        return {"repeat": Repeat.MONTHLY, "weekdays": weekdays, "nth": list(recurrence.nth)}
    weekly = {1: Repeat.WEEKLY, 2: Repeat.FORTNIGHTLY}
    if recurrence.frequency is Frequency.WEEKLY and recurrence.interval in weekly:
        return {"repeat": weekly[recurrence.interval], "weekdays": weekdays, "nth": []}
    return {}


class SlotForm(DetailsForm[SlotDetails]):
    """How often, which days, from when until when, where."""

    details_class = SlotDetails

    repeat = forms.ChoiceField(label=gettext_lazy("Hoe vaak?"), choices=Repeat.choices, widget=forms.RadioSelect)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welke dag? Je mag er meer kiezen."),
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        required=False,
    )
    nth = forms.TypedMultipleChoiceField(
        label=gettext_lazy("De hoeveelste van de maand?"),
        choices=Nth.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        required=False,
    )
    starts_at = ask(Slot, "starts_at", label=gettext_lazy("Van hoe laat?"))
    ends_at = ask(Slot, "ends_at", label=gettext_lazy("Tot hoe laat?"))
    valid_from = ask(
        Slot, "valid_from",
        label=gettext_lazy("Vanaf welke dag?"),
        help_text=gettext_lazy("Bij 'één keer' is dit de dag zelf."),
    )  # fmt: skip
    valid_until = ask(
        Slot, "valid_until",
        label=gettext_lazy("Tot en met welke dag?"),
        help_text=gettext_lazy("Laat leeg als er geen einde is."),
    )  # fmt: skip
    more_days = forms.CharField(
        label=gettext_lazy("Op nog andere dagen?"),
        help_text=gettext_lazy("Eén dag op elke regel, op dezelfde uren. Bijvoorbeeld: 15/3/2027."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=1000,
    )
    venue = ask_which(gettext_lazy("Waar?"), empty_label=gettext_lazy("waar de activiteit altijd is"))
    skips_school_holidays = ask(Slot, "skips_school_holidays", label=gettext_lazy("Niet in schoolvakanties"))
    skips_public_holidays = ask(Slot, "skips_public_holidays", label=gettext_lazy("Niet op feestdagen"), initial=True)
    note = ask(
        Slot, "note",
        label=gettext_lazy("Waarom is dit zo?"),
        help_text=gettext_lazy("Wie later kijkt hoe het vroeger was, leest dit, ook bezoekers. Schrijf geen namen."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, activity: Activity, slot: Slot | None = None, **start: Any) -> None:
        now = {"valid_from": timezone.localdate()} if slot is None else read_slot(slot)
        super().__init__(data, initial=now | start)
        self.activity, self.slot = activity, slot
        self.dates: list[Occurrence] = []
        self.neighbours: list[Activity] = [] if slot is None else list_neighbours(slot)
        if slot is not None:
            # One moment is corrected or moved; other days are moments of their own.
            del self.fields["more_days"]
        self.offer("venue", Venue.objects.all())
        self.mark_conditional("weekdays", "nth")

    def clean_more_days(self) -> list[date]:
        """Days that exist, each once."""
        question = ask_day("")
        days = []
        for line in re.split(r"[\n,;]", self.cleaned_data["more_days"]):
            if line.strip():
                try:
                    day: date = question.clean(line.strip())
                except forms.ValidationError as error:
                    raise forms.ValidationError(f"{line.strip()[:40]}: {error.messages[0]}") from error
                days.append(day)
        if len(days) > MOST_DAYS:
            raise forms.ValidationError(
                _("Dat zijn meer dan %(number)d dagen. Bewaar ze in twee keer.") % {"number": MOST_DAYS}
            )
        return days

    def clean(self) -> None:
        """A rule that can be said, hours within one day, and at least one date."""
        super().clean()
        answers = self.cleaned_data
        if answers.get("repeat") == Repeat.ONCE:
            answers["valid_until"] = answers.get("valid_from")
            # Who names a day means that day, also when it is a holiday.
            answers["skips_school_holidays"] = answers["skips_public_holidays"] = False
        else:
            answers["more_days"] = []
            self.errors.pop("more_days", None)
        self._clean_days()
        refuse_impossible_hours(self, answers.get("starts_at"), answers.get("ends_at"), field="ends_at")
        self.refuse_end_before_start("valid_from", "valid_until", _("De laatste dag komt voor de eerste dag."))
        if not self.errors:
            answers["rule"] = build_rule(repeat=answers["repeat"], weekdays=answers["weekdays"], nth=answers["nth"])
            self._clean_dates()

    def _clean_days(self) -> None:
        answers = self.cleaned_data
        repeat, days, nth = answers.get("repeat"), answers.get("weekdays"), answers.get("nth")
        if repeat and repeat != Repeat.ONCE and not days:
            self.add_error("weekdays", _("Kies minstens één dag."))
        if repeat == Repeat.MONTHLY and not nth:
            self.add_error("nth", _("Kies de hoeveelste: de eerste, de tweede, …"))
        elif days and len(build_rule(repeat=repeat or "", weekdays=days, nth=nth or ())) > RULE_LENGTH:
            self.add_error("weekdays", _("Dat zijn te veel dagen voor één moment. Maak er twee momenten van."))

    def _clean_dates(self) -> None:
        slot = fill_slot(Slot(activity=self.activity), self.details)
        others = [
            fill_slot(Slot(activity=self.activity), replace(self.details, valid_from=day, valid_until=day))
            for day in self.days[1:]
        ]
        self.dates = list_dates_of_slot(slot, count=max(PREVIEW, len(others) + 1), others=others)
        self.neighbours = list_neighbours(slot)
        if not self.dates:
            self.add_error(
                "valid_until" if self.cleaned_data["valid_until"] else "valid_from",
                _(
                    "Zo is er geen enkele datum. Valt de gekozen dag in deze periode, "
                    "en niet enkel op feestdagen of in vakanties?"
                ),
            )

    @property
    def days(self) -> list[date]:
        """The separate days, in order, for what does not come back; only the first day for what does."""
        answers = self.cleaned_data
        return sorted({answers["valid_from"], *answers.get("more_days", ())})

    @property
    def why_no_dates(self) -> list[str]:
        """What keeps the answers from giving dates; what was not answered yet is no mistake."""
        problems = [error for errors in self.errors.as_data().values() for error in errors]
        return [message for error in problems if error.code != "required" for message in error.messages]

    @property
    def closed_days(self) -> list[date]:
        """The next dates on which the place is closed: worth a warning, no reason to refuse."""
        return [occurrence.date for occurrence in self.dates if occurrence.status is OccurrenceStatus.CLOSED]


class SlotMoveForm(SlotForm):
    """A moment that is different from a day on."""

    valid_from = ask_day(gettext_lazy("Vanaf welke dag is het anders?"))

    field_order = ["valid_from"]

    def __init__(self, data: Any = None, *, slot: Slot) -> None:
        from_day = max(timezone.localdate(), slot.valid_from)
        super().__init__(data, activity=slot.activity, slot=slot, valid_from=from_day, note="")
        repeat = cast("forms.ChoiceField", self.fields["repeat"])
        repeat.choices = [choice for choice in Repeat.choices if choice[0] != Repeat.ONCE]

    def clean_valid_from(self) -> date:
        """A moment that has stopped cannot be different afterwards."""
        day: date = self.cleaned_data["valid_from"]
        ended = self.slot.valid_until if self.slot else None
        if ended and day > ended:
            raise forms.ValidationError(
                _("Dit moment stopt al op %(day)s. Kies een vroegere dag, of maak een nieuw moment.")
                % {"day": describe_day(ended, with_year=True)}
            )
        return day


class SlotEndForm(forms.Form):
    """The last day of a moment."""

    last_day = ask_day(gettext_lazy("Wat is de laatste dag?"))

    def __init__(self, data: Any = None, *, slot: Slot) -> None:
        super().__init__(data, initial={"last_day": max(timezone.localdate(), slot.valid_from)})
        self.slot = slot

    def clean_last_day(self) -> date:
        """A moment does not stop before it starts."""
        day: date = self.cleaned_data["last_day"]
        if day < self.slot.valid_from:
            raise forms.ValidationError(
                _("Dit moment begint pas op %(day)s.") % {"day": describe_day(self.slot.valid_from, with_year=True)}
            )
        return day


def read_slot(slot: Slot) -> dict[str, Any]:
    """The answers that a slot now gives, to start an edit from."""
    return read_columns(slot, SlotDetails) | read_rule(slot.rule)
