"""Counting a group: which moment a head count is about, when it is refused, and what is said."""

import datetime
import html
import re
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Session, Slot
from activities.selectors.occurrences import list_occurrences
from signals.entries import EntryRefused, SessionConflict, SessionEntry
from signals.models import Contact
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import count_already_logged, list_uncounted
from signals.services import sessions
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


@pytest.fixture
def post(kantine: Site, lists: None) -> dict[str, Any]:
    """What a browser sends about twelve people at Koffie & Formulieren, on a Thursday that had it."""
    with site_scope(kantine.pk):
        koffie = Activity.objects.get(slug="koffie").pk
    return {
        "id": str(uuid4()), "revision": "1", "activity": str(koffie), "on": TODAY.isoformat(), "kind": "slot",
        "head_count": "12",
    }  # fmt: skip


@pytest.fixture
def entry(in_kantine: None) -> SessionEntry:
    """Seven people at Koffie & Formulieren."""
    return SessionEntry(id=uuid4(), activity_id=Activity.objects.get(slug="koffie").pk, on=TODAY, head_count=7)


@pytest.fixture
def second_slot(kantine: Site, lists: None) -> Slot:
    """Koffie & Formulieren has an evening too."""
    with site_scope(kantine.pk):
        slot: Slot = Slot.objects.get(activity__slug="koffie")
        slot.pk, slot.starts_at, slot.ends_at = None, datetime.time(19), datetime.time(21)
        slot._state.adding = True
        slot.save()
    return slot


def test_firsts_are_not_said_to_be_none_once_they_are_folded(make_entry: MakeEntry) -> None:
    log_contact(entry=make_entry(site_answer=Answer.EVER), by=None, today=TODAY)
    koffie = Activity.objects.get(slug="koffie").pk
    assert count_already_logged(activity_id=koffie, on=TODAY).firsts == 1
    fold_site(today=TOMORROW)
    assert count_already_logged(activity_id=koffie, on=TODAY).firsts is None


