"""Remembering which forms were answered, and how."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from sites.models import Actor, SentForm, User

DAYS_KEPT = 30
"""A browser sends a form again when its tab is opened again, which may be weeks later."""


def take_form(*, digest: str, by: Actor) -> tuple[SentForm, bool]:
    """Claim a form before it is acted on; whoever sends the same at the same time waits for the first to be done.

    Args:
        digest: of everything that was sent.
        by: who sent it.

    Returns:
        The form, and whether this is the first time that it came.
    """
    SentForm.objects.filter(sent_on__lt=timezone.localdate() - timedelta(days=DAYS_KEPT)).delete()
    sent_by = by if isinstance(by, User) else None
    sent = SentForm(digest=digest, sent_by=sent_by)
    try:
        with transaction.atomic():
            sent.save(force_insert=True)
    except IntegrityError:
        known: SentForm = SentForm.objects.get(digest=digest, sent_by=sent_by)
        return known, False
    return sent, True


def note_answer(*, sent: SentForm, location: str) -> None:
    """Keep where the answer to a form led."""
    sent.location = location
    sent.save(update_fields=["location"])


def release_form(*, sent: SentForm) -> None:
    """Forget a form that was refused or only looked at, so that the same may still be accepted later."""
    sent.delete()
