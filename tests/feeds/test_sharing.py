"""Taking the offer along: in search engines, in messages, and inside another website."""

import datetime
import json
import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from PIL import Image

from activities.models import Activity, Change, Slot
from activities.pictures import COLOURS
from activities.selectors.feeds.schema_org import DAYS_AHEAD, WEEKDAYS, describe_site
from activities.selectors.occurrences import compute_occurrences
from activities.selectors.programme import Programme
from activities.vocabulary import ChangeKind
from sites.models import Partner, Site
from sites.scope import site_scope
from sites.vocabulary import PRIVATE_SECTIONS, Accent
from tests.conftest import CountQueries
from tests.feeds.offers import programmes
from tests.offer.building import build_programme, build_slot, day

SITE = Site(pk=1, slug="kantine", name="Kantine", municipality="Kalmthout")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

ACCENT = re.compile(r'(?:\[data-accent="(\w+)"\] {)?\s--accent: (#\w{6});')


def read_data(path: str) -> dict[str, Any]:
    """The one block of data in a page."""
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', Client().get(path).text, re.DOTALL)
    document: dict[str, Any] = json.loads(block)
    return document


def list_types(document: object) -> set[str]:
    if isinstance(document, dict):
        own = {document["@type"]} if "@type" in document else set()
        return own.union(*map(list_types, document.values()))
    return set().union(*map(list_types, document)) if isinstance(document, list) else set()


def read_hours(document: dict[str, Any], on: datetime.date) -> set[tuple[str, str]]:
    """The hours of a day as a search engine reads them: what is special goes before what is usual."""

    def holds(hours: dict[str, Any]) -> bool:
        first, last = str(hours.get("validFrom", "")), str(hours.get("validThrough", "9999"))
        return first <= on.isoformat() <= last

    special = [hours for hours in document.get("specialOpeningHoursSpecification", []) if holds(hours)]
    usual = [
        hours
        for hours in document.get("openingHoursSpecification", [])
        if holds(hours) and WEEKDAYS[on.weekday()] in hours["dayOfWeek"]
    ]
    return {(h["opens"], h["closes"]) for h in special or usual if h["opens"] != h["closes"]}


@given(programme=programmes())
def test_a_search_engine_finds_the_door_open_exactly_when_it_is(programme: Programme) -> None:
    occurrences = compute_occurrences(programme)
    document = describe_site(site=SITE, programme=programme, occurrences=occurrences)
    for ahead in range(DAYS_AHEAD + 1):
        on = programme.first_day + datetime.timedelta(ahead)
        real = {
            (f"{o.starts_at:%H:%M}", f"{o.ends_at:%H:%M}")
            for o in occurrences
            if o.date == on and o.takes_place and not o.is_elsewhere
        }
        if len(real) < 2:  # two at once are joined to one stretch
            assert read_hours(document, on) == real


def test_what_overlaps_is_one_stretch() -> None:
    slot, other = build_slot(starts_at=datetime.time(13)), build_slot(starts_at=datetime.time(12))
    other.pk, other.valid_from = 2, day("2023-03-16")
    other.rule = "FREQ=DAILY;COUNT=1"
    programme = build_programme(slot, "2023-03-01", "2023-04-30")
    programme = Programme(**{**vars(programme), "slots": [slot, other]})
    document = describe_site(site=SITE, programme=programme, occurrences=compute_occurrences(programme))
    assert read_hours(document, day("2023-03-16")) == {("12:00", "15:30")}
    assert read_hours(document, day("2023-03-23")) == {("13:00", "15:30")}


def test_a_site_is_a_place_with_an_address(kantine: Site) -> None:
    document = read_data("/kantine/")
    assert document["@type"] == "Place"
    assert document["address"]["addressLocality"] == "Dorp"
    assert document["openingHoursSpecification"]