def test_the_form_warns_that_firsts_of_a_folded_day_are_counted(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    with site_scope(kantine.pk):
        Contact.objects.create(activity_id=post["activity"], on=TODAY, is_folded=True)
    page = f"{ADD}?activiteit={post['activity']}&dag={TODAY}"
    assert "al verwerkt in de tellingen" in sign_in(cast.worker).get(page).text


def test_a_volunteer_reads_what_was_logged_today_and_of_no_other_day(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    with site_scope(kantine.pk):
        for on in (today, yesterday):
            Contact.objects.create(activity_id=post["activity"], on=on, site_answer=Answer.EVER, logged_on=today)
    client, page = sign_in(cast.volunteer), f"{ADD}?activiteit={post['activity']}"
    assert "er is al 1 contact genoteerd" in client.get(page).text
    assert "contact genoteerd" not in client.get(f"{page}&dag={yesterday}").text


def test_an_appointment_on_the_day_of_a_counted_moment_lies_outside_it(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    assert "al geteld: 12 mensen" in client.post(ADD, post | {"id": str(uuid4())}).text
    assert client.post(ADD, post | {"id": str(uuid4()), "kind": "appointment"}).status_code == 302
    with site_scope(kantine.pk):
        slots = dict(Session.objects.values_list("kind", "slot__activity__slug"))
    assert slots == {"slot": "koffie", "appointment": None}


def test_a_count_on_a_day_without_a_fixed_moment_is_an_extra_time_and_says_so(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    wednesday = TODAY - datetime.timedelta(days=1)
    page = sign_in(cast.worker).post(ADD, post | {"on": wednesday.isoformat()}, follow=True)
    assert "bewaard als extra keer" in page.text
    with site_scope(kantine.pk):
        assert Session.objects.get().kind == "extra"


def test_a_head_count_is_only_corrected_at_its_own_address(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client, other = sign_in(cast.worker), post | {"id": str(uuid4()), "kind": "extra"}
    for sent in (post, other):
        client.post(ADD, sent)
    reply = client.post(f"{ADD}{post['id']}/", other | {"revision": "2", "head_count": "99"})
    assert reply.status_code == 422
    assert "hoort bij een andere telling" in reply.text
    with site_scope(kantine.pk):
        assert not Session.objects.filter(head_count=99).exists()


def test_of_two_moments_on_one_day_it_is_asked_which_was_counted(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, second_slot: Slot
) -> None:
    client = sign_in(cast.worker)
    page = client.post(ADD, post)
    assert page.status_code == 422
    assert "Kies welk moment je telde" in page.text
    assert "19.00 - 21.00 uur" in page.text
    first, evening = post | {"id": str(uuid4())}, post | {"slot": str(second_slot.pk), "head_count": "5"}
    # When the evening is counted, the afternoon is the only one left to count.
    for sent in (evening, evening, evening | {"revision": "2", "head_count": "6"}, first):
        assert client.post(ADD, sent).status_code == 302
    assert "al geteld: 12 mensen" in client.post(ADD, post | {"id": str(uuid4())}).text
    with site_scope(kantine.pk):
        counted = Session.objects.order_by("slot__starts_at").values_list("slot__starts_at__hour", "head_count")
        assert list(counted) == [(13, 12), (19, 6)]


def test_the_board_leads_to_the_moment_that_nobody_counted_yet(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], second_slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY_AT_TWO.replace(hour=22))
    client = sign_in(cast.worker)
    link = next(link for link in re.findall(rf'{ADD}[^"]+', client.get(BOARD).text) if f"={second_slot.pk}" in link)
    page = client.get(html.unescape(link)).text
    assert re.search(rf'name="slot" value="{second_slot.pk}"[^>]* checked', page)
    assert "19.00 - 21.00 uur" in page


@pytest.mark.parametrize("moment", ["999999", "x", "-1", "00"])
def test_a_moment_of_another_activity_gives_way_to_the_only_one_of_that_day(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, moment: str
) -> None:
    client = sign_in(cast.worker)
    page = client.get(f"{ADD}?activiteit={post['activity']}&dag={TODAY}&moment={moment}").text
    assert "13.00 - 15.30 uur" in page
    with site_scope(kantine.pk):
        other = Slot.objects.get(activity__slug="leersalon").pk
    client.post(ADD, post | {"slot": str(other)})
    with site_scope(kantine.pk):
        assert str(Session.objects.get().slot.activity) == "Koffie & Formulieren"


@pytest.mark.usefixtures("second_slot")
def test_only_the_counted_moment_leaves_the_list_to_count(entry: SessionEntry) -> None:
    slot = Slot.objects.get(activity=entry.activity_id, starts_at__hour=13)
    count_session(entry=replace(entry, slot_id=slot.pk), by=None, today=TODAY)
    late = THURSDAY_AT_TWO.replace(hour=22)
    today = list_occurrences(first_day=TODAY, last_day=TODAY)
    assert [found.starts_at.hour for found in list_uncounted(now=late, occurrences=today)] == [19]


def test_a_head_count_that_was_deleted_is_not_said_to_be_kept(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post, follow=True)
    with site_scope(kantine.pk):
        delete_session(session=Session.objects.get())
    page = client.post(ADD, post, follow=True).text
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
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, meant: str, kept: list[int]
) -> None:
    client, first = sign_in(cast.worker), post | {"kind": "extra"}
    client.post(ADD, first)
    other = first | {"head_count": "8"}
    page = client.post(ADD, other).text
    assert "is het een andere telling?" in page
    assert "Pas de bewaarde telling aan" in page
    assert client.post(ADD, other | {"conflict": meant}).status_code == 302
    with site_scope(kantine.pk):
        assert sorted(Session.objects.values_list("head_count", flat=True)) == kept


def test_an_id_of_another_site_is_refused_with_a_sentence(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kattegat: Site
) -> None:
    with site_scope(kattegat.pk):
        Session.objects.create(pk=post["id"], activity=Activity.objects.get(slug="koffie"), on=TODAY, head_count=3)
    response = sign_in(cast.worker).post(ADD, post)
    assert response.status_code == 422
    assert "Begin met een nieuwe telling" in response.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("0001-01-01", "meer dan dertien maanden geleden"),
        ("9999-12-31", "Deze datum moet nog komen."),
        ("2001-02-03", "meer dan dertien maanden geleden"),
    ],
)
def test_a_day_that_cannot_be_right_is_refused(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], day: str, sentence: str
) -> None:
    assert sentence in sign_in(cast.worker).post(ADD, post | {"on": day}).text


