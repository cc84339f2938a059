"""A page that follows the clock, topics, months, who works here, and what came of signals."""

import datetime
import re

from django.test import Client

from activities.models import Activity, Notice, Slot
from activities.vocabulary import ActivityKind
from sites.models import Funder, ProjectPeriod, Site
from sites.scope import site_scope
from tests.conftest import Cast
from tests.offer.conftest import Clock, read

THURSDAY = "2023-03-16"


def test_the_page_carries_what_the_table_will_say_at_each_change(kantine: Site, at: Clock) -> None:
    at(f"{THURSDAY}T10:00")
    later = re.findall(r'data-since="([^"]+)"\s+data-title="[^"]*: ([^"]+)">', Client().get("/kantine/").text)
    assert later[:4] == [
        ("2023-03-16T13:00:00+01:00", "nu open"),
        ("2023-03-16T15:30:00+01:00", "nu gesloten"),
        ("2023-03-20T00:00:00+01:00", "nu gesloten"),
        ("2023-03-21T00:00:00+01:00", "straks open"),
    ]


def test_the_etag_stays_the_same_until_something_changes(kantine: Site, at: Clock) -> None:
    at(f"{THURSDAY}T13:10")
    first = Client().get("/kantine/")
    at(f"{THURSDAY}T14:20")
    again = Client(headers={"if-none-match": first["ETag"]}).get("/kantine/")
    assert again.status_code == 304
    at(f"{THURSDAY}T15:30")
    assert Client(headers={"if-none-match": first["ETag"]}).get("/kantine/").status_code == 200


def test_a_topic_lists_what_the_team_chose_or_else_what_its_functions_tell(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="leersalon").update(needs=["food"])
    at(f"{THURSDAY}T09:00")
    papers, food = read("/kantine/voor/papieren/"), read("/kantine/voor/eten/")
    assert "Koffie &amp; Formulieren" in papers
    assert "Volgende keer: donderdag 16 maart" in papers
    assert "Open Leersalon" not in papers
    assert "Open Leersalon" in food
    assert Client().get("/kantine/voor/geld/").status_code == 404


def test_a_month_shows_every_day_and_leads_to_the_months_around_it(kantine: Site, at: Clock) -> None:
    at(f"{THURSDAY}T09:00")
    page = read("/kantine/kalender/")
    assert page.count('<li class="month-day') == 31
    assert page.count("/kantine/aanbod/koffie/") == 5
    assert 'href="/kantine/kalender/2023-02/"' in page
    assert 'href="/kantine/kalender/2023-04/"' in page
    assert "Gesloten: Paasmaandag" in read("/kantine/kalender/2023-04/")
    for month in ("2023-01", "2024-04", "2023-13", "0000-05", "maart"):
        assert Client().get(f"/kantine/kalender/{month}/").status_code == 404, month


def test_who_works_here_names_organisations_and_payers_but_no_person(kantine: Site, cast: Cast) -> None:
    with site_scope(kantine.pk):
        period = ProjectPeriod.objects.create(name="Nu", starts_on=datetime.date(2022, 1, 1))
        Funder.objects.create(period=period, name="Gemeente Dorp")
        over = ProjectPeriod.objects.create(
            name="Toen", starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2021, 1, 1)
        )
        Funder.objects.create(period=over, name="Een oud fonds")
    page = read("/kantine/wie/")
    for words in ("CAW", "Ligo", "Gemeente Dorp", "Koffie &amp; Formulieren"):
        assert words in page
    assert "Een oud fonds" not in page
    for person in vars(cast).values():
        assert person.name not in page


def test_what_became_of_a_signal_stands_apart_from_the_news(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        Notice.objects.create(
            title="De bus rijdt weer", text="Jullie vroegen het.", kind="answer", first_day=datetime.date(2023, 3, 1)
        )
    at(f"{THURSDAY}T09:00")
    page = read()
    assert page.index("Jullie zeiden het. Dit gebeurde ermee.") < page.index("De bus rijdt weer")
    assert page.count("De bus rijdt weer") == 1


def test_what_happens_once_says_its_date_once(kantine: Site, at: Clock) -> None:
    with site_scope(kantine.pk):
        party = Activity.objects.create(name="Feest", slug="feest", kind=ActivityKind.ONE_OFF)
        Slot.objects.create(
            activity=party,
            rule="FREQ=DAILY;COUNT=1",
            starts_at=datetime.time(18),
            ends_at=datetime.time(22),
            valid_from=datetime.date(2023, 3, 25),
        )
    at(f"{THURSDAY}T09:00")
    home = read()
    assert home.index("Binnenkort, één keer") < home.index("zaterdag 25 maart, 18.00")
    page = read("/kantine/aanbod/feest/")
    assert page.count("25 maart") == 1
    assert "De volgende keren" not in page


def test_far_into_a_month_a_phone_gets_a_way_to_today(kantine: Site, at: Clock) -> None:
    at("2023-03-20T10:00")
    page = read("/kantine/kalender/")
    assert 'href="#vandaag"' in page
    assert page.count('id="vandaag"') == 1
    assert 'href="#vandaag"' not in read("/kantine/kalender/2023-04/")
