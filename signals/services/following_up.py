"""What is still to be found out for a help request: putting it down, doing it, putting it off, and forgetting it."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from signals.entries import EntryRefused, FollowUpEntry
from signals.guard import find_identifiers
from signals.models import FollowUp, HelpRequest
from signals.vocabulary import FOLLOW_UP_DAYS, FOLLOW_UP_LENGTH

LONGEST_WAIT = datetime.timedelta(days=366)
POSTPONED_BY = datetime.timedelta(days=7)


def check_follow_up(asked: FollowUpEntry, *, on: datetime.date, may_choose_service: bool) -> dict[str, str]:
    """What is wrong with a follow-up: a sentence for each of the fields `service`, `due` and `text`.

    Args:
        asked: what was tapped.
        on: the day of the contact.
        may_choose_service: whether the service is in the site's list.
    """
    problems = {}
    if not may_choose_service:
        problems["service"] = _("Kies een dienst uit de lijst.")
    if not on <= asked.due_on <= on + LONGEST_WAIT:
        problems["due"] = _("Kies een dag na het contact, binnen het jaar.")
    if len(asked.text) > FOLLOW_UP_LENGTH:
        problems["text"] = _("Hou het bij %(number)d tekens.") % {"number": FOLLOW_UP_LENGTH}
    elif findings := find_identifiers(asked.text):
        problems["text"] = str(findings[0].reason)
    return problems


def write_follow_ups(asked: Iterable[tuple[HelpRequest, FollowUpEntry | None]]) -> None:
    """Write what is to be found out for help requests that are new."""
    rows = [_build(row, follow_up) for row, follow_up in asked if follow_up is not None]
    if rows:
        FollowUp.objects.bulk_create(rows)


def rewrite_follow_ups(asked: Sequence[tuple[HelpRequest, FollowUpEntry | None]]) -> None:
    """Let help requests of a contact that is corrected have what was tapped now; what was done stays done."""
    known: dict[tuple[object, int], FollowUp] = {}
    rows = FollowUp.objects.filter(help_request__in=[request for request, _follow_up in asked])
    # What is open comes last, and so wins from what was done with the same service.
    for row in rows.order_by(F("done_on").asc(nulls_last=True)):
        known[row.help_request_id, row.service_id] = row
    kept = []
    fresh = []
    for request, follow_up in asked:
        if follow_up is None:
            continue
        same = known.get((request.pk, follow_up.service_id))
        if same is None:
            fresh.append((request, follow_up))
        elif same.done_on is None:
            same.due_on, same.text = follow_up.due_on, follow_up.text
            same.save(update_fields=["due_on", "text"])
            kept.append(same)
    dropped = [row.pk for row in known.values() if row.done_on is None and row not in kept]
    FollowUp.objects.filter(pk__in=dropped).delete()
    write_follow_ups(fresh)


def add_follow_up(*, to: HelpRequest, asked: FollowUpEntry) -> FollowUp:
    """Put down what is to be found out for a help request that was logged before.

    Raises:
        EntryRefused: something is not right, or there is something open already; the sentences say what, per field.
    """
    # Locked, so that a double tap puts it down once.
    request = HelpRequest.objects.select_for_update(of=("self",)).select_related("contact").get(pk=to.pk)
    problems = check_follow_up(asked, on=request.contact.on, may_choose_service=True)
    if request.follow_ups.filter(done_on__isnull=True).exists():
        problems[""] = _("Bij deze vraag staat al iets om na te vragen. Rond dat eerst af.")
    if problems:
        raise EntryRefused(problems)
    row = _build(request, asked)
    row.save()
    return row


def finish_follow_up(*, follow_up: FollowUp, today: datetime.date | None = None) -> None:
    """Say that it was found out; what was done already stays done on its own day."""
    today = today or timezone.localdate()
    FollowUp.objects.filter(pk=follow_up.pk, done_on__isnull=True).update(done_on=today)


def reopen_follow_up(*, follow_up: FollowUp) -> None:
    """Take 'gedaan' back.

    Raises:
        EntryRefused: something else is open for the same help request by now.
    """
    HelpRequest.objects.select_for_update().get(pk=follow_up.help_request_id)
    others = FollowUp.objects.filter(help_request=follow_up.help_request_id, done_on__isnull=True)
    if others.exclude(pk=follow_up.pk).exists():
        raise EntryRefused({"": _("Bij deze vraag staat intussen iets anders om na te vragen.")})
    FollowUp.objects.filter(pk=follow_up.pk).update(done_on=None)


def postpone_follow_up(*, follow_up: FollowUp, today: datetime.date | None = None) -> datetime.date:
    """Put it off by a week, counted from its day or, when that is over, from today; returns the new day."""
    row: FollowUp = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    row.due_on = max(row.due_on, today or timezone.localdate()) + POSTPONED_BY
    row.save(update_fields=["due_on"])
    return row.due_on


def erase_old_follow_ups(*, today: datetime.date | None = None) -> int:
    """Erase what was done, or was due, more than 90 days ago; returns how many."""
    limit = (today or timezone.localdate()) - datetime.timedelta(days=FOLLOW_UP_DAYS)
    done, _by_model = FollowUp.objects.filter(done_on__lt=limit).delete()
    left, _by_model = FollowUp.objects.filter(done_on__isnull=True, due_on__lt=limit).delete()
    return done + left


def _build(request: HelpRequest, asked: FollowUpEntry) -> FollowUp:
    return FollowUp(help_request=request, service_id=asked.service_id, due_on=asked.due_on, text=asked.text)
