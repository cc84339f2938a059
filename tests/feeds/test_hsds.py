"""Open Referral: all sites together, page by page, in the shape of the specification."""

import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from activities.models import Activity, Slot
from sites.models import Partner, Site, Venue
from sites.scope import site_scope
from tests.conftest import CountQueries
from tests.feeds.hsds_shape import describe_page, describe_record

KINDS = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "schedules": "schedule",
}


def read(path: str = "services") -> Any:
    response = Client().get(f"/open/hsds/{path}")
    assert response.status_code == 200
    return response.json()


def find_faults(schema: dict[str, Any], document: object) -> list[str]:
    return [
        fault.message for fault in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(document)
    ]


@pytest.fixture
def rich(kantine: Site) -> Site:
    """A site with every sort of moment, and with all that may be left empty."""
    with site_scope(kantine.pk):
        Venue.objects.update(directions="Bus 1", accessibility="Zonder trap")
        Partner.objects.update(website="https://één.example/café?plaats=Sint-Job", phone="03 000 00 02")
        Activity.objects.update(price="gratis", eligibility="iedereen", confirmed_on=datetime.date(2023, 1, 9))
        Slot.objects.update(valid_until=datetime.date(2098, 12, 31))
        bare = Venue.objects.create(name="Park")
        for number, rule in enumerate(("FREQ=MONTHLY;BYDAY=3WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU")):
            Slot.objects.create(
                activity=Activity.objects.get(slug="koffie"),
                rule=rule,
                venue=bare if number else None,
                starts_at=datetime.time(18),
                ends_at=datetime.time(19, 30),
                valid_from=datetime.date(2022, 8, 1),
            )
        Activity.objects.create(name="Later", slug="later", venue=bare, starts_on=datetime.date(2099, 9, 1))
        party = Activity.objects.create(name="Feest", slug="feest", contact_phone="03 000 00 01")
        Slot.objects.create(
            activity=party,
            rule="FREQ=DAILY;COUNT=1",
            starts_at=datetime.time(18),
            ends_at=datetime.time(19, 30),
            valid_from=datetime.date(2099, 8, 1),
        )
        Activity.objects.create(name="Uit-pas", slug="uit-pas")
    return kantine


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_a_list_and_its_records_have_the_shape_of_the_specification(rich: Site, path: str, kind: str) -> None:
    page = read(path)
    assert page["contents"]
    assert find_faults(describe_page(kind), page) == []
    assert find_faults(describe_page(kind), read(f"{path}?full=true")) == []
    for row in page["contents"]:
        assert find_faults(describe_record(kind), read(f"{path}/{row['id']}")) == []


def test_the_shape_finds_a_mistake() -> None:
    assert find_faults(describe_record("phone"), {"id": "x", "nummer": "03"})


def test_the_first_page_says_what_it_is(db: None) -> None:
    assert read("") == {
        "version": "3.1",
        "profile": "https://docs.openreferral.org/",
        "openapi_url": "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json",
    }


def test_pages_follow_each_other_without_a_gap(kantine: Site, kattegat: Site) -> None:
    first, second = read("services?page=1&per_page=3"), read("services?page=2&per_page=3")
    assert (first["total_items"], first["total_pages"], first["size"], second["size"]) == (4, 2, 3, 1)
    assert (first["first_page"], first["last_page"], second["last_page"]) == (True, False, True)
    ids = [row["id"] for row in first["contents"] + second["contents"]]
    assert ids == [row["id"] for row in read("services")["contents"]]
    assert len(set(ids)) == 4
    assert read("services?page=9")["empty"] is True


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-1", "page=x", "page=%C2%B2", "per_page=99999999999999", "per_page=0"]
)
def test_a_senseless_page_is_answered_all_the_same(kantine: Site, asked: str) -> None:
    assert read(f"services?{asked}")["total_items"] == 2


def test_a_schedule_keeps_the_rule_and_leads_to_the_calendar(rich: Site) -> None:
    schedules = {schedule.get("byday", "once"): schedule for schedule in read("schedules")["contents"]}
    third = schedules["3WE"]
    assert (third["freq"], third["dtstart"], third["opens_at"]) == ("MONTHLY", "2022-08-17", "18:00:00")
    assert schedules["MO,TU"]["interval"] == 2
    assert schedules["once"]["count"] == 1
    path = third["schedule_link"].removeprefix("http://localhost:8000")
    assert Client().get(path)["Content-Type"].startswith("text/calendar")


def test_a_service_says_who_offers_it_and_where(kantine: Site) -> None:
    [koffie] = [row for row in read("services")["contents"] if row["name"] == "Koffie & Formulieren"]
    full = read(f"services/{koffie['id']}")
    assert full["organization"]["name"] == "CAW"
    assert full["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Dorp"


def test_an_address_on_the_web_is_written_without_accents(rich: Site) -> None:
    addresses = {row["name"]: row["website"] for row in read("organizations")["contents"]}
    assert addresses["Ligo"] == "https://%C3%A9%C3%A9n.example/caf%C3%A9?plaats=Sint-Job"


def test_closed_sites_and_hidden_activities_are_not_published(kantine: Site, kattegat: Site) -> None:
    Site.objects.filter(pk=kattegat.pk).update(is_open=False)
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(is_public=False)
    assert [row["name"] for row in read()["contents"]] == ["Open Leersalon"]


def test_a_change_shows_at_once_and_what_did_not_change_is_not_read_again(
    kantine: Site, kattegat: Site, count_queries: CountQueries
) -> None:
    with count_queries() as cold:
        read()
    assert len(cold) <= 1 + 2 * 5
    with count_queries() as warm:
        read("services?page=1")
    assert len(warm) == 1
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(name="Thee & Formulieren")
    with count_queries() as again:
        names = [row["name"] for row in read("services?page=1")["contents"]]
    assert "Thee & Formulieren" in names
    assert len(again) == 1 + 5


@pytest.mark.parametrize("extra_slots", [0, 30])
def test_one_site_takes_six_queries_at_most_however_many_slots(
    kantine: Site, count_queries: CountQueries, extra_slots: int
) -> None:
    with site_scope(kantine.pk):
        for number in range(extra_slots):
            activity = Activity.objects.create(name=f"Moment {number}", slug=f"moment-{number}")
            Slot.objects.create(
                activity=activity,
                rule="FREQ=WEEKLY;BYDAY=MO",
                starts_at=datetime.time(9),
                ends_at=datetime.time(10),
                valid_from=datetime.date(2022, 1, 1),
            )
    with count_queries() as queries:
        read()
    assert len(queries) <= 6


def test_it_answers_when_the_cache_is_away(kantine: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "get_many", refuse)
    monkeypatch.setattr(cache, "set_many", refuse)
    assert read()["total_items"] == 2


@pytest.mark.parametrize("path", ["people", "services/6f2b3c1e-0000-4000-8000-000000000000", "services/x"])
def test_what_is_not_there_is_not_found(kantine: Site, path: str) -> None:
    assert Client().get(f"/open/hsds/{path}").status_code == 404


def test_it_may_be_kept_and_read_from_any_website(kantine: Site) -> None:
    response = Client().get("/open/hsds/services")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/open/hsds/services", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert "s-maxage" in Client().get("/open/hsds/services?page=2")["Cache-Control"]
