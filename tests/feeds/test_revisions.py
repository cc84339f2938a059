"""The number that tells feeds that something changed."""

import datetime
from collections.abc import Callable

import pytest

from activities.models import Change, Closure, Slot
from activities.services.changes import cancel_slot
from activities.services.outcome import undo_steps
from activities.vocabulary import ChangeKind
from sites.models import Site, Venue
from sites.scope import site_scope
from sites.vocabulary import Audience
from tests.conftest import Cast

THURSDAY = datetime.date(2023, 3, 16)


def read_revision(site: Site) -> int:
    return Site.objects.get(pk=site.pk).revision


@pytest.mark.parametrize(
    "write",
    [
        lambda: Change.objects.create(slot=Slot.objects.earliest("pk"), on=THURSDAY, kind=ChangeKind.CANCELLED),
        lambda: Closure.objects.create(first_day=THURSDAY, last_day=THURSDAY, reason="Feest"),
        lambda: Slot.objects.update(ends_at=datetime.time(16)),
        lambda: Slot.objects.all().delete(),
        lambda: Venue.objects.update(street="Kerkstraat 2"),
    ],
)
def test_every_write_to_the_offer_raises_the_revision_of_its_site_alone(
    kantine: Site, kattegat: Site, write: Callable[[], object]
) -> None:
    before, neighbour = read_revision(kantine), read_revision(kattegat)
    with site_scope(kantine.pk):
        write()
    assert read_revision(kantine) > before
    assert read_revision(kattegat) == neighbour


def test_a_revision_grows_when_a_change_is_taken_back(cast: Cast, kantine: Site) -> None:
    with site_scope(kantine.pk):
        done = cancel_slot(slot=Slot.objects.get(activity__slug="koffie"), on=THURSDAY, by=cast.worker)
        between = read_revision(kantine)
        undo_steps(steps=done.steps, said="gaat niet door", by=cast.worker)
    assert read_revision(kantine) > between


def test_a_revision_never_falls_whatever_a_program_writes(kantine: Site) -> None:
    stale = Site.objects.get(pk=kantine.pk)
    Site.objects.filter(pk=kantine.pk).update(name="Kantine")
    stale.revision = 0
    stale.save()
    assert read_revision(kantine) >= 2


def test_a_partner_raises_the_revision_too(cast: Cast, kantine: Site) -> None:
    before = read_revision(kantine)
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        partner_id = slot.activity.activity_partners.get().partner_id
    with site_scope(kantine.pk, audience=Audience.PARTNER, partner_ids=frozenset({partner_id})):
        Change.objects.create(slot=slot, on=THURSDAY, kind=ChangeKind.CANCELLED)
    assert read_revision(kantine) > before


def test_what_is_put_back_counts_as_written_now(cast: Cast, kantine: Site) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        change = cancel_slot(slot=slot, on=THURSDAY, by=cast.worker).row
        again = cancel_slot(slot=slot, on=THURSDAY, by=cast.worker, reason="Ziek")
        written = Change.objects.get(pk=change.pk).changed_at
        undo_steps(steps=again.steps, said="gaat niet door", by=cast.worker)
        restored = Change.objects.get(pk=change.pk)
    assert restored.reason == ""
    assert restored.changed_at > written
