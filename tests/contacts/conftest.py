"""Lists for the Kantine, and a short way to write down an entry."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from activities.models import Activity
from signals.entries import ContactEntry, SessionEntry
from signals.models import Approach, AttributeCategory, Contact, Service, Theme
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


@pytest.fixture
def post(kantine: Site, lists: None) -> dict[str, Any]:
    """What a browser sends in the usual case: al geweest, one theme, one approach."""
    with site_scope(kantine.pk):
        return {
            "id": str(uuid4()),
            "revision": "1",
            "requests": "1",
            "on": timezone.localdate().isoformat(),
            "activity": str(Activity.objects.get(slug="koffie").pk),
            "site_answer": "before",
            "request-0-theme": str(Theme.objects.get(name="Financieel").pk),
            "request-0-approaches": str(Approach.objects.get(name="Informatie").pk),
        }


@pytest.fixture
def group(kantine: Site, lists: None) -> dict[str, Any]:
    """What a browser sends about twelve people at Koffie & Formulieren, on a Thursday that had it."""
    with site_scope(kantine.pk):
        koffie = Activity.objects.get(slug="koffie").pk
    return {
        "id": str(uuid4()), "revision": "1", "activity": str(koffie), "on": TODAY.isoformat(), "kind": "slot",
        "head_count": "12",
    }  # fmt: skip


@pytest.fixture
def entry(in_kantine: None) -> SessionEntry:
    """Seven people at Koffie & Formulieren."""
    return SessionEntry(id=uuid4(), activity_id=Activity.objects.get(slug="koffie").pk, on=TODAY, head_count=7)


def count_contacts(site: Site) -> int:
    with site_scope(site.pk):
        return Contact.objects.filter(is_deleted=False).count()
