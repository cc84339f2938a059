"""Counting a group: how many were there, and who of them was new and not logged as a contact."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Session, Slot
from signals.entries import EntryRefused, Outcome, Receipt, SessionConflict, SessionEntry
from signals.models import SessionFirsts
from signals.selectors.choices import NOTHING_USED, UsedChoices, list_used_in_session
from signals.services.session_contents import (
    list_answers,
    list_materials,
    rewrite_session_contents,
    write_session_contents,
)
from signals.services.session_rules import find_problems
from signals.vocabulary import FirstsPart
from sites.models import User

SESSION_FIELDS = ("activity_id", "slot_id", "kind", "on", "head_count", "adults", "children", "families", "addresses")


def count_session(
    *, entry: SessionEntry, by: User | None, only_own: bool = False, today: datetime.date | None = None
) -> Receipt:
    """Keep a head count, or recognise one that was kept before; same id and revision counts once.

    A fixed moment has one head count a day: a second one is asked to correct the first.

    Args:
        entry: what was counted.
        by: who counted; kept until the fold.
        only_own: whether a correction is allowed only to who counted (volunteers).
        today: the day of counting, when it is not today (history, tests).

    Raises:
        EntryRefused: something is not right, or the session was folded and other numbers came too late.
        SessionConflict: the same id and revision came before with other numbers.
    """
    today = today or timezone.localdate()
    existing = Session.objects.select_for_update().filter(pk=entry.id).first()
    if existing is None:
        _check(entry, today)
        session, created = _get_or_create(entry)
        if created:
            firsts = SessionFirsts.objects.create(
                session=session, logged_on=today, logged_by=by, **_firsts_fields(entry)
            )
            write_session_contents(session=session, firsts=firsts, entry=entry)
            return Receipt(id=session.pk, revision=session.revision, outcome=Outcome.KEPT)
        existing = session
    return _answer_known(existing, entry=entry, by=by, only_own=only_own, today=today)


def delete_session(*, session: Session, by: User | None = None, only_own: bool = False) -> None:
    """Take a head count back until the fold; the id stays as a tombstone.

    Raises:
        EntryRefused: it was folded, or it is somebody else's.
    """
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if locked.is_deleted:
        return
    _find_open_firsts(locked, by=by, only_own=only_own).delete()
    locked.materials.all().delete()
    locked.is_deleted = True
    locked.head_count = locked.adults = locked.children = locked.families = locked.addresses = None
    locked.revision += 1
    locked.save()


def _answer_known(
    existing: Session, *, entry: SessionEntry, by: User | None, only_own: bool, today: datetime.date
) -> Receipt:
    if existing.is_deleted:
        return Receipt(id=existing.pk, revision=existing.revision, outcome=Outcome.DELETED)
    if entry.revision > existing.revision:
        firsts = _find_open_firsts(existing, by=by, only_own=only_own)
        _check(entry, today, list_used_in_session(session=existing))
        _correct(existing, entry)
        _assign(firsts, _firsts_fields(entry))
        rewrite_session_contents(session=existing, firsts=firsts, entry=entry)
        return Receipt(id=existing.pk, revision=existing.revision, outcome=Outcome.CORRECTED)
    if entry.revision == existing.revision:
        _refuse_other_numbers(existing, entry)
    return Receipt(id=existing.pk, revision=existing.revision, outcome=Outcome.REPEATED)


def _get_or_create(entry: SessionEntry) -> tuple[Session, bool]:
    try:
        session, created = Session.objects.get_or_create(pk=entry.id, defaults=_session_fields(entry))
    except IntegrityError:
        # Somebody counted the same moment since we looked.
        _refuse_second_count(entry)
        # Or the id is taken where these walls let nobody look; a new one is as good.
        raise EntryRefused({"": _("Dit kon niet bewaard worden. Begin met een nieuwe telling.")}) from None
    return session, created


def _correct(session: Session, entry: SessionEntry) -> None:
    try:
        with transaction.atomic():
            _assign(session, _session_fields(entry))
    except IntegrityError:
        _refuse_second_count(entry)
        raise


def _session_fields(entry: SessionEntry) -> dict[str, object]:
    fields = {name: getattr(entry, name) for name in SESSION_FIELDS}
    return fields | {"revision": entry.revision, "round": entry.round or ""}


def _firsts_fields(entry: SessionEntry) -> dict[str, int]:
    return {name: getattr(entry, name) for name in FirstsPart.values}


def _assign(row: Session | SessionFirsts, fields: dict[str, object] | dict[str, int]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def _refuse_other_numbers(session: Session, entry: SessionEntry) -> None:
    firsts = session.firsts.first()
    is_same = _holds(session, _session_fields(entry)) and list_materials(session) == frozenset(entry.materials)
    if firsts is None:
        # The firsts went into the counters, so only the head count itself can still be compared.
        if not is_same:
            raise _say_too_late()
    elif not (is_same and _holds(firsts, _firsts_fields(entry)) and list_answers(firsts) == frozenset(entry.answers)):
        raise SessionConflict


def _holds(row: Session | SessionFirsts, fields: dict[str, object] | dict[str, int]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _say_too_late() -> EntryRefused:
    return EntryRefused({"": _("Deze telling is al verwerkt. Verbeteren kan enkel op de dag zelf.")})


def _find_open_firsts(session: Session, *, by: User | None, only_own: bool) -> SessionFirsts:
    firsts: SessionFirsts | None = session.firsts.first()
    if firsts is None:
        raise _say_too_late()
    if only_own and (by is None or firsts.logged_by_id != by.pk):
        raise EntryRefused({"": _("Deze groep is door iemand anders geteld.")})
    return firsts


def _check(entry: SessionEntry, today: datetime.date, used: UsedChoices = NOTHING_USED) -> None:
    problems = find_problems(entry, today, used)
    if not problems.keys() & {"on", "activity"}:
        _check_moment(entry)
    if problems:
        raise EntryRefused(problems)


def _check_moment(entry: SessionEntry) -> None:
    if entry.slot_id is None:
        return
    if Slot.objects.filter(pk=entry.slot_id, activity=entry.activity_id).first() is None:
        raise EntryRefused({"activity": _("Dit vaste moment hoort bij een andere activiteit.")})
    _refuse_second_count(entry)


def _refuse_second_count(entry: SessionEntry) -> None:
    others = Session.objects.filter(slot__isnull=False, is_deleted=False, head_count__isnull=False).exclude(pk=entry.id)
    other = others.filter(slot=entry.slot_id, on=entry.on).first()
    if other is not None:
        said = _("Dit moment is al geteld: %(number)d mensen. Verbeter die telling.")
        raise EntryRefused({"": said % {"number": other.head_count}})
