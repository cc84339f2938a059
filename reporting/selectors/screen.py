"""Figures in the groups in which a screen shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reporting.selectors.figures import Figure, Period, collect_figures


@dataclass(frozen=True, kw_only=True)
class FigureGroup:
    """Figures of one scope and period."""

    scope: str
    period: str
    figures: Sequence[Figure]


def group_figures(*, period: Period) -> list[FigureGroup]:
    """Every figure of the site in scope, exact, by scope and period."""
    figures = collect_figures(period=period).figures
    return [
        FigureGroup(scope=scope.label, period=when.label, figures=list(members))
        for (scope, when), members in groupby(figures, key=lambda figure: (figure.scope, figure.period))
    ]
