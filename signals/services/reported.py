"""Keeping figures that were not counted here. Each act is on record."""

from collections import Counter
from collections.abc import Iterable

from signals.models import ReportedFigure
from signals.selectors.reported import KNOWN, Effect, ProposedFigure
from signals.vocabulary import ReportedAct
from sites.models import User
from sites.services.audit import record_act


def save_reported(*, figure: ReportedFigure, is_new: bool, by: User) -> None:
    """Keep a new figure, or what was changed of one."""
    figure.save()
    record_act(by=by, action=ReportedAct.ADDED if is_new else ReportedAct.EDITED, subject=figure.label)


def save_proposed(*, proposed: Iterable[ProposedFigure], by: User) -> Counter[Effect]:
    """Keep the figures of a file: new ones beside, changed ones instead of what stands there.

    Returns:
        How many were new, were changed, and stood there already.
    """
    done: Counter[Effect] = Counter()
    for found in proposed:
        done[found.effect] += 1
        if found.effect == Effect.NEW:
            save_reported(figure=found.figure, is_new=True, by=by)
        elif found.former is not None and found.effect == Effect.CHANGED:
            for column in KNOWN:
                setattr(found.former, column, getattr(found.figure, column))
            save_reported(figure=found.former, is_new=False, by=by)
    return done


def remove_reported(*, figure: ReportedFigure, by: User) -> None:
    """Remove a figure: reports no longer print it, and an opening balance no longer counts."""
    record_act(by=by, action=ReportedAct.REMOVED, subject=figure.label)
    figure.delete()
