"""Bad input gets a clear sentence beside the field."""

import datetime
from typing import Any

import pytest
from django.forms import Form

from activities.forms.activity import ActivityForm
from activities.forms.change import ChangeForm
from activities.forms.closure import ClosureForm
from activities.forms.news import MilestoneForm, NoticeForm
from activities.forms.organisations import PartnerForm, PeriodForm, VenueForm
from activities.forms.slot import SlotEndForm, SlotForm, SlotMoveForm
from activities.models import Activity, Closure, Slot
from activities.vocabulary import ChangeKind, Precision, Repeat
from sites.models import Partner
from tests.conftest import Cast

WEEKLY = {
    "repeat": Repeat.WEEKLY,
    "weekdays": ["3"],
    "starts_at": "13:00",
    "ends_at": "15:30",
    "valid_from": "2026-12-01",
    "skips_public_holidays": "on",
}
CANCEL = {"on": "2026-11-26", "kind": ChangeKind.CANCELLED}


def find_problem(form: Form, field: str) -> str:
    """What stands beside a field, and nothing beside another."""
    assert list(form.errors) == [field]
    return " ".join(map(str, form.errors[field]))


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"ends_at": "11:00"}, "ends_at", "middernacht"),
        ({"starts_at": "22:00", "ends_at": "01:00"}, "ends_at", "23.59"),
        ({"ends_at": "13:00"}, "ends_at", "hetzelfde uur"),
        ({"starts_at": "half twee"}, "starts_at", "13:30"),
        ({"valid_until": "2026-11-01"}, "valid_until", "voor de eerste dag"),
        ({"valid_until": "2026-12-02"}, "valid_until", "geen enkele datum"),
        ({"valid_from": "2027-02-29"}, "valid_from", "bestaat niet"),
        ({"valid_from": "0026-12-01"}, "valid_from", "jaar"),
        ({"weekdays": []}, "weekdays", "minstens één dag"),
        ({"repeat": Repeat.MONTHLY}, "nth", "hoeveelste"),
        (
            {"repeat": Repeat.MONTHLY, "weekdays": list("0123456"), "nth": ["1", "2", "3", "4", "-1"]},
            "weekdays",
            "twee momenten",
        ),
        ({"note": "x" * 201}, "note", "200"),
    ],
)
def test_an_impossible_moment_is_refused_with_a_reason(
    coffee: Activity, answers: dict[str, Any], field: str, said: str
) -> None:
    assert said in find_problem(SlotForm(WEEKLY | answers, activity=coffee), field)


def test_a_leap_day_is_a_day(coffee: Activity) -> None:
    once = {"repeat": Repeat.ONCE, "weekdays": [], "valid_from": "2028-02-29"}
    form = SlotForm(WEEKLY | once, activity=coffee)
    assert form.is_valid()
    assert [occurrence.date for occurrence in form.dates] == [datetime.date(2028, 2, 29)]


def test_a_moment_on_the_third_wednesday_shows_its_next_dates(coffee: Activity) -> None:
    form = SlotForm(WEEKLY | {"repeat": Repeat.MONTHLY, "weekdays": ["2"], "nth": ["3"]}, activity=coffee)
    assert form.is_valid()
    assert [occurrence.date.isoformat() for occurrence in form.dates[:2]] == ["2026-12-16", "2027-01-20"]


def test_a_moment_at_a_closed_place_is_kept_with_a_warning(coffee: Activity) -> None:
    day = datetime.date(2026, 12, 3)
    Closure.objects.create(first_day=day, last_day=day, reason="Verbouwing")
    form = SlotForm(WEEKLY, activity=coffee)
    assert form.is_valid()
    assert form.closed_days == [day]


def test_a_stopped_moment_cannot_be_different_afterwards(thursdays: Slot) -> None:
    thursdays.valid_until = datetime.date(2026, 11, 30)
    assert "nieuw moment" in find_problem(SlotMoveForm(WEEKLY, slot=thursdays), "valid_from")


def test_a_moment_cannot_stop_before_it_begins(thursdays: Slot) -> None:
    assert "begint pas op 6 januari 2022" in find_problem(
        SlotEndForm({"last_day": "2021-12-31"}, slot=thursdays), "last_day"
    )


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"on": "2026-11-27"}, "on", "geen vast moment"),
        ({"on": ""}, "on", "leeg"),
        ({"kind": "verzonnen"}, "kind", "verzonnen"),
        ({"kind": ChangeKind.MOVED}, "new_date", "nieuwe dag"),
        ({"kind": ChangeKind.MOVED, "new_date": "2026-11-26"}, "new_date", "dezelfde dag"),
        ({"kind": ChangeKind.MOVED, "new_date": "2026-11-18"}, "new_date", "voorbij"),
        ({"kind": ChangeKind.MOVED, "new_date": "2026-12-03"}, "new_date", "is dit moment er al"),
        ({"kind": ChangeKind.HOURS, "new_starts_at": "14:00"}, "new_ends_at", "einduur"),
        ({"kind": ChangeKind.HOURS, "new_starts_at": "14:00", "new_ends_at": "13:00"}, "new_ends_at", "voor het begin"),
        ({"kind": ChangeKind.ELSEWHERE}, "venue", "waar"),
    ],
)
def test_an_impossible_change_is_refused_with_a_reason(
    thursdays: Slot, answers: dict[str, Any], field: str, said: str
) -> None:
    assert said in find_problem(ChangeForm(CANCEL | answers, slot=thursdays), field)


