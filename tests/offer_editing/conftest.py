"""The Kantine from inside: its first activity and moment, on a day that stands still."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Slot
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast

# A Thursday, outside holidays: Koffie & Formulieren takes place.
TODAY = datetime.date(2026, 11, 19)


@pytest.fixture(autouse=True)
def _thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


@pytest.fixture
def inside(kantine: Site, cast: Cast) -> Iterator[None]:
    """In the scope of the Kantine's team."""
    with site_scope(kantine.pk):
        yield


@pytest.fixture
def coffee(inside: None) -> Activity:
    """Koffie & Formulieren, which CAW leads."""
    activity: Activity = Activity.objects.get(slug="koffie")
    return activity


@pytest.fixture
def thursdays(coffee: Activity) -> Slot:
    """Its moment: every Thursday, 13.00-15.30."""
    slot: Slot = Slot.objects.get(activity=coffee)
    return slot


def count_own_statements(statements: list[str]) -> int:
    """How many statements are the page's own: whether a session comes from the cache is not up to the page."""
    return len([statement for statement in statements if "django_session" not in statement])


@pytest.fixture
def worker(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    """A browser of the team."""
    return sign_in(cast.worker)


@pytest.fixture
def slot(kantine: Site) -> Slot:
    with site_scope(kantine.pk):
        found: Slot = Slot.objects.get(activity__slug="koffie")
    return found


def link(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"site": "kantine"} | kwargs)


def read(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def undo(client: Client, response: HttpResponseBase) -> HttpResponseBase:
    """Press 'Maak ongedaan' on the page that a redirect leads to."""
    page = read(client.get(response["Location"]))
    path = page.split('action="/kantine/team/aanbod/terug/')[1].split('"')[0]
    return client.post(f"/kantine/team/aanbod/terug/{path}", follow=True)
