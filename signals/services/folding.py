"""The night fold: what was answered about visitors becomes counters, and is blanked where it was answered."""

import datetime
from collections import Counter
from random import SystemRandom

from django.db import connection
from django.db.models import F
from django.utils import timezone

from signals.counting import list_counted
from signals.models import AttributeTally, Contact, ContactAttribute, HelpRequest, ImportedRow, SessionFirsts, Tally
from signals.vocabulary import NOTE_DAYS, Basis
from sites.scope import current_site_id

type TallyKey = tuple[int | None, datetime.date, Basis]
type AttributeKey = tuple[int | None, int, Basis, int]

_random = SystemRandom()


def fold_site(*, today: datetime.date | None = None) -> int:
    """Fold everything logged before `today` at the site in scope; returns how many entries were folded.

    Safe to run twice or at the same time: one site is folded by one at a time, and what is folded is not found again.
    """
    today = today or timezone.localdate()
    _wait_for_turn()
    contacts = list(
        Contact.objects.filter(is_folded=False, is_deleted=False, logged_on__lt=today).select_related("activity")
    )
    firsts = list(SessionFirsts.objects.filter(logged_on__lt=today).select_related("session__activity"))
    people: Counter[TallyKey] = Counter()
    attributes: Counter[AttributeKey] = Counter()
    _add_contacts(contacts, people, attributes)
    _add_firsts(firsts, people)
    _write_tallies(people)
    _write_attribute_tallies(attributes)
    _blank(contacts)
    SessionFirsts.objects.filter(pk__in=[row.pk for row in firsts]).delete()
    return len(contacts) + len(firsts)


def erase_old_notes(*, today: datetime.date | None = None) -> int:
    """Erase notes of contacts older than 90 days; returns how many."""
    limit = (today or timezone.localdate()) - datetime.timedelta(days=NOTE_DAYS)
    return HelpRequest.objects.filter(contact__on__lt=limit).exclude(note="").update(note="")


def erase_import_traces(*, today: datetime.date | None = None) -> int:
    """Erase the digests by which a repeated import is recognised, once they expired; returns how many."""
    deleted, _by_model = ImportedRow.objects.filter(expires_on__lte=today or timezone.localdate()).delete()
    return deleted


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('stek.fold'), %s)", [current_site_id()])


def _add_contacts(contacts: list[Contact], people: Counter[TallyKey], attributes: Counter[AttributeKey]) -> None:
    categories: dict[object, list[int]] = {}
    rows = ContactAttribute.objects.filter(contact__in=contacts).values_list("contact_id", "category_id")
    for contact_id, category_id in rows:
        categories.setdefault(contact_id, []).append(category_id)
    for contact in contacts:
        month = contact.on.replace(day=1)
        for activity_id, basis in list_counted(contact):
            people[activity_id, month, basis] += 1
            if basis != Basis.UNKNOWN:
                attributes.update((activity_id, month.year, basis, key) for key in categories.get(contact.pk, ()))


def _add_firsts(firsts: list[SessionFirsts], people: Counter[TallyKey]) -> None:
    for row in firsts:
        month = row.session.on.replace(day=1)
        people[None, month, Basis.EVER] += row.ever
        people[None, month, Basis.YEAR] += row.ever + row.year
        if row.session.activity.counts_uniques:
            activity_id = row.session.activity_id
            people[activity_id, month, Basis.EVER] += row.ever + row.activity_ever
            people[activity_id, month, Basis.YEAR] += row.ever + row.activity_ever + row.activity_year


def _write_tallies(people: Counter[TallyKey]) -> None:
    for (activity_id, month, basis), count in _shuffle(people):
        key = {"activity_id": activity_id, "month": month, "basis": basis}
        if not Tally.objects.filter(**key).update(count=F("count") + count):
            Tally.objects.create(**key, count=count)


def _write_attribute_tallies(attributes: Counter[AttributeKey]) -> None:
    for (activity_id, year, basis, category_id), count in _shuffle(attributes):
        key = {"activity_id": activity_id, "year": year, "basis": basis, "category_id": category_id}
        if not AttributeTally.objects.filter(**key).update(count=F("count") + count):
            AttributeTally.objects.create(**key, count=count)


def _shuffle[K](counter: Counter[K]) -> list[tuple[K, int]]:
    # The order in which rows are written must not tell in which order people came.
    steps = [(key, count) for key, count in counter.items() if count]
    _random.shuffle(steps)
    return steps


def _blank(contacts: list[Contact]) -> None:
    keys = [contact.pk for contact in contacts]
    ContactAttribute.objects.filter(contact__in=keys).delete()
    Contact.objects.filter(pk__in=keys).update(
        is_folded=True, site_answer="", activity_answer="", logged_on=None, logged_by=None, content_digest=""
    )
