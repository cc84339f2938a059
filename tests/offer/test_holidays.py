"""Public and school holidays: the dates in the project equal what the law says."""

import datetime
from collections.abc import Callable

import pytest
from dateutil.easter import easter

from activities.public_holidays import find_public_holiday
from activities.school_holidays import SCHOOL_HOLIDAYS, SchoolHolidayName, find_school_holiday

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(number)


def find_monday(day: datetime.date) -> datetime.date:
    return day - days(day.weekday())


def compute_autumn(year: int) -> datetime.date:
    all_saints = datetime.date(year, 11, 1)
    return all_saints + days(1) if all_saints.weekday() == SUNDAY else find_monday(all_saints)


def compute_christmas(year: int) -> datetime.date:
    christmas = datetime.date(year, 12, 25)
    return find_monday(christmas) + days(7 if christmas.weekday() >= SATURDAY else 0)


def compute_carnival(year: int) -> datetime.date:
    return find_monday(easter(year)) - days(6 * 7)


def compute_easter(year: int) -> datetime.date:
    sunday = easter(year)
    if sunday.month == 3:
        return sunday + days(1)
    if sunday > datetime.date(year, 4, 15):
        return find_monday(sunday) - days(7)
    return find_monday(datetime.date(year, 4, 7))


RULES: dict[SchoolHolidayName, tuple[Callable[[int], datetime.date], int]] = {
    SchoolHolidayName.AUTUMN: (compute_autumn, 1),
    SchoolHolidayName.CHRISTMAS: (compute_christmas, 2),
    SchoolHolidayName.CARNIVAL: (compute_carnival, 1),
    SchoolHolidayName.EASTER: (compute_easter, 2),
}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("year", range(2019, 2036))
def test_a_school_holiday_is_when_the_decision_says(name: SchoolHolidayName, year: int) -> None:
    compute_start, weeks = RULES[name]
    start = compute_start(year)
    assert [(h.first_day, h.last_day) for h in SCHOOL_HOLIDAYS if h.name == name and h.first_day.year == year] == [
        (start, start + days(weeks * 7 - 1))
    ]


def test_the_summer_holiday_is_july_and_august() -> None:
    summers = [holiday for holiday in SCHOOL_HOLIDAYS if holiday.name == SchoolHolidayName.SUMMER]
    assert [(h.first_day, h.last_day) for h in summers] == [
        (datetime.date(year, 7, 1), datetime.date(year, 8, 31)) for year in range(2019, 2036)
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2018-12-23", None),
        ("2018-12-24", "christmas"),
        ("2020-11-01", None),
        ("2020-11-02", "autumn"),
        ("2022-12-26", "christmas"),
        ("2023-01-08", "christmas"),
        ("2023-01-09", None),
        ("2024-04-01", "easter"),
        ("2025-03-09", "carnival"),
        ("2026-08-31", "summer"),
    ],
)
def test_a_day_falls_in_the_holiday_that_schools_published(day: str, name: str | None) -> None:
    holiday = find_school_holiday(datetime.date.fromisoformat(day))
    assert (holiday.name if holiday else None) == name


def test_public_holidays_are_those_of_belgium() -> None:
    assert find_public_holiday(datetime.date(2023, 5, 18)) == "O. L. H. Hemelvaart"
    assert find_public_holiday(datetime.date(2023, 7, 21)) == "Nationale feestdag"
    assert find_public_holiday(datetime.date(2023, 7, 11)) is None
