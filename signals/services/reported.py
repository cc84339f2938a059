"""Keeping figures that were not counted here. Each act is on record."""

from signals.models import ReportedFigure
from signals.vocabulary import ReportedAct
from sites.models import User
from sites.services.audit import record_act


def save_reported(*, figure: ReportedFigure, is_new: bool, by: User) -> None:
    """Keep a new figure, or what was changed of one."""
    figure.save()
    record_act(by=by, action=ReportedAct.ADDED if is_new else ReportedAct.EDITED, subject=figure.label)


def remove_reported(*, figure: ReportedFigure, by: User) -> None:
    """Remove a figure: reports no longer print it, and an opening balance no longer counts."""
    record_act(by=by, action=ReportedAct.REMOVED, subject=figure.label)
    figure.delete()
