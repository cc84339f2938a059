"""The figures of a site: what was counted, with for each figure its definition, period, scope and exclusions.

`docs/figures.md` tells in words what each figure means. `collect_figures` is the way in.
"""

from reporting.selectors.figures.collect import FigureSet, UnknownActivity, collect_figures
from reporting.selectors.figures.figure import WHOLE_SITE, Figure, FigureScope
from reporting.selectors.figures.period import BadPeriod, Period

__all__ = [
    "WHOLE_SITE",
    "BadPeriod",
    "Figure",
    "FigureScope",
    "FigureSet",
    "Period",
    "UnknownActivity",
    "collect_figures",
]
