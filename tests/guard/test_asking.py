"""'Staat hier een naam in?': asked beside the text, answered with one tap, without JavaScript, kept nowhere."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.html import escape
from psycopg.sql import SQL, Identifier

from activities.models import Activity
from signals.models import HelpRequest, Signal
from signals.selectors.own_words import list_own_words
from sites.models import Partner, Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

ADD = "/kantine/team/contacten/nieuw/"
ADD_SIGNAL = "/kantine/team/signalen/nieuw/"
NOTE = "Kwam met Bredero langs"

type SignIn = Callable[[User], Client]


@pytest.fixture
def worker(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.worker)


def read_notes(site: Site) -> list[str]:
    with site_scope(site.pk):
        return list(HelpRequest.objects.values_list("note", flat=True))


def test_a_probable_name_is_asked_about_and_what_was_typed_stays(
    worker: Client, post: dict[str, Any], kantine: Site
) -> None:
    response = worker.post(ADD, post | {"request-0-note": NOTE})
    assert response.status_code == 422
    assert escape("Staat hier een naam in? ('Bredero')") in response.text
    assert f">\n{NOTE}</textarea>" in response.text
    assert read_notes(kantine) == []


def test_no_and_the_note_is_kept(worker: Client, post: dict[str, Any], kantine: Site) -> None:
    asked = worker.post(ADD, post | {"request-0-note": NOTE}).text
    button = re.search(r'name="no_names"\s+value="([^"]+)"[^>]*>Nee, bewaar', asked)
    assert button is not None
    assert worker.post(ADD, post | {"request-0-note": NOTE, "no_names": button[1]}).status_code == 302
    assert read_notes(kantine) == [NOTE]


def test_an_answer_about_one_word_says_nothing_about_another(
    worker: Client, post: dict[str, Any], kantine: Site
) -> None:
    response = worker.post(ADD, post | {"request-0-note": f"{NOTE}, en Fatima", "no_names": "bredero"})
    assert escape("('Fatima')") in response.text
    assert 'value="bredero fatima"' in response.text
    assert read_notes(kantine) == []


def test_an_answer_never_lets_an_identifier_through(worker: Client, post: dict[str, Any], kantine: Site) -> None:
    response = worker.post(ADD, post | {"request-0-note": "0470 12 34 56", "no_names": "0470 12 34 56"})
    assert "Hier staat een telefoonnummer" in response.text
    assert read_notes(kantine) == []


def test_save_and_next_goes_on_after_the_question(worker: Client, post: dict[str, Any]) -> None:
    asked = worker.post(ADD, post | {"request-0-note": NOTE, "next": "1"}).text
    assert 'formaction="?next=1"' in asked
    saved = worker.post(f"{ADD}?next=1", post | {"request-0-note": NOTE, "no_names": "bredero"})
    assert saved.headers["Location"].startswith(ADD)


def test_what_the_site_itself_is_called_is_not_asked_about(worker: Client, post: dict[str, Any], kantine: Site) -> None:
    with site_scope(kantine.pk):
        Partner.objects.create(slug="boskranske", name="Buurtwerk Boskranske")
        Activity.objects.filter(slug="koffie").update(name="Soep met Kattestaart")
    note = "Kent Boskranske en kwam naar Kattestaart in Bezemheide"
    assert worker.post(ADD, post | {"request-0-note": note}).status_code == 302


def test_the_words_of_the_neighbour_are_asked_about(worker: Client, post: dict[str, Any], kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        Partner.objects.create(slug="boskranske", name="Buurtwerk Boskranske")
    assert worker.post(ADD, post | {"request-0-note": "Kent Boskranske"}).status_code == 422


def test_the_own_words_take_one_query(kantine: Site, lists: None, count_queries: CountQueries) -> None:
    with site_scope(kantine.pk), count_queries() as statements:
        words = list_own_words()
    assert {"koffie", "formulieren", "bezemheide", "kalmthout", "ligo", "huisvesting"} <= set(words)
    assert len([sql for sql in statements if "set_config" not in sql]) == 1


def test_a_plain_note_asks_for_no_words_of_the_site(
    worker: Client, post: dict[str, Any], count_queries: CountQueries
) -> None:
    with count_queries() as statements:
        worker.post(ADD, post | {"request-0-note": "Brief van de bank, 3 kinderen"})
    assert not [sql for sql in statements if "sites_partner" in sql]


@pytest.mark.parametrize("field", ["title", "description", "next_step"])
def test_a_signal_is_asked_about_too(worker: Client, kantine: Site, lists: None, field: str) -> None:
    typed = {"title": "Wachttijd", "description": "", "next_step": "", "status": "new", field: "Navragen bij Bredero"}
    asked = worker.post(ADD_SIGNAL, typed)
    assert escape("Staat hier een naam in? ('Bredero')") in asked.text
    assert worker.post(ADD_SIGNAL, typed | {"no_names": "bredero"}).status_code == 302
    with site_scope(kantine.pk):
        assert getattr(Signal.objects.get(), field) == "Navragen bij Bredero"


def test_the_answer_is_kept_nowhere(worker: Client, post: dict[str, Any]) -> None:
    assert worker.post(ADD, post | {"request-0-note": "Vraag", "no_names": "kanariewoord"}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            search = SQL("SELECT count(*) FROM {} AS held WHERE held::text ILIKE %s").format(Identifier(table))
            cursor.execute(search, ["%kanariewoord%"])
            assert cursor.fetchone() == (0,), table
