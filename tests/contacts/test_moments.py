"""Which moment of its day a head count is about, and that a moment is counted once."""

import datetime
import html
import re
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Session, Slot
from activities.selectors.occurrences import list_occurrences
from signals.entries import EntryRefused, SessionEntry
from signals.selectors.logbook import list_uncounted
from signals.services import sessions
from signals.services.sessions import count_session
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast
from tests.contacts.conftest import TODAY
from tests.together import do_at_once

ADD = "/kantine/team/tellen/"
BOARD = "/kantine/team/"
THURSDAY_AT_TWO = datetime.datetime(2026, 3, 19, 14, tzinfo=ZoneInfo("Europe/Brussels"))

type SignIn = Callable[[User], Client]


@pytest.fixture
def second_slot(kantine: Site, lists: None) -> Slot:
    """Koffie & Formulieren has an evening too."""
    with site_scope(kantine.pk):
        slot: Slot = Slot.objects.get(activity__slug="koffie")
        slot.pk, slot.starts_at, slot.ends_at = None, datetime.time(19), datetime.time(21)
        slot._state.adding = True
        slot.save()
    return slot


def test_an_appointment_on_the_day_of_a_counted_moment_lies_outside_it(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, group)
    assert "al geteld: 12 mensen" in client.post(ADD, group | {"id": str(uuid4())}).text
    assert client.post(ADD, group | {"id": str(uuid4()), "kind": "appointment"}).status_code == 302
    with site_scope(kantine.pk):
        slots = dict(Session.objects.values_list("kind", "slot__activity__slug"))
    assert slots == {"slot": "koffie", "appointment": None}


def test_a_count_on_a_day_without_a_fixed_moment_is_an_extra_time_and_says_so(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site
) -> None:
    wednesday = TODAY - datetime.timedelta(days=1)
    page = sign_in(cast.worker).post(ADD, group | {"on": wednesday.isoformat()}, follow=True)
    assert "bewaard als extra keer" in page.text
    with site_scope(kantine.pk):
        assert Session.objects.get().kind == "extra"


def test_of_two_moments_on_one_day_it_is_asked_which_was_counted(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site, second_slot: Slot
) -> None:
    client = sign_in(cast.worker)
    page = client.post(ADD, group)
    assert page.status_code == 422
    assert "Kies welk moment je telde" in page.text
    assert "19.00 - 21.00 uur" in page.text
    first, evening = group | {"id": str(uuid4())}, group | {"slot": str(second_slot.pk), "head_count": "5"}
    # When the evening is counted, the afternoon is the only one left to count.
    for sent in (evening, evening, evening | {"revision": "2", "head_count": "6"}, first):
        assert client.post(ADD, sent).status_code == 302
    assert "al geteld: 12 mensen" in client.post(ADD, group | {"id": str(uuid4())}).text
    with site_scope(kantine.pk):
        counted = Session.objects.order_by("slot__starts_at").values_list("slot__starts_at__hour", "head_count")
        assert list(counted) == [(13, 12), (19, 6)]


def test_the_board_leads_to_the_moment_that_nobody_counted_yet(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], second_slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY_AT_TWO.replace(hour=22))
    client = sign_in(cast.worker)
    link = next(link for link in re.findall(rf'{ADD}[^"]+', client.get(BOARD).text) if f"={second_slot.pk}" in link)
    page = client.get(html.unescape(link)).text
    assert re.search(rf'name="slot" value="{second_slot.pk}"[^>]* checked', page)
    assert "19.00 - 21.00 uur" in page


@pytest.mark.parametrize("moment", ["999999", "x", "-1", "00"])
def test_a_moment_of_another_activity_gives_way_to_the_only_one_of_that_day(
    cast: Cast, sign_in: SignIn, group: dict[str, Any], kantine: Site, moment: str
) -> None:
    client = sign_in(cast.worker)
    page = client.get(f"{ADD}?activiteit={group['activity']}&dag={TODAY}&moment={moment}").text
    assert "13.00 - 15.30 uur" in page
    with site_scope(kantine.pk):
        other = Slot.objects.get(activity__slug="leersalon").pk
    client.post(ADD, group | {"slot": str(other)})
    with site_scope(kantine.pk):
        assert str(Session.objects.get().slot.activity) == "Koffie & Formulieren"


@pytest.mark.usefixtures("second_slot")
def test_only_the_counted_moment_leaves_the_list_to_count(entry: SessionEntry) -> None:
    slot = Slot.objects.get(activity=entry.activity_id, starts_at__hour=13)
    count_session(entry=replace(entry, slot_id=slot.pk), by=None, today=TODAY)
    late = THURSDAY_AT_TWO.replace(hour=22)
    today = list_occurrences(first_day=TODAY, last_day=TODAY)
    assert [found.starts_at.hour for found in list_uncounted(now=late, occurrences=today)] == [19]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_count_the_same_moment_at_once_keep_one_head_count(
    kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
    together, check = Barrier(2), sessions._check

    def look_together(*known: Any) -> None:
        # Both have looked before either of them writes.
        check(*known)
        together.wait(timeout=20)

    def send() -> str:
        entry = SessionEntry(id=uuid4(), activity_id=slot.activity_id, slot_id=slot.pk, on=TODAY, head_count=7)
        try:
            with site_scope(kantine.pk):
                return count_session(entry=entry, by=None, today=TODAY).outcome
        except EntryRefused as refused:
            return str(refused)

    monkeypatch.setattr(sessions, "_check", look_together)
    assert sorted(do_at_once(send, send)) == ["Dit moment is al geteld: 7 mensen. Verbeter die telling.", "kept"]
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
