"""Counting a group: how many were there, and who of them was new and not logged as a contact."""

import datetime
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity, Session, Slot
from signals.entries import MAX_HEAD_COUNT, EntryRefused, Outcome, Receipt, SessionConflict, SessionEntry
from signals.models import SessionFirsts
from signals.services.checking import EARLIEST_YEAR
from sites.models import User

FIRSTS_FIELDS = ("ever", "year", "activity_ever", "activity_year")


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
            SessionFirsts.objects.create(session=session, logged_on=today, logged_by=by, **_firsts_fields(entry))
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
    locked.is_deleted = True
    locked.head_count = None
    locked.revision += 1
    locked.save()


def _answer_known(
    existing: Session, *, entry: SessionEntry, by: User | None, only_own: bool, today: datetime.date
) -> Receipt:
    if existing.is_deleted:
        return Receipt(id=existing.pk, revision=existing.revision, outcome=Outcome.DELETED)
    if entry.revision > existing.revision:
        firsts = _find_open_firsts(existing, by=by, only_own=only_own)
        _check(entry, today)
        _correct(existing, entry)
        _assign(firsts, _firsts_fields(entry))
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
    fields = asdict(entry)
    return {key: value for key, value in fields.items() if key not in {*FIRSTS_FIELDS, "id"}}


def _firsts_fields(entry: SessionEntry) -> dict[str, int]:
    return {name: getattr(entry, name) for name in FIRSTS_FIELDS}


def _assign(row: Session | SessionFirsts, fields: dict[str, object] | dict[str, int]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def _refuse_other_numbers(session: Session, entry: SessionEntry) -> None:
    firsts = session.firsts.first()
    is_same = _holds(session, _session_fields(entry))
    if firsts is None:
        # The firsts went into the counters, so only the head count itself can still be compared.
        if not is_same:
            raise _say_too_late()
    elif not is_same or not _holds(firsts, _firsts_fields(entry)):
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


def _check(entry: SessionEntry, today: datetime.date) -> None:
    problems: dict[str, str] = {}
    if entry.on > today:
        problems["on"] = _("Deze datum moet nog komen. Kies vandaag of een dag die voorbij is.")
    elif entry.on.year < EARLIEST_YEAR:
        problems["on"] = _("Dit jaar kan niet kloppen.")
    activity = Activity.objects.filter(pk=entry.activity_id).first()
    if activity is None:
        problems["activity"] = _("Kies een activiteit uit de lijst.")
    elif not problems:
        _check_moment(entry)
    firsts = _firsts_fields(entry)
    numbers = {"head_count": entry.head_count or 0, **firsts}
    for name, number in numbers.items():
        if not 0 <= number <= MAX_HEAD_COUNT:
            problems[name] = _("Geef een getal van 0 tot %(max)d.") % {"max": MAX_HEAD_COUNT}
    if activity is not None and not activity.counts_uniques and (entry.activity_ever or entry.activity_year):
        problems["activity_ever"] = _("%(activity)s telt geen eigen unieke bezoekers.") % {"activity": activity.name}
    # Somebody may be first this year at the site and first ever at the activity, so the two are not added up.
    most = max(entry.ever + entry.year, entry.ever + entry.activity_ever + entry.activity_year)
    if entry.head_count is not None and not problems and most > entry.head_count:
        problems["head_count"] = _("Er zijn meer nieuwe mensen geteld dan er aanwezig waren.")
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
