"""What a partner does: at once with the team told, or only once the team agrees. Both can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from activities.models import Activity, PartnerAct
from activities.services.outcome import Draft, Outcome, Step, carry_out_drafts, draft_steps, undo_steps
from activities.vocabulary import OfferAct, PartnerActStatus
from sites.models import Actor, Partner, User
from sites.services.audit import record_act

SAID_LENGTH = PartnerAct._meta.get_field("said").max_length or 0
DAYS_KEPT = 180


class DecidedAlreadyError(Exception):
    """Somebody else decided about it in the meantime."""


def note_act(*, activity: Activity, partner: Partner, steps: Sequence[Step], said: str, by: Actor) -> PartnerAct | None:
    """Tell the team what a partner changed. None when nothing changed.

    Args:
        activity: whose moment.
        partner: for whom it was done.
        steps: what the act did.
        said: the change in words, as the team reads it.
        by: the link or the account.
    """
    return _write(activity, partner, [asdict(step) for step in steps], said, by, PartnerActStatus.LIVE)


def propose_act(
    *,
    activity: Activity,
    partner: Partner,
    act: Callable[[], Outcome[Any]],
    describe: Callable[[Outcome[Any]], str],
    by: Actor,
) -> PartnerAct | None:
    """Try an act, keep what it would do for the team to agree to, and leave everything as it was.

    Args:
        activity: whose moment.
        partner: who asks.
        act: what is asked; it is taken back at once.
        describe: the change in words.
        by: the link or the account.

    Returns:
        What now waits for the team; None when the act changes nothing.
    """
    with transaction.atomic():
        outcome = act()
        drafts, said = draft_steps(outcome.steps), describe(outcome)
        # Only tried: everything goes back to how it was, and the transaction around it goes on.
        transaction.set_rollback(True)
    content = [asdict(draft) for draft in drafts]
    proposed = _write(activity, partner, content, said, by, PartnerActStatus.WAITING)
    if proposed is not None:
        record_act(by=by, action=OfferAct.PARTNER_PROPOSED, subject=f"{activity.name}: {said}")
    return proposed


def accept_act(*, act: PartnerAct, by: User) -> PartnerAct:
    """Do what a partner asked.

    Raises:
        DecidedAlreadyError: it no longer waits.
        ChangedSinceError: a moment it is about was changed in the meantime.
    """
    act = _lock(act, PartnerActStatus.WAITING)
    act.content = [asdict(step) for step in carry_out_drafts(tuple(Draft(**draft) for draft in act.content))]
    record_act(by=by, action=OfferAct.PARTNER_ACCEPTED, subject=str(act))
    return _decide(act, PartnerActStatus.ACCEPTED, by)


def decline_act(*, act: PartnerAct, by: User) -> PartnerAct:
    """Leave everything as it is; the partner reads so on its page.

    Raises:
        DecidedAlreadyError: it no longer waits.
    """
    act = _lock(act, PartnerActStatus.WAITING)
    record_act(by=by, action=OfferAct.PARTNER_DECLINED, subject=str(act))
    return _decide(act, PartnerActStatus.DECLINED, by)


def mark_act_seen(*, act: PartnerAct, by: User) -> PartnerAct:
    """The team looked at it and leaves it so.

    Raises:
        DecidedAlreadyError: somebody looked at it before, or took it back.
    """
    return _decide(_lock(act, PartnerActStatus.LIVE), PartnerActStatus.SEEN, by)


def take_back_act(*, act: PartnerAct, by: Actor) -> PartnerAct:
    """Put everything back as it was before the act, or withdraw what was only asked.

    Raises:
        DecidedAlreadyError: it was taken back or declined already.
        ChangedSinceError: a row was changed after the act.
    """
    statuses = PartnerActStatus.WAITING, PartnerActStatus.LIVE, PartnerActStatus.SEEN, PartnerActStatus.ACCEPTED
    act = _lock(act, *statuses)
    if act.is_done:
        undo_steps(steps=tuple(Step(**step) for step in act.content), said=str(act), by=by)
    else:
        record_act(by=by, action=OfferAct.UNDONE, subject=str(act))
    return _decide(act, PartnerActStatus.TAKEN_BACK, by if isinstance(by, User) else None)


def erase_old_acts() -> int:
    """Forget what partners did long ago; what they changed stays changed."""
    long_ago = timezone.now() - timedelta(days=DAYS_KEPT)
    erased, _rows = PartnerAct.objects.filter(at__lt=long_ago).delete()
    return erased


def _write(
    activity: Activity, partner: Partner, content: list[dict[str, Any]], said: str, by: Actor, status: PartnerActStatus
) -> PartnerAct | None:
    if not content:
        return None
    user = by if isinstance(by, User) else None
    act: PartnerAct = PartnerAct.objects.create(
        activity=activity, partner=partner, user=user, said=said[:SAID_LENGTH], status=status, content=content
    )
    return act


def _lock(act: PartnerAct, *statuses: PartnerActStatus) -> PartnerAct:
    # Two people at the same board: the second waits, and reads that it was decided.
    locked = PartnerAct.objects.select_for_update().filter(pk=act.pk, status__in=statuses).first()
    if locked is None:
        raise DecidedAlreadyError
    found: PartnerAct = locked
    return found


def _decide(act: PartnerAct, status: PartnerActStatus, by: User | None) -> PartnerAct:
    act.status, act.decided_by, act.decided_at = status, by, timezone.now()
    act.save(update_fields=["status", "decided_by", "decided_at", "content"])
    return act
