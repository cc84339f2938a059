"""One date of a moment that is different, and back again."""

from datetime import date

from activities.details import ChangeDetails, fill_row, read_details
from activities.models import Activity, Change, Slot
from activities.selectors.editing import find_own_date
from activities.selectors.occurrences import list_occurrences
from activities.selectors.words import describe_day
from activities.services.outcome import Outcome, Step, delete_row, lock_offer, save_row
from activities.vocabulary import ChangeKind, OfferAct
from sites.models import Actor
from sites.services.audit import record_act


def change_date(*, slot: Slot, on: date, details: ChangeDetails, by: Actor) -> Outcome[Change]:
    """Let one date of a moment be different; an earlier arrangement for that date makes way.

    Args:
        slot: the moment.
        on: the date it should have been, one of the slot's own.
        details: what is different.
        by: who says so.
    """
    lock_offer()
    change = Change.objects.filter(slot=slot, on=on).first() or Change(slot=slot, on=on)
    if change.pk and read_details(change, ChangeDetails) == details:
        return Outcome(row=change, steps=())
    fill_row(change, details)
    step = save_row(change)
    cancelled = details.kind == ChangeKind.CANCELLED
    _record(OfferAct.DATE_CANCELLED if cancelled else OfferAct.DATE_CHANGED, change, by)
    return Outcome(row=change, steps=(step,))


def cancel_slot(*, slot: Slot, on: date, by: Actor, reason: str = "") -> Outcome[Change]:
    """Cancel one date of a moment. Doing it twice changes nothing."""
    return change_date(slot=slot, on=on, details=ChangeDetails(kind=ChangeKind.CANCELLED, reason=reason), by=by)


def cancel_today(*, activity: Activity, today: date, by: Actor) -> Outcome[Activity]:
    """Cancel whatever of an activity should take place today, also what was moved to today.

    Returns:
        No steps when nothing was left to cancel.
    """
    lock_offer()
    steps: list[Step] = []
    for occurrence in list_occurrences(first_day=today, last_day=today, activity_slug=activity.slug):
        if occurrence.takes_place:
            steps += cancel_slot(slot=occurrence.slot, on=find_own_date(occurrence), by=by).steps
    return Outcome(row=activity, steps=tuple(steps))


def undo_change(*, change: Change, by: Actor) -> Outcome[Change]:
    """Let a date be again what its moment says."""
    _record(OfferAct.DATE_RESTORED, change, by)
    return Outcome(row=change, steps=(delete_row(change),))


def _record(act: OfferAct, change: Change, by: Actor) -> None:
    on = describe_day(change.on, with_weekday=True)
    record_act(by=by, action=act, subject=f"{change.slot.activity.name}, {on}")
