"""Of which days somebody may note a contact or a head count by hand."""

import datetime
from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.selectors.words import describe_day
from signals.selectors.form_lists import FormLists

LONGEST_AGO = datetime.timedelta(days=396)
"""Thirteen months: last year's can still be noted in January, a wrong year stands out."""


def explain_unlikely_day(
    *,
    on: datetime.date,
    kept_on: datetime.date | None,
    activity_id: int | None,
    lists: FormLists,
    offered: Callable[[], Iterable[Activity]],
    way_for_old: str | Promise,
) -> str:
    """What is wrong with a past day, as a Dutch sentence; empty when nothing is.

    Args:
        on: the day.
        kept_on: the day of what is corrected, which may stay.
        activity_id: where it was.
        lists: tell when the site began.
        offered: the activities one can choose; asked for when the day is not today.
        way_for_old: a sentence that says how to bring in what really is that old.
    """
    today = timezone.localdate()
    # The usual case first: it costs no query.
    if on >= today or on == kept_on:
        return ""
    activity = next((row for row in offered() if row.pk == activity_id), None)
    if lists.site_start and on < lists.site_start:
        started = describe_day(lists.site_start, with_year=True)
        return _("Deze plek is pas gestart op %(day)s. Kijk de datum na.") % {"day": started}
    if activity is not None and activity.starts_on and on < activity.starts_on:
        facts = {"activity": activity.name, "day": describe_day(activity.starts_on, with_year=True)}
        return _("%(activity)s is pas begonnen op %(day)s. Kijk de datum na.") % facts
    if on < today - LONGEST_AGO:
        return _("Dit is meer dan dertien maanden geleden. Kijk het jaar na. %(way)s") % {"way": way_for_old}
    return ""
