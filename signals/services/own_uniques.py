"""Letting an activity count its own unique visitors, and stopping; the days without stay known as such."""

import datetime

from django.utils.translation import gettext as _

from activities.models import Activity, Session
from activities.services.outcome import lock_offer
from signals.models import Contact, ReportedFigure
from signals.selectors.own_uniques import ONE_DAY
from signals.vocabulary import ListAct, Measure, Quantity
from sites.models import User
from sites.services.audit import record_act

MEASURES = (Measure.UNIQUE, Measure.NEW)


def start_counting_uniques(*, activity: Activity, had_visitors: bool, by: User, today: datetime.date) -> None:
    """Ask at an activity's contacts whether the visitor is new there.

    Args:
        activity: which one; one that counts already stays as it is.
        had_visitors: whether people came before it was counted; then those days are 'niet geregistreerd'.
        by: who does it.
        today: the day of the switch. A day on which something was noted already counts as one without.
    """
    lock_offer()
    activity.refresh_from_db()
    if activity.counts_uniques:
        return
    last_day = _find_first_free_day(activity, today) - ONE_DAY
    open_gaps = _list_open_gaps(activity)
    if open_gaps:
        for gap in open_gaps:
            _close(gap, last_day)
    elif had_visitors:
        _open_gap(activity, period_end=last_day)
    _switch(activity, True, ListAct.UNIQUES_STARTED, by)


def stop_counting_uniques(*, activity: Activity, by: User, today: datetime.date) -> None:
    """Stop asking. What was counted stays; from now on it is 'niet geregistreerd', never 0."""
    lock_offer()
    activity.refresh_from_db()
    if not activity.counts_uniques:
        return
    _open_gap(activity, period_start=_find_first_free_day(activity, today))
    _switch(activity, False, ListAct.UNIQUES_STOPPED, by)


def _find_first_free_day(activity: Activity, today: datetime.date) -> datetime.date:
    noted = Contact.objects.filter(activity=activity, on=today, is_deleted=False).exists()
    counted = Session.objects.filter(activity=activity, on=today, is_deleted=False).exists()
    return today + ONE_DAY if noted or counted else today


def _list_open_gaps(activity: Activity) -> list[ReportedFigure]:
    gaps = ReportedFigure.objects.filter(activity=activity, quantity=Quantity.NOT_REGISTERED, period_end=None)
    return list(gaps.filter(measure__in=MEASURES, is_opening=False))


def _close(gap: ReportedFigure, last_day: datetime.date) -> None:
    if gap.period_start is not None and gap.period_start > last_day:
        gap.delete()
        return
    gap.period_end = last_day
    gap.save()


def _open_gap(
    activity: Activity, *, period_start: datetime.date | None = None, period_end: datetime.date | None = None
) -> None:
    for measure in MEASURES:
        ReportedFigure.objects.create(
            activity=activity,
            measure=measure,
            label=f"{measure.label}: {activity.name}"[:160],
            quantity=Quantity.NOT_REGISTERED,
            period_start=period_start,
            period_end=period_end,
            source=_("toen telde deze activiteit niet apart"),
        )


def _switch(activity: Activity, counts: bool, act: ListAct, by: User) -> None:
    activity.counts_uniques = counts
    activity.save(update_fields=["counts_uniques"])
    record_act(by=by, action=act, subject=activity.name)
