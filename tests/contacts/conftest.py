"""Lists for the Kantine, and a short way to write down an entry."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from activities.models import Activity
from signals.entries import ContactEntry
from signals.models import Approach, AttributeCategory, Service, Theme
from signals.vocabulary import Answer, ApproachKind, Dimension
from sites.models import Site
from sites.scope import site_scope

TODAY = datetime.date(2026, 3, 19)
TOMORROW = datetime.date(2026, 3, 20)

type MakeEntry = Callable[..., ContactEntry]


@pytest.fixture
def lists(kantine: Site) -> None:
    """The Kantine's own lists; the Open Leersalon counts uniques of its own."""
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="leersalon").update(counts_uniques=True)
        for name in ("Financieel", "Huisvesting"):
            Theme.objects.create(name=name)
        for name, kind in (
            ("Informatie", ApproachKind.ORDINARY),
            ("Doorverwijzing", ApproachKind.REFERRAL),
            ("Opgepikt als signaal", ApproachKind.SIGNAL),
            ("Mogelijke verontrusting", ApproachKind.CONCERN),
        ):
            Approach.objects.create(name=name, kind=kind, guidance="Bel 1712." if kind == ApproachKind.CONCERN else "")
        Service.objects.create(name="CAW Antwerpen")
        for dimension, key in ((Dimension.KNOWN, "yes"), (Dimension.KNOWN, "no"), (Dimension.GENDER, "woman")):
            AttributeCategory.objects.create(dimension=dimension, key=key, name=key)


@pytest.fixture
def in_kantine(kantine: Site, lists: None) -> Iterator[None]:
    """Everything in the test happens at the Kantine, as its team."""
    with site_scope(kantine.pk):
        yield


@pytest.fixture
def make_entry(in_kantine: None) -> MakeEntry:
    """An ordinary entry at Koffie & Formulieren, with what the test cares about replaced."""

    def make_entry(activity: str = "koffie", **fields: Any) -> ContactEntry:
        usual = {
            "id": uuid4(),
            "activity_id": Activity.objects.get(slug=activity).pk,
            "on": TODAY,
            "site_answer": Answer.BEFORE,
        }
        return ContactEntry(**{**usual, **fields})

    return make_entry
