"""Months as people write them."""

import datetime

import pytest
from django.utils.dates import MONTHS
from hypothesis import given
from hypothesis import strategies as st

from sites.months import MonthField, parse_month

MAY = datetime.date(2026, 5, 1)


@pytest.mark.parametrize(
    "written", ["2026-05", "2026-5", "2026/05", "05/2026", "5-2026", " 5.2026 ", "mei 2026", "Mei 2026", "MEI-2026"]
)
def test_a_month_is_read_the_way_it_is_written(written: str) -> None:
    assert parse_month(written) == MAY


@pytest.mark.parametrize(
    ("written", "number"), [("mrt. 2026", 3), ("sept 2026", 9), ("okt 2026", 10), ("maart 2026", 3)]
)
def test_a_shortened_name_is_understood(written: str, number: int) -> None:
    assert parse_month(written).month == number


@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_month_is_read_back_from_all_its_spellings(year: int, number: int) -> None:
    spellings = (f"{year:04}-{number:02}", f"{number}/{year:04}", f"{MONTHS[number]} {year:04}")
    assert {parse_month(written) for written in spellings} == {datetime.date(year, number, 1)}


@given(st.text())
def test_anything_else_gets_a_sentence(written: str) -> None:
    try:
        parse_month(written)
    except ValueError as error:
        assert "Schrijf bijvoorbeeld mei 2026" in str(error)  # noqa: PT017  (most texts raise, some are a month)


def test_a_question_about_a_month_shows_how_to_write_one() -> None:
    assert "mei 2026 of 2026-05" in str(MonthField().help_text)
