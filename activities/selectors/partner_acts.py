"""What partners changed or asked, in words, for the team and for the partner itself."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core import serializers
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.models import Activity, Change, PartnerAct, Slot
from activities.recurrence import parse_rule
from activities.selectors.closing import find_closed_date, warn_of_closed_days
from activities.selectors.editing import NEXT_DATES, Hours, list_dates_of_slot
from activities.selectors.words import describe_day, describe_hours, describe_recurrence
from activities.vocabulary import ChangeKind, OccurrenceStatus, PartnerActStatus

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
    for act in acts:
        if act.is_waiting:
            act.warning = warn_of_closed_days(_list_closed_days(act))
    return sorted(acts, key=lambda act: not act.is_waiting)


def _list_closed_days(act: PartnerAct) -> list[date]:
    """The days on which what still waits would stand before a closed door, as things are now."""
    drafted = [draft for draft in act.content if draft["became"] is not None]
    rows = [row.object for draft in drafted for row in serializers.deserialize("json", draft["became"])]
    known = {slot.pk: slot for slot in Slot.objects.filter(activity=act.activity).select_related("activity", "venue")}
    moved = [row for row in rows if isinstance(row, Slot) and row.pk not in known]
    slots = known | {slot.pk: slot for slot in moved}
    days: set[date | None] = set()
    for slot in moved:
        dates = list_dates_of_slot(slot, count=NEXT_DATES)
        days |= {found.date for found in dates if found.status is OccurrenceStatus.CLOSED}
    for change in rows:
        if isinstance(change, Change) and change.slot_id in slots:
            change.slot = slots[change.slot_id]
            days.add(find_closed_date(change))
    return sorted(day for day in days if day is not None)


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
