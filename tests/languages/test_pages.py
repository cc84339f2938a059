"""Public pages in other languages, as a visitor gets them."""

import datetime
import re

import pytest
from django.conf import settings
from django.test import Client

from activities.models import Activity, Notice, Translation
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

LANGUAGES = [code for code, _name in settings.LANGUAGES]
RIGHT_TO_LEFT = {"ar", "fa", "ps"}


def read(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return " ".join(response.text.split())


def prefix(language: str) -> str:
    return "" if language == "nl" else f"/{language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_its_direction_and_links_to_all_others(kantine: Site, language: str) -> None:
    page = read(f"{prefix(language)}/kantine/aanbod/koffie/")
    assert re.search(rf'<html lang="{language}" dir="{"rtl" if language in RIGHT_TO_LEFT else "ltr"}"', page)
    for other in LANGUAGES:
        path = f"{prefix(other)}/kantine/aanbod/koffie/"
        assert f'<link rel="alternate" hreflang="{other}" href="http://testserver{path}">' in page
        assert f'<a href="{path}" lang="{other}" hreflang="{other}"' in page
    assert 'hreflang="x-default" href="http://testserver/kantine/aanbod/koffie/"' in page


def test_the_language_of_the_browser_changes_nothing(kantine: Site) -> None:
    assert Client(headers={"accept-language": "ar"}).get("/kantine/").content == Client().get("/kantine/").content


def test_links_stay_in_the_language_that_is_read(kantine: Site) -> None:
    page = read("/ar/kantine/")
    assert 'href="/ar/kantine/aanbod/koffie/"' in page
    assert 'href="/ar/kantine/voor/papieren/"' in page
    assert 'href="/kantine/aanbod/koffie/"' not in page


def test_only_what_visitors_read_stands_in_other_languages(cast: Cast, kantine: Site) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    for path in ("/ar/kantine/team/", "/ar/kantine/team/aanbod/", "/fr/account/login/", "/nl/kantine/", "/de/kantine/"):
        assert client.get(path).status_code == 404, path


def test_what_a_partner_wrote_stays_dutch_and_says_so_until_it_is_translated(kantine: Site) -> None:
    marked = '<span lang="nl" dir="ltr">Kom gerust langs.</span> <span class="in-dutch">'
    assert marked in read("/fr/kantine/aanbod/koffie/")
    assert marked not in read("/kantine/aanbod/koffie/")
    with site_scope(kantine.pk):
        Translation.objects.create(language="fr", source="Kom gerust langs.", text="Passez nous voir <3")
    page = read("/fr/kantine/aanbod/koffie/")
    assert "Passez nous voir &lt;3" in page
    assert "Kom gerust langs." not in page
    assert marked in read("/ar/kantine/aanbod/koffie/")


@pytest.mark.parametrize("path", ["/", "/aanbod/koffie/", "/inbedden/", "/wie/"])
def test_a_page_says_once_what_its_mark_means(kantine: Site, path: str) -> None:
    said = "Not translated yet: this is in Dutch."
    page = read(f"/en/kantine{path}")
    assert page.count(said) == (1 if '<span class="in-dutch"><' in page else 0)
    assert said not in read(f"/kantine{path}")


def test_a_page_without_a_mark_does_not_explain_it(kantine: Site) -> None:
    assert "Not translated yet" in read("/en/kantine/aanbod/koffie/")
    with site_scope(kantine.pk):
        Translation.objects.create(language="en", source="Kom gerust langs.", text="Do drop in.")
    page = read("/en/kantine/aanbod/koffie/")
    assert 'class="in-dutch"' not in page
    assert "Not translated yet" not in page


def test_a_dutch_text_that_changed_is_no_longer_said_in_its_old_translation(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Translation.objects.create(language="fr", source="Kom gerust langs.", text="Passez nous voir.")
        Activity.objects.filter(slug="koffie").update(summary="Enkel op afspraak.")
    page = read("/fr/kantine/aanbod/koffie/")
    assert "Passez nous voir." not in page
    assert "Enkel op afspraak." in page


def test_the_words_of_another_site_are_not_borrowed(kantine: Site, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        Translation.objects.create(language="fr", source="Kom gerust langs.", text="Passez nous voir.")
    assert "Passez nous voir." not in read("/fr/kantine/aanbod/koffie/")


def test_only_languages_that_a_speaker_read_leave_out_the_warning(kantine: Site) -> None:
    assert "n'a pas encore été relue" in read("/fr/kantine/")
    assert "nog niet nagelezen" not in read("/kantine/")


def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(kantine: Site) -> None:
    response = Client().get("/en/kantine/aanbod/nergens/")
    assert response.status_code == 404
    assert "This page does not exist" in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_page_takes_six_queries_in_every_language(
    kantine: Site, count_queries: CountQueries, language: str
) -> None:
    with site_scope(kantine.pk):
        for number in range(20):
            Notice.objects.create(title=f"Bericht {number}", text="Kom!", first_day=datetime.date(2022, 1, 1))
            Translation.objects.create(language=language, source=f"Bericht {number}", text=f"Said {number}")
    with count_queries() as queries:
        assert Client().get(f"{prefix(language)}/kantine/").status_code == 200
    assert len(queries) <= 6
