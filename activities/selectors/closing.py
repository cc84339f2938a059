"""What a closing would mean, before it is saved."""

from collections.abc import Sequence
from datetime import date

from activities.models import Activity
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.selectors.programme import read_programme

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
