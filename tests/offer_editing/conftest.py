"""The Kantine from inside: its first activity and moment, on a day that stands still."""

import datetime
from collections.abc import Iterator

import pytest
from django.utils import timezone

from activities.models import Activity, Slot
from sites.models import Site
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
