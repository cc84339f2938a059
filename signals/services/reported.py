"""Keeping figures that were not counted here. Each act is on record."""

from collections.abc import Iterable

from signals.models import ReportedFigure
from signals.vocabulary import ReportedAct
from sites.models import User
from sites.services.audit import record_act

SAME_FIGURE = (
    "label", "activity_id", "measure", "category_id", "period_start", "period_end", "quantity", "number", "percentage",
    "words", "unit", "is_opening", "source",
)  # fmt: skip


def save_reported(*, figure: ReportedFigure, is_new: bool, by: User) -> None:
    """Keep a new figure, or what was changed of one."""
    figure.save()
    record_act(by=by, action=ReportedAct.ADDED if is_new else ReportedAct.EDITED, subject=figure.label)


def save_all_reported(*, figures: Iterable[ReportedFigure], by: User) -> tuple[int, int]:
    """Keep the figures of a file, and leave those alone that stand there already.

    Returns:
        How many were added, and how many were there.
    """
    added = known = 0
    for figure in figures:
        same = {name: getattr(figure, name) for name in SAME_FIGURE}
        if ReportedFigure.objects.filter(**same).exists():
            known += 1
        else:
            save_reported(figure=figure, is_new=True, by=by)
            added += 1
    return added, known


def remove_reported(*, figure: ReportedFigure, by: User) -> None:
    """Remove a figure: reports no longer print it, and an opening balance no longer counts."""
    record_act(by=by, action=ReportedAct.REMOVED, subject=figure.label)
    figure.delete()
