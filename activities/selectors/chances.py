"""What a moment has around it: who is there at the same time, what a move brought, and holidays that are not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Avg, Count
from django.utils import timezone

from activities.models import Activity, Session, Slot
from activities.recurrence import Frequency, parse_rule
from activities.school_holidays import find_last_known_day
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.selectors.programme import Programme, read_programme
from activities.vocabulary import SessionKind

LOOKED_AT = timedelta(weeks=9)
"""Long enough for what comes once a month to come twice."""

KNOWN_AHEAD = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """How many came on average, out of how many times that were counted."""

    times: int
    average: float


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A fixed moment with what is around it.

    Args:
        slot: the moment.
        neighbours: other activities that are mostly there at the same time and place.
        before: who came to the moment that it followed; None when it followed none or nobody counted.
        after: who comes now; None when nobody counted.
    """

    slot: Slot
    neighbours: Sequence[Activity]
    before: Attendance | None
    after: Attendance | None

    @property
    def comes_back(self) -> bool:
        """Whether it has more than the one date."""
        return parse_rule(self.slot.rule).frequency is not Frequency.ONCE

    @property
    def can_be_removed(self) -> bool:
        """Whether it can be taken away, as if nobody had added it."""
        return can_be_removed(self.slot, today=timezone.localdate())


def can_be_removed(slot: Slot, *, today: date) -> bool:
    """Whether a moment has yet to begin and takes over from none: nobody ever came to it, and no other ended for it."""
    return slot.valid_from > today and slot.follows_id is None


def list_neighbours(slot: Slot) -> list[Activity]:
    """Other activities that are there on most dates of a slot, at an overlapping time and the same place.

    Args:
        slot: it need not be saved yet.
    """
    return _find_neighbours(slot, _read_weeks([slot]))


def read_moments(slots: Sequence[Slot]) -> list[Moment]:
    """Moments of one activity with what is around them."""
    programme = _read_weeks(slots)
    attended = _count_attendance({pk for slot in slots for pk in (slot.pk, slot.follows_id) if pk})
    return [
        Moment(
            slot=slot,
            neighbours=_find_neighbours(slot, programme),
            before=attended.get(slot.follows_id or 0),
            after=attended.get(slot.pk),
        )
        for slot in slots
    ]


def find_end_of_holidays(*, today: date) -> date | None:
    """Until when the school holidays are known, when that is less than a year and a moment depends on it."""
    known_until = find_last_known_day()
    if known_until >= today + KNOWN_AHEAD:
        return None
    depending = Slot.objects.filter(skips_school_holidays=True).exclude(valid_until__lte=known_until)
    return known_until if depending.exists() else None


def _read_weeks(slots: Sequence[Slot]) -> Programme:
    first_day = max([timezone.localdate(), *(slot.valid_from for slot in slots[:1])])
    return read_programme(first_day=first_day, last_day=first_day + LOOKED_AT)


def _find_neighbours(slot: Slot, programme: Programme) -> list[Activity]:
    own = [found for found in compute_occurrences(replace(programme, slots=[slot])) if found.takes_place]
    rest = [other for other in programme.slots if other.activity_id != slot.activity_id]
    others = [found for found in compute_occurrences(replace(programme, slots=rest)) if found.takes_place]
    shared: dict[Activity, set[date]] = {}
    for mine in own:
        for other in others:
            if _meet(mine, other):
                shared.setdefault(other.activity, set()).add(mine.date)
    days = len({found.date for found in own})
    return [activity for activity, dates in shared.items() if 2 * len(dates) > days]


def _meet(one: Occurrence, other: Occurrence) -> bool:
    is_same_place = (one.venue and one.venue.pk) == (other.venue and other.venue.pk)
    return is_same_place and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _count_attendance(slot_ids: set[int]) -> Mapping[int, Attendance]:
    counted = Session.objects.filter(
        slot__in=slot_ids, kind=SessionKind.SLOT, is_deleted=False, head_count__isnull=False
    )
    rows = counted.order_by().values_list("slot").annotate(Count("id"), Avg("head_count"))
    return {slot_id: Attendance(times=times, average=float(average)) for slot_id, times, average in rows}
