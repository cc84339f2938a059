"""What a closing would mean, before it is saved; and what would stand on a day that is closed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import ngettext

from activities.models import Activity, Change
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.selectors.programme import read_programme
from activities.selectors.words import describe_day
from activities.vocabulary import OccurrenceStatus

type Spans = Sequence[tuple[date, date]]


def list_affected(*, spans: Spans, activities: Sequence[Activity] = ()) -> list[Occurrence]:
    """What should take place in these stretches of days and then would not, in order; of all activities by default."""
    if not spans:
        return []
    programme = read_programme(first_day=min(first for first, _ in spans), last_day=max(last for _, last in spans))
    wanted = {activity.pk for activity in activities}
    return [
        occurrence
        for occurrence in compute_occurrences(programme)
        if occurrence.takes_place
        and (not wanted or occurrence.activity.pk in wanted)
        and any(first <= occurrence.date <= last for first, last in spans)
    ]


def find_closed_date(change: Change) -> date | None:
    """The day on which a date would take place, when its place is closed that day. The change need not be saved."""
    on = change.new_date or change.on
    programme = read_programme(first_day=on, last_day=on, activity_slug=change.slot.activity.slug)
    only_this = replace(programme, slots=[change.slot], changes={change.slot.pk: [change]})
    closed = (found.status is OccurrenceStatus.CLOSED for found in compute_occurrences(only_this))
    return on if any(closed) else None


def warn_of_closed_days(days: Sequence[date]) -> str:
    """The sentence about dates on which the place is closed; nothing when there are none."""
    if not days:
        return ""
    count = len(days)
    return ngettext(
        "Let op: op %(day)s is het daar gesloten. Dan gaat dit niet door.",
        "Let op: op %(count)s van de volgende data is het daar gesloten, het eerst op %(day)s.",
        count,
    ) % {"count": count, "day": describe_day(days[0], with_weekday=True)}
