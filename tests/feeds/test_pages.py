"""What all addresses for programs share: quick, kept, the same for everybody, and nothing about a person."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from activities.models import Activity, ActivityPartner, Closure, Notice, Slot
from sites.models import Partner, Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

FEEDS = [
    "/kantine/agenda.ics",
    "/kantine/aanbod/koffie/agenda.ics",
    "/kantine/aanbod/partner/caw/agenda.ics",
    "/kantine/aanbod.json",
    "/kantine/uitdatabank.json",
    "/kantine/nieuws.atom",
]
WITHOUT = ["/kantine/aanbod/bestaat-niet/agenda.ics", "/kantine/aanbod/partner/bestaat-niet/agenda.ics"]


@pytest.mark.parametrize("extra_slots", [0, 30])
@pytest.mark.parametrize("path", FEEDS)
def test_it_takes_six_queries_at_most_however_many_slots(
    kantine: Site, count_queries: CountQueries, path: str, extra_slots: int
) -> None:
    with site_scope(kantine.pk):
        for number in range(extra_slots):
            activity = Activity.objects.create(name=f"Moment {number}", slug=f"moment-{number}")
            ActivityPartner.objects.create(activity=activity, partner=Partner.objects.get(slug="caw"))
            Slot.objects.create(
                activity=activity,
                rule="FREQ=WEEKLY;BYDAY=MO",
                starts_at=datetime.time(9),
                ends_at=datetime.time(10),
                valid_from=datetime.date(2022, 1, 1),
            )
    with count_queries() as queries:
        assert Client().get(path).status_code == 200
    assert len(queries) <= 6


@pytest.mark.parametrize("path", FEEDS)
def test_it_is_the_same_for_everybody_and_may_be_read_from_any_website(
    path: str, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    response = Client().get(path)
    assert sign_in(cast.coordinator).get(path).content == response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_it_already_is_told_so_in_a_line(path: str, kantine: Site) -> None:
    etag = Client().get(path)["ETag"]
    again = Client().get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", FEEDS)
def test_it_changes_with_the_offer(path: str, kantine: Site) -> None:
    before = Client().get(path).content
    today = datetime.date.today()  # noqa: DTZ011  (some day of this month is enough)
    with site_scope(kantine.pk):
        Slot.objects.update(ends_at=datetime.time(16, 45))
        Closure.objects.create(first_day=today, last_day=today, reason="Onverwacht dicht")
        Notice.objects.create(title="Er is soep", first_day=today)
    assert Client().get(path).content != before


@pytest.mark.parametrize("path", FEEDS)
def test_it_is_the_same_whether_the_neighbour_is_empty_or_full(kantine: Site, kattegat: Site, path: str) -> None:
    full = Client().get(path).content
    with site_scope(kattegat.pk):
        Activity.objects.all().delete()
    assert Client().get(path).content == full


@pytest.mark.parametrize("path", FEEDS)
def test_words_that_may_name_somebody_stay_out(path: str, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.update(contact_text="Vraag naar An Peeters", contact_email="an.peeters@stek.example")
        Partner.objects.update(email="an.peeters@stek.example")
        Slot.objects.update(note="An Peeters vroeg het")
    assert "eeters" not in Client().get(path).text


@pytest.mark.parametrize("path", FEEDS)
def test_what_is_not_public_is_in_no_feed(path: str, kantine: Site) -> None:
    with site_scope(kantine.pk):
        secret = Activity.objects.create(name="Werkgroep Geheim", slug="geheim", is_public=False)
        ActivityPartner.objects.create(activity=secret, partner=Partner.objects.get(slug="caw"))
        Notice.objects.create(activity=secret, title="Werkgroep Geheim", first_day=datetime.date(2022, 1, 1))
        Slot.objects.create(
            activity=secret,
            rule="FREQ=WEEKLY;BYDAY=MO",
            starts_at=datetime.time(9),
            ends_at=datetime.time(10),
            valid_from=datetime.date(2022, 1, 1),
        )
    assert "Geheim" not in Client().get(path).text


@pytest.mark.parametrize("path", [*WITHOUT, *(path.replace("kantine", "bestaat-niet") for path in FEEDS)])
def test_what_is_not_there_is_not_found(path: str, kantine: Site) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", FEEDS)
def test_a_closed_site_has_no_feeds(path: str, kantine: Site) -> None:
    Site.objects.update(is_open=False)
    assert Client().get(path).status_code == 404


def test_a_partners_calendar_has_its_own_moments_only(kantine: Site) -> None:
    text = Client().get("/kantine/aanbod/partner/caw/agenda.ics").text
    assert "SUMMARY:Koffie & Formulieren" in text
    assert "Leersalon" not in text
