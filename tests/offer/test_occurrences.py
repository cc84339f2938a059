"""When something takes place: rules, wall time, holidays, changes and closures."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.models import Change, Closure, Slot
from activities.recurrence import DAYS
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.vocabulary import ChangeKind, OccurrenceStatus
from sites.models import Partner
from tests.offer.building import HERE, THERE, build_programme, build_slot, day


def compute(
    slot: Slot,
    first_day: str,
    last_day: str,
    *,
    changes: tuple[Change, ...] = (),
    closures: tuple[Closure, ...] = (),
) -> list[Occurrence]:
    return compute_occurrences(build_programme(slot, first_day, last_day, changes=changes, closures=closures))


def list_days(slot: Slot, first_day: str, last_day: str) -> list[str]:
    return [occurrence.date.isoformat() for occurrence in compute(slot, first_day, last_day)]


def test_the_third_wednesday_gives_both_evenings_of_the_milestones() -> None:
    days = list_days(build_slot("FREQ=MONTHLY;BYDAY=3WE", valid_from=day("2022-03-01")), "2022-08-01", "2023-03-31")
    assert {"2022-08-17", "2023-03-15"} <= set(days)
    assert len(days) == 8


def test_every_other_week_counts_from_the_first_day_it_was_valid() -> None:
    slot = build_slot("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", valid_from=day("2021-03-01"))
    assert list_days(slot, "2022-12-19", "2023-01-31") == ["2022-12-19", "2023-01-02", "2023-01-16", "2023-01-30"]


def test_the_last_friday_of_february_of_a_leap_year() -> None:
    assert list_days(build_slot("FREQ=MONTHLY;BYDAY=-1FR"), "2024-02-01", "2024-03-31") == ["2024-02-23", "2024-03-29"]


def test_a_leap_day_is_a_thursday_like_any_other() -> None:
    assert list_days(build_slot(), "2024-02-26", "2024-03-03") == ["2024-02-29"]


def test_week_53_does_not_shift_every_other_week() -> None:
    slot = build_slot("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", valid_from=day("2020-12-14"))
    assert list_days(slot, "2020-12-14", "2021-01-31") == ["2020-12-14", "2020-12-28", "2021-01-11", "2021-01-25"]


@pytest.mark.parametrize(
    ("date", "hours_to_utc"),
    [("2023-03-23", 1), ("2023-03-30", 2), ("2023-10-26", 2), ("2023-11-02", 1)],
)
def test_one_o_clock_stays_one_o_clock_across_both_clock_changes(date: str, hours_to_utc: int) -> None:
    [occurrence] = compute(build_slot(), date, date)
    assert occurrence.starts_at.hour == 13
    assert occurrence.starts_at.utcoffset() == datetime.timedelta(hours=hours_to_utc)


def test_nothing_takes_place_in_a_school_holiday_when_the_slot_says_so() -> None:
    assert list_days(build_slot(skips_school_holidays=True), "2023-10-23", "2023-11-12") == ["2023-10-26", "2023-11-09"]


def test_nothing_takes_place_on_a_public_holiday_unless_the_slot_says_so() -> None:
    assert list_days(build_slot(skips_public_holidays=True), "2023-05-15", "2023-05-26") == ["2023-05-25"]
    assert list_days(build_slot(), "2023-05-15", "2023-05-26") == ["2023-05-18", "2023-05-25"]


def test_an_activity_that_starts_later_or_has_ended_limits_its_slots() -> None:
    slot = build_slot(activity={"starts_on": day("2023-03-10"), "ends_on": day("2023-03-25")})
    assert list_days(slot, "2023-03-01", "2023-03-31") == ["2023-03-16", "2023-03-23"]


def test_who_takes_part_is_who_works_here_on_that_day() -> None:
    slot = build_slot()
    coming = Partner(name="Ligo", active_from=day("2023-03-16"))
    going = Partner(name="CAW", active_until=day("2023-03-16"))
    programme = replace(build_programme(slot, "2023-03-09", "2023-03-23"), partners={slot.activity.pk: (going, coming)})
    named = [[partner.name for partner in occurrence.partners] for occurrence in compute_occurrences(programme)]
    assert named == [["CAW"], ["CAW", "Ligo"], ["Ligo"]]


def test_a_cancelled_time_says_why() -> None:
    change = Change(on=day("2023-03-16"), kind=ChangeKind.CANCELLED, reason="De lesgever is ziek.")
    [occurrence] = compute(build_slot(), "2023-03-16", "2023-03-16", changes=(change,))
    assert (occurrence.status, occurrence.reason) == (OccurrenceStatus.CANCELLED, "De lesgever is ziek.")
    assert not occurrence.takes_place


def test_a_moved_time_shows_on_both_days() -> None:
    change = Change(on=day("2023-03-16"), kind=ChangeKind.MOVED, new_date=day("2023-03-14"))
    moved, left = compute(build_slot(), "2023-03-13", "2023-03-19", changes=(change,))
    assert (moved.status, moved.date, moved.other_date) == ("moved_here", day("2023-03-14"), day("2023-03-16"))
    assert (left.status, left.date, left.other_date) == ("moved_away", day("2023-03-16"), day("2023-03-14"))
    assert (moved.takes_place, left.takes_place) == (True, False)


def test_a_time_moved_into_the_span_shows_there_although_it_left_a_day_outside() -> None:
    change = Change(on=day("2023-03-16"), kind=ChangeKind.MOVED, new_date=day("2023-03-20"))
    [occurrence] = compute(build_slot(), "2023-03-20", "2023-03-22", changes=(change,))
    assert occurrence.status == OccurrenceStatus.MOVED_HERE


def test_a_change_on_a_day_without_the_slot_changes_nothing() -> None:
    change = Change(on=day("2023-03-15"), kind=ChangeKind.MOVED, new_date=day("2023-03-17"))
    assert not compute(build_slot(), "2023-03-17", "2023-03-17", changes=(change,))


def test_a_holiday_moment_that_was_moved_takes_place_on_its_new_day() -> None:
    change = Change(on=day("2023-05-18"), kind=ChangeKind.MOVED, new_date=day("2023-05-16"))
    slot = build_slot(skips_public_holidays=True)
    moved = compute(slot, "2023-05-15", "2023-05-19", changes=(change,))[0]
    assert (moved.status, moved.date) == (OccurrenceStatus.MOVED_HERE, day("2023-05-16"))


def test_other_hours_and_another_place_hold_for_that_day_only() -> None:
    later = Change(on=day("2023-03-16"), kind=ChangeKind.HOURS, new_starts_at=datetime.time(14))
    away = Change(on=day("2023-03-23"), kind=ChangeKind.ELSEWHERE, venue=THERE)
    first, second, third = compute(build_slot(), "2023-03-16", "2023-03-30", changes=(later, away))
    assert (first.starts_at.hour, first.ends_at.hour, first.status) == (14, 15, OccurrenceStatus.HOURS)
    assert (second.venue, second.is_elsewhere, second.status) == (THERE, True, OccurrenceStatus.ELSEWHERE)
    assert (third.venue, third.is_elsewhere, third.status) == (HERE, False, OccurrenceStatus.PLANNED)


def test_a_closure_over_new_year_closes_both_years() -> None:
    closure = Closure(first_day=day("2022-12-26"), last_day=day("2023-01-08"), reason="Kerstvakantie")
    found = compute(build_slot(), "2022-12-22", "2023-01-12", closures=(closure,))
    assert [(o.date.isoformat(), o.takes_place) for o in found] == [
        ("2022-12-22", True),
        ("2022-12-29", False),
        ("2023-01-05", False),
        ("2023-01-12", True),
    ]


def test_a_closed_venue_closes_only_what_takes_place_there() -> None:
    closure = Closure(first_day=day("2023-03-16"), last_day=day("2023-03-16"), reason="Schilderwerken", venue=HERE)
    [here] = compute(build_slot(), "2023-03-16", "2023-03-16", closures=(closure,))
    [there] = compute(build_slot(venue=THERE), "2023-03-16", "2023-03-16", closures=(closure,))
    assert (here.status, there.status) == (OccurrenceStatus.CLOSED, OccurrenceStatus.PLANNED)


def test_it_runs_from_its_first_minute_until_the_minute_it_ends() -> None:
    [occurrence] = compute(build_slot(), "2023-03-16", "2023-03-16")
    minute = datetime.timedelta(minutes=1)
    moments = [occurrence.starts_at - minute, occurrence.starts_at, occurrence.ends_at - minute, occurrence.ends_at]
    assert [occurrence.is_running(at) for at in moments] == [False, True, True, False]


DATES = st.dates(day("2019-01-01"), day("2030-12-31"))
SPANS = st.tuples(DATES, st.integers(0, 200), st.integers(0, 200))
WEEKLY = st.builds(
    lambda days, interval: f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(sorted(days))}",
    st.sets(st.sampled_from(DAYS), min_size=1),
    st.integers(1, 4),
)
MONTHLY = st.builds(
    lambda nth, day, interval: f"FREQ=MONTHLY;INTERVAL={interval};BYDAY={nth}{day}",
    st.sampled_from((1, 2, 3, 4, -1)),
    st.sampled_from(DAYS),
    st.integers(1, 3),
)
SLOTS = st.builds(
    build_slot,
    st.one_of(WEEKLY, MONTHLY, st.just("FREQ=DAILY;COUNT=1")),
    valid_from=st.dates(day("2019-01-01"), day("2026-12-31")),
    valid_until=st.none() | st.dates(day("2027-01-01"), day("2030-12-31")),
    skips_school_holidays=st.booleans(),
    skips_public_holidays=st.booleans(),
)


def compute_span(slot: Slot, first: datetime.date, last: datetime.date) -> list[Occurrence]:
    return compute(slot, first.isoformat(), last.isoformat())


@given(SLOTS, SPANS)
def test_the_occurrences_of_a_span_are_those_of_its_parts(slot: Slot, span: tuple[datetime.date, int, int]) -> None:
    first, before, after = span
    middle = first + datetime.timedelta(before)
    last = middle + datetime.timedelta(after + 1)
    parts = compute_span(slot, first, middle) + compute_span(slot, middle + datetime.timedelta(1), last)
    assert compute_span(slot, first, last) == parts


@given(SLOTS, SPANS)
def test_nothing_takes_place_outside_the_days_a_slot_is_valid(slot: Slot, span: tuple[datetime.date, int, int]) -> None:
    first, before, after = span
    for occurrence in compute_span(slot, first, first + datetime.timedelta(before + after)):
        assert slot.valid_from <= occurrence.date <= (slot.valid_until or datetime.date.max)


@given(SLOTS, SPANS)
def test_counting_from_afar_gives_the_same_days_as_counting_from_the_start(
    slot: Slot, span: tuple[datetime.date, int, int]
) -> None:
    first, before, after = span
    last = max(first, slot.valid_from) + datetime.timedelta(before + after)
    from_the_start = compute_span(slot, slot.valid_from, last)
    assert compute_span(slot, first, last) == [occurrence for occurrence in from_the_start if occurrence.date >= first]
