"""The calendar of a site, read back by a reader that is not ours."""

import datetime
from dataclasses import replace
from io import StringIO
from typing import Any
from unittest.mock import patch

import recurring_ical_events
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from activities.models import Change
from activities.selectors.feeds import calendar as calendars
from activities.selectors.occurrences import BRUSSELS, compute_occurrences
from activities.selectors.programme import Programme
from activities.vocabulary import ChangeKind
from sites.models import Site
from tests.feeds.offers import programmes
from tests.offer.building import THERE, build_programme, build_slot, day

SITE = Site(pk=1, slug="kantine", name="Kantine", revision=7)
type Moment = tuple[datetime.datetime, datetime.datetime, str]


def write(programme: Programme, *, site: Site = SITE) -> Calendar:
    """The calendar of a programme, after a journey as text."""
    months = (programme.last_day.year - programme.first_day.year) * 12
    today = programme.first_day.replace(day=1) + datetime.timedelta(40)
    first_day, last_day = calendars._add_months(today, -1), calendars._add_months(today, calendars.MONTHS_AHEAD)
    assert months <= calendars.MONTHS_AHEAD
    programme = replace(programme, first_day=first_day, last_day=last_day)
    with patch.object(calendars, "read_programme", return_value=programme):
        written = calendars.build_calendar(site=site, today=today)
    assert written is not None
    return Calendar.from_ical(written)


def read_back(calendar: Calendar, first_day: datetime.date, last_day: datetime.date) -> list[Moment]:
    """What takes place according to a reader of calendars."""
    found = recurring_ical_events.of(calendar).between(first_day, last_day + datetime.timedelta(1))
    return sorted(
        (event.start, event.end, str(event.get("location", "")).partition(",")[0])
        for event in found
        if event.get("status") != "CANCELLED" and first_day <= event.start.date() <= last_day
    )


def list_starts(calendar: Calendar, first_day: str, last_day: str) -> list[str]:
    return [start.strftime("%Y-%m-%dT%H:%M%z") for start, _, _ in read_back(calendar, day(first_day), day(last_day))]


# What an event's property holds depends on its name, which the annotations of icalendar cannot say.
def find_events(calendar: Calendar) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def test_the_third_wednesday_gives_both_evenings_of_the_milestones() -> None:
    slot = build_slot("FREQ=MONTHLY;BYDAY=3WE", valid_from=day("2022-03-01"), starts_at=datetime.time(11))
    calendar = write(build_programme(slot, "2022-07-01", "2023-04-01"))
    starts = list_starts(calendar, "2022-07-01", "2023-04-01")
    assert "2022-08-17T11:00+0200" in starts
    assert "2023-03-15T11:00+0100" in starts
    assert b"RRULE:FREQ=MONTHLY;BYDAY=3WE\r\n" in calendar.to_ical()


def test_one_oclock_stays_one_oclock_across_both_clock_changes() -> None:
    calendar = write(build_programme(build_slot("FREQ=WEEKLY;BYDAY=SU"), "2022-10-01", "2023-04-02"))
    assert list_starts(calendar, "2022-10-23", "2022-10-30") == ["2022-10-23T13:00+0200", "2022-10-30T13:00+0100"]
    assert list_starts(calendar, "2023-03-19", "2023-03-26") == ["2023-03-19T13:00+0100", "2023-03-26T13:00+0200"]
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Brussels"
    assert find_events(calendar)[0]["DTSTART"].params["TZID"] == "Europe/Brussels"


def test_the_clock_in_the_calendar_is_that_of_the_time_zone_database() -> None:
    # Read by dateutil, which knows nothing of our reader of zones.
    calendar = write(build_programme(build_slot(), "2023-03-01", "2023-04-01"))
    zone = tzical(StringIO(calendar.to_ical().decode())).get("Europe/Brussels")
    for year in range(1997, 2038):
        days = [datetime.date(year, month, number) for month in (3, 10) for number in range(24, 32)]
        days += [datetime.date(year, month, 15) for month in range(1, 13)]
        for on in days:
            for hour in (0, 1, 2, 12):
                moment = datetime.datetime.combine(on, datetime.time(hour), tzinfo=datetime.UTC)
                assert moment.astimezone(zone).utcoffset() == moment.astimezone(BRUSSELS).utcoffset(), moment


