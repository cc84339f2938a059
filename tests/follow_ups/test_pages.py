"""From the contact form to the board, and from the board to done."""

import datetime
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from activities.models import Activity, Notice
from signals.models import FollowUp, HelpRequest, Service, Theme
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

BOARD = "/kantine/team/"
ADD = "/kantine/team/contacten/nieuw/"
LIST = "/kantine/team/contacten/"

type SignIn = Callable[[User], Client]


@pytest.fixture
def post(kantine: Site, lists: None) -> dict[str, Any]:
    """What a browser sends of a contact with something to find out by tomorrow."""
    with site_scope(kantine.pk):
        return {
            "id": str(uuid4()),
            "revision": "1",
            "requests": "1",
            "on": timezone.localdate().isoformat(),
            "activity": str(Activity.objects.get(slug="koffie").pk),
            "site_answer": "before",
            "request-0-theme": str(Theme.objects.get(name="Financieel").pk),
            "request-0-follow_up_service": str(Service.objects.get(name="CAW Antwerpen").pk),
            "request-0-follow_up_due": "tomorrow",
            "request-0-follow_up_due_on": "",
            "request-0-follow_up_text": "hoe lang is de wachttijd",
        }


def read_follow_up(site: Site) -> FollowUp:
    with site_scope(site.pk):
        row: FollowUp = FollowUp.objects.select_related("help_request").get()
        return row


def flatten(page: str) -> str:
    return re.sub(r"\s+", " ", page)


def test_it_travels_with_the_contact_to_the_board(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    page = flatten(sign_in(cast.worker).post(ADD, post, follow=True).text)
    assert "Navragen bij CAW Antwerpen" in page
    assert "Financieel: hoe lang is de wachttijd" in page
    assert f"Tegen {date_format(tomorrow, 'l j F')}" in page


def test_it_travels_through_the_outbox_like_any_field(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    entry = {
        "kind": "contact", "version": 1, "id": post["id"], "revision": 1, "fields": list(map(list, post.items())),
    }  # fmt: skip
    body = json.dumps({"entries": [entry]})
    answer = sign_in(cast.volunteer).post("/kantine/team/versturen/", body, content_type="application/json")
    assert answer.json()["entries"][0]["outcome"] == "kept"
    assert read_follow_up(kantine).due_on == timezone.localdate() + datetime.timedelta(days=1)


@pytest.mark.parametrize("last", [{"on": "9999-12-31"}, {"request-0-follow_up_due_on": "9999-12-31"}])
def test_a_day_at_the_end_of_the_calendar_is_refused_beside_its_field(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], last: dict[str, str]
) -> None:
    response = sign_in(cast.worker).post(ADD, post | last)
    assert response.status_code == 422
    assert "Dit jaar kan niet kloppen." in response.text


def test_a_text_without_a_service_is_asked_about_with_the_fold_open(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    response = sign_in(cast.worker).post(ADD, post | {"request-0-follow_up_service": ""})
    assert response.status_code == 422
    assert "Kies ook bij welke dienst je navraagt." in response.text


def test_a_contact_that_is_corrected_shows_what_was_to_be_found_out(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    page = client.get(f"{LIST}{post['id']}/").text
    assert f'name="request-0-follow_up_due_on" value="{read_follow_up(kantine).due_on:%Y-%m-%d}"' in page


def test_one_tap_is_done_and_one_tap_takes_it_back(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    page = client.get(BOARD).text
    [done] = re.findall(r'action="(/kantine/team/navragen/[^"]+/gedaan/)"', page)
    page = client.post(done, follow=True).text
    assert "Nagevraagd bij CAW Antwerpen." in page
    assert "Navragen bij CAW Antwerpen" not in page
    [undo] = re.findall(r'action="(/kantine/team/navragen/[^"]+/niet-gedaan/)"', page)
    assert "Navragen bij CAW Antwerpen" in client.post(undo, follow=True).text


def test_what_is_overdue_stands_first_and_says_so(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    client.post(ADD, post | {"id": str(uuid4()), "request-0-follow_up_text": "iets van vorige week"})
    with site_scope(kantine.pk):
        late = FollowUp.objects.filter(text="iets van vorige week")
        late.update(due_on=timezone.localdate() - datetime.timedelta(days=7))
    page = flatten(client.get(BOARD).text)
    assert page.index("iets van vorige week") < page.index("hoe lang is de wachttijd")
    assert "Moest tegen" in page


def test_it_can_be_put_down_afterwards_from_the_list(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, {key: value for key, value in post.items() if "follow_up" not in key})
    with site_scope(kantine.pk):
        address = f"/kantine/team/hulpvragen/{HelpRequest.objects.get().pk}/navragen/"
    assert address in client.get(LIST).text
    later = {
        "follow_up_service": post["request-0-follow_up_service"],
        "follow_up_due": "week",
        "follow_up_text": "bel 0470 12 34 56",
    }
    assert "Hier staat een telefoonnummer" in client.post(address, later).text
    client.post(address, later | {"follow_up_text": ""})
    assert read_follow_up(kantine).due_on == timezone.localdate() + datetime.timedelta(days=7)
    assert address not in client.get(LIST).text


def test_a_volunteer_does_not_see_what_others_have_to_find_out(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    sign_in(cast.worker).post(ADD, post)
    page = sign_in(cast.volunteer).get(BOARD).text
    assert "Na te vragen" not in page
    assert "wachttijd" not in page


def test_the_board_tells_what_visitors_are_told_today(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    today = timezone.localdate()
    with site_scope(kantine.pk):
        Notice.objects.create(title="Geen lift vandaag", first_day=today, last_day=today)
        Notice.objects.create(
            title="Vorige maand feest", first_day=datetime.date(2022, 1, 1), last_day=today - datetime.timedelta(days=1)
        )
    page = sign_in(cast.volunteer).get(BOARD).text
    assert "Geen lift vandaag" in page
    assert "Vorige maand feest" not in page


def test_the_board_says_which_partner_is_there_now(
    cast: Cast, sign_in: SignIn, kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A Thursday at ten past two: Koffie & Formulieren, with CAW.
    now = datetime.datetime(2026, 3, 19, 13, 10, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert "Hier: CAW" in flatten(sign_in(cast.volunteer).get(BOARD).text)


def test_the_board_takes_the_same_queries_however_much_there_is(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, count_queries: CountQueries
) -> None:
    def fill() -> None:
        client.post(ADD, post | {"id": str(uuid4())})
        with site_scope(kantine.pk):
            Notice.objects.create(title="Nieuws", first_day=timezone.localdate())

    client = sign_in(cast.worker)
    fill()
    with count_queries() as with_one:
        client.get(BOARD)
    for _ in range(29):
        fill()
    with count_queries() as with_thirty:
        client.get(BOARD)
    assert len(with_one) == len(with_thirty) == 23, "\n".join(with_thirty)


def test_the_privacy_page_says_when_it_is_erased(kantine: Site, client: Client) -> None:
    assert "Dat wissen we 90 dagen later." in client.get("/kantine/privacy/").text