def test_an_activity_has_events_that_say_when_one_is_off(kantine: Site) -> None:
    tomorrow = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(1)
    with site_scope(kantine.pk):
        Slot.objects.update(skips_public_holidays=False, rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")
        slot = Slot.objects.get(activity__slug="koffie")
        Change.objects.create(slot=slot, on=tomorrow, kind=ChangeKind.CANCELLED)
    events = {event["startDate"][:10]: event for event in read_data("/kantine/aanbod/koffie/")["@graph"]}
    assert events[tomorrow.isoformat()]["eventStatus"] == "https://schema.org/EventCancelled"
    after = events[(tomorrow + datetime.timedelta(1)).isoformat()]
    assert after["eventStatus"] == "https://schema.org/EventScheduled"
    assert after["organizer"] == [{"@type": "Organization", "name": "CAW"}]


@pytest.mark.parametrize("path", ["/kantine/", "/kantine/aanbod/koffie/", "/ar/kantine/"])
def test_no_page_describes_a_person(kantine: Site, path: str) -> None:
    assert list_types(read_data(path)) <= {
        "Place", "PostalAddress", "OpeningHoursSpecification", "Event", "Organization",
    }  # fmt: skip


def test_no_name_breaks_out_of_the_data(kantine: Site) -> None:
    name = "</script><script>alert(1)</script>"
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(name=name)
    assert read_data("/kantine/aanbod/koffie/")["@graph"][0]["name"] == name
    assert "<script>" not in Client().get("/kantine/aanbod/koffie/").text


def test_any_website_may_show_the_week_and_no_other_page(kantine: Site) -> None:
    response = Client().get("/kantine/inbedden/")
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "<script" not in response.text
    assert "Koffie &amp; Formulieren" in response.text
    other = Client().get("/kantine/")
    assert (other["X-Frame-Options"], "frame-ancestors 'none'" in other["Content-Security-Policy"]) == ("DENY", True)


def test_the_code_to_copy_leads_to_that_page(kantine: Site) -> None:
    page = Client().get("/kantine/meenemen/").text
    assert "&lt;iframe src=&quot;" in page or '&lt;iframe src="http://localhost:8000/kantine/inbedden/"' in page
    assert 'href="webcal://localhost:8000/kantine/aanbod/partner/caw/agenda.ics"' in page


@pytest.mark.parametrize("extra_partners", [0, 30])
@pytest.mark.parametrize("path", ["/kantine/meenemen/", "/kantine/inbedden/", "/kantine/sitemap.xml"])
def test_it_takes_six_queries_at_most(
    kantine: Site, count_queries: CountQueries, path: str, extra_partners: int
) -> None:
    with site_scope(kantine.pk):
        for number in range(extra_partners):
            Partner.objects.create(slug=f"partner-{number}", name=f"Partner {number}")
            Activity.objects.create(slug=f"moment-{number}", name=f"Moment {number}")
    with count_queries() as queries:
        assert Client().get(path).status_code == 200
    assert len(queries) <= 6


@pytest.mark.parametrize("name", ["Kantine", "Een heel lange naam voor een warme plek in het dorp", "ﷺ"])
def test_the_picture_of_a_site_is_a_picture(kantine: Site, name: str) -> None:
    Site.objects.filter(pk=kantine.pk).update(name=name)
    response = Client().get("/kantine/beeld.png")
    with Image.open(BytesIO(response.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert 'property="og:image" content="http://localhost:8000/kantine/beeld.png"' in Client().get("/kantine/").text


def read_locations(path: str) -> list[str]:
    tree = ElementTree.fromstring(Client().get(path).content)  # noqa: S314  (our own)
    return [element.text or "" for element in tree.iter(f"{SITEMAP}loc")]


def test_search_engines_find_each_page_from_robots_txt(kantine: Site, kattegat: Site) -> None:
    Site.objects.filter(pk=kattegat.pk).update(is_open=False)
    robots = Client().get("/robots.txt").text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in robots
    for section in PRIVATE_SECTIONS:
        assert f"Disallow: /*/{section}/" in robots
    [own] = read_locations("/sitemap.xml")
    pages = read_locations(own.removeprefix("http://localhost:8000"))
    assert "http://localhost:8000/kantine/aanbod/koffie/" in pages
    assert "http://localhost:8000/kantine/voor/verwijzen/" in pages
    for page in pages:
        assert Client().get(page.removeprefix("http://localhost:8000")).status_code == 200


def test_the_map_names_each_page_in_the_other_languages(kantine: Site) -> None:
    tree = ElementTree.fromstring(Client().get("/kantine/sitemap.xml").content)  # noqa: S314  (our own)
    links = {(link.get("hreflang"), link.get("href")) for link in tree.iter("{http://www.w3.org/1999/xhtml}link")}
    assert ("ar", "http://localhost:8000/ar/kantine/aanbod/koffie/") in links


def test_a_page_names_its_feeds(kantine: Site) -> None:
    page = Client().get("/kantine/").text
    for kind, address in re.findall(r'<link rel="alternate"\s+type="([^"]+)"\s+href="([^"]+)"', page):
        assert Client().get(address)["Content-Type"].startswith(kind)
    assert "application/atom+xml" in page


def test_the_colours_of_the_pictures_are_those_of_the_pages() -> None:
    css = (settings.BASE_DIR / "static" / "css" / "base.css").read_text().partition("@media")[0]
    accents = {name or Accent.PETROL: colour for name, colour in ACCENT.findall(css)}
    assert {accent: COLOURS[Accent(accent)] for accent in accents} == accents
    assert set(accents) == set(Accent.values)
