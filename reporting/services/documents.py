"""The life of a document, from asked for to kept. Each function is one committed change, so that others can follow."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import date

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.models import Document
from reporting.vocabulary import DocumentKind, DocumentStatus, Step
from sites.models import User
from sites.services.audit import record_act

UNFINISHED = (DocumentStatus.QUEUED, DocumentStatus.RUNNING)


def request_document(
    *,
    kind: DocumentKind,
    title: str,
    by: User | None,
    period_start: date | None = None,
    period_end: date | None = None,
    without: Sequence[str] = (),
    document_id: uuid.UUID | None = None,
) -> Document:
    """Ask for a document; somebody else has to send it to a worker.

    Args:
        kind: what to make.
        title: how lists call it.
        by: who asks.
        period_start: first day of the period, for a report.
        period_end: last day of the period.
        without: slugs of activities that a report leaves out of its figures.
        document_id: chosen by the page, so that pressing twice makes one document. With other answers it is another
            document: somebody went back and asked for something else.
    """
    asked = {"kind": kind, "period_start": period_start, "period_end": period_end, "without": list(without)}
    existing: Document | None = Document.objects.filter(pk=document_id, **asked).first() if document_id else None
    if existing is not None:
        return existing
    document = Document(title=title, requested_by=by, **asked, **({"pk": document_id} if document_id else {}))
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        # This id exists already, for something else or somewhere behind a wall.
        document.pk = uuid.uuid4()
        document.save(force_insert=True)
    record_act(by=by, action=f"{kind.replace('_', '-')}-requested", subject=title)
    return document


def start_document(*, document_id: uuid.UUID) -> Document | None:
    """Begin, or begin again after a crash; None when there is nothing (left) to make."""
    document: Document | None = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None or document.status not in UNFINISHED:
        return None
    document.status, document.step, document.failure = DocumentStatus.RUNNING, "", ""
    document.save(update_fields=["status", "step", "failure"])
    return document


def enter_step(*, document: Document, step: Step) -> bool:
    """Say what is being done now; False when somebody pressed Stop in the meantime."""
    running = Document.objects.filter(pk=document.pk, status=DocumentStatus.RUNNING)
    return bool(running.update(step=step))


def is_still_wanted(*, document: Document) -> bool:
    """Whether nobody pressed Stop."""
    wanted: bool = Document.objects.filter(pk=document.pk, status=DocumentStatus.RUNNING).exists()
    return wanted


def keep_document(*, document: Document, pdf: bytes) -> bool:
    """Store the file and finish; False, with nothing stored, when somebody pressed Stop in the meantime."""
    kept: Document | None = (
        Document.objects.select_for_update().filter(pk=document.pk, status=DocumentStatus.RUNNING).first()
    )
    if kept is None:
        return False
    name = Document.file.field.generate_filename(kept, "")
    # What a crash left half written must not push the file to another name.
    Document.file.field.storage.delete(name)
    kept.file.save("", ContentFile(pdf), save=False)
    kept.status, kept.step, kept.failure = DocumentStatus.DONE, "", ""
    kept.sha256 = hashlib.sha256(pdf).hexdigest()
    kept.finished_at = timezone.now()
    kept.save()
    return True


def fail_document(*, document: Document, reason: str) -> None:
    """Note why there is no document. One that was stopped stays stopped."""
    running = Document.objects.filter(pk=document.pk, status=DocumentStatus.RUNNING)
    running.update(status=DocumentStatus.FAILED, failure=reason, finished_at=timezone.now())


def note_waiting(*, document_id: uuid.UUID) -> None:
    """Say that the queue cannot be reached; `reporting.resume_documents` sends the document later."""
    sentence = _("De wachtrij is even niet bereikbaar. Je document begint vanzelf zodra ze terug is.")
    Document.objects.filter(pk=document_id, status=DocumentStatus.QUEUED).update(failure=sentence)


def stop_document(*, document: Document) -> None:
    """Stop what is waiting or being made; what is finished stays as it is."""
    Document.objects.filter(pk=document.pk, status__in=UNFINISHED).update(
        status=DocumentStatus.STOPPED, failure="", finished_at=timezone.now()
    )


def retry_document(*, document: Document) -> bool:
    """Put a document that failed or was stopped back in the queue; False when it needs no second try."""
    again = Document.objects.filter(pk=document.pk, status__in=(DocumentStatus.FAILED, DocumentStatus.STOPPED))
    return bool(again.update(status=DocumentStatus.QUEUED, step="", failure="", finished_at=None))
