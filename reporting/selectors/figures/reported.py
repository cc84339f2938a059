"""What was counted elsewhere or before, and what was not registered at all."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.models import Activity
from reporting.selectors.figures.figure import WHOLE_SITE, Figure, FigureScope
from reporting.selectors.figures.period import Period
from reporting.vocabulary import FigureKind
from signals.models import ReportedFigure
from signals.vocabulary import Measure, Quantity, Unit

ONE_DAY = datetime.timedelta(days=1)

type Stretch = tuple[datetime.date, datetime.date]
"""A first and a last day."""


@dataclass(frozen=True)
class ReportedBook:
    """Every reported figure of a site, looked up by scope, measure and period."""

    rows: Sequence[ReportedFigure]

    def is_unregistered(
        self,
        *,
        scope: FigureScope,
        measure: Measure,
        period: Period,
        category_id: int | None = None,
        opening: bool = False,
    ) -> bool:
        """Whether somebody stored 'niet geregistreerd' for (part of) this period. Never inferred from missing rows.

        With `opening`: whether that was stored of the opening balance.
        """
        return any(
            row.quantity == Quantity.NOT_REGISTERED
            and row.is_opening == opening
            and period.overlaps(row.period_start, row.period_end)
            for row in self._of(scope, measure, category_id)
        )

    def find_openings(
        self, *, scope: FigureScope, measure: Measure, period: Period, category_id: int | None = None
    ) -> list[ReportedFigure]:
        """The opening balances that figures since the start add up from."""
        return [
            row
            for row in self._of(scope, measure, category_id)
            if row.is_opening and row.quantity == Quantity.NUMBER and row.period_end and row.period_end <= period.end
        ]

    def list_counted_stretches(self, *, scope: FigureScope, measure: Measure, period: Period) -> list[Stretch]:
        """What is left of a period without the days that were not registered: first and last days, in order."""
        left = [(period.first_day, period.end)]
        for row in self._of(scope, measure, None):
            if row.quantity == Quantity.NOT_REGISTERED and not row.is_opening:
                left = [part for stretch in left for part in _cut(stretch, row.period_start, row.period_end)]
        return sorted(left)

    def _of(self, scope: FigureScope, measure: Measure, category_id: int | None) -> Iterable[ReportedFigure]:
        return (
            row
            for row in self.rows
            if row.activity_id == scope.activity_id and row.measure == measure and row.category_id == category_id
        )


def _cut(stretch: Stretch, start: datetime.date | None, end: datetime.date | None) -> Iterator[Stretch]:
    first, last = stretch
    if (start or first) > last or (end or last) < first:
        yield stretch
        return
    if start is not None and start > first:
        yield first, min(last, start - ONE_DAY)
    if end is not None and end < last:
        yield max(first, end + ONE_DAY), last


def read_reported_book() -> ReportedBook:
    """Read every reported figure of the site in scope (one query)."""
    return ReportedBook(rows=list(ReportedFigure.objects.select_related("activity", "category")))


def describe_openings(openings: Iterable[ReportedFigure]) -> str:
    """Where the opening balances in a figure come from."""
    return "; ".join(
        _("beginstand %(number)d: %(source)s") % {"number": row.number or 0, "source": row.source} for row in openings
    )


def list_reported(*, book: ReportedBook, period: Period, excluded_ids: frozenset[int]) -> list[Figure]:
    """Figures counted elsewhere whose own period touches the one asked for."""
    return [
        _build_figure(row)
        for row in book.rows
        if not row.is_opening
        and row.quantity != Quantity.NOT_REGISTERED
        and row.activity_id not in excluded_ids
        and period.overlaps(row.period_start, row.period_end)
    ]


def _build_figure(row: ReportedFigure) -> Figure:
    known_as: dict[str, int | Decimal | str | None] = {
        Quantity.NUMBER: row.number,
        Quantity.PERCENTAGE: None if row.percentage is None else _drop_zeros(row.percentage),
        Quantity.WORDS: row.words,
    }
    return Figure(
        key=f"reported:{row.pk}",
        kind=FigureKind.REPORTED,
        label=row.label,
        definition=_("Elders geteld en hier overgenomen. Bron: %s.") % row.source.rstrip("."),
        scope=_scope_of_row(row.activity),
        period=Period(row.period_start, row.period_end or datetime.date.max),
        quantity=Quantity(row.quantity),
        value=known_as[row.quantity],
        unit=Unit(row.unit),
        source=row.source,
    )


def _drop_zeros(percentage: Decimal) -> Decimal:
    return percentage.quantize(Decimal(1)) if percentage == int(percentage) else percentage.normalize()


def _scope_of_row(activity: Activity | None) -> FigureScope:
    if activity is None:
        return WHOLE_SITE
    return FigureScope(activity_id=activity.pk, slug=activity.slug, name=activity.name)
