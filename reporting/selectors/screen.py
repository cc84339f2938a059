"""Figures in the groups in which a screen shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.selectors.figures import Figure, Period, collect_figures


@dataclass(frozen=True, kw_only=True)
class FigureGroup:
    """Figures of one scope and period."""

    scope: str
    period: str
    figures: Sequence[Figure]


def group_figures(*, period: Period) -> list[FigureGroup]:
    """Every figure of the site in scope, exact, by scope and period."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in collect_figures(period=period).figures:
        groups.setdefault((figure.scope.label, figure.period.label), []).append(figure)
    return [FigureGroup(scope=scope, period=when, figures=members) for (scope, when), members in groups.items()]
