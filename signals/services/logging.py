"""Logging a contact: once, whatever the network does, and correctable until the night."""

import datetime
import json
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from signals.entries import ContactEntry, EntryConflict, EntryRefused, HelpRequestEntry, Outcome, Receipt
from signals.models import Contact
from signals.selectors.choices import NOTHING_USED, SiteChoices, UsedChoices, list_used_choices
from signals.services.checking import CheckedContact, check_contact
from signals.services.contents import rewrite_contents, write_contents
from signals.services.picking_up import release_from_signals
from sites.models import User


def log_contact(
    *,
    entry: ContactEntry,
    by: User | None,
    only_own: bool = False,
    today: datetime.date | None = None,
    choices: SiteChoices | None = None,
    known: Contact | None = None,
) -> Receipt:
    """Keep a contact, or recognise one that was kept before.

    The same id and revision: the same receipt. A higher revision corrects, until the fold. A lower one came late and
    changes nothing. A deleted id stays deleted.

    Args:
        entry: what was tapped.
        by: who logs; kept until the fold.
        only_own: whether a correction is allowed only to who logged it (volunteers).
        today: the day of logging, when it is not today (history, tests).
        choices: the site's lists, when more entries are held against them.
        known: the contact of this id as it was read a moment ago, when a whole batch was looked up at once.

    Raises:
        EntryRefused: something is not right; the sentences say what, per field.
        EntryConflict: the same id and revision came before with other content.
    """
    today = today or timezone.localdate()
    digest = compute_digest(entry)
    if known is not None and (receipt := _recognise(known, entry=entry, digest=digest)):
        return receipt
    choices = choices or SiteChoices()
    if known is None:
        try:
            # The usual case first: a new contact costs no query to find out that it is new.
            with transaction.atomic():
                return _keep(entry=entry, choices=choices, digest=digest, by=by, today=today)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
    existing = _lock(entry.id)
    receipt = _recognise(existing, entry=entry, digest=digest)
    if receipt is None:
        _refuse_unless_open(existing, by=by, only_own=only_own)
        receipt = _correct(existing, entry=entry, choices=choices, digest=digest, today=today)
    return receipt


def log_new_contacts(
    *, entries: Iterable[ContactEntry], by: User | None, choices: SiteChoices, today: datetime.date | None = None
) -> list[Receipt]:
    """Keep what is new and right of many entries in the statements of one; the rest is for `log_contact`.

    Args:
        entries: of which no id is known.
        by: who logs; kept until the fold.
        choices: the site's lists.
        today: the day of logging, when it is not today.

    Returns:
        The receipts of what was kept: none at all when one of the ids was taken in the meantime.
    """
    today = today or timezone.localdate()
    pairs = []
    for entry in entries:
        with suppress(EntryRefused):
            checked = _check(entry, choices=choices, today=today)
            contact = _build(entry, digest=compute_digest(entry), by=by, today=today)
            contact.activity_answer = checked.activity_answer
            pairs.append((contact, checked))
    try:
        with transaction.atomic():
            Contact.objects.bulk_create([contact for contact, _checked in pairs])
            write_contents(pairs)
    except IntegrityError:
        return []
    return [Receipt(id=row.pk, revision=row.revision, outcome=Outcome.KEPT) for row, _checked in pairs]


def delete_contact(*, contact: Contact, by: User, only_own: bool = False) -> None:
    """Empty a contact until the fold; the id stays as a tombstone, so that a late copy does not bring it back.

    Raises:
        EntryRefused: it was folded, or it is somebody else's.
    """
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    if locked.is_deleted:
        return
    _refuse_unless_open(locked, by=by, only_own=only_own)
    _clear(locked)
    locked.is_deleted = True
    locked.revision += 1
    locked.site_answer = locked.activity_answer = locked.content_digest = ""
    locked.logged_on = locked.logged_by = None
    locked.save()


