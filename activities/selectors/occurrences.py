"""When something takes place: computed from slots, changes and closures whenever it is read, never stored."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from activities.models import Activity, Change, Closure, Slot
from activities.public_holidays import find_public_holiday
from activities.recurrence import list_dates
from activities.school_holidays import find_school_holiday
from activities.selectors.programme import Programme, read_programme
from activities.vocabulary import ChangeKind, Function, OccurrenceStatus
from sites.models import Partner, Venue

BRUSSELS = ZoneInfo("Europe/Brussels")
LONGEST_SPAN_DAYS = 366 * 3


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One time that a slot takes place, or does not, on one date.

    Args:
        activity: what takes place.
        slot: the fixed moment it comes from.
        venue: where; None when nobody said and the site has no venue of its own.
        is_elsewhere: whether that is another place than the site's own.
        date: the day on which it shows.
        starts_at: aware, Europe/Brussels.
        ends_at: aware, Europe/Brussels.
        status: as usual, or what is different.
        reason: for visitors; may be empty.
        other_date: the new date of one that was moved away, the former date of one that was moved here.
        functions: which of the four functions the activity serves.
        partners: who takes part; those that lead it first.
    """

    activity: Activity
    slot: Slot
    venue: Venue | None
    is_elsewhere: bool
    date: datetime.date
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    status: OccurrenceStatus
    reason: str = ""
    other_date: datetime.date | None = None
    functions: tuple[Function, ...] = ()
    partners: tuple[Partner, ...] = ()

    @property
    def takes_place(self) -> bool:
        """Whether somebody is there on this date."""
        return self.status not in _NOBODY_THERE

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what the fixed moment says."""
        return self.status is not OccurrenceStatus.PLANNED

    def is_running(self, at: datetime.datetime) -> bool:
        """Whether it is going on: from the first minute up to, not including, the minute it ends."""
        return self.takes_place and self.starts_at <= at < self.ends_at


_NOBODY_THERE = frozenset({OccurrenceStatus.CANCELLED, OccurrenceStatus.MOVED_AWAY, OccurrenceStatus.CLOSED})


def list_occurrences(
    *,
    first_day: datetime.date,
    last_day: datetime.date,
    only_public: bool = False,
    activity_slug: str | None = None,
) -> list[Occurrence]:
    """Everything that takes place, or should have, at the site in scope; both days included, in order of time.

    Takes three queries however many slots there are.

    Raises:
        ValueError: the span is longer than three years.
    """
    if (last_day - first_day).days > LONGEST_SPAN_DAYS:
        raise ValueError("Ask for three years of occurrences at most.")
    programme = read_programme(
        first_day=first_day, last_day=last_day, only_public=only_public, activity_slug=activity_slug
    )
    return compute_occurrences(programme)


def list_begun_occurrences(*, at: datetime.datetime) -> list[Occurrence]:
    """What took place on the day of a moment (aware) and had begun by then; what started last comes first."""
    day = at.astimezone(BRUSSELS).date()
    begun = [found for found in list_occurrences(first_day=day, last_day=day) if found.takes_place]
    return sorted((found for found in begun if found.starts_at <= at), key=lambda found: found.starts_at, reverse=True)


def compute_occurrences(
    programme: Programme, *, first_day: datetime.date | None = None, last_day: datetime.date | None = None
) -> list[Occurrence]:
    """The occurrences of a programme, or of a shorter span within it; no queries."""
    first_day = max(first_day or programme.first_day, programme.first_day)
    last_day = min(last_day or programme.last_day, programme.last_day)
    found = [
        occurrence
        for slot in programme.slots
        for occurrence in _SlotReader(programme, slot).list_occurrences(first_day, last_day)
    ]
    return sorted(found, key=_order)


def cancel_lapsed_moves(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """The same, where what moved to a day on which its place is closed does not take place at all."""
    lapsed = {(o.slot.pk, o.other_date) for o in occurrences if o.status is OccurrenceStatus.CLOSED and o.other_date}
    return [
        replace(occurrence, status=OccurrenceStatus.CANCELLED, other_date=None)
        if occurrence.status is OccurrenceStatus.MOVED_AWAY and (occurrence.slot.pk, occurrence.date) in lapsed
        else occurrence
        for occurrence in occurrences
    ]


def _order(occurrence: Occurrence) -> tuple[datetime.datetime, datetime.datetime, int, str, int]:
    activity = occurrence.activity
    return occurrence.starts_at, occurrence.ends_at, activity.position, activity.name, occurrence.slot.pk or 0


def at_wall_time(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """That time on the clock in Brussels on that day, whatever the season."""
    return datetime.datetime.combine(day, time, tzinfo=BRUSSELS)


class _SlotReader:
    """Works out one slot of a programme."""

    def __init__(self, programme: Programme, slot: Slot) -> None:
        self.programme = programme
        self.slot = slot
        self.activity = slot.activity
        self.changes = {change.on: change for change in programme.changes.get(slot.pk, ())}

    def list_occurrences(self, first_day: datetime.date, last_day: datetime.date) -> Iterator[Occurrence]:
        for day in self._list_dates(first_day, last_day):
            change = self.changes.get(day)
            if change is not None:
                yield self._build_changed(day, change)
            elif not self._lapses(day):
                yield self._build(day)
        for change in self.changes.values():
            if (
                change.kind == ChangeKind.MOVED
                and change.new_date is not None
                and first_day <= change.new_date <= last_day
                and self._list_dates(change.on, change.on)
            ):
                yield self._build_moved_here(change, change.new_date)

    @cached_property
    def _valid(self) -> tuple[datetime.date, datetime.date]:
        starts = [day for day in (self.slot.valid_from, self.activity.starts_on) if day]
        ends = [day for day in (self.slot.valid_until, self.activity.ends_on) if day]
        return max(starts), min(ends, default=datetime.date.max)

    def _list_dates(self, first_day: datetime.date, last_day: datetime.date) -> list[datetime.date]:
        valid_from, valid_until = self._valid
        return list_dates(
            self.slot.rule,
            start=self.slot.valid_from,
            first_day=max(first_day, valid_from),
            last_day=min(last_day, valid_until),
        )

    def _lapses(self, day: datetime.date) -> bool:
        return (self.slot.skips_school_holidays and find_school_holiday(day) is not None) or (
            self.slot.skips_public_holidays and find_public_holiday(day) is not None
        )

    def _build_changed(self, day: datetime.date, change: Change) -> Occurrence:
        if change.kind == ChangeKind.CANCELLED:
            return self._build(day, status=OccurrenceStatus.CANCELLED, change=change, may_close=False)
        if change.kind == ChangeKind.MOVED:
            return self._build(
                day,
                status=OccurrenceStatus.MOVED_AWAY,
                other_date=change.new_date,
                reason=change.reason,
                may_close=False,
            )
        status = OccurrenceStatus.HOURS if change.kind == ChangeKind.HOURS else OccurrenceStatus.ELSEWHERE
        return self._build(day, status=status, change=change)

    def _build_moved_here(self, change: Change, day: datetime.date) -> Occurrence:
        return self._build(day, status=OccurrenceStatus.MOVED_HERE, other_date=change.on, change=change)

    def _build(
        self,
        day: datetime.date,
        *,
        status: OccurrenceStatus = OccurrenceStatus.PLANNED,
        change: Change | None = None,
        other_date: datetime.date | None = None,
        reason: str = "",
        may_close: bool = True,
    ) -> Occurrence:
        main = self.programme.main_venue
        venue = (change and change.venue) or self.slot.venue or self.activity.venue or main
        starts_at = (change and change.new_starts_at) or self.slot.starts_at
        ends_at = (change and change.new_ends_at) or self.slot.ends_at
        reason = change.reason if change else reason
        closure = self._find_closure(day, venue) if may_close else None
        if closure:
            status, reason = OccurrenceStatus.CLOSED, closure.reason
        return Occurrence(
            activity=self.activity,
            slot=self.slot,
            venue=venue,
            is_elsewhere=venue is not None and main is not None and venue.pk != main.pk,
            date=day,
            starts_at=at_wall_time(day, starts_at),
            ends_at=at_wall_time(day, ends_at),
            status=status,
            reason=reason,
            other_date=other_date,
            functions=self.programme.functions.get(self.activity.pk, ()),
            partners=tuple(p for p in self.programme.partners.get(self.activity.pk, ()) if p.is_active_on(day)),
        )

    def _find_closure(self, day: datetime.date, venue: Venue | None) -> Closure | None:
        for closure in self.programme.closures:
            here = closure.venue_id is None or (venue is not None and closure.venue_id == venue.pk)
            if here and closure.first_day <= day <= closure.last_day:
                return closure
        return None
