"""Which activities count their own unique visitors, and on which days they did not.

`Activity.counts_uniques` says whether the form asks now. Days on which an activity ran without counting are 'niet
geregistreerd': rows of `ReportedFigure`, without an end as long as it does not count again.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from activities.models import Activity
from signals.models import ReportedFigure
from signals.vocabulary import Measure, Quantity

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class OwnCount:
    """How an activity counts its own unique visitors.

    Args:
        since: the first counted day; None when it counts from its first moment on, or never counted.
        until: the last counted day of an activity that counted and stopped.
    """

    activity: Activity
    since: datetime.date | None = None
    until: datetime.date | None = None


def counts_own_uniques(*, day: Any, activity: str = "") -> Q:
    """Whether an activity counted its own unique visitors on a day.

    Args:
        day: an expression within the subquery, such as `OuterRef("on")`.
        activity: the path to the activity; none when the rows are activities.
    """
    gaps = list_gaps().filter(activity=OuterRef(f"{activity}_id" if activity else "pk"))
    within = gaps.filter(Q(period_start=None) | Q(period_start__lte=day), Q(period_end=None) | Q(period_end__gte=day))
    asks_now = Q(**{f"{activity}__counts_uniques" if activity else "counts_uniques": True})
    return (asks_now | Q(Exists(gaps.filter(period_end=None)))) & ~Q(Exists(within))


def list_gaps() -> QuerySet[ReportedFigure]:
    """The days on which activities did not count their own unique visitors."""
    gaps: QuerySet[ReportedFigure] = ReportedFigure.objects.filter(
        activity__isnull=False, measure=Measure.UNIQUE, quantity=Quantity.NOT_REGISTERED, is_opening=False
    )
    return gaps


@dataclass(frozen=True)
class OwnCountDays:
    """On which days activities counted their own unique visitors, for whoever asks it of thousands of entries.

    Args:
        gaps: by activity the first and last day of each stretch without counting; None is no end.
    """

    gaps: Mapping[int, Sequence[tuple[datetime.date | None, datetime.date | None]]]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, datetime.date | None, datetime.date | None]]) -> Self:
        """Out of the rows of `list_gaps`: the activity, the first and the last day."""
        gaps: dict[int, list[tuple[datetime.date | None, datetime.date | None]]] = {}
        for activity_id, start, end in rows:
            gaps.setdefault(activity_id, []).append((start, end))
        return cls(gaps)

    def counts(self, activity: Activity, day: datetime.date) -> bool:
        """The same answer as `counts_own_uniques`."""
        gaps = self.gaps.get(activity.pk, ())
        ever = activity.counts_uniques or any(end is None for _start, end in gaps)
        return ever and not any((start or day) <= day <= (end or day) for start, end in gaps)


def read_own_count_days() -> OwnCountDays:
    """The days of every activity; one query."""
    return OwnCountDays.of(list_gaps().values_list("activity_id", "period_start", "period_end"))


def list_own_counts() -> list[OwnCount]:
    """Every activity at which contacts are noted or that counts, with how it counts; two queries."""
    gaps: dict[int | None, ReportedFigure] = {gap.activity_id: gap for gap in list_gaps().order_by("period_end")}
    activities = Activity.objects.filter(Q(takes_contacts=True) | Q(counts_uniques=True))
    return [_describe(activity, gaps.get(activity.pk)) for activity in activities]


def find_own_count(*, activity: Activity) -> OwnCount:
    """How one activity counts."""
    return _describe(activity, list_gaps().filter(activity=activity).order_by("period_end").last())


def _describe(activity: Activity, gap: ReportedFigure | None) -> OwnCount:
    # PostgreSQL puts the gap without an end last.
    if gap is None:
        return OwnCount(activity=activity)
    if activity.counts_uniques:
        return OwnCount(activity=activity, since=gap.period_end and gap.period_end + ONE_DAY)
    return OwnCount(activity=activity, until=gap.period_start and gap.period_start - ONE_DAY)
