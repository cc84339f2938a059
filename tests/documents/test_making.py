"""Making a document: once, by one worker, with steps that show, and a reason when it fails."""

import errno
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerGone

from reporting import tasks
from reporting.models import Document
from reporting.selectors.documents import describe_progress
from reporting.services import making
from reporting.services.documents import retry_document, stop_document
from reporting.services.making import hold_alone, make_document
from reporting.services.printing import TooLongError
from reporting.vocabulary import DocumentKind, DocumentStatus, Step
from sites.models import Site
from sites.scope import site_scope
from tests.documents.conftest import Ask


def reload(document: Document) -> Document:
    with site_scope(document.site_id):
        document.refresh_from_db()
    return document


def make(document: Document) -> Document:
    make_document(site_id=document.site_id, document_id=document.pk)
    return reload(document)


def fail_with(error: BaseException) -> Callable[..., bytes]:
    def fail(*_args: Any, **_options: Any) -> bytes:
        raise error

    return fail


def test_a_document_is_made_and_kept(ask: Ask, quick_press: list[Any]) -> None:
    document = make(ask())
    assert document.status == DocumentStatus.DONE
    with document.file.open("rb") as file:
        assert file.read() == b"%PDF-1.7 quick"
    assert len(document.sha256) == 64


def test_a_document_that_is_done_is_not_made_again(ask: Ask, quick_press: list[Any]) -> None:
    document = make(ask())
    make(document)
    assert len(quick_press) == 1


def test_two_workers_at_once_make_one_document(
    ask: Ask, quick_press: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = ask()
    print_at_once: Any = vars(making)["print_pdf"]

    def print_while_another_worker_tries(*args: Any, **options: Any) -> bytes:
        make_document(site_id=document.site_id, document_id=document.pk)
        printed: bytes = print_at_once(*args, **options)
        return printed

    monkeypatch.setattr(making, "print_pdf", print_while_another_worker_tries)
    assert make(document).status == DocumentStatus.DONE
    assert len(quick_press) == 1


def test_only_one_can_hold_a_document(db: None) -> None:
    document_id = uuid.uuid4()
    with hold_alone(document_id) as first, hold_alone(document_id) as second, hold_alone(uuid.uuid4()) as other:
        assert (first, second, other) == (True, False, True)
    with hold_alone(document_id) as again:
        assert again


def test_what_a_dead_worker_left_half_made_is_made_from_the_beginning(ask: Ask, quick_press: list[Any]) -> None:
    document = ask()
    with site_scope(document.site_id):
        Document.objects.filter(pk=document.pk).update(status=DocumentStatus.RUNNING, step=Step.TYPESET)
        half = Document.file.field.generate_filename(document, "")
        Document.file.field.storage.save(half, ContentFile(b"%PDF half"))
    document = make(document)
    assert document.status == DocumentStatus.DONE
    assert document.file.name == half
    with document.file.open("rb") as file:
        assert file.read() == b"%PDF-1.7 quick"


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (TooLongError(), "te lang"),
        (OSError(errno.ENOSPC, "disk full"), "geen plaats"),
        (RuntimeError("geheim"), "onverwacht"),
    ],
)
def test_a_failure_says_why_in_dutch_and_nothing_else(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, error: Exception, word: str
) -> None:
    monkeypatch.setattr(making, "print_pdf", fail_with(error))
    document = make(ask())
    assert document.status == DocumentStatus.FAILED
    assert word in document.failure
    assert "geheim" not in document.failure
    assert {step.state for step in describe_progress(document).steps} == {"ready", "failed", ""}


def test_a_failed_document_is_made_at_the_second_try(
    ask: Ask, quick_press: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(making, "print_pdf", fail_with(RuntimeError()))
        document = make(ask())
    assert make(document).status == DocumentStatus.FAILED
    with site_scope(document.site_id):
        assert retry_document(document=document)
    document = make(document)
    assert (document.status, document.failure) == (DocumentStatus.DONE, "")


def test_a_document_that_is_stopped_while_it_is_made_stays_stopped(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    document = ask()

    def print_and_stop(*_args: Any, **_options: Any) -> bytes:
        with site_scope(document.site_id):
            stop_document(document=document)
        return b"%PDF"

    monkeypatch.setattr(making, "print_pdf", print_and_stop)
    document = make(document)
    assert document.status == DocumentStatus.STOPPED
    assert not document.file


def test_each_kind_goes_through_its_own_steps(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def watch(document: Document, step: Step) -> None:
        seen.append(step)

    monkeypatch.setattr(making, "_enter", watch)
    monkeypatch.setattr(making, "print_pdf", lambda *_args, **_options: b"%PDF")
    make(ask(DocumentKind.STEERING_REPORT))
    assert seen == ["count", "gather", "draw", "typeset", "keep"]


def test_the_step_shows_to_others_before_the_document_is_done(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, kantine: Site
) -> None:
    sentences: list[str] = []

    def look(*_args: Any, **_options: Any) -> bytes:
        with site_scope(kantine.pk):
            sentences.append(describe_progress(Document.objects.get()).sentence)
        return b"%PDF"

    monkeypatch.setattr(making, "print_pdf", look)
    make(ask())
    assert sentences[0].startswith("Stap 2 van 3.")


def test_a_document_of_another_site_cannot_be_made(ask: Ask, kattegat: Site, quick_press: list[Any]) -> None:
    document = ask()
    make_document(site_id=kattegat.pk, document_id=document.pk)
    assert reload(document).status == DocumentStatus.QUEUED


def test_what_was_lost_is_sent_again(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(tasks.make_document, "delay", lambda **kwargs: sent.append(kwargs["document_id"]))
    long_ago, fresh, running, done = ask(), ask(), ask(), ask()
    earlier = timezone.now() - timedelta(hours=1)
    with site_scope(long_ago.site_id):
        Document.objects.filter(pk__in=[long_ago.pk, running.pk, done.pk]).update(requested_at=earlier)
        Document.objects.filter(pk=running.pk).update(status=DocumentStatus.RUNNING)
        Document.objects.filter(pk=done.pk).update(status=DocumentStatus.DONE)
    tasks.resume_documents()
    assert set(sent) == {str(long_ago.pk), str(running.pk)}
    assert str(fresh.pk) not in sent


def test_without_a_broker_the_document_waits_and_says_so(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(tasks.make_document, "delay", fail_with(BrokerGone("gone")))
    document = ask()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.enqueue_document(document)
    document = reload(document)
    assert document.status == DocumentStatus.QUEUED
    assert "begint vanzelf" in describe_progress(document).sentence