def compute_digest(entry: ContactEntry) -> str:
    """A keyed digest of what was tapped, by which a repeated send is recognised until the fold."""
    content = [
        entry.activity_id,
        entry.on.isoformat(),
        entry.site_answer,
        entry.activity_answer or "",
        sorted(entry.category_ids),
        [_list_content(request) for request in entry.help_requests],
    ]
    return salted_hmac("signals.contact", json.dumps(content), algorithm="sha256").hexdigest()


def _list_content(request: HelpRequestEntry) -> list[object]:
    content = [request.theme_id, sorted(request.approach_ids), sorted(request.service_ids), request.note]
    asked = request.follow_up
    return content if asked is None else [*content, [asked.service_id, asked.due_on.isoformat(), asked.text]]


def _build(entry: ContactEntry, *, digest: str, by: User | None, today: datetime.date) -> Contact:
    return Contact(
        id=entry.id,
        revision=entry.revision,
        activity_id=entry.activity_id,
        on=entry.on,
        site_answer=entry.site_answer,
        content_digest=digest,
        logged_by=by,
        logged_on=today,
    )


def _keep(*, entry: ContactEntry, choices: SiteChoices, digest: str, by: User | None, today: datetime.date) -> Receipt:
    # A replay of something valid then may be invalid now (a retired theme), so the row is tried before the rules.
    contact = _build(entry, digest=digest, by=by, today=today)
    contact.save(force_insert=True)
    checked = _check(entry, choices=choices, today=today)
    if checked.activity_answer:
        contact.activity_answer = checked.activity_answer
        contact.save(update_fields=["activity_answer"])
    write_contents([(contact, checked)])
    return Receipt(id=contact.pk, revision=contact.revision, outcome=Outcome.KEPT)


def _lock(contact_id: UUID) -> Contact:
    existing: Contact | None = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if existing is None:
        # The id is taken where these walls let nobody look; a new one is as good.
        raise EntryRefused({"": _("Dit kon niet bewaard worden. Begin met een nieuw contact.")})
    return existing


def _recognise(existing: Contact, *, entry: ContactEntry, digest: str) -> Receipt | None:
    """The receipt of an entry that changes nothing; None when it is a correction."""
    if existing.is_deleted:
        return Receipt(id=existing.pk, revision=existing.revision, outcome=Outcome.DELETED)
    if entry.revision > existing.revision:
        return None
    if entry.revision == existing.revision and not existing.is_folded and digest != existing.content_digest:
        raise EntryConflict
    return Receipt(id=existing.pk, revision=existing.revision, outcome=Outcome.REPEATED)


def _check(
    entry: ContactEntry, *, choices: SiteChoices, today: datetime.date, used: UsedChoices = NOTHING_USED
) -> CheckedContact:
    return check_contact(
        entry=entry, choices=choices.pick(entry), today=today, used=used, read_own_words=lambda: choices.own_words
    )


def _correct(
    contact: Contact, *, entry: ContactEntry, choices: SiteChoices, digest: str, today: datetime.date
) -> Receipt:
    checked = _check(entry, choices=choices, today=today, used=list_used_choices(contact=contact))
    contact.revision = entry.revision
    contact.activity_id, contact.on = entry.activity_id, entry.on
    contact.site_answer, contact.activity_answer = entry.site_answer, checked.activity_answer
    contact.content_digest = digest
    contact.save()
    rewrite_contents(contact, checked)
    return Receipt(id=contact.pk, revision=contact.revision, outcome=Outcome.CORRECTED)


def _refuse_unless_open(contact: Contact, *, by: User | None, only_own: bool) -> None:
    if contact.is_folded:
        raise EntryRefused({"": _("Dit contact is al verwerkt in de tellingen. Verbeteren kan enkel op de dag zelf.")})
    if only_own and (by is None or contact.logged_by_id != by.pk):
        raise EntryRefused({"": _("Dit contact is door iemand anders genoteerd.")})


def _clear(contact: Contact) -> None:
    release_from_signals(contact=contact)
    contact.attributes.all().delete()
    contact.help_requests.all().delete()
