"""A real worker, killed while it sets a document: the document is finished all the same, once."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from reporting import tasks
from reporting.models import Document
from reporting.services import documents
from reporting.vocabulary import DocumentKind, DocumentStatus, Step
from sites.models import Site
from sites.scope import site_scope

PATIENCE_SECONDS = 120

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]


def wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a worker of its own on the test database, in a process group of its own."""
    login = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": "postgresql://{}:{}@/{}?host={}&port={}".format(
            *(quote(str(login[key]), safe="/") for key in ("USER", "PASSWORD", "NAME", "HOST", "PORT"))
        ),
        "STEK_HOME": str(tmp_path),
        "DEBUG": "1",
        # A broker of its own: nobody else's worker takes the job.
        "REDIS_URL": settings.REDIS_URL,
    }
    workers: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "stek",
            "worker",
            "-Q",
            QUEUE,
            "-c",
            "1",
            "--loglevel",
            "WARNING",
        ]
        worker = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            cwd=settings.BASE_DIR,
            env=environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        kill(worker)


QUEUE = f"documents-{uuid.uuid4()}"


def kill(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def test_a_document_whose_worker_is_killed_half_way_is_finished_once_by_another(
    kantine: Site, start_worker: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    send = tasks.make_document.apply_async
    monkeypatch.setattr(tasks.make_document, "delay", lambda **kwargs: send(kwargs=kwargs, queue=QUEUE))
    with site_scope(kantine.pk):
        document = documents.request_document(kind=DocumentKind.FLYER, title="Flyer", by=None)

    def read(field: str) -> Any:
        with site_scope(kantine.pk):
            return Document.objects.values_list(field, flat=True).get(pk=document.pk)

    tasks.enqueue_document(document)
    worker = start_worker()
    wait_until(lambda: read("step") == Step.TYPESET)
    kill(worker)
    assert read("status") == DocumentStatus.RUNNING

    with site_scope(kantine.pk):
        Document.objects.update(requested_at=timezone.now() - 2 * tasks.RUNNING_TOO_LONG)
    start_worker()
    tasks.resume_documents()
    tasks.resume_documents()
    wait_until(lambda: read("status") == DocumentStatus.DONE)
    files = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{document.pk}.pdf"]
    assert files[0].read_bytes().startswith(b"%PDF")
