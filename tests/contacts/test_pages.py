"""Noting a contact in the browser's words: what is posted, what is kept, what is said."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from signals.models import Contact, HelpRequest, SessionFirsts
from signals.selectors.logbook import count_day, list_open_entries
from signals.services.importing import import_contacts
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.contacts.conftest import count_contacts

BOARD = "/kantine/team/"
ADD = "/kantine/team/contacten/nieuw/"
LIST = "/kantine/team/contacten/"

type SignIn = Callable[[User], Client]


def test_the_usual_contact_is_saved_and_shown_on_the_board(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    response = sign_in(cast.volunteer).post(ADD, post, follow=True)
    assert response.redirect_chain[0][0].startswith(f"{BOARD}?bewaard=")
    assert "Financieel, informatie" in response.text
    assert count_contacts(kantine) == 1


def test_logging_the_usual_contact_takes_at_most_ten_queries(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], count_queries: CountQueries
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with count_queries() as statements:
        assert client.post(ADD, post | {"id": str(uuid4())}).status_code == 302
    # Inside a test the scope at the door lies in a larger transaction and is put back with one statement more.
    restored = [sql for sql in statements if "set_config" in sql][2:]
    assert len(statements) - len(restored) <= 10, "\n".join(statements)


def test_counting_a_group_before_there_is_an_activity_says_what_comes_first(
    cast: Cast, sign_in: SignIn, kantine: Site
) -> None:
    with site_scope(kantine.pk):
        Activity.objects.all().delete()
    assert "Er is hier nog geen activiteit." in sign_in(cast.worker).get("/kantine/team/tellen/").text


def test_save_and_next_opens_a_fresh_form_at_the_same_activity(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    response = sign_in(cast.worker).post(ADD, post | {"next": "1"}, follow=True)
    assert f"activiteit={post['activity']}" in response.redirect_chain[0][0]
    assert "Bewaard." in response.text
    assert post["id"] not in response.text.split('name="id"')[1][:80]


def test_a_wrong_entry_keeps_what_was_typed_and_says_what_is_wrong_beside_it(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    response = sign_in(cast.worker).post(ADD, post | {"request-0-note": "bel 0470 12 34 56 <b>snel</b>"})
    assert response.status_code == 422
    assert "Hier staat een telefoonnummer" in response.text
    assert "bel 0470 12 34 56 &lt;b&gt;snel&lt;/b&gt;" in response.text
    assert count_contacts(kantine) == 0


def test_a_note_is_as_long_as_its_writer_counts_and_is_the_same_from_the_outbox(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client, note = sign_in(cast.worker), f"{'a' * 139}\n{'b' * 140}"
    for ending in ("\r\n", "\n"):
        assert client.post(ADD, post | {"request-0-note": note.replace("\n", ending)}).status_code == 302
    with site_scope(kantine.pk):
        assert HelpRequest.objects.get().note == note


def test_a_missing_theme_and_a_number_in_the_note_are_named_at_once(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    wrong = post | {"request-0-theme": "", "request-0-note": "bel 0470 12 34 56"}
    page = sign_in(cast.worker).post(ADD, wrong).text
    assert "Kies ook waarover de vraag ging" in page
    assert "Hier staat een telefoonnummer" in page


@pytest.mark.parametrize(
    ("days_ago", "sentence"),
    [
        (400, "meer dan dertien maanden geleden"),
        (30, "Koffie &amp; Formulieren is pas begonnen op"),
        (50, "Deze plek is pas gestart op"),
        (9, ""),
    ],
)
def test_a_day_that_can_hardly_be_right_is_asked_again(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, days_ago: int, sentence: str
) -> None:
    today = timezone.localdate()
    if days_ago != 400:
        Site.objects.filter(pk=kantine.pk).update(started_on=today - datetime.timedelta(days=40))
        with site_scope(kantine.pk):
            Activity.objects.filter(slug="koffie").update(starts_on=today - datetime.timedelta(days=20))
    on = (today - datetime.timedelta(days=days_ago)).isoformat()
    response = sign_in(cast.worker).post(ADD, post | {"on": on})
    assert (response.status_code, count_contacts(kantine)) == ((422, 0) if sentence else (302, 1))
    assert sentence in response.text


def test_an_unanswered_question_gets_a_sentence(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    response = sign_in(cast.worker).post(ADD, {key: value for key, value in post.items() if key != "site_answer"})
    assert "Kies een van de vier antwoorden" in response.text


def test_one_more_question_adds_a_block_and_keeps_the_first(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    response = sign_in(cast.worker).post(ADD, post | {"more": "1"})
    assert response.status_code == 200
    assert 'name="request-1-theme"' in response.text
    assert "Er klopt iets" not in response.text
    assert count_contacts(kantine) == 0


@pytest.mark.parametrize(
    "field", ["activity", "request-0-theme", "request-0-approaches", "requests", "revision", "id", "on"]
)
@pytest.mark.parametrize("value", ["", "x", "-1", "999999999999999999999", "0", "\x00", "٣"])
def test_nonsense_in_a_field_never_breaks_the_page(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], field: str, value: str
) -> None:
    assert sign_in(cast.worker).post(ADD, post | {field: value}).status_code in {302, 422}


def test_no_question_that_may_be_asked_back_is_called_optional(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    page = re.sub(r"\s+", " ", sign_in(cast.worker).get(ADD).text)
    for question in ("En bij deze activiteit?", "Wat deed jij?"):
        assert f"<legend>{question}</legend>" in page
    assert "Kies 1 en 2, soms ook 3" in page


def test_what_an_import_brought_today_was_not_noted_today(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, tmp_path: Path
) -> None:
    sheet = tmp_path / "oud.csv"
    sheet.write_text("Contactnr;Datum;Activiteit;Bezoeker\n1;7/3/2024;Koffie & Formulieren;eerste keer ooit\n")
    with site_scope(kantine.pk):
        assert import_contacts(path=sheet).contacts == 1
        assert count_day(entries=list_open_entries(on=timezone.localdate())).contacts == 0
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with site_scope(kantine.pk):
        assert count_day(entries=list_open_entries(on=timezone.localdate())).contacts == 1


def test_a_group_is_counted(cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site) -> None:
    session = {
        "id": str(uuid4()), "revision": "1", "activity": post["activity"], "on": post["on"], "kind": "slot",
        "head_count": "12", "ever": "2",
    }  # fmt: skip
    response = sign_in(cast.volunteer).post("/kantine/team/tellen/", session, follow=True)
    assert "De telling is bewaard" in response.text
    with site_scope(kantine.pk):
        firsts = SessionFirsts.objects.select_related("session").get()
        assert (firsts.session.head_count, firsts.ever, firsts.year) == (12, 2, 0)


@pytest.mark.parametrize("path", [BOARD, LIST])
def test_a_list_takes_the_same_queries_with_one_and_with_thirty_rows(
    path: str, cast: Cast, sign_in: SignIn, post: dict[str, Any], count_queries: CountQueries
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with count_queries() as with_one:
        client.get(path)
    for _ in range(29):
        client.post(ADD, post | {"id": str(uuid4())})
    with count_queries() as with_thirty:
        client.get(path)
    assert len(with_one) == len(with_thirty), "\n".join(with_thirty)


@pytest.mark.parametrize(("month", "shown"), [("maart 2024", True), ("04/2024", False)])
def test_contacts_are_narrowed_to_a_month_as_people_write_it(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, month: str, shown: bool
) -> None:
    with site_scope(kantine.pk):
        Contact.objects.create(activity_id=post["activity"], on=datetime.date(2024, 3, 7))
    page = sign_in(cast.worker).get(LIST, {"month": month}).text
    assert ("Donderdag 7 maart 2024" in page) == shown


def test_a_concern_shows_what_to_do_and_whom_to_call(cast: Cast, sign_in: SignIn, lists: None) -> None:
    assert "Bel 1712." in sign_in(cast.worker).get(ADD).text


def test_the_form_opens_on_what_is_going_on_now(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A Thursday at ten past two: Koffie & Formulieren.
    now = datetime.datetime(2026, 3, 19, 14, 10, tzinfo=ZoneInfo("Europe/Brussels"))
    monkeypatch.setattr(timezone, "now", lambda: now)
    page = sign_in(cast.volunteer).get(ADD).text
    assert "Nu bezig: Koffie &amp; Formulieren tot 15.30 uur" in re.sub(r"\s+", " ", page)
    assert re.search(rf'name="activity" value="{post["activity"]}"[^>]* checked', page)


def test_a_volunteer_corrects_only_their_own_head_count(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    counted = {
        "id": str(uuid4()), "revision": "1", "activity": post["activity"], "on": post["on"], "kind": "extra",
        "head_count": "12",
    }  # fmt: skip
    page = f"/kantine/team/tellen/{counted['id']}/"
    sign_in(cast.volunteer).post("/kantine/team/tellen/", counted)
    assert sign_in(cast.volunteer).post(page, counted | {"revision": "2", "head_count": "13"}).status_code == 302
    with site_scope(kantine.pk):
        SessionFirsts.objects.update(logged_by=cast.worker)
    assert page not in sign_in(cast.volunteer).get(BOARD).text
    sign_in(cast.volunteer).post(f"{page}weg/")
    with site_scope(kantine.pk):
        assert SessionFirsts.objects.get().session.head_count == 13
