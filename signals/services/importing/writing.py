"""Storing imported contacts, many at a time, under the rules of a contact that was logged."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from signals.models import Contact
from signals.services.checking import CheckedContact
from signals.services.contents import BATCH, write_contents
from signals.services.importing.gathering import ContactDraft
from signals.vocabulary import NOTE_DAYS


def store_contacts(*, drafts: Sequence[ContactDraft], today: datetime.date) -> None:
    """Store contacts that were found to be in order; the coming night folds them."""
    contacts = [
        Contact(
            id=draft.entry.id,
            activity_id=draft.entry.activity_id,
            on=draft.entry.on,
            site_answer=draft.entry.site_answer,
            activity_answer=draft.checked.activity_answer,
            logged_on=today,
        )
        for draft in drafts
    ]
    Contact.objects.bulk_create(contacts, batch_size=BATCH)
    oldest_note = today - datetime.timedelta(days=NOTE_DAYS)
    contents = [
        _take_over(draft, keeps_notes=contact.on > oldest_note) for contact, draft in zip(contacts, drafts, strict=True)
    ]
    write_contents(list(zip(contacts, contents, strict=True)))


def _take_over(draft: ContactDraft, *, keeps_notes: bool) -> CheckedContact:
    # A form asks for services only after 'doorverwijzing'; a sheet that names one tells of a referral all the same.
    requests = tuple(
        replace(request, service_ids=entry.service_ids, note=request.note if keeps_notes else "")
        for request, entry in zip(draft.checked.help_requests, draft.entry.help_requests, strict=True)
    )
    return replace(draft.checked, help_requests=requests)
