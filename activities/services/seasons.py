"""A season again: the same moments over other days."""

from collections.abc import Sequence

from activities.details import SeasonMoment, SlotDetails, fill_slot, read_columns
from activities.models import Slot
from activities.services.outcome import Outcome, lock_offer, save_row
from activities.vocabulary import OfferAct
from sites.models import User
from sites.services.audit import record_act


def repeat_season(*, moments: Sequence[SeasonMoment], by: User) -> Outcome[list[Slot]]:
    """Give each moment a next one over other days. What was stays as it was, so figures and history do too.

    A moment that already has such a next one gets no second.

    Args:
        moments: each former moment with what the next one is.
        by: who does it.
    """
    lock_offer()
    added, steps = [], []
    for moment in moments:
        slot = fill_slot(Slot(activity=moment.slot.activity, follows=moment.slot), moment.details)
        columns = {name: getattr(slot, name) for name in read_columns(slot, SlotDetails)}
        if Slot.objects.filter(activity=slot.activity, **columns).exists():
            continue
        steps.append(save_row(slot))
        added.append(slot)
    if added:
        names = dict.fromkeys(slot.activity.name for slot in added)
        record_act(by=by, action=OfferAct.SEASON_REPEATED, subject=", ".join(names))
    return Outcome(row=added, steps=tuple(steps))