def test_a_group_can_be_counted_where_no_contacts_are_noted(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, monkeypatch: pytest.MonkeyPatch
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
    assert f"nieuw/?activiteit={post['activity']}" not in board


@pytest.mark.django_db(transaction=True)
def test_two_people_who_count_the_same_moment_at_once_keep_one_head_count(
    kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
    together, check = Barrier(2), sessions._check
    answers: list[str] = []

    def look_together(*known: Any) -> None:
        # Both have looked before either of them writes.
        check(*known)
        together.wait(timeout=20)

    def send() -> None:
        entry = SessionEntry(id=uuid4(), activity_id=slot.activity_id, slot_id=slot.pk, on=TODAY, head_count=7)
        try:
            with site_scope(kantine.pk):
                answers.append(count_session(entry=entry, by=None, today=TODAY).outcome)
        except EntryRefused as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    monkeypatch.setattr(sessions, "_check", look_together)
    people = [Thread(target=send) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(answers) == ["Dit moment is al geteld: 7 mensen. Verbeter die telling.", "kept"]
    with site_scope(kantine.pk):
        assert Session.objects.count() == 1


def test_a_correction_that_meets_a_head_count_kept_meanwhile_is_refused(
    entry: SessionEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = Slot.objects.get(activity=entry.activity_id)
    count_session(entry=entry, by=None, today=TODAY)
    count_session(entry=replace(entry, id=uuid4(), slot_id=slot.pk, head_count=9), by=None, today=TODAY)
    monkeypatch.setattr(sessions, "_check", lambda *_known: None)
    with pytest.raises(EntryRefused, match="al geteld: 9 mensen"):
        count_session(entry=replace(entry, revision=2, slot_id=slot.pk), by=None, today=TODAY)


@pytest.mark.parametrize("page", ["", "weg/"])
def test_after_the_night_a_head_count_says_that_it_is_settled(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, page: str
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with site_scope(kantine.pk):
        fold_site(today=timezone.localdate() + datetime.timedelta(days=1))
    for response in (client.get(f"{ADD}{post['id']}/{page}"), client.post(f"{ADD}{post['id']}/{page}", post)):
        assert response.status_code == 409
        assert "al verwerkt in de cijfers" in response.text


def test_a_volunteer_does_not_read_somebody_elses_head_count(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    sign_in(cast.worker).post(ADD, post | {"head_count": "1234"})
    for page in ("", "weg/"):
        response = sign_in(cast.volunteer).get(f"{ADD}{post['id']}/{page}")
        assert response.status_code == 403
        assert "1234" not in response.text


def test_what_is_said_of_a_day_follows_the_activity_and_day_that_are_chosen(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    with site_scope(kantine.pk):
        leersalon = Activity.objects.get(slug="leersalon").pk
        Contact.objects.create(activity_id=leersalon, on=datetime.date(2026, 3, 17), site_answer=Answer.EVER)
    tuesday = post | {"activity": str(leersalon), "on": "2026-03-17"}
    said = "Open Leersalon, dinsdag 17 maart: er is al 1 contact genoteerd."
    client = sign_in(cast.worker)
    looked = client.post(ADD, tuesday | {"look": "1", "head_count": ""})
    assert looked.status_code == 200
    assert said in looked.text
    assert "Er klopt iets" not in looked.text
    wrong = client.post(ADD, tuesday | {"head_count": ""})
    assert wrong.status_code == 422
    assert said in wrong.text
    assert "contacten genoteerd" not in client.post(ADD, post | {"look": "1"}).text
