"""What an entry of an outbox can be: one row in `KINDS` for each form that a phone can fill in without network.

An entry holds the fields of the form as they were tapped, so the form and the service of the page judge it.
A form whose fields change gets a higher version, and an upgrade that reads the fields of the version before.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict

from activities.models import Session
from signals.entries import EntryRefused, Receipt
from signals.forms.contact import ContactForm
from signals.forms.guarded import GuardedForm
from signals.forms.outreach import OutreachForm
from signals.forms.session import SessionForm
from signals.models import Contact
from signals.selectors.choices import SiteChoices
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import find_known_contacts
from signals.services.logging import delete_contact, log_contact, log_new_contacts
from signals.services.sessions import count_session, delete_session
from sites.access import SiteRequest
from sites.vocabulary import Role

VERSIONS_ACCEPTED = 3
"""How many versions of the fields are understood: a phone may have been away for a while."""

type Fields = list[tuple[str, str]]
type Upgrade = Callable[[Fields], Fields]


class TooOld(Exception):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """Nobody remembers how to read this version of the fields."""


class Batch:
    """What the entries of one batch are held against: looked up once for all of them.

    Args:
        ids: of the entries.
    """

    def __init__(self, ids: Collection[UUID]) -> None:
        self.lists = FormLists()
        self.choices = SiteChoices()
        self._known = find_known_contacts(contact_ids=ids)

    def knows(self, contact_id: UUID) -> bool:
        """Whether a contact was there before this batch."""
        return contact_id in self._known

    def take_known(self, contact_id: UUID) -> Contact | None:
        """The contact of an id as it was before this batch; once, for after that it may be another."""
        return self._known.pop(contact_id, None)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A form that a phone can fill in without network.

    Args:
        receive: checks the fields and keeps them; raises `EntryRefused`.
        withdraw: takes back what may have arrived; raises `EntryRefused`.
        receive_new: keeps what is new and right of many entries at once, and says what it kept; the rest is received
            one by one, as everything is of a form without it.
        version: of the fields that the page sends now.
        upgrades: by version, what turns its fields into those of the next version.
    """

    receive: Callable[[SiteRequest, MultiValueDict[str, str], Batch], Receipt]
    withdraw: Callable[[SiteRequest, UUID], None]
    receive_new: Callable[[SiteRequest, list[MultiValueDict[str, str]], Batch], list[Receipt]] | None = None
    version: int = 1
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)

    @property
    def versions(self) -> list[int]:
        """The versions that are understood, the oldest first."""
        oldest = max(1, self.version - VERSIONS_ACCEPTED + 1)
        return list(range(oldest, self.version + 1))

    def upgrade(self, fields: Fields, *, version: int) -> Fields:
        """The fields as the page would send them now.

        Raises:
            TooOld: the version is not among `versions`.
        """
        if version not in self.versions:
            raise TooOld
        for step in range(version, self.version):
            fields = self.upgrades[step](fields)
        return fields


def receive_contact(request: SiteRequest, fields: MultiValueDict[str, str], batch: Batch) -> Receipt:
    """Keep a contact."""
    known = batch.take_known(UUID(str(fields["id"])))
    form = ContactForm(fields, lists=batch.lists, kept=known)
    _refuse_mistakes(form)
    return log_contact(
        entry=form.build_entry(),
        by=request.user,
        only_own=sees_only_own(request),
        choices=batch.choices,
        known=known,
    )


def receive_new_contacts(request: SiteRequest, sent: list[MultiValueDict[str, str]], batch: Batch) -> list[Receipt]:
    """Keep what is new and right of many contacts."""
    forms = [ContactForm(fields, lists=batch.lists) for fields in sent if not batch.knows(UUID(str(fields["id"])))]
    entries = [form.build_entry() for form in forms if form.is_valid()]
    return log_new_contacts(entries=entries, by=request.user, choices=batch.choices)


def receive_head_count(request: SiteRequest, fields: MultiValueDict[str, str], batch: Batch) -> Receipt:
    """Keep a head count."""
    form = SessionForm(fields, lists=batch.lists)
    _refuse_mistakes(form)
    return keep_head_count(request, form)


def receive_round(request: SiteRequest, fields: MultiValueDict[str, str], batch: Batch) -> Receipt:
    """Keep a round outside the walls."""
    form = OutreachForm(fields, lists=batch.lists)
    _refuse_mistakes(form)
    return keep_head_count(request, form)


def keep_head_count(request: SiteRequest, form: SessionForm | OutreachForm) -> Receipt:
    """Keep the head count or the round of a valid form."""
    return count_session(entry=form.build_entry(), by=request.user, only_own=sees_only_own(request))


def withdraw_contact(request: SiteRequest, contact_id: UUID) -> None:
    """Delete a contact, if it arrived."""
    contact = Contact.objects.filter(pk=contact_id, is_deleted=False).first()
    if contact is not None:
        delete_contact(contact=contact, by=request.user, only_own=sees_only_own(request))


def withdraw_head_count(request: SiteRequest, session_id: UUID) -> None:
    """Delete a head count or a round, if it arrived."""
    session = Session.objects.filter(pk=session_id, is_deleted=False).first()
    if session is not None:
        delete_session(session=session, by=request.user, only_own=sees_only_own(request))


def sees_only_own(request: SiteRequest) -> bool:
    """Whether somebody works only with what they noted themselves."""
    return not request.access.includes(Role.WORKER, Role.COORDINATOR)


def _refuse_mistakes(form: BaseForm) -> None:
    if not form.is_valid():
        mistakes: dict[str, Any] = form.errors
        problems = {"" if name == "__all__" else name: str(said[0]) for name, said in mistakes.items()}
        raise EntryRefused(problems, form.asked if isinstance(form, GuardedForm) else None)


KINDS: dict[str, Kind] = {
    "contact": Kind(receive=receive_contact, withdraw=withdraw_contact, receive_new=receive_new_contacts),
    "session": Kind(receive=receive_head_count, withdraw=withdraw_head_count),
    "outreach": Kind(receive=receive_round, withdraw=withdraw_head_count),
}
