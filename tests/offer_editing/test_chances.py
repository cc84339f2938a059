"""Separate days, an extra time, who is there at the same moment, and what a move brought."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from activities.details import SlotDetails
from activities.models import Activity, Closure, Session, Slot
from activities.selectors import chances
from activities.selectors.chances import find_end_of_holidays, list_neighbours, read_moments
from activities.services.slots import move_slot
from activities.vocabulary import SessionKind
from sites.models import Site, User, Venue
from sites.scope import site_scope
from tests.conftest import Cast
from tests.offer_editing.conftest import TODAY, link, read

ONCE = {"repeat": "once", "starts_at": "13:00", "ends_at": "16:00", "valid_from": "2027-03-02"}


@pytest.fixture
def team(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(cast.worker)


def add_grocery(rule: str, hours: tuple[str, str]) -> Slot:
    activity = Activity.objects.create(slug="kruidenier", name="Sociale kruidenier")
    starts_at, ends_at = (datetime.time.fromisoformat(hour) for hour in hours)
    slot: Slot = Slot.objects.create(
        activity=activity, rule=rule, starts_at=starts_at, ends_at=ends_at, valid_from=datetime.date(2022, 1, 6)
    )
    return slot


def list_days(site: Site) -> list[datetime.date]:
    with site_scope(site.pk):
        once = Slot.objects.filter(activity__slug="leersalon", rule__contains="COUNT=1")
        return list(once.values_list("valid_from", flat=True))


def test_separate_days_are_added_in_one_go_and_taken_back_in_one(team: Client, kantine: Site) -> None:
    answers = ONCE | {"more_days": "1/6/2027\n7/9/2027, 2027-03-02\n"}
    page = read(team.post(link("slot_add", activity="leersalon"), answers, follow=True))
    assert "De 3 dagen zijn toegevoegd." in page
    days = [datetime.date(2027, 3, 2), datetime.date(2027, 6, 1), datetime.date(2027, 9, 7)]
    assert list_days(kantine) == days
    undo = page.split('action="/kantine/team/aanbod/terug/')[1].split('"')[0]
    team.post(f"/kantine/team/aanbod/terug/{undo}")
    assert list_days(kantine) == []


def test_one_day_that_does_not_exist_saves_none(team: Client, kantine: Site) -> None:
    page = read(team.post(link("slot_add", activity="leersalon"), ONCE | {"more_days": "1/6/2027\n29/2/2027"}))
    assert "29/2/2027: Deze datum bestaat niet." in page
    assert list_days(kantine) == []


def test_separate_days_are_shown_before_they_are_saved(team: Client, kantine: Site) -> None:
    answers = ONCE | {"more_days": "1/6/2027", "preview": "1"}
    page = read(team.post(link("slot_add", activity="leersalon"), answers))
    assert "dinsdag 2 maart 2027" in page
    assert "dinsdag 1 juni 2027" in page
    assert list_days(kantine) == []


def test_a_day_that_somebody_names_is_meant_also_when_it_is_a_holiday(team: Client, kantine: Site) -> None:
    team.post(
        link("slot_add", activity="leersalon"), ONCE | {"valid_from": "2027-05-01", "skips_public_holidays": "on"}
    )
    assert list_days(kantine) == [datetime.date(2027, 5, 1)]


def test_what_comes_back_every_week_takes_no_separate_days_along(team: Client, kantine: Site) -> None:
    weekly = ONCE | {"repeat": "weekly", "weekdays": ["0"], "more_days": "onzin"}
    assert team.post(link("slot_add", activity="leersalon"), weekly).status_code == 302
    assert list_days(kantine) == []


def test_an_extra_time_starts_from_the_usual_hours(team: Client) -> None:
    form: Any = team.get(link("slot_add", activity="koffie") + "?extra=1").context["form"]
    assert (form.initial["repeat"], form.initial["starts_at"]) == ("once", datetime.time(13))


def test_somebody_at_the_same_moment_is_a_chance(inside: None, thursdays: Slot) -> None:
    add_grocery("FREQ=WEEKLY;BYDAY=TH", ("15:00", "17:00"))
    assert [str(activity) for activity in list_neighbours(thursdays)] == ["Sociale kruidenier"]


@pytest.mark.parametrize(
    ("rule", "hours"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", ("13:00", "15:00")),
        ("FREQ=WEEKLY;BYDAY=TH", ("15:30", "17:00")),
        ("FREQ=MONTHLY;BYDAY=1TH", ("13:00", "15:00")),
    ],
)
def test_another_day_the_hour_after_or_once_a_month_is_not_the_same_moment(
    rule: str, hours: tuple[str, str], inside: None, thursdays: Slot
) -> None:
    add_grocery(rule, hours)
    assert list_neighbours(thursdays) == []


def test_the_same_hour_at_another_place_is_not_the_same_moment(inside: None, thursdays: Slot) -> None:
    slot = add_grocery("FREQ=WEEKLY;BYDAY=TH", ("13:00", "15:00"))
    slot.venue = Venue.objects.create(name="De bib")
    slot.save()
    assert list_neighbours(thursdays) == []


def test_the_team_reads_who_is_there_at_the_same_moment(team: Client, inside: None, thursdays: Slot) -> None:
    other = add_grocery("FREQ=WEEKLY;BYDAY=TH", ("13:00", "15:00"))
    said = f"Zelfde moment als {other.activity}"
    assert said in " ".join(read(team.get(link("activity_manage", activity="koffie"))).split())
    moved = {"repeat": "weekly", "weekdays": ["3"], "starts_at": "13:00", "ends_at": "14:00", "preview": "1"}
    page = read(team.post(link("slot_move", slot=thursdays.pk), moved | {"valid_from": "2026-12-01"}))
    assert said in " ".join(page.split())


def test_who_is_there_is_part_of_what_follows_each_answer(team: Client, inside: None, thursdays: Slot) -> None:
    add_grocery("FREQ=WEEKLY;BYDAY=TH", ("13:00", "15:00"))
    weekly = {"repeat": "weekly", "weekdays": ["3"], "starts_at": "13:00", "ends_at": "14:00", "preview": "1"}
    page = read(team.post(link("slot_add", activity="leersalon"), weekly | {"valid_from": "2026-12-01"}))
    assert "Sociale kruidenier" in page.split('id="volgende-data"')[1].split("</form>")[0]


def test_who_says_why_knows_that_visitors_read_it(team: Client, kantine: Site, thursdays: Slot) -> None:
    asked = read(team.get(link("slot_move", slot=thursdays.pk)))
    assert "ook bezoekers" in asked
    answers = {
        "repeat": "weekly",
        "weekdays": ["0"],
        "starts_at": "13:00",
        "ends_at": "14:00",
        "note": "Dan zijn ze er al",
    }
    team.post(link("slot_move", slot=thursdays.pk), answers | {"valid_from": "2026-11-19"})
    assert "Dan zijn ze er al" in read(Client().get("/kantine/aanbod/koffie/"))


def test_how_many_came_before_and_after_a_move(team: Client, inside: None, thursdays: Slot, cast: Cast) -> None:
    from_day = TODAY - datetime.timedelta(days=60)
    details = build_details("FREQ=WEEKLY;BYDAY=MO")
    moved = move_slot(slot=thursdays, from_day=from_day, details=details, by=cast.worker).row

    def count(slot: Slot, days_ago: int, heads: int | None, **more: Any) -> None:
        on = TODAY - datetime.timedelta(days=days_ago)
        Session.objects.create(activity=slot.activity, slot=slot, on=on, head_count=heads, **more)

    for days_ago, heads in ((100, 4), (93, 6), (86, None)):
        count(thursdays, days_ago, heads)
    count(moved, 10, 9)
    count(moved, 3, 50, is_deleted=True)
    count(moved, 4, 50, kind=SessionKind.EXTRA)
    (moment,) = read_moments([moved])
    assert moment.before
    assert moment.after
    assert [(a.times, a.average) for a in (moment.before, moment.after)] == [(2, 5.0), (1, 9.0)]
    said = "Nu komen er gemiddeld 9 per keer (1 keer geteld). Voor de verhuis waren dat er 5 (2 keer geteld)."
    assert said in read(team.get(link("activity_manage", activity="koffie")))


def build_details(rule: str) -> Any:
    return SlotDetails(rule=rule, starts_at=datetime.time(9), ends_at=datetime.time(11), valid_from=TODAY)


def test_the_team_is_warned_when_next_years_school_holidays_are_missing(
    team: Client, inside: None, thursdays: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_end_of_holidays(today=TODAY) is None
    monkeypatch.setattr(chances, "find_last_known_day", lambda: datetime.date(2027, 9, 1))
    assert find_end_of_holidays(today=TODAY) is None
    thursdays.skips_school_holidays = True
    thursdays.save()
    assert find_end_of_holidays(today=TODAY) == datetime.date(2027, 9, 1)
    assert "De schoolvakanties van volgend jaar ontbreken" in read(team.get(link("offer")))


def test_a_closed_day_among_separate_days_is_said_and_still_saved(team: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Closure.objects.create(first_day="2027-03-01", last_day="2027-03-05", reason="Verbouwing")
    page = read(team.post(link("slot_add", activity="leersalon"), ONCE, follow=True))
    assert "Let op: op dinsdag 2 maart is het daar gesloten." in page
    assert list_days(kantine) == [datetime.date(2027, 3, 2)]
