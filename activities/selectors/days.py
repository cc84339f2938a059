"""A week as a visitor reads it: days with what takes place, and days on which the door is closed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.public_holidays import name_public_holiday
from activities.selectors.occurrences import Occurrence
from activities.selectors.words import describe_clock, describe_day, describe_hours, name_weekday
from activities.vocabulary import OccurrenceStatus

SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One line at a table: an activity, when, and what is special.

    Args:
        occurrence: what the line is about.
        when: '13.00 - 15.30 uur', 'tot 18.00 uur', 'vandaag niet'.
        tag: what is different, in a few words; often empty.
        text: one sentence about it; may be empty.
        place: the name of the venue when it is not the site's own, else empty.
    """

    occurrence: Occurrence
    when: str
    tag: str = ""
    text: str = ""
    place: str = ""

    @property
    def function(self) -> str:
        """The function that colours its stool; empty when nobody is there."""
        there = self.occurrence.takes_place and self.occurrence.functions
        return self.occurrence.functions[0] if there else ""

    @property
    def state(self) -> str:
        """How its stool looks when it has no colour."""
        if self.occurrence.takes_place:
            return "later"
        return "moved" if self.occurrence.status == OccurrenceStatus.MOVED_AWAY else "gone"


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the week on the page.

    Args:
        date: the day.
        weekday: its name, 'Donderdag'.
        words: '16 maart'.
        is_today: whether it is today.
        is_tomorrow: whether it is the day after today.
        seats: what takes place, or does not and should be known.
        closed: 'Gesloten' when nothing takes place, else empty.
        reason: why nothing takes place; may be empty.
    """

    date: datetime.date
    weekday: str
    words: str
    is_today: bool
    is_tomorrow: bool
    seats: Sequence[Seat]
    closed: str
    reason: str = ""


def build_days(
    occurrences: Iterable[Occurrence],
    *,
    first_day: datetime.date,
    number: int,
    today: datetime.date,
    with_empty_weekends: bool = False,
) -> list[Day]:
    """A number of days from `first_day` on; an empty Saturday or Sunday is left out unless it is asked for."""
    by_day: dict[datetime.date, list[Occurrence]] = {}
    for occurrence in occurrences:
        by_day.setdefault(occurrence.date, []).append(occurrence)
    dates = [first_day + datetime.timedelta(step) for step in range(number)]
    return [
        _build_day(date, by_day.get(date, []), today)
        for date in dates
        if date in by_day or date.weekday() < SATURDAY or date == today or with_empty_weekends
    ]


def _build_day(date: datetime.date, occurrences: list[Occurrence], today: datetime.date) -> Day:
    closed_reasons = [o.reason for o in occurrences if o.status == OccurrenceStatus.CLOSED]
    all_closed = len(closed_reasons) == len(occurrences)
    return Day(
        date=date,
        weekday=name_weekday(date.weekday()).capitalize(),
        words=describe_day(date),
        is_today=date == today,
        is_tomorrow=date == today + datetime.timedelta(1),
        seats=[] if all_closed else [build_seat(occurrence) for occurrence in occurrences],
        closed=_("Gesloten") if all_closed else "",
        reason=_find_reason(date, closed_reasons) if all_closed else "",
    )


def _find_reason(date: datetime.date, reasons: list[str]) -> str:
    return next(filter(None, reasons), None) or name_public_holiday(date)


def build_seat(occurrence: Occurrence) -> Seat:
    """The line of an occurrence in the list of a day."""
    other = describe_day(occurrence.other_date, with_weekday=True) if occurrence.other_date else ""
    place = occurrence.venue.name if occurrence.venue and occurrence.is_elsewhere and occurrence.takes_place else ""
    hours = describe_hours(occurrence)
    match occurrence.status:
        case OccurrenceStatus.CANCELLED:
            return Seat(occurrence=occurrence, when=_("gaat niet door"), text=occurrence.reason)
        case OccurrenceStatus.CLOSED:
            return Seat(occurrence=occurrence, when=_("gesloten"), text=occurrence.reason)
        case OccurrenceStatus.MOVED_AWAY:
            moved = _("nu op %(day)s") % {"day": other}
            return Seat(occurrence=occurrence, when=_("niet op deze dag"), text=moved)
        case OccurrenceStatus.MOVED_HERE:
            instead = _("in plaats van %(day)s") % {"day": other}
            return Seat(occurrence=occurrence, when=hours, tag=_("andere dag"), text=instead, place=place)
        case OccurrenceStatus.HOURS:
            return Seat(occurrence=occurrence, when=hours, tag=_describe_other_hours(occurrence), place=place)
        case OccurrenceStatus.ELSEWHERE:
            return Seat(occurrence=occurrence, when=hours, tag=_("andere plek"), place=place)
        case _:
            return Seat(occurrence=occurrence, when=hours, place=place)


def _describe_other_hours(occurrence: Occurrence) -> str:
    usual, now = occurrence.slot.starts_at, occurrence.starts_at.time()
    if now == usual:
        return _("ander uur")
    facts = {"usual": describe_clock(usual)}
    return (_("later dan %(usual)s") if now > usual else _("vroeger dan %(usual)s")) % facts
