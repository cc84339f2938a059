"""The night fold: what was answered about visitors becomes counters, and is blanked where it was answered."""

import datetime
from collections import Counter
from collections.abc import Iterable
from random import SystemRandom
from typing import Any

from django.db import connection
from django.db.models import OuterRef
from django.utils import timezone

from signals.counting import list_counted, list_counted_firsts, list_counted_part
from signals.models import (
    AttributeTally,
    Contact,
    ContactAttribute,
    HelpRequest,
    ImportedRow,
    SessionAttribute,
    SessionFirsts,
    Tally,
)
from signals.selectors.own_uniques import counts_own_uniques
from signals.vocabulary import NOTE_DAYS, Basis, FirstsPart
from sites.scope import current_site_id

type TallyKey = tuple[int | None, datetime.date, Basis]
type AttributeKey = tuple[int | None, int, Basis, int]

_random = SystemRandom()


def fold_site(*, today: datetime.date | None = None) -> int:
    """Fold everything logged before `today` at the site in scope; returns how many entries were folded.

    Safe to run twice or at the same time: one site is folded by one at a time, and what is folded is not found again.
    """
    today = today or timezone.localdate()
    wait_for_turn()
    # Locked, so that a correction that is under way is counted as corrected, or comes too late.
    contacts = list(
        Contact.objects.select_for_update()
        .filter(is_folded=False, is_deleted=False, logged_on__lt=today)
        .order_by("pk")
    )
    firsts = list(
        SessionFirsts.objects.select_for_update(of=("self", "session"))
        .filter(logged_on__lt=today)
        .select_related("session__activity")
        .annotate(counts_own=counts_own_uniques(activity="session__activity", day=OuterRef("session__on")))
        .order_by("pk")
    )
    people: Counter[TallyKey] = Counter()
    attributes: Counter[AttributeKey] = Counter()
    _add_contacts(contacts, people, attributes)
    _add_firsts(firsts, people, attributes)
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


def wait_for_turn() -> None:
    """Let one at a time write the counters of the site in scope, until the end of its transaction."""
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


def _add_firsts(firsts: list[Any], people: Counter[TallyKey], attributes: Counter[AttributeKey]) -> None:
    answers: dict[object, list[SessionAttribute]] = {}
    for answer in SessionAttribute.objects.filter(firsts__in=firsts):
        answers.setdefault(answer.firsts_id, []).append(answer)
    for row in firsts:
        month = row.session.on.replace(day=1)
        own = row.session.activity_id if row.counts_own else None
        for activity_id, basis, count in list_counted_firsts(row, activity_id=own):
            people[activity_id, month, basis] += count
        for answer in answers.get(row.pk, ()):
            for activity_id, basis in list_counted_part(FirstsPart(answer.part), activity_id=own):
                attributes[activity_id, month.year, basis, answer.category_id] += answer.count


def _write_tallies(people: Counter[TallyKey]) -> None:
    months = {month for _scope, month, _basis in people}
    rows = Tally.objects.select_for_update().filter(month__in=months)
    existing = {(row.activity_id, row.month, row.basis): row.count for row in rows}
    _write(
        Tally(activity_id=activity_id, month=month, basis=basis, count=existing.get(key, 0) + count)
        for key, count in _shuffle(people)
        for activity_id, month, basis in [key]
    )


def _write_attribute_tallies(attributes: Counter[AttributeKey]) -> None:
    years = {year for _scope, year, _basis, _category in attributes}
    rows = AttributeTally.objects.select_for_update().filter(year__in=years)
    existing = {(row.activity_id, row.year, row.basis, row.category_id): row.count for row in rows}
    _write(
        AttributeTally(
            activity_id=activity_id, year=year, basis=basis, category_id=category_id, count=existing.get(key, 0) + count
        )
        for key, count in _shuffle(attributes)
        for activity_id, year, basis, category_id in [key]
    )


def _write(tallies: Iterable[Tally] | Iterable[AttributeTally]) -> None:
    rows = list(tallies)
    if rows:
        table = type(rows[0])
        keys = next(constraint.fields for constraint in table._meta.constraints if hasattr(constraint, "fields"))
        table.objects.bulk_create(rows, update_conflicts=True, update_fields=["count"], unique_fields=list(keys))


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
