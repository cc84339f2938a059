"""The public pages of a site, as a visitor gets them."""

import datetime
import re

import pytest
from django.test import Client

from activities.models import Activity, ActivityPartner, Change, Closure, Notice, Slot
from activities.vocabulary import ActivityKind, Appointment, ChangeKind
from sites.models import Partner, Site, Venue
from sites.scope import site_scope
from tests.conftest import CountQueries
from tests.offer.conftest import Clock, read

THURSDAY = "2023-03-16"
PAGES = [
    "/kantine/", "/kantine/aanbod/koffie/", "/kantine/voor/papieren/", "/kantine/kalender/", "/kantine/wie/",
    "/kantine/privacy/", "/kantine/toegankelijkheid/", "/ar/kantine/", "/ps/kantine/wie/", "/pl/kantine/kalender/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "title"),
    [
        ("12:59:59", "Straks open"),
        ("13:00:00", "Nu open"),
        ("15:29:59", "Nu open"),
        ("15:30:00", "Nu gesloten"),
    ],
)
def test_it_is_open_from_the_first_minute_until_the_last(kantine: Site, at: Clock, moment: str, title: str) -> None:
    at(f"{THURSDAY}T{moment}")
    assert f'<h2 id="nu">{title}</h2>' in read()


def test_a_closed_door_says_when_it_opens_again(kantine: Site, at: Clock) -> None:
    at("2023-03-17T10:00")
    assert "Opnieuw open op dinsdag 21 maart om 13.00 uur." in read()


def test_the_day_before_it_opens_the_door_says_tomorrow(kantine: Site, at: Clock) -> None:
    at("2023-03-20T10:00")
    page = read()
    assert "Opnieuw open morgen, dinsdag 21 maart, om 13.00 uur." in page
    assert re.search(r'21 maart <span class="tag tag--plain">morgen</span>', page)


def test_a_page_that_stays_open_says_tomorrow_from_midnight_on(kantine: Site, at: Clock) -> None:
    at("2023-03-18T10:00")
    said_later = dict(re.findall(r'data-since="([^"]+)"(.*?)</template>', Client().get("/kantine/").text, re.DOTALL))
    assert "Opnieuw open morgen, dinsdag 21 maart" in said_later["2023-03-20T00:00:00+01:00"]


def test_what_moved_to_a_day_on_which_it_is_closed_does_not_call_anybody_that_day(kantine: Site, at: Clock) -> None:
    thursday, friday = datetime.date(2023, 3, 23), datetime.date(2023, 3, 24)
    with site_scope(kantine.pk):
        koffie = Slot.objects.get(activity__slug="koffie")
        Change.objects.create(slot=koffie, on=thursday, kind=ChangeKind.MOVED, new_date=friday, reason="Feest.")
        Closure.objects.create(first_day=friday, last_day=friday, reason="Verbouwing")
    at(f"{THURSDAY}T09:00")
    page = read()
    assert "Koffie &amp; Formulieren gaat niet door op donderdag 23 maart" in page
    assert "maar op vrijdag 24 maart" not in page
    assert "nu op vrijdag 24 maart" not in read("/kantine/aanbod/koffie/")


