"""Valkey gone: who is signed in works on; who is not is told that it cannot be now."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from signals.models import Contact
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import PASSWORD, Cast

NOBODY_LISTENS = "redis://127.0.0.1:1"


@pytest.fixture
def without_valkey(settings: Any) -> None:
    """A cache that nobody answers for."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": NOBODY_LISTENS}}


def test_a_contact_is_kept_while_valkey_is_away(
    cast: Cast, sign_in: Callable[[User], Client], kantine: Site, without_valkey: None
) -> None:
    worker = sign_in(cast.worker)
    assert worker.get("/kantine/team/").status_code == 200
    with site_scope(kantine.pk):
        activity = Activity.objects.filter(takes_contacts=True, counts_uniques=False).first()
    assert activity is not None
    entry = {
        "id": str(uuid.uuid4()),
        "revision": "1",
        "requests": "1",
        "on": timezone.localdate().isoformat(),
        "activity": str(activity.pk),
        "site_answer": "before",
    }
    answer = worker.post("/kantine/team/contacten/nieuw/", entry)
    assert answer.status_code == 302
    with site_scope(kantine.pk):
        assert Contact.objects.filter(pk=entry["id"]).exists()


def test_signing_in_while_valkey_is_away_says_to_come_back(cast: Cast, without_valkey: None) -> None:
    client = Client(raise_request_exception=False)
    answer = client.post("/account/login/", {"login": cast.worker.email, "password": PASSWORD})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Even niet bereikbaar" in answer.content.decode()
