"""What partners changed or asked, in words, for the team and for the partner itself."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.models import Activity, Change, PartnerAct, Slot
from activities.recurrence import parse_rule
from activities.selectors.editing import Hours
from activities.selectors.words import describe_day, describe_hours, describe_recurrence
from activities.vocabulary import ChangeKind, PartnerActStatus

DAYS_SHOWN = 14
RECENT = 30

_OPEN = (PartnerActStatus.WAITING, PartnerActStatus.LIVE)


def describe_slot(slot: Slot) -> str:
    """A fixed moment on one line, without from when: 'elke donderdag, 13.00 - 15.30 uur'."""
    recurrence = describe_recurrence(parse_rule(slot.rule), first_day=slot.valid_from)
    where = f", {slot.venue}" if slot.venue else ""
    return f"{recurrence}, {describe_hours(slot)}{where}"


def describe_moved_slot(slot: Slot, *, former: str) -> str:
    """What a moment becomes and what it was."""
    facts = {
        "day": describe_day(slot.valid_from, with_weekday=True, with_year=True),
        "moment": describe_slot(slot),
        "former": former,
    }
    return _("Vanaf %(day)s: %(moment)s. Het was %(former)s.") % facts


def describe_changed_date(change: Change) -> str:
    """What is different on one date: 'donderdag 26 november gaat niet door'."""
    facts = {
        "day": describe_day(change.on, with_weekday=True),
        "hours": describe_hours(Hours.of(change.slot, change)),
        "other": describe_day(change.new_date, with_weekday=True) if change.new_date else "",
        "venue": change.venue or change.slot.venue or "",
    }
    said = {
        ChangeKind.CANCELLED: _("%(day)s: gaat niet door."),
        ChangeKind.MOVED: _("%(day)s: wordt %(other)s, %(hours)s."),
        ChangeKind.HOURS: _("%(day)s: van %(hours)s."),
        ChangeKind.ELSEWHERE: _("%(day)s: in %(venue)s, %(hours)s."),
    }[ChangeKind(change.kind)] % facts
    return capfirst(f"{said} {change.reason}".strip())


def describe_restored_date(change: Change) -> str:
    """A date that is again what its moment says."""
    day = describe_day(change.on, with_weekday=True)
    return capfirst(_("%(day)s: gaat weer gewoon door.") % {"day": day})


def list_partner_news() -> list[PartnerAct]:
    """What the team has not looked at yet, oldest first: what waits for it before what already happened."""
    acts = PartnerAct.objects.filter(status__in=_OPEN).select_related("partner", "activity", "user").order_by("at")
    return sorted(acts, key=lambda act: not act.is_waiting)


def list_decided_acts() -> list[PartnerAct]:
    """What became of what partners did lately, newest first."""
    acts = PartnerAct.objects.exclude(status__in=_OPEN).select_related("partner", "activity", "user", "decided_by")
    return list(acts[:RECENT])


def list_own_acts(activity: Activity, *, partner_ids: Iterable[int]) -> list[PartnerAct]:
    """What a partner asked or did about an activity in the last two weeks and should still know of, newest first."""
    since = timezone.now() - timedelta(days=DAYS_SHOWN)
    told = (PartnerActStatus.WAITING, PartnerActStatus.ACCEPTED, PartnerActStatus.DECLINED)
    acts = PartnerAct.objects.filter(activity=activity, partner_id__in=partner_ids, status__in=told)
    return [act for act in acts if act.is_waiting or act.at >= since]
