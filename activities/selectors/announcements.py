"""What a visitor must know before coming: closures, changes and notices, as titles and sentences."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.models import Closure, Notice
from activities.selectors.occurrences import Occurrence
from activities.selectors.programme import Programme
from activities.selectors.words import describe_day, describe_hours
from activities.vocabulary import NoticeKind, OccurrenceStatus

CHANGES_DAYS_AHEAD = 14
CLOSURES_DAYS_AHEAD = 28

# MOVED_HERE is told on the day it left, CLOSED by the closure itself.
_TOLD = frozenset(
    {OccurrenceStatus.CANCELLED, OccurrenceStatus.MOVED_AWAY, OccurrenceStatus.HOURS, OccurrenceStatus.ELSEWHERE}
)


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """One thing to know, with the name of an icon.

    Args:
        title: what it is, in a sentence.
        text: what follows from it, in our words; may be empty.
        icon: a name out of templates/icons.
        reason: what the team or partner wrote about it; may be empty.
    """

    title: str
    text: str
    icon: str
    reason: str = ""


def build_announcements(
    programme: Programme, occurrences: Iterable[Occurrence], *, today: datetime.date, changes_from: datetime.date
) -> list[Announcement]:
    """Closures of the next four weeks, changes of the next two from `changes_from` on, and the notices of today."""
    closures_until = today + datetime.timedelta(CLOSURES_DAYS_AHEAD)
    changes_until = today + datetime.timedelta(CHANGES_DAYS_AHEAD)
    closures = [
        _announce_closure(closure)
        for closure in programme.closures
        if closure.first_day <= closures_until and closure.last_day >= today
    ]
    changes = [
        _announce_change(occurrence)
        for occurrence in occurrences
        if occurrence.status in _TOLD and changes_from <= occurrence.date <= changes_until
    ]
    notices = [notice for notice in list_notices(programme, on=today) if notice.kind != NoticeKind.ANSWER]
    return closures + changes + [_announce_notice(notice) for notice in notices]


def list_answers(programme: Programme, *, on: datetime.date) -> list[Notice]:
    """What came of what visitors said, as they read it on a day, the newest first; no queries."""
    return [notice for notice in list_notices(programme, on=on) if notice.kind == NoticeKind.ANSWER]


def list_notices(programme: Programme, *, on: datetime.date) -> list[Notice]:
    """The notices that visitors read on a day, the newest first; no queries."""
    return [
        notice
        for notice in programme.notices
        if notice.first_day <= on and (notice.last_day is None or notice.last_day >= on)
    ]


def describe_closure(closure: Closure) -> str:
    """When it is closed: 'op donderdag 25 mei', 'van maandag 26 december tot en met zondag 8 januari'."""
    first_day = describe_day(closure.first_day, with_weekday=True)
    if closure.first_day == closure.last_day:
        return _("op %(day)s") % {"day": first_day}
    return _("van %(first)s tot en met %(last)s") % {
        "first": first_day,
        "last": describe_day(closure.last_day, with_weekday=True),
    }


def _announce_closure(closure: Closure) -> Announcement:
    when = describe_closure(closure)
    if closure.venue is not None:
        title = _("%(venue)s is gesloten %(when)s") % {"venue": closure.venue.name, "when": when}
    else:
        title = _("Gesloten %(when)s") % {"when": when}
    return Announcement(title=title, text="", icon="calendar-x", reason=closure.reason)


def _announce_notice(notice: Notice) -> Announcement:
    icon = "calendar-plus" if notice.kind == NoticeKind.GUEST else "info"
    return Announcement(title=notice.title, text="", icon=icon, reason=notice.text)


def _announce_change(occurrence: Occurrence) -> Announcement:
    facts = {
        "activity": occurrence.activity.name,
        "day": describe_day(occurrence.date, with_weekday=True),
        "hours": describe_hours(occurrence),
        "usual": describe_hours(occurrence.slot),
        "other": describe_day(occurrence.other_date, with_weekday=True) if occurrence.other_date else "",
        "venue": occurrence.venue.name if occurrence.venue else "",
        "address": occurrence.venue.address if occurrence.venue else "",
    }
    title, text, icon = _("%(activity)s gaat niet door op %(day)s"), "", "calendar-x"
    if occurrence.status == OccurrenceStatus.MOVED_AWAY:
        title, icon = _("%(activity)s is niet op %(day)s maar op %(other)s"), "calendar-clock"
    elif occurrence.status == OccurrenceStatus.HOURS:
        title, icon = _("%(activity)s: ander uur op %(day)s"), "calendar-clock"
        text = _("Van %(hours)s, niet van %(usual)s.")
    elif occurrence.status == OccurrenceStatus.ELSEWHERE:
        title, icon = _("%(activity)s is op %(day)s in %(venue)s"), "map-pin"
        text = "%(address)s." if facts["address"] else ""
    return Announcement(title=title % facts, text=text % facts, icon=icon, reason=occurrence.reason)
