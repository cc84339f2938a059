"""A phone with entries, and what it hears back."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from activities.vocabulary import ActivityKind
from signals.models import Approach, Material, Theme
from sites.models import Site, User
from sites.scope import site_scope
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)

OUTBOX = "/kantine/team/versturen/"

type MakeParcel = Callable[..., dict[str, Any]]
type SignIn = Callable[[User], Client]


@pytest.fixture
def make_parcel(kantine: Site, lists: None) -> MakeParcel:
    """An entry as a phone sends it: the usual contact, with what the test cares about replaced."""
    with site_scope(kantine.pk):
        usual = {
            "requests": "1",
            "on": timezone.localdate().isoformat(),
            "activity": str(Activity.objects.get(slug="koffie").pk),
            "site_answer": "before",
            "request-0-theme": str(Theme.objects.get(name="Financieel").pk),
            "request-0-approaches": str(Approach.objects.get(name="Informatie").pk),
        }

    def make_parcel(fields: dict[str, str] | None = None, **rest: Any) -> dict[str, Any]:
        parcel: dict[str, Any] = {"kind": "contact", "version": 1, "id": str(uuid4()), "revision": 1}
        parcel["fields"] = [list(pair) for pair in (usual | (fields or {})).items()]
        return parcel | rest

    return make_parcel


@pytest.fixture
def make_head_count(kantine: Site, lists: None) -> MakeParcel:
    """A head count as a phone sends it."""
    with site_scope(kantine.pk):
        koffie = str(Activity.objects.get(slug="koffie").pk)

    def make_head_count(head_count: int = 12, **rest: Any) -> dict[str, Any]:
        fields = {"on": timezone.localdate().isoformat(), "activity": koffie, "kind": "extra", "ever": ""}
        pairs = [[name, value] for name, value in (fields | {"head_count": str(head_count)}).items()]
        return {"kind": "session", "version": 1, "id": str(uuid4()), "revision": 1, "fields": pairs} | rest

    return make_head_count


@pytest.fixture
def make_round(kantine: Site, lists: None) -> MakeParcel:
    """A round outside the walls as a phone sends it."""
    with site_scope(kantine.pk):
        activity = Activity.objects.create(slug="op-pad", name="Op pad", kind=ActivityKind.OUTREACH).pk
        soup = Material.objects.create(name="Soep").pk
    usual = {
        "on": timezone.localdate().isoformat(),
        "activity": str(activity),
        "round": "door",
        "addresses": "12",
        f"material-{soup}": "40",
        f"families-{soup}": "9",
    }

    def make_round(fields: dict[str, str] | None = None, **rest: Any) -> dict[str, Any]:
        pairs = [list(pair) for pair in (usual | (fields or {})).items()]
        return {"kind": "outreach", "version": 1, "id": str(uuid4()), "revision": 1, "fields": pairs} | rest

    return make_round


def send(client: Client, *parcels: Any) -> list[dict[str, Any]]:
    """Send a batch; what is answered for each entry."""
    response = client.post(OUTBOX, {"entries": parcels}, content_type="application/json")
    assert response.status_code == 200, response.content
    answers: list[dict[str, Any]] = response.json()["entries"]
    return answers


def list_outcomes(client: Client, *parcels: Any) -> list[str]:
    """The one word that was answered for each entry."""
    return [answer["outcome"] for answer in send(client, *parcels)]
