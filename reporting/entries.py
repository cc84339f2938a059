"""A correction of a counter, before the database has seen it."""

import datetime
from dataclasses import dataclass

from activities.models import Activity
from reporting.models import Correction
from reporting.vocabulary import CorrectionReason, CounterKind
from signals.models import ListItem

LARGEST_DELTA = 2000


@dataclass(frozen=True, kw_only=True)
class CorrectionEntry:
    """What a coordinator wants to correct.

    Args:
        kind: which counter.
        activity: whose; None for the whole site.
        month: its first day.
        item: the row of the site's lists that the counter is for, when it is for one.
        delta: how many more, or fewer when below zero.
        reason: why.
        note: a few words; the form has guarded them.
        reverses: the correction that it takes back.
    """

    kind: CounterKind
    activity: Activity | None
    month: datetime.date
    item: ListItem | None
    delta: int
    reason: CorrectionReason
    note: str = ""
    reverses: Correction | None = None


class CorrectionRefused(Exception):  # noqa: N818  (a refusal is an answer, not a fault)
    """A correction that cannot be; the message is a Dutch sentence."""
