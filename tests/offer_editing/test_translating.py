"""The team says in other languages what it wrote."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from activities.forms.translations import name_field
from activities.models import Activity, Notice, Translation
from sites.models import AuditEntry, Site, User, Venue
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

SUMMARY = "Kom gerust langs."


@pytest.fixture
def team(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(cast.worker)


def save(client: Client, site: Site, texts: dict[str, str], language: str = "fr") -> str:
    answers = {name_field(source): text for source, text in texts.items()}
    path = reverse("translation_edit", args=[site.slug, language])
    return client.post(path, answers, follow=True).text


def test_what_the_team_translates_stands_on_the_page_at_once(team: Client, kantine: Site) -> None:
    assert "1 vertaling is bewaard." in save(team, kantine, {SUMMARY: "Passez nous voir."})
    assert "Passez nous voir." in Client().get("/fr/kantine/aanbod/koffie/").text
    with site_scope(kantine.pk):
        assert AuditEntry.objects.filter(action="texts-translated", subject="fr").count() == 1


def test_an_emptied_translation_goes_back_to_dutch(team: Client, kantine: Site) -> None:
    save(team, kantine, {SUMMARY: "Passez nous voir."})
    save(team, kantine, {SUMMARY: ""})
    with site_scope(kantine.pk):
        assert not Translation.objects.exists()


def test_a_text_that_visitors_do_not_read_cannot_be_translated(team: Client, kantine: Site) -> None:
    save(team, kantine, {"Staat nergens": "Nulle part"})
    with site_scope(kantine.pk):
        assert not Translation.objects.exists()


def test_every_text_that_visitors_read_is_asked_once(team: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Notice.objects.create(title="Soepdag", text="Met brood.", first_day=datetime.date(2022, 1, 1))
    page = team.get(reverse("translation_edit", args=[kantine.slug, "ar"])).text
    for text in ("Soepdag", "Met brood.", SUMMARY, "Koffie &amp; Formulieren"):
        assert page.count(f">{text}") == 1, text
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page


def test_the_list_says_how_far_each_language_is(team: Client, kantine: Site) -> None:
    save(team, kantine, {SUMMARY: "Passez nous voir."})
    page = " ".join(team.get(reverse("translation_list", args=[kantine.slug])).text.split())
    assert "1 van 3 teksten vertaald" in page
    assert "0 van 3 teksten vertaald" in page


def test_a_site_without_a_word_of_its_own_is_not_said_to_be_translated(team: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.all().delete()
        Venue.objects.all().delete()
    page = team.get(reverse("translation_list", args=[kantine.slug])).text
    assert "nog niets te vertalen" in page
    assert "alles is vertaald" not in page


@pytest.mark.parametrize("language", ["nl", "de", "fr-be"])
def test_only_languages_of_the_pages_can_be_translated_to(team: Client, kantine: Site, language: str) -> None:
    assert team.get(reverse("translation_edit", args=[kantine.slug, language])).status_code == 404


def test_thirty_texts_take_as_many_queries_as_one(team: Client, kantine: Site, count_queries: CountQueries) -> None:
    path = reverse("translation_edit", args=[kantine.slug, "fr"])
    with count_queries() as few:
        team.get(path)
    with site_scope(kantine.pk):
        for number in range(30):
            Notice.objects.create(title=f"Bericht {number}", first_day=datetime.date(2022, 1, 1))
    with count_queries() as many:
        team.get(path)
    assert len(many) == len(few)
