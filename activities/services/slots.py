"""Fixed moments: new, corrected, different from a day on (with their history kept), or stopped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from activities.details import SlotDetails, fill_slot
from activities.models import Activity, Slot
from activities.recurrence import list_dates
from activities.services.outcome import Outcome, Step, delete_row, lock_offer, save_row
from activities.vocabulary import OfferAct
from sites.models import Actor
from sites.services.audit import record_act

ONE_DAY = timedelta(days=1)


def add_slot(*, activity: Activity, details: SlotDetails, by: Actor) -> Outcome[Slot]:
    """Add a fixed moment to an activity."""
    slot = fill_slot(Slot(activity=activity), details)
    step = save_row(slot)
    record_act(by=by, action=OfferAct.SLOT_ADDED, subject=activity.name)
    return Outcome(row=slot, steps=(step,))


def add_dates(*, activity: Activity, details: SlotDetails, days: Sequence[date], by: Actor) -> Outcome[Slot]:
    """Add separate dates to an activity, each at the same hours and place. Taken back, all of them go.

    Args:
        activity: what takes place on them.
        details: the hours and the place; its rule is that of one time.
        days: one or more; the first is the row of the outcome.
        by: who says so.
    """
    slots = [fill_slot(Slot(activity=activity), replace(details, valid_from=day, valid_until=day)) for day in days]
    steps = tuple(save_row(slot) for slot in slots)
    record_act(by=by, action=OfferAct.SLOT_ADDED, subject=activity.name)
    return Outcome(row=slots[0], steps=steps)


def edit_slot(*, slot: Slot, details: SlotDetails, by: Actor) -> Outcome[Slot]:
    """Correct a moment as if it had always been so. When it really changed from a day on, use `move_slot`."""
    fill_slot(slot, details)
    step = save_row(slot)
    record_act(by=by, action=OfferAct.SLOT_EDITED, subject=slot.activity.name)
    return Outcome(row=slot, steps=(step,))


def move_slot(*, slot: Slot, from_day: date, details: SlotDetails, by: Actor) -> Outcome[Slot]:
    """Let a moment be different from a day on: the old one ends the day before, a new one follows it.

    What was arranged for single dates from that day on goes along where the new moment has the same date; elsewhere
    it lapses. A moment that has not begun by that day has no history to keep and is simply changed.

    Returns:
        The moment that holds from that day on.
    """
    lock_offer()
    details = replace(details, valid_from=max(from_day, details.valid_from))
    if from_day <= slot.valid_from:
        fill_slot(slot, details)
        steps, moved = [save_row(slot)], slot
    else:
        moved = fill_slot(Slot(activity=slot.activity, follows=slot), details)
        steps = [_end(slot, from_day - ONE_DAY), save_row(moved)]
    steps += _carry_changes(slot, moved, from_day)
    record_act(by=by, action=OfferAct.SLOT_MOVED, subject=slot.activity.name)
    return Outcome(row=moved, steps=tuple(steps))


def end_slot(*, slot: Slot, last_day: date, by: Actor) -> Outcome[Slot]:
    """Let a moment stop after a day; what was arranged for dates after it lapses.

    Args:
        slot: the moment.
        last_day: the last day on which it may still take place, not before `slot.valid_from`.
        by: who says so.
    """
    steps = [_end(slot, last_day)]
    steps += [delete_row(change) for change in slot.changes.filter(on__gt=last_day)]
    record_act(by=by, action=OfferAct.SLOT_ENDED, subject=slot.activity.name)
    return Outcome(row=slot, steps=tuple(steps))


def remove_slot(*, slot: Slot, by: Actor) -> Outcome[Slot]:
    """Take away a moment that has not begun, with what was arranged for its dates, as if nobody had added it.

    Args:
        slot: a moment of which `can_be_removed` holds.
        by: who says so.
    """
    steps = [delete_row(change) for change in slot.changes.all()]
    record_act(by=by, action=OfferAct.SLOT_REMOVED, subject=slot.activity.name)
    return Outcome(row=slot, steps=(*steps, delete_row(slot)))


def _end(slot: Slot, last_day: date) -> Step:
    slot.valid_until = last_day
    return save_row(slot)


def _carry_changes(slot: Slot, moved: Slot, from_day: date) -> list[Step]:
    steps = []
    for change in slot.changes.filter(on__gte=from_day):
        if list_dates(moved.rule, start=moved.valid_from, first_day=change.on, last_day=change.on):
            change.slot = moved
            steps.append(save_row(change))
        else:
            steps.append(delete_row(change))
    return steps
