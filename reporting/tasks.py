"""Documents are made in the background, in a queue of their own."""

import uuid
from datetime import timedelta

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerGone

from reporting.models import Document
from reporting.selectors.documents import list_stuck_documents
from reporting.services import making
from reporting.services.documents import note_waiting
from sites.models import Site
from sites.scope import site_scope

log = structlog.get_logger(__name__)

QUEUED_TOO_LONG = timedelta(minutes=2)
# A worker that is still at it holds the document, so sending it again too soon does no harm.
RUNNING_TOO_LONG = timedelta(minutes=2)


@shared_task(name="reporting.make_document")
def make_document(*, site_id: int, document_id: str) -> None:
    """Make one document. It opens a scope for each step: progress must show before the whole is done."""
    making.make_document(site_id=site_id, document_id=uuid.UUID(document_id))


@shared_task(name="reporting.resume_documents")
def resume_documents() -> None:
    """Send again what was lost: queued while the broker was away, or left behind by a worker that died."""
    now = timezone.now()
    for site_id in Site.objects.values_list("pk", flat=True):
        with site_scope(site_id):
            stuck = list_stuck_documents(queued_before=now - QUEUED_TOO_LONG, running_before=now - RUNNING_TOO_LONG)
        for document_id in stuck:
            make_document.delay(site_id=site_id, document_id=str(document_id))


def enqueue_document(document: Document) -> None:
    """Send a document to the workers once it is saved. With the broker gone it stays queued, and says so."""
    site_id, document_id = document.site_id, document.pk

    def send() -> None:
        try:
            make_document.delay(site_id=site_id, document_id=str(document_id))
        except BrokerGone:
            log.warning("broker gone, document waits", document=str(document_id))
            with site_scope(site_id):
                note_waiting(document_id=document_id)

    transaction.on_commit(send, robust=True)
