"""Moments that belong to a season: those with a last day."""

from django.utils.translation import gettext as _

from activities.models import Slot
from activities.recurrence import ONCE, parse_rule
from activities.selectors.words import describe_day, describe_hours, describe_recurrence


def list_seasonal_slots() -> list[Slot]:
    """The moments that have a last day and no next one yet, the latest season first; no single dates."""
    slots = Slot.objects.filter(valid_until__isnull=False, followed_by=None).exclude(rule=str(ONCE))
    return list(slots.select_related("activity").order_by("-valid_until", "activity__position", "starts_at"))


def describe_slot(slot: Slot) -> str:
    """A moment as one line: 'Naaiatelier: elke donderdag, 9.00 - 12.00 uur (tot en met 30 juni 2026)'."""
    said = describe_recurrence(parse_rule(slot.rule), first_day=slot.valid_from)
    line = f"{slot.activity.name}: {said}, {describe_hours(slot)}"
    if slot.valid_until is None:
        return line
    return _("%(moment)s (tot en met %(day)s)") % {
        "moment": line,
        "day": describe_day(slot.valid_until, with_year=True),
    }
