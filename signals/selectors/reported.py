"""What keeping a file of figures would do to those that stand there already."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from signals.models import ReportedFigure

ABOUT = ("label", "activity_id", "measure", "category_id", "period_start", "period_end", "unit", "is_opening", "source")
KNOWN = ("quantity", "number", "percentage", "words")


class Effect(StrEnum):
    """What keeping a figure would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class ProposedFigure:
    """A figure of a file, not kept yet.

    Args:
        figure: as the file has it.
        former: what stands there of the same subject, scope, period and source; None when nothing does.
    """

    figure: ReportedFigure
    former: ReportedFigure | None

    @property
    def effect(self) -> Effect:
        """What keeping it would do."""
        if self.former is None:
            return Effect.NEW
        return Effect.SAME if _tell(self.figure, KNOWN) == _tell(self.former, KNOWN) else Effect.CHANGED


def propose_figures(*, figures: Iterable[ReportedFigure]) -> list[ProposedFigure]:
    """Hold figures against those of the site in scope, in one query; what one file says twice is kept once."""
    unlike = {_tell(figure, ABOUT + KNOWN): figure for figure in figures}
    links = ReportedFigure.objects.select_related("activity", "category")
    rows = links.filter(label__in={figure.label for figure in unlike.values()})
    known = {_tell(row, ABOUT): row for row in rows}
    # Two of the same, of which one says just this: it is the one that is meant.
    known |= {_tell(row, ABOUT): row for row in rows if _tell(row, ABOUT + KNOWN) in unlike}
    return [ProposedFigure(figure=figure, former=known.get(_tell(figure, ABOUT))) for figure in unlike.values()]


def find_contradictions(*, figures: Sequence[ReportedFigure]) -> dict[int, int]:
    """Places of figures that say otherwise than an earlier one of the same subject, each with the place of that one."""
    first: dict[Hashable, int] = {}
    found = {}
    for place, figure in enumerate(figures):
        earlier = first.setdefault(_tell(figure, ABOUT), place)
        if _tell(figure, KNOWN) != _tell(figures[earlier], KNOWN):
            found[place] = earlier
    return found


def _tell(figure: ReportedFigure, columns: Sequence[str]) -> Hashable:
    return tuple(getattr(figure, column) for column in columns)
