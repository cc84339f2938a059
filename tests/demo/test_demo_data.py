"""The demo command: whole or not at all, and safe to run at every start."""

import inspect
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from activities.models import Slot
from signals.models import Contact
from signals.usual_lists import USUAL
from signals.vocabulary import Dimension, ListName
from sites.models import Site, User
from sites.scope import site_scope
from stek.demo import news
from stek.demo.building import build_network, build_site
from stek.demo.kattegat import KATTEGAT
from stek.demo.networks import NETWORKS
from stek.demo.news import FEAST, add_feast, add_news
from stek.demo.population import PROFILES
from stek.demo.translations import LANGUAGES, TEXTS, add_translations
from stek.demo.year import top_up_year
from stek.management.commands import demo_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    """'t Kattegat of the demo, before anything happened there."""
    for network in NETWORKS:
        build_network(network)
    return build_site(KATTEGAT)[0]


@pytest.fixture
def worker() -> User:
    return User.objects.create_user("demo@stek.example", name="Demo")


def test_the_demo_stopped_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo_data, "generate_gs9_history", stop)
    monkeypatch.setattr(demo_data, "top_up_year", lambda **_arguments: 0)
    with pytest.raises(KeyboardInterrupt):
        call_command("demo_data", quiet=True)
    assert not Site.objects.exists()


def test_a_second_start_on_the_same_day_adds_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # One site's year is enough to tell; the others would only take their time.
    monkeypatch.setattr(demo_data, "generate_gs9_history", lambda **_arguments: 0)
    monkeypatch.setattr(demo_data, "top_up_year", lambda *, site, **rest: _top_up_one(site, **rest))
    call_command("demo_data", quiet=True)
    kattegat = Site.objects.get(slug=KATTEGAT.slug)
    with site_scope(kattegat.pk):
        before = set(Contact.objects.values_list("pk", flat=True))
    assert before

    capsys.readouterr()
    call_command("demo_data", quiet=True)
    with site_scope(kattegat.pk):
        assert set(Contact.objects.values_list("pk", flat=True)) == before
    assert f"{kattegat.name}: 0 contacten en tellingen toegevoegd" in capsys.readouterr().out


def _top_up_one(site: Site, **rest: Any) -> int:
    return top_up_year(site=site, **rest) if site.slug == KATTEGAT.slug else 0


def test_every_visitor_of_the_demo_fits_the_lists_of_the_form() -> None:
    assert {dimension: set(shares) for dimension, shares in PROFILES.items()} == {
        dimension: {usual.key for usual in USUAL[ListName[dimension.name]]} for dimension in Dimension
    }


def test_some_of_what_a_demo_site_says_is_translated_and_the_rest_is_marked(site: Site, worker: User) -> None:
    with site_scope(site.pk):
        add_news(today=timezone.localdate(), by=worker)
        add_translations(site=site, today=timezone.localdate(), by=worker)
    for language in LANGUAGES:
        page = Client().get(f"/{language}/{site.slug}/").text
        assert all(escape(text[language]) in page for text in TEXTS if text["nl"] == "Samen koken")
        assert 'class="in-dutch"' in page


def test_a_demo_site_shows_who_visits_and_what_became_of_what_visitors_said(site: Site, worker: User) -> None:
    with site_scope(site.pk):
        for _again in range(2):
            add_news(today=timezone.localdate(), by=worker)
    page = Client().get(f"/{site.slug}/").text
    assert page.count("Te gast: de bibliotheek") == 1
    assert page.index("Jullie zeiden het. Dit gebeurde ermee.") < page.index("De brieven worden korter")


def test_a_demo_site_has_one_feast_to_come_and_a_next_one_once_it_was(site: Site, worker: User) -> None:
    with site_scope(site.pk):
        for _again in range(2):
            add_feast(today=timezone.localdate(), by=worker)
        assert Slot.objects.filter(activity__name=FEAST.name).count() == 1
        add_feast(today=timezone.localdate() + timedelta(weeks=2), by=worker)
        assert Slot.objects.filter(activity__name=FEAST.name).count() == 2
    page = Client().get(f"/{site.slug}/").text
    assert FEAST.name in page


def test_every_translation_of_the_demo_is_of_something_that_a_site_says() -> None:
    said = repr([asdict(facts) for facts in demo_data.SITES]) + inspect.getsource(news)
    assert [text["nl"] for text in TEXTS if text["nl"] not in said] == []
