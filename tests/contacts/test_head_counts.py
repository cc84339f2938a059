"""Counting a group: which moment a head count is about, when it is refused, and what is said."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Session
from signals.entries import EntryRefused, SessionConflict, SessionEntry
from signals.models import Contact
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import count_already_logged
from signals.services.folding import fold_site
from signals.services.logging import log_contact
from signals.services.sessions import count_session, delete_session
from signals.vocabulary import Answer
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast
from tests.contacts.conftest import TODAY, TOMORROW, MakeEntry

ADD = "/kantine/team/tellen/"
BOARD = "/kantine/team/"
THURSDAY_AT_TWO = datetime.datetime(2026, 3, 19, 14, tzinfo=ZoneInfo("Europe/Brussels"))

type SignIn = Callable[[User], Client]


def test_firsts_are_not_said_to_be_none_once_they_are_folded(make_entry: MakeEntry) -> None:
    log_contact(entry=make_entry(site_answer=Answer.EVER), by=None, today=TODAY)
    koffie = Activity.objects.get(slug="koffie").pk
    assert count_already_logged(activity_id=koffie, on=TODAY).firsts == 1
    fold_site(today=TOMORROW)
    assert count_already_logged(activity_id=koffie, on=TODAY).firsts is None


def test_the_form_warns_that_firsts_of_a_folded_day_are_counted(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    with site_scope(kantine.pk):
        Contact.objects.create(activity_id=group["activity"], on=TODAY, is_folded=True)
    page = f"{ADD}?activiteit={group['activity']}&dag={TODAY}"
    assert "al verwerkt in de tellingen" in sign_in(cast.worker).get(page).text


def test_a_volunteer_reads_what_was_logged_today_and_of_no_other_day(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    with site_scope(kantine.pk):
        for on in (today, yesterday):
            Contact.objects.create(activity_id=group["activity"], on=on, site_answer=Answer.EVER, logged_on=today)
    client, page = sign_in(cast.volunteer), f"{ADD}?activiteit={group['activity']}"
    assert "er is al 1 contact genoteerd" in client.get(page).text
    assert "contact genoteerd" not in client.get(f"{page}&dag={yesterday}").text


def test_a_head_count_is_only_corrected_at_its_own_address(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    client, other = sign_in(cast.worker), group | {"id": str(uuid4()), "kind": "extra"}
    for sent in (group, other):
        client.post(ADD, sent)
    reply = client.post(f"{ADD}{group['id']}/", other | {"revision": "2", "head_count": "99"})
    assert reply.status_code == 422
    assert "hoort bij een andere telling" in reply.text
    with site_scope(kantine.pk):
        assert not Session.objects.filter(head_count=99).exists()


def test_a_head_count_that_was_deleted_is_not_said_to_be_kept(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, group, follow=True)
    with site_scope(kantine.pk):
        delete_session(session=Session.objects.get())
    page = client.post(ADD, group, follow=True).text
    assert "blijft verwijderd" in page
    assert "De telling is bewaard" not in page


def test_after_the_fold_other_numbers_are_refused_and_the_same_are_recognised(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    with pytest.raises(SessionConflict):
        count_session(entry=replace(entry, head_count=8), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert count_session(entry=entry, by=None, today=TOMORROW).outcome == "repeated"
    with pytest.raises(EntryRefused, match="al verwerkt"):
        count_session(entry=replace(entry, head_count=8), by=None, today=TOMORROW)


@pytest.mark.parametrize(("meant", "kept"), [("adjust", [8]), ("new", [8, 12])])
def test_two_tabs_with_other_numbers_are_asked_what_is_meant(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site, meant: str, kept: list[int]
) -> None:
    client, first = sign_in(cast.worker), group | {"kind": "extra"}
    client.post(ADD, first)
    other = first | {"head_count": "8"}
    page = client.post(ADD, other).text
    assert "is het een andere telling?" in page
    assert "Pas de bewaarde telling aan" in page
    assert client.post(ADD, other | {"conflict": meant}).status_code == 302
    with site_scope(kantine.pk):
        assert sorted(Session.objects.values_list("head_count", flat=True)) == kept


def test_an_id_of_another_site_is_refused_with_a_sentence(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kattegat: Site
) -> None:
    with site_scope(kattegat.pk):
        Session.objects.create(pk=group["id"], activity=Activity.objects.get(slug="koffie"), on=TODAY, head_count=3)
    response = sign_in(cast.worker).post(ADD, group)
    assert response.status_code == 422
    assert "Begin met een nieuwe telling" in response.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("0001-01-01", "meer dan dertien maanden geleden"),
        ("2099-12-31", "Deze datum moet nog komen."),
        ("9999-12-31", "Dit jaar kan niet kloppen."),
        ("2001-02-03", "meer dan dertien maanden geleden"),
    ],
)
def test_a_day_that_cannot_be_right_is_refused(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], day: str, sentence: str
) -> None:
    assert sentence in sign_in(cast.worker).post(ADD, group | {"on": day}).text


def test_a_group_can_be_counted_where_no_contacts_are_noted(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY_AT_TWO)
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(takes_contacts=False, position=9)
        Activity.objects.create(slug="voorbij", name="Voorbij", ends_on=datetime.date(2026, 2, 1))
        assert [activity.slug for activity in FormLists().countable] == ["koffie", "leersalon"]
    client = sign_in(cast.worker)
    assert "Koffie" in client.get(ADD).text
    board = client.get(BOARD).text
    assert "Koffie" in board
    assert f"nieuw/?activiteit={group['activity']}" not in board


@pytest.mark.parametrize("page", ["", "weg/"])
def test_after_the_night_a_head_count_says_that_it_is_settled(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site, page: str
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, group)
    with site_scope(kantine.pk):
        fold_site(today=timezone.localdate() + datetime.timedelta(days=1))
    for response in (client.get(f"{ADD}{group['id']}/{page}"), client.post(f"{ADD}{group['id']}/{page}", group)):
        assert response.status_code == 409
        assert "al verwerkt in de cijfers" in response.text


def test_a_volunteer_does_not_read_somebody_elses_head_count(
    cast: Cast, sign_in: SignIn, group: dict[str, Any]
) -> None:
    sign_in(cast.worker).post(ADD, group | {"head_count": "1234"})
    for page in ("", "weg/"):
        response = sign_in(cast.volunteer).get(f"{ADD}{group['id']}/{page}")
        assert response.status_code == 403
        assert "1234" not in response.text


def test_what_is_said_of_a_day_follows_the_activity_and_day_that_are_chosen(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    with site_scope(kantine.pk):
        leersalon = Activity.objects.get(slug="leersalon").pk
        Contact.objects.create(activity_id=leersalon, on=datetime.date(2026, 3, 17), site_answer=Answer.EVER)
    tuesday = group | {"activity": str(leersalon), "on": "2026-03-17"}
    said = "Open Leersalon, dinsdag 17 maart: er is al 1 contact genoteerd."
    client = sign_in(cast.worker)
    looked = client.post(ADD, tuesday | {"look": "1", "head_count": ""})
    assert looked.status_code == 200
    assert said in looked.text
    assert "Er klopt iets" not in looked.text
    wrong = client.post(ADD, tuesday | {"head_count": ""})
    assert wrong.status_code == 422
    assert said in wrong.text
    assert "contacten genoteerd" not in client.post(ADD, group | {"look": "1"}).text
