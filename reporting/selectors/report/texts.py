"""What a report tells besides figures: the offer, milestones and signals of a period."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from activities.models import Milestone
from activities.selectors.offer import OfferItem, list_offer
from activities.selectors.words import describe_milestone
from reporting.selectors.figures import Period
from reporting.selectors.logos import PrintedLogo, list_funders, read_logos
from signals.selectors.picked_up import SignalRow, list_signals


@dataclass(frozen=True, kw_only=True)
class DatedMilestone:
    """A milestone with its date as precise as it is known."""

    when: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReportTexts:
    """What a report tells besides figures."""

    offer: Sequence[OfferItem]
    milestones: Sequence[DatedMilestone]
    signals: Sequence[SignalRow]
    funders: Sequence[str]
    """Who paid for some of it and has no logo, by name."""
    logos: Sequence[PrintedLogo]
    """Of who paid for some of it."""


def read_report_texts(*, period: Period, on: datetime.date) -> ReportTexts:
    """Read the offer at the end of the period, its milestones, and the signals that are or were open in it.

    Args:
        period: what the report is about.
        on: the day it is made; of a period that runs on, the offer is that of this day.
    """
    closed = list_signals(on=period.end, closed=True)
    funders = list_funders(first_day=period.first_day, last_day=period.end)
    return ReportTexts(
        offer=list_offer(on=min(period.end, on), only_public=False),
        milestones=list_milestones(period=period),
        signals=[row for row in list_signals(on=period.end) if row.signal.heard_on <= period.end]
        + [row for row in closed if period.holds(row.signal.heard_on)],
        funders=list(dict.fromkeys(funder.name for funder in funders if not funder.logo_id)),
        logos=read_logos(funders),
    )


def list_milestones(*, period: Period) -> list[DatedMilestone]:
    """The milestones of a period, oldest first."""
    milestones = Milestone.objects.filter(on__range=(period.first_day, period.end))
    return [DatedMilestone(when=describe_milestone(milestone), text=milestone.text) for milestone in milestones]
