"""The offer as JSON and as news, read as others would read it."""

import datetime
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from activities.models import Activity, Change, Closure, Notice, Slot
from activities.selectors.feeds.reading import read_open_offer
from activities.selectors.feeds.uitdatabank import build_uitdatabank_events
from activities.selectors.occurrences import list_occurrences
from activities.vocabulary import ChangeKind
from sites.models import Site, Venue
from sites.scope import site_scope

THURSDAY = datetime.date(2023, 3, 16)
ATOM = "{http://www.w3.org/2005/Atom}"


def write_events(site: Site, activity: str) -> list[dict[str, Any]]:
    with site_scope(site.pk):
        found = build_uitdatabank_events(read_open_offer(site=site, today=THURSDAY))
    events: list[dict[str, Any]] = json.loads(json.dumps(found))
    return [event for event in events if event["sameAs"][0].endswith(f"/{activity}/")]


def test_a_third_wednesday_is_written_out_date_by_date(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Slot.objects.filter(activity__slug="koffie").update(rule="FREQ=MONTHLY;BYDAY=3WE")
        dates = list_occurrences(
            first_day=THURSDAY, last_day=THURSDAY + datetime.timedelta(366), activity_slug="koffie"
        )
    [event] = write_events(kantine, "koffie")
    assert event["calendarType"] == "multiple"
    starts = [date["startDate"] for date in event["subEvent"]]
    assert starts == [occurrence.starts_at.isoformat() for occurrence in dates]
    assert starts[:2] == ["2023-04-19T13:00:00+02:00", "2023-05-17T13:00:00+02:00"]


def test_every_week_is_a_period_with_hours_and_closed_days(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Closure.objects.create(
            first_day=datetime.date(2023, 4, 3), last_day=datetime.date(2023, 4, 14), reason="Paasvakantie"
        )
    [event] = write_events(kantine, "koffie")
    assert (event["calendarType"], event["startDate"][:10]) == ("periodic", "2023-03-16")
    assert event["openingHours"] == [{"dayOfWeek": ["thursday"], "opens": "13:00", "closes": "15:30"}]
    assert event["openingHoursClosedDays"][0] == {
        "startDate": "2023-04-06", "endDate": "2023-04-13", "description": {"nl": "Paasvakantie"},
    }  # fmt: skip
    # Ascension Day, a public holiday.
    assert event["openingHoursClosedDays"][1] == {"startDate": "2023-05-18", "endDate": "2023-05-18"}


def test_a_period_with_a_date_that_moved_becomes_dates(kantine: Site) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        Change.objects.create(slot=slot, on=THURSDAY, kind=ChangeKind.MOVED, new_date=datetime.date(2023, 3, 17))
    [event] = write_events(kantine, "koffie")
    assert event["calendarType"] == "multiple"
    assert event["subEvent"][0]["startDate"] == "2023-03-17T13:00:00+01:00"


def test_what_has_no_hours_is_always_there_and_one_date_is_single(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.create(name="Uit-pas", slug="uit-pas")
        Slot.objects.filter(activity__slug="koffie").update(rule="FREQ=DAILY;COUNT=1", valid_from=THURSDAY)
    assert write_events(kantine, "uit-pas")[0]["calendarType"] == "permanent"
    assert write_events(kantine, "koffie")[0]["calendarType"] == "single"


def test_an_event_says_what_uitdatabank_asks_for(kantine: Site) -> None:
    for event in write_events(kantine, "koffie") + write_events(kantine, "leersalon"):
        assert {"mainLanguage", "name", "terms", "location", "calendarType"} <= event.keys()
        assert event["name"]["nl"]
        assert event["location"]["address"]["nl"]["addressCountry"] == "BE"
        assert len([term for term in event["terms"] if term["domain"] == "eventtype"]) == 1


def read_news() -> dict[str, tuple[str, str]]:
    """Title to identity and date."""
    feed = ElementTree.fromstring(Client().get("/kantine/nieuws.atom").content)  # noqa: S314  (our own)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    return {
        entry.findtext(f"{ATOM}title", ""): (entry.findtext(f"{ATOM}id", ""), entry.findtext(f"{ATOM}updated", ""))
        for entry in feed.iter(f"{ATOM}entry")
    }


@pytest.fixture
def today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def test_news_tells_notices_closures_and_changes(kantine: Site, today: datetime.date) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        thursday = today + datetime.timedelta((3 - today.weekday()) % 7 + 7)
        Slot.objects.update(skips_public_holidays=False)
        Change.objects.create(slot=slot, on=thursday, kind=ChangeKind.CANCELLED, reason="Ziek.")
        Notice.objects.create(title="Er is soep", text="Breng een kom mee.", first_day=today)
        Closure.objects.create(first_day=today, last_day=today, reason="Verbouwing", venue=Venue.objects.first())
    titles = sorted(title.split(" op ")[0] for title in read_news())
    assert titles == ["Er is soep", "Kantine Bezemheide is gesloten", "Koffie & Formulieren gaat niet door"]


def test_a_changed_entry_keeps_its_identity_and_gets_a_new_date(kantine: Site, today: datetime.date) -> None:
    with site_scope(kantine.pk):
        notice = Notice.objects.create(title="Er is soep", first_day=today)
        Notice.objects.create(title="Morgen niet", first_day=today + datetime.timedelta(1))
        Notice.objects.filter(pk=notice.pk).update(changed_at=datetime.datetime(2023, 1, 1, tzinfo=datetime.UTC))
    [before] = read_news().values()
    with site_scope(kantine.pk):
        notice.save()
    [after] = read_news().values()
    assert before[0] == after[0]
    assert before[1] < after[1]


def test_the_document_names_what_is_on_offer_and_what_is_different(kantine: Site, today: datetime.date) -> None:
    with site_scope(kantine.pk):
        Closure.objects.create(first_day=today, last_day=today + datetime.timedelta(27), reason="Zomersluiting")
    document = Client().get("/kantine/aanbod.json").json()
    assert [activity["name"] for activity in document["activities"]] == ["Koffie & Formulieren", "Open Leersalon"]
    assert document["activities"][0]["moments"][0]["hours"] == "13.00 - 15.30 uur"
    assert document["announcements"][0]["text"] == "Zomersluiting"
    assert not any(occurrence["takes_place"] for occurrence in document["coming"][:4])
