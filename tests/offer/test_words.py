"""Rules, hours and days as people say them."""

import datetime

import pytest

from activities.recurrence import parse_rule
from activities.selectors.words import describe_clock, describe_day, describe_hours, describe_rule, join_words
from tests.offer.building import build_slot, day

TODAY = day("2023-03-16")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "elke donderdag"),
        ("FREQ=WEEKLY;BYDAY=TH,TU", "elke dinsdag en donderdag"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "elke maandag, woensdag en vrijdag"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "elke dag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "om de twee weken op maandag"),
        ("FREQ=MONTHLY;BYDAY=3WE", "elke 3de woensdag van de maand"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "elke 1ste en 3de maandag van de maand"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "elke laatste vrijdag van de maand"),
        ("FREQ=MONTHLY;BYDAY=-1FR,2FR", "elke 2de en laatste vrijdag van de maand"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU", "om de drie maanden op de 1ste dinsdag"),
        ("FREQ=DAILY;COUNT=1", "op donderdag 6 januari 2022"),
    ],
)
def test_a_rule_is_said_in_plain_dutch(rule: str, words: str) -> None:
    assert describe_rule(build_slot(rule), today=TODAY) == words


@pytest.mark.parametrize(
    "rule",
    [
        "", "elke donderdag", "FREQ=HOURLY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=3WE", "FREQ=MONTHLY;BYDAY=WE",
        "FREQ=MONTHLY;BYDAY=5WE", "FREQ=WEEKLY;BYDAY=MO,MO", "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20230101", "FREQ=DAILY", "FREQ=DAILY;BYDAY=MO",
    ],
)  # fmt: skip
def test_a_rule_without_words_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"rule|Frequency"):
        parse_rule(rule)


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=3WE", "FREQ=DAILY;COUNT=1"])
def test_a_rule_survives_being_taken_apart_and_put_together(rule: str) -> None:
    assert str(parse_rule(rule)) == rule


def test_what_limits_a_slot_is_said_too() -> None:
    slot = build_slot(skips_school_holidays=True, valid_from=day("2023-09-07"), valid_until=day("2023-12-21"))
    assert describe_rule(slot, today=TODAY) == (
        "elke donderdag, niet in schoolvakanties, vanaf 7 september 2023, tot en met 21 december 2023"
    )


def test_a_first_day_that_is_past_is_not_said() -> None:
    assert describe_rule(build_slot(valid_from=day("2023-03-16")), today=TODAY) == "elke donderdag"


def test_hours_and_days_read_as_on_a_poster() -> None:
    assert describe_hours(build_slot()) == "13.00 - 15.30 uur"
    assert describe_clock(datetime.time(9, 5)) == "9.05"
    assert describe_day(TODAY, with_weekday=True) == "donderdag 16 maart"
    assert join_words(["brood"]) == "brood"
