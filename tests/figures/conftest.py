"""A counting site: short lists, an activity that counts its own uniques, and quick ways to have counted something."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from activities.models import Activity
from signals.models import (
    Approach,
    AttributeCategory,
    Contact,
    ContactAttribute,
    HelpRequest,
    HelpRequestApproach,
    Referral,
    ReportTheme,
    Service,
    Theme,
)
from signals.vocabulary import ApproachKind, Dimension
from sites.models import Site
from sites.scope import site_scope


@pytest.fixture
def counting(kantine: Site) -> Iterator[Site]:
    """The Kantine inside its scope, with lists; Open Leersalon counts its own unique visitors."""
    with site_scope(kantine.pk):
        papers = ReportTheme.objects.create(name="Papieren")
        Theme.objects.create(name="Werk")
        for name in ("Dienstverlening", "Financieel"):
            Theme.objects.create(name=name, report_theme=papers)
        Approach.objects.create(name="Advies")
        Approach.objects.create(name="Mogelijke verontrusting", kind=ApproachKind.CONCERN)
        Service.objects.create(name="Stadhuis")
        for dimension, key, name in (
            (Dimension.KNOWN, "yes", "ja"),
            (Dimension.KNOWN, "no", "nee"),
            (Dimension.GENDER, "woman", "vrouw"),
        ):
            AttributeCategory.objects.create(dimension=dimension, key=key, name=name)
        Activity.objects.filter(slug="leersalon").update(counts_uniques=True)
        yield kantine


def add_contact(on: str, *, activity: str = "koffie", attributes: tuple[str, ...] = (), **fields: Any) -> Contact:
    """A contact as it stands before the fold."""
    contact: Contact = Contact.objects.create(
        activity=Activity.objects.get(slug=activity), on=datetime.date.fromisoformat(on), **fields
    )
    for key in attributes:
        ContactAttribute.objects.create(contact=contact, category=AttributeCategory.objects.get(key=key))
    return contact


def add_request(
    contact: Contact, theme: str, *, approaches: tuple[str, ...] = (), services: tuple[str, ...] = ()
) -> None:
    """A help request of a contact."""
    request = HelpRequest.objects.create(contact=contact, theme=Theme.objects.get(name=theme))
    for name in approaches:
        HelpRequestApproach.objects.create(help_request=request, approach=Approach.objects.get(name=name))
    for name in services:
        Referral.objects.create(help_request=request, service=Service.objects.get(name=name))
