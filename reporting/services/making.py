"""Making a document: its real steps, one after the other, by one worker at a time."""

import errno
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from reporting.models import Document
from reporting.press import Layout
from reporting.services.documents import (
    enter_step,
    fail_document,
    is_still_wanted,
    keep_document,
    start_document,
)
from reporting.services.flyer import lay_out_flyer
from reporting.services.printing import TooLargeError, TooLongError, UnwantedError, print_pdf
from reporting.services.report import lay_out_report
from reporting.vocabulary import DocumentKind, EnterStep, Step
from sites.scope import site_scope

log = structlog.get_logger(__name__)

type LayOut = Callable[[Document, EnterStep], list[Layout]]

LAY_OUT: dict[str, LayOut] = {
    DocumentKind.FLYER: lay_out_flyer,
    DocumentKind.STEERING_REPORT: lay_out_report,
}


def make_document(*, site_id: int, document_id: uuid.UUID) -> None:
    """Make a document that was asked for. Runs outside any transaction, so that every step shows at once.

    Running it again is harmless: what is finished, failed or stopped is left alone, what another worker is making is
    left to that worker, and what a worker that died was making is made from the beginning.
    """
    with hold_alone(document_id) as alone:
        if not alone:
            return
        with site_scope(site_id):
            document = start_document(document_id=document_id)
        if document is None:
            return
        try:
            _make(document)
        except UnwantedError:
            return
        except OperationalError:
            # The database is away: nothing can be noted now, and the document is picked up again later.
            raise
        except Exception as error:
            log.exception("document failed", document=str(document_id), kind=document.kind)
            with site_scope(site_id):
                fail_document(document=document, reason=explain(error))


@contextmanager
def hold_alone(document_id: uuid.UUID) -> Iterator[bool]:
    """Hold the right to make a document, on a connection of its own; False when another worker has it.

    PostgreSQL takes the right back the moment the worker dies, however it dies.
    """
    lock = connection.copy()
    try:
        with lock.cursor() as cursor:
            # Inside a transaction, so that it also holds behind a pooler that changes connections in between.
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [document_id.int >> 65])
            (alone,) = cursor.fetchone()
        yield bool(alone)
    finally:
        lock.close()


def explain(error: Exception) -> str:
    """Say in Dutch why a document could not be made, and what to do."""
    match error:
        case TooLongError() | SoftTimeLimitExceeded():
            return _("Het opmaken duurde te lang. Kies een kortere periode, of probeer het later opnieuw.")
        case TooLargeError():
            return _("Het document werd te groot om op te maken. Kies een kortere periode.")
        case OSError(errno=errno.ENOSPC):
            return _("Er is geen plaats meer op de schijf van de server. Vraag de beheerder om plaats te maken.")
        case OSError():
            return _("Het bestand kon niet bewaard worden. Probeer het later opnieuw.")
    return _("Er ging onverwacht iets mis. Probeer het opnieuw; lukt het dan nog niet, verwittig de beheerder.")


def _make(document: Document) -> None:
    enter = partial(_enter, document)
    layouts = LAY_OUT[document.kind](document, enter)
    enter(Step.TYPESET)
    pdf = print_pdf(layouts, is_wanted=partial(_is_wanted, document))
    enter(Step.KEEP)
    with site_scope(document.site_id):
        if not keep_document(document=document, pdf=pdf):
            raise UnwantedError


def _enter(document: Document, step: Step) -> None:
    with site_scope(document.site_id):
        if not enter_step(document=document, step=step):
            raise UnwantedError


def _is_wanted(document: Document) -> bool:
    with site_scope(document.site_id):
        return is_still_wanted(document=document)
