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
from signals.models import Approach, AttributeCategory, Contact, SessionFirsts, Theme
from signals.selectors.logbook import count_day, list_open_entries
from signals.services.folding import fold_site
from signals.services.importing import import_contacts
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

BOARD = "/kantine/team/"
ADD = "/kantine/team/contacten/nieuw/"
LIST = "/kantine/team/contacten/"

type SignIn = Callable[[User], Client]


@pytest.fixture
def post(kantine: Site, lists: None) -> dict[str, Any]:
    """What a browser sends in the usual case: al geweest, one theme, one approach."""
    with site_scope(kantine.pk):
        return {
            "id": str(uuid4()),
            "revision": "1",
            "requests": "1",
            "on": timezone.localdate().isoformat(),
            "activity": str(Activity.objects.get(slug="koffie").pk),
            "site_answer": "before",
            "request-0-theme": str(Theme.objects.get(name="Financieel").pk),
            "request-0-approaches": str(Approach.objects.get(name="Informatie").pk),
        }


def count_contacts(site: Site) -> int:
    with site_scope(site.pk):
        return Contact.objects.filter(is_deleted=False).count()


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


def test_an_imported_contact_of_long_ago_may_be_corrected(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    long_ago = datetime.date(2020, 3, 5)
    with site_scope(kantine.pk):
        Contact.objects.create(
            pk=post["id"],
            activity_id=post["activity"],
            on=long_ago,
            logged_on=timezone.localdate(),
            site_answer="before",
        )
    corrected = post | {"on": long_ago.isoformat(), "revision": "2", "site_answer": "ever"}
    assert sign_in(cast.worker).post(f"{LIST}{post['id']}/", corrected).status_code == 302


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


def test_a_volunteer_sees_and_corrects_only_their_own(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    sign_in(cast.worker).post(ADD, post)
    volunteer = sign_in(cast.volunteer)
    assert "Financieel" not in volunteer.get(BOARD).text
    response = volunteer.get(f"{LIST}{post['id']}/")
    assert response.status_code == 403
    assert "Financieel" not in response.text


def test_a_folded_contact_can_no_longer_be_opened(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with site_scope(kantine.pk):
        fold_site(today=timezone.localdate() + datetime.timedelta(days=1))
    response = client.get(f"{LIST}{post['id']}/")
    assert response.status_code == 409
    assert "al verwerkt" in response.text


def test_a_deleted_contact_is_gone_from_the_board(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    response = client.post(f"{LIST}{post['id']}/weg/", follow=True)
    assert "Het contact is verwijderd" in response.text
    assert count_contacts(kantine) == 0


def test_a_contact_is_corrected_through_the_form(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    assert 'name="revision" value="2"' in client.get(f"{LIST}{post['id']}/").text
    client.post(f"{LIST}{post['id']}/", post | {"revision": "2", "site_answer": "ever"})
    with site_scope(kantine.pk):
        assert Contact.objects.get().site_answer == "ever"


def test_a_contact_is_only_corrected_at_its_own_address(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client, other = sign_in(cast.worker), post | {"id": str(uuid4())}
    for sent in (post, other):
        client.post(ADD, sent)
    reply = client.post(f"{LIST}{post['id']}/", other | {"revision": "2", "site_answer": "ever"})
    assert reply.status_code == 422
    assert "hoort bij een ander contact" in reply.text
    with site_scope(kantine.pk):
        assert set(Contact.objects.values_list("site_answer", flat=True)) == {"before"}


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


@pytest.mark.parametrize(("meant", "kept"), [("adjust", ["ever"]), ("new", ["before", "ever"])])
def test_two_tabs_with_other_answers_are_asked_what_is_meant(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, meant: str, kept: list[str]
) -> None:
    client, other = sign_in(cast.worker), post | {"site_answer": "ever"}
    client.post(ADD, post)
    assert "Pas het bewaarde contact aan" in client.post(ADD, other).text
    client.post(ADD, other | {"conflict": meant})
    with site_scope(kantine.pk):
        assert sorted(Contact.objects.values_list("site_answer", flat=True)) == kept


def test_what_was_deleted_can_be_put_back_as_a_new_contact(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    with site_scope(kantine.pk):
        woman = AttributeCategory.objects.get(key="woman").pk
    client = sign_in(cast.worker)
    client.post(ADD, post | {"site_answer": "ever", "attribute-gender": str(woman)})
    page = client.post(f"{LIST}{post['id']}/weg/").text
    client.post(ADD, dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)))
    with site_scope(kantine.pk):
        contact = Contact.objects.get(is_deleted=False)
        assert str(contact.pk) != post["id"]
        assert (contact.site_answer, str(contact.help_requests.get())) == ("ever", "Financieel")
        assert contact.attributes.get().category_id == woman


def test_a_second_tap_on_delete_says_that_it_is_gone(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    client.post(f"{LIST}{post['id']}/weg/")
    assert "Het contact is verwijderd" in client.post(f"{LIST}{post['id']}/weg/", follow=True).text


def test_a_retired_theme_stays_chosen_when_its_contact_is_corrected(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with site_scope(kantine.pk):
        Theme.objects.filter(name="Financieel").update(is_retired=True)
    chosen = rf'name="request-0-theme" value="{post["request-0-theme"]}"[^>]* checked'
    assert re.search(chosen, client.get(f"{LIST}{post['id']}/").text)
    assert "Financieel" not in client.get(ADD).text


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