def test_during_a_closure_the_reason_and_the_next_opening_are_said(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        Closure.objects.create(
            first_day=datetime.date(2022, 12, 26), last_day=datetime.date(2023, 1, 8), reason="Kerstvakantie."
        )
    at("2022-12-29T13:30")
    page = read()
    assert "Vandaag gesloten: Kerstvakantie. Opnieuw open op dinsdag 10 januari om 13.00 uur." in page
    assert "Gesloten van maandag 26 december tot en met zondag 8 januari" in page


def test_what_runs_elsewhere_does_not_call_this_place_open(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        centre = Venue.objects.create(name="DC De Groten Uitleg", street="Achterom 3")
        Slot.objects.filter(activity__slug="koffie").update(venue=centre)
    at(f"{THURSDAY}T14:00")
    page = read()
    assert "Nu in DC De Groten Uitleg" in page
    assert "Hier is er nu niemand." in page


def test_what_comes_elsewhere_does_not_open_this_door(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        Slot.objects.filter(activity__slug="koffie").update(venue=Venue.objects.create(name="De Groten Uitleg"))
    at(f"{THURSDAY}T10:00")
    assert "Straks in De Groten Uitleg" in read()
    at("2023-03-15T10:00")
    assert "Opnieuw open op dinsdag 21 maart om 13.00 uur." in read()


def test_changes_and_notices_stand_on_top(kantine: Site, at: Clock) -> None:
    day = datetime.date.fromisoformat
    with site_scope(kantine.pk):
        koffie, leersalon = Slot.objects.get(activity__slug="koffie"), Slot.objects.get(activity__slug="leersalon")
        Change.objects.create(slot=koffie, on=day("2023-03-16"), kind=ChangeKind.CANCELLED, reason="Ziek.")
        Change.objects.create(slot=koffie, on=day("2023-03-23"), kind=ChangeKind.MOVED, new_date=day("2023-03-24"))
        Change.objects.create(
            slot=leersalon, on=day("2023-03-21"), kind=ChangeKind.HOURS, new_starts_at=datetime.time(14)
        )
        Notice.objects.create(title="Soep!", first_day=day("2023-03-01"), last_day=day("2023-03-16"))
        Notice.objects.create(title="Voorbij", first_day=day("2023-03-01"), last_day=day("2023-03-15"))
        Notice.objects.create(title="Nog niet", first_day=day("2023-03-17"))
    at(f"{THURSDAY}T09:00")
    page = read()
    assert "vandaag niet" in page
    assert "opnieuw op vrijdag 24 maart" in page
    assert "Koffie &amp; Formulieren is niet op donderdag 23 maart maar op vrijdag 24 maart" in page
    assert "Open Leersalon: ander uur op dinsdag 21 maart" in page
    assert "Van 14.00 - 15.30 uur, niet van 13.00 - 15.30 uur." in page
    assert "Soep!" in page
    assert "Voorbij" not in page
    assert "Nog niet" not in page


def test_an_activity_has_a_page_with_all_that_a_visitor_asks(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        koffie = Activity.objects.get(slug="koffie")
        former = Slot.objects.create(
            activity=koffie,
            rule="FREQ=WEEKLY;BYDAY=MO",
            starts_at=datetime.time(13),
            ends_at=datetime.time(15),
            valid_from=datetime.date(2021, 1, 4),
            valid_until=datetime.date(2022, 1, 5),
        )
        Slot.objects.filter(activity=koffie).exclude(pk=former.pk).update(
            follows=former, note="Op donderdag zijn jullie er toch al."
        )
        Activity.objects.filter(pk=koffie.pk).update(
            price="Gratis",
            eligibility="Voor iedereen",
            appointment=Appointment.POSSIBLE,
            contact_phone="03 000 00 08",
        )
    at(f"{THURSDAY}T09:00")
    page = read("/kantine/aanbod/koffie/")
    for words in (
        "elke donderdag", "13.00 - 15.30 uur", "Gratis", "Voor iedereen", "afspraak kan, hoeft niet", "CAW",
        'href="tel:030000008"', "elke maandag, tot en met 5 januari 2022", "Op donderdag zijn jullie er toch al.",
    ):  # fmt: skip
        assert words in page


def test_an_offer_without_hours_and_one_that_is_still_to_come_say_so(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        Activity.objects.create(name="Uit-pas", slug="uit-pas")
        Activity.objects.create(name="Naailes", slug="naailes", starts_on=datetime.date(2023, 9, 1))
    at(f"{THURSDAY}T09:00")
    assert "geen vast uur" in read("/kantine/aanbod/uit-pas/")
    assert "vanaf najaar 2023" in read("/kantine/aanbod/naailes/")


def test_what_is_past_or_not_public_is_not_offered(kantine: Site, at: Clock) -> None:
    yesterday = datetime.date(2023, 3, 15)
    with site_scope(kantine.pk):
        Activity.objects.create(name="Stopgezet", slug="stopgezet", ends_on=yesterday)
        Activity.objects.create(name="Werkgroep", slug="werkgroep", is_public=False)
        party = Activity.objects.create(name="Feest", slug="feest", kind=ActivityKind.ONE_OFF)
        Slot.objects.create(
            activity=party,
            rule="FREQ=DAILY;COUNT=1",
            starts_at=datetime.time(18),
            ends_at=datetime.time(22),
            valid_from=yesterday,
        )
    at(f"{THURSDAY}T09:00")
    page = read()
    for slug in ("stopgezet", "werkgroep", "feest"):
        assert slug not in page
        assert Client().get(f"/kantine/aanbod/{slug}/").status_code == 404


def test_partners_are_named_once_with_all_they_offer(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        arabic = Partner.objects.create(slug="amal", name="جمعية الأمل")
        tea = Activity.objects.create(name="Thee", slug="thee", position=1)
        ActivityPartner.objects.create(activity=tea, partner=Partner.objects.get(slug="caw"))
        ActivityPartner.objects.create(activity=tea, partner=arabic, leads=False)
    at(f"{THURSDAY}T09:00")
    page = read()
    assert page.count("<h3> <bdi>CAW</bdi> </h3>") == 1
    assert "<bdi>جمعية الأمل</bdi>" in page


def test_a_site_without_an_offer_still_says_whom_to_call(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.all().delete()
        Venue.objects.all().delete()
    page = read()
    assert "Er staat nog niets op het programma" in page
    assert 'href="tel:030000000"' in page


@pytest.mark.parametrize("extra_slots", [0, 30])
@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_takes_six_queries_at_most_however_many_slots(
    kantine: Site, count_queries: CountQueries, path: str, extra_slots: int
) -> None:
    with site_scope(kantine.pk):
        for number in range(extra_slots):
            activity = Activity.objects.create(name=f"Moment {number}", slug=f"moment-{number}")
            partner = Partner.objects.create(name=f"Partner {number}", slug=f"partner-{number}")
            ActivityPartner.objects.create(activity=activity, partner=partner)
            for slot_of in (activity, Activity.objects.get(slug="koffie")):
                Slot.objects.create(
                    activity=slot_of,
                    rule="FREQ=WEEKLY;BYDAY=MO",
                    starts_at=datetime.time(9),
                    ends_at=datetime.time(10),
                    valid_from=datetime.date(2022, 1, 1),
                )
    with count_queries() as queries:
        assert Client().get(path).status_code == 200
    assert len(queries) <= 6


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_sets_no_cookie_and_carries_no_secret(kantine: Site, path: str) -> None:
    response = Client().get(path)
    assert not response.cookies
    assert "no-store" not in response["Cache-Control"]
    assert "nonce" not in response.text + response["Content-Security-Policy"]
    for forbidden in ("csrfmiddlewaretoken", "<script>", " style=", "<style", " onclick="):
        assert forbidden not in response.text


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_is_the_same_whether_the_neighbour_is_empty_or_full(
    kantine: Site, kattegat: Site, at: Clock, path: str
) -> None:
    at(f"{THURSDAY}T14:00")
    full = Client().get(path).content
    with site_scope(kattegat.pk):
        Notice.objects.create(title="Van de buren", first_day=datetime.date(2023, 1, 1))
        Closure.objects.create(
            first_day=datetime.date(2023, 3, 1), last_day=datetime.date(2023, 3, 31), reason="Van de buren"
        )
        Activity.objects.all().delete()
        Venue.objects.all().delete()
    assert Client().get(path).content == full


@pytest.mark.parametrize("path", PAGES)
def test_a_closed_site_has_no_pages(kantine: Site, path: str) -> None:
    Site.objects.update(is_open=False)
    assert Client().get(path).status_code == 404


def test_the_privacy_page_names_the_days_that_the_programs_use(kantine: Site) -> None:
    page = read("/kantine/privacy/")
    for words in ("na 90 dagen", "14 dagen bij", "90 dagen een geheim kenmerk", "geen naam"):
        assert words in page