def test_a_date_that_differs_says_so_under_the_same_uid() -> None:
    slot = build_slot(valid_from=day("2023-01-05"))
    changes = (
        Change(slot=slot, on=day("2023-03-09"), kind=ChangeKind.CANCELLED),
        Change(
            slot=slot, on=day("2023-03-16"), kind=ChangeKind.MOVED, new_date=day("2023-03-17"), reason="Zaal bezet."
        ),
        Change(slot=slot, on=day("2023-03-23"), kind=ChangeKind.ELSEWHERE, venue=THERE),
    )
    calendar = write(build_programme(slot, "2023-03-01", "2023-04-01", changes=changes))
    series, moved, elsewhere = find_events(calendar)
    assert {event["UID"] for event in (series, moved, elsewhere)} == {"moment-1@localhost"}
    assert [excluded.dt.date() for excluded in series["EXDATE"].dts] == [day("2023-03-09")]
    assert moved["RECURRENCE-ID"].dt.date() == day("2023-03-16")
    assert moved.start.date() == day("2023-03-17")
    assert "In plaats van donderdag 16 maart. Zaal bezet." in moved["DESCRIPTION"]
    assert elsewhere["LOCATION"] == "DC De Groten Uitleg"


def test_what_happens_once_and_is_called_off_is_cancelled_not_gone() -> None:
    slot = build_slot("FREQ=DAILY;COUNT=1", valid_from=day("2023-03-18"))
    changes = (Change(slot=slot, on=day("2023-03-18"), kind=ChangeKind.CANCELLED, reason="Storm."),)
    [event] = find_events(write(build_programme(slot, "2023-03-01", "2023-04-01", changes=changes)))
    assert event["STATUS"] == "CANCELLED"
    assert "Storm." in event["DESCRIPTION"]
    assert "RRULE" not in event


def test_a_series_ends_with_its_last_day() -> None:
    slot = build_slot(valid_until=day("2023-03-16"))
    calendar = write(build_programme(slot, "2023-03-01", "2023-04-30"))
    assert list_starts(calendar, "2023-03-10", "2025-01-01") == ["2023-03-16T13:00+0100"]


def test_what_was_over_before_last_month_is_left_out() -> None:
    over = build_slot(valid_until=day("2023-01-31"))
    assert find_events(write(build_programme(over, "2023-03-01", "2023-04-01"))) == []
    calendar = write(build_programme(build_slot(), "2023-03-01", "2023-04-01"))
    assert find_events(calendar)[0].start.date() == day("2023-03-02")


def test_a_date_of_long_ago_that_was_moved_to_now_keeps_its_series() -> None:
    slot = build_slot(valid_from=day("2022-01-06"))
    changes = (Change(slot=slot, on=day("2022-12-01"), kind=ChangeKind.MOVED, new_date=day("2023-03-31")),)
    calendar = write(build_programme(slot, "2023-03-01", "2023-03-31", changes=changes))
    starts = list_starts(calendar, "2022-01-01", "2023-03-31")
    assert starts[0].startswith("2023-03-02")
    assert starts[-1].startswith("2023-03-31")


def test_the_sequence_grows_with_the_revision_and_when_the_window_moves_on() -> None:
    def read_sequence(first_day: str, revision: int) -> int:
        site = Site(pk=1, slug="kantine", name="Kantine", revision=revision)
        [event] = find_events(write(build_programme(build_slot(), first_day, first_day), site=site))
        return int(event["SEQUENCE"])

    assert read_sequence("2023-03-01", 7) < read_sequence("2023-03-01", 8) < read_sequence("2023-04-01", 8)


@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n,;:\\"'), max_size=90
    )
)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    slot = build_slot(activity={"summary": text, "price": "1\nBEGIN:VEVENT\nSUMMARY:nep"})
    [event] = find_events(write(build_programme(slot, "2023-03-01", "2023-04-01")))
    assert text in event["DESCRIPTION"] or not text
    assert event["SUMMARY"] == "Koffie & Formulieren"


@given(programme=programmes())
def test_a_reader_finds_exactly_what_the_page_says(programme: Programme) -> None:
    expected = sorted(
        (occurrence.starts_at, occurrence.ends_at, occurrence.venue.name if occurrence.venue else "")
        for occurrence in compute_occurrences(programme)
        if occurrence.takes_place
    )
    found = read_back(write(programme), programme.first_day, programme.last_day)
    assert [(start.astimezone(BRUSSELS), end.astimezone(BRUSSELS), place) for start, end, place in found] == expected
