"""The life of a file that was handed over in the browser. Its bytes stay no longer than they are needed."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signals.models import ImportFile
from signals.services.importing import import_content
from signals.services.importing.cells import UnreadableFile, refuse_at_sight
from signals.services.importing.examining import examine
from signals.services.importing.reviewing import build_review
from signals.services.importing.sheets import UnknownColumns
from signals.vocabulary import ImportAct, ImportStage
from sites.models import User
from sites.scope import site_scope
from sites.services.audit import record_act

log = structlog.get_logger(__name__)

AT_WORK = (ImportStage.LOOK, ImportStage.IMPORT)
WAITING = (ImportStage.LOOK, ImportStage.READY)
FINISHED = (ImportStage.DONE, ImportStage.FAILED)
MOST_ATTEMPTS = 3
LOST_AFTER = timedelta(minutes=2)


class WithdrawnError(Exception):
    """Somebody took the file away while a worker had it."""


def receive_file(*, content: bytes, by: User) -> ImportFile:
    """Keep a file until it was looked at and decided upon. What the same person left waiting goes.

    Raises:
        UnreadableFile: it can be told at once that this is no file of contacts.
    """
    refuse_at_sight(content)
    ImportFile.objects.filter(uploaded_by=by, stage__in=(*WAITING, ImportStage.FAILED)).delete()
    file: ImportFile = ImportFile.objects.create(content=content, uploaded_by=by)
    return file


def ask_again(*, file: ImportFile) -> bool:
    """Have a file looked at again, because something was explained; False when it is not there to be looked at."""
    return _ask(file, ImportStage.LOOK)


def ask_import(*, file: ImportFile, skip_bad: bool, no_names: bool) -> bool:
    """Have a file taken over; False when it is not waiting for that (any more)."""
    return _ask(file, ImportStage.IMPORT, skip_bad=skip_bad, no_names=no_names)


def withdraw_file(*, file: ImportFile) -> bool:
    """Erase a file that is not taken over; False when it was taken over already."""
    deleted, _by_model = ImportFile.objects.filter(pk=file.pk).exclude(stage=ImportStage.DONE).delete()
    return bool(deleted)


def erase_import_files() -> int:
    """Erase every file that is still there; who took over what stays known. Returns how many were erased."""
    deleted, _by_model = ImportFile.objects.exclude(stage=ImportStage.DONE).delete()
    return deleted


def list_lost_files() -> list[uuid.UUID]:
    """Files whose message was lost: the broker was away, or a worker died."""
    lost = ImportFile.objects.filter(stage__in=AT_WORK, asked_at__lt=timezone.now() - LOST_AFTER)
    return list(lost.values_list("pk", flat=True))


def work_on_file(*, site_id: int, file_id: uuid.UUID) -> None:
    """Look at a file or take it over, whatever was asked. Runs outside any transaction.

    All that is written is written in one transaction: a worker that dies leaves nothing half done, and running again
    does it once. What another worker has is left to that worker.
    """
    with site_scope(site_id):
        if not (_hold_alone(file_id) and _begin(file_id)):
            return
    try:
        with site_scope(site_id):
            # Another one may have come in between; it goes on.
            if _hold_alone(file_id):
                _work(file_id)
    except OperationalError:
        # The database is away: nothing can be noted now, and the file is picked up again later.
        raise
    except WithdrawnError:
        return
    except Exception as error:  # noqa: BLE001  (whatever it is, the file may not stay and somebody has to be told)
        if not isinstance(error, UnreadableFile):
            # Never with its traceback: that could repeat what stands in the file.
            log.error("import failed", file=str(file_id), error=type(error).__name__)  # noqa: TRY400  (see above)
        with site_scope(site_id):
            _fail(file_id, explain(error))


def explain(error: Exception) -> str:
    """Say in Dutch why a file was not taken over, and what to do."""
    if isinstance(error, UnreadableFile):
        return str(error)
    if isinstance(error, SoftTimeLimitExceeded):
        return _("Het lezen duurde te lang. Splits het bestand, bijvoorbeeld per jaar.")
    return _("Er ging onverwacht iets mis; er is niets overgenomen. Probeer het opnieuw, of verwittig de beheerder.")


def _ask(file: ImportFile, stage: ImportStage, **answers: bool) -> bool:
    waiting = ImportFile.objects.filter(pk=file.pk, stage=ImportStage.READY)
    return bool(waiting.update(stage=stage, attempts=0, asked_at=timezone.now(), **answers))


def _hold_alone(file_id: uuid.UUID) -> bool:
    # Given back with the transaction, however the worker ends.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [file_id.int >> 65])
        (alone,) = cursor.fetchone()
    return bool(alone)


def _begin(file_id: uuid.UUID) -> bool:
    at_work = ImportFile.objects.filter(pk=file_id, stage__in=AT_WORK)
    if at_work.filter(attempts__gte=MOST_ATTEMPTS).exists():
        _fail(file_id, _("Stek geraakte drie keer niet door dit bestand. Splits het, of verwittig de beheerder."))
        return False
    return bool(at_work.update(attempts=F("attempts") + 1, asked_at=timezone.now()))


def _work(file_id: uuid.UUID) -> None:
    file: ImportFile | None = ImportFile.objects.filter(pk=file_id, stage__in=AT_WORK).first()
    if file is None or file.content is None:
        return
    if file.stage == ImportStage.IMPORT and _take_over(file):
        return
    _settle(file, stage=ImportStage.READY, review=_look(file))


def _look(file: ImportFile) -> Mapping[str, Any]:
    try:
        found = examine(content=bytes(file.content or b""), today=timezone.localdate(), no_names=file.no_names)
    except UnknownColumns as question:
        if not question.headings:
            raise
        return {"headings": list(question.headings), "sentence": str(question)}
    return build_review(found)


def _take_over(file: ImportFile) -> bool:
    result = import_content(content=bytes(file.content or b""), skip_bad=file.skip_bad, no_names=file.no_names)
    if not result.is_stored:
        return False
    said = ngettext("%d contact", "%d contacten", result.contacts) % result.contacts
    asked = ngettext("%d hulpvraag", "%d hulpvragen", result.help_requests) % result.help_requests
    record_act(by=file.uploaded_by, action=ImportAct.IMPORTED, subject=f"{said}, {asked}")
    _settle(
        file,
        stage=ImportStage.DONE,
        content=None,
        review=None,
        contacts=result.contacts,
        help_requests=result.help_requests,
    )
    return True


def _settle(file: ImportFile, **fields: Any) -> None:
    if not ImportFile.objects.filter(pk=file.pk, stage=file.stage).update(**fields):
        raise WithdrawnError


def _fail(file_id: uuid.UUID, reason: str) -> None:
    at_work = ImportFile.objects.filter(pk=file_id, stage__in=AT_WORK)
    at_work.update(stage=ImportStage.FAILED, content=None, review=None, failure=reason[:2000])
