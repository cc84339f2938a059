"""Reading the counts of people of one scope."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.selectors.figures.corrections import CorrectionBook, describe_corrections
from reporting.selectors.figures.counters import PeopleCounts
from reporting.selectors.figures.figure import Figure, FigureScope, choose_quantity
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reported import ReportedBook, Stretch
from reporting.vocabulary import CounterKind, FigureKind
from signals.models import AttributeCategory, ReportedFigure
from signals.vocabulary import Basis, Measure


@dataclass(frozen=True, kw_only=True)
class PeopleReader:
    """Reads the figures of one scope out of the counts, and builds them."""

    scope: FigureScope
    counts: PeopleCounts
    reported: ReportedBook
    corrections: CorrectionBook

    def sum_firsts(self, period: Period, basis: Basis) -> int:
        """Firsts (or 'weet niet') in the months of a period."""
        return sum(
            number
            for (activity_id, month, counted), number in self.counts.firsts.items()
            if activity_id == self.scope.activity_id and counted == basis and period.holds(month)
        )

    def sum_attribute(self, period: Period, basis: Basis, category: AttributeCategory) -> int:
        """Firsts with an attribute in the years of a period."""
        years = range(period.first_day.year, period.end.year + 1)
        return sum(
            number
            for (activity_id, year, counted, category_id), number in self.counts.attributes.items()
            if activity_id == self.scope.activity_id
            and counted == basis
            and category_id == category.pk
            and year in years
        )

    def has_counted(self, period: Period) -> bool:
        """Whether counting here had begun by the end of the period: of what came before nothing is known, not 0."""
        return any(
            activity_id == self.scope.activity_id and month <= period.end
            for activity_id, month, _basis in self.counts.firsts
        )

    def is_unregistered(
        self, measure: Measure, period: Period, category: AttributeCategory | None = None, *, opening: bool = False
    ) -> bool:
        """Whether 'niet geregistreerd' was stored of this scope."""
        return self.reported.is_unregistered(
            scope=self.scope,
            measure=measure,
            period=period,
            category_id=category.pk if category else None,
            opening=opening,
        )

    def list_counted_stretches(self, measure: Measure, period: Period) -> list[Stretch]:
        """The parts of a period of this scope that were registered."""
        return self.reported.list_counted_stretches(scope=self.scope, measure=measure, period=period)

    def find_openings(
        self, measure: Measure, period: Period, category: AttributeCategory | None = None
    ) -> list[ReportedFigure]:
        """The opening balances of this scope."""
        return self.reported.find_openings(
            scope=self.scope, measure=measure, period=period, category_id=category.pk if category else None
        )

    def build(
        self,
        *,
        kind: FigureKind,
        label: str,
        definition: str,
        period: Period,
        value: int | str | None,
        key: str = "",
        at_most_more: int = 0,
        source: str = "",
        corrected: Sequence[CounterKind] = (),
        category: AttributeCategory | None = None,
    ) -> Figure:
        """Build a figure of this scope; without a key of its own it is known by its kind.

        `corrected` are the counters it adds up, `category` the answer it is about: it tells what was corrected in them.
        """
        rows = self.corrections.find(
            *corrected,
            period=period,
            activity_ids=[self.scope.activity_id],
            item_ids=None if category is None else [category.pk],
        )
        return Figure(
            key=key or kind.value,
            kind=kind,
            label=label,
            definition=definition,
            scope=self.scope,
            period=period,
            quantity=choose_quantity(value),
            value=value,
            at_most_more=at_most_more,
            source=source,
            corrections=describe_corrections(rows),
        )