def test_a_partner_cannot_change_a_day_that_is_over(thursdays: Slot) -> None:
    form = ChangeForm(CANCEL | {"on": "2026-11-12"}, slot=thursdays, is_partner=True)
    assert "voorbij" in find_problem(form, "on")


def test_what_a_change_does_not_need_is_forgotten(thursdays: Slot) -> None:
    form = ChangeForm(CANCEL | {"new_date": "onzin", "new_starts_at": "14:00"}, slot=thursdays)
    assert form.is_valid()
    assert (form.details.new_date, form.details.new_starts_at) == (None, None)


def test_an_activity_does_not_end_before_it_starts(inside: None, cast: Cast) -> None:
    answers = {
        "name": "Koffie", "kind": "regular", "appointment": "none", "starts_on": "2026-12-02", "ends_on": "2026-12-01"
    }  # fmt: skip
    assert "voor de eerste dag" in find_problem(ActivityForm(answers), "ends_on")


def test_another_sites_partner_is_no_choice(inside: None, kattegat: Any) -> None:
    theirs = Partner._base_manager.filter(site=kattegat).values_list("pk", flat=True).first() or 10**9
    answers = {"name": "Koffie", "kind": "regular", "appointment": "none", "leaders": [str(theirs)]}
    assert find_problem(ActivityForm(answers), "leaders")


def test_a_closure_of_one_day_needs_no_last_day(inside: None) -> None:
    form = ClosureForm({"first_day": "2026-12-24", "reason": "Kerstavond"})
    assert form.is_valid()
    assert form.details.last_day == datetime.date(2026, 12, 24)


def test_a_closure_does_not_end_before_it_starts(inside: None) -> None:
    form = ClosureForm({"first_day": "2026-12-24", "last_day": "2026-12-23", "reason": "Kerst"})
    assert "voor de eerste dag" in find_problem(form, "last_day")


def test_a_notice_does_not_end_before_it_starts(inside: None) -> None:
    form = NoticeForm({"title": "Een gast", "first_day": "2026-12-24", "last_day": "2026-12-23"})
    assert "voor de eerste dag" in find_problem(form, "last_day")


@pytest.mark.parametrize(
    ("answers", "on", "season"),
    [
        ({"precision": Precision.DAY, "day": "2022-08-17"}, datetime.date(2022, 8, 17), ""),
        ({"precision": Precision.MONTH, "month": "5", "year": "2021"}, datetime.date(2021, 5, 1), ""),
        ({"precision": Precision.SEASON, "season": "3_autumn", "year": "2021"}, datetime.date(2021, 9, 1), "3_autumn"),
        ({"precision": Precision.YEAR, "year": "2020", "season": "3_autumn"}, datetime.date(2020, 1, 1), ""),
    ],
)
def test_a_milestone_is_as_exact_as_it_is_known(answers: dict[str, str], on: datetime.date, season: str) -> None:
    form = MilestoneForm({"text": "De start"} | answers)
    assert form.is_valid()
    assert (form.details.on, form.details.season) == (on, season)


def test_a_milestone_of_a_season_names_it() -> None:
    form = MilestoneForm({"text": "De start", "precision": Precision.SEASON, "year": "2021"})
    assert "seizoen" in find_problem(form, "season")


def test_a_place_with_the_same_name_is_refused(inside: None) -> None:
    assert "al een plek" in find_problem(VenueForm({"name": "kantine bezemheide"}), "name")


def test_a_partner_keeps_its_own_name(inside: None) -> None:
    assert PartnerForm({"name": "CAW"}, row=Partner.objects.get(slug="caw")).is_valid()


def test_funders_are_named_once_in_their_order() -> None:
    form = PeriodForm({"name": "2026", "starts_on": "2026-01-01", "funders": "Gemeente\n\n Vlaanderen\nGemeente"})
    assert form.is_valid()
    assert form.details.funders == ("Gemeente", "Vlaanderen")


def test_a_funder_with_too_long_a_name_is_refused() -> None:
    form = PeriodForm({"name": "2026", "starts_on": "2026-01-01", "funders": "x" * 121})
    assert "te lang" in find_problem(form, "funders")
