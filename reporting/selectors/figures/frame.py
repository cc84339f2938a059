"""What is asked: the site, the period, what is left out. Read once, shared by every kind of figure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from activities.models import Activity
from reporting.selectors.figures.corrections import CorrectionBook
from reporting.selectors.figures.figure import WHOLE_SITE, FigureScope
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reported import ReportedBook


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The question that a set of figures answers."""

    period: Period
    activities: Sequence[Activity]
    excluded: Sequence[Activity]
    reported: ReportedBook
    corrections: CorrectionBook

    @property
    def excluded_ids(self) -> frozenset[int]:
        """Activities that do not count in figures of the whole site."""
        return frozenset(activity.pk for activity in self.excluded)

    @property
    def excluded_names(self) -> tuple[str, ...]:
        """What figures narrowed by `excluded` say of it."""
        return tuple(activity.name for activity in self.excluded)

    @property
    def included(self) -> list[Activity]:
        """The activities that get figures of their own."""
        return [activity for activity in self.activities if activity.pk not in self.excluded_ids]

    def list_scopes_of_people(self, *, counted_ids: Collection[int]) -> list[FigureScope]:
        """The whole site, and each activity that counts its own unique visitors, or did so in this period."""
        own = (activity for activity in self.included if activity.counts_uniques or activity.pk in counted_ids)
        return [WHOLE_SITE, *map(scope_of, own)]

    @property
    def slices(self) -> list[Period]:
        """The parts by calendar year, and the whole when it spans more than one year."""
        years = self.period.split_by_year()
        return years if len(years) == 1 else [*years, self.period]


def scope_of(activity: Activity) -> FigureScope:
    """The scope of one activity."""
    return FigureScope(activity_id=activity.pk, slug=activity.slug, name=activity.name)
