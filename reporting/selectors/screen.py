"""Figures in the groups in which a screen shows them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reporting.selectors.figures import Figure, FigureSet, Period, collect_figures


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """One figure, with its name as it stands under a heading, and of what it is when activities are left out."""

    name: str
    figure: Figure
    reach: str


@dataclass(frozen=True, kw_only=True)
class FigurePart:
    """Figures that answer one question ('Leeftijd'); totals have no question."""

    question: str
    lines: Sequence[FigureLine]


@dataclass(frozen=True, kw_only=True)
class FigureGroup:
    """Figures of one scope and period."""

    scope: str
    period: str
    parts: Sequence[FigurePart]


def group_figures(*, period: Period, without: Collection[str] = ()) -> list[FigureGroup]:
    """Every figure of the site in scope, exact, by scope and period; totals come first.

    `without` are the slugs of activities to leave out, as `collect_figures` does.
    """
    groups: dict[tuple[str, str], list[Figure]] = {}
    found = collect_figures(period=period, without=without)
    for figure in found.figures:
        groups.setdefault((figure.scope.label, figure.period.label), []).append(figure)
    return [
        FigureGroup(scope=scope, period=when, parts=list(_split_in_parts(found, members)))
        for (scope, when), members in groups.items()
    ]


def _split_in_parts(figures: FigureSet, members: Sequence[Figure]) -> Iterator[FigurePart]:
    """Figures about one answer name its question first: 'Leeftijd: 18 tot 29'."""
    lines = [(*_split_label(figure), figure) for figure in members]
    # Python's sort keeps the order of what is equal: totals move to the front, the rest stays as it is.
    for question, part in groupby(sorted(lines, key=lambda line: bool(line[0])), key=lambda line: line[0]):
        found = [FigureLine(name=name, figure=figure, reach=figures.tell_reach(figure)) for _, name, figure in part]
        yield FigurePart(question=question, lines=found)


def _split_label(figure: Figure) -> tuple[str, str]:
    question, colon, name = figure.label.partition(": ")
    return (question, name) if colon else ("", figure.label)
