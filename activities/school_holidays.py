"""The school holidays of Flanders, as dates.

Source: the Flemish Government's decision of 17 April 1991 on the organisation of the school year (for secondary
schools article 7 of that of 31 August 2001), and the dates that schools publish each year. The tests recompute every
row from the text of the decision. Add rows, or change them when the Government does, before the last year begins.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchoolHolidayName(models.TextChoices):
    """What a school holiday is called."""

    CARNIVAL = "carnival", _("krokusvakantie")
    EASTER = "easter", _("paasvakantie")
    SUMMER = "summer", _("zomervakantie")
    AUTUMN = "autumn", _("herfstvakantie")
    CHRISTMAS = "christmas", _("kerstvakantie")


@dataclass(frozen=True)
class SchoolHoliday:
    """A school holiday, both days included."""

    name: SchoolHolidayName
    first_day: date
    last_day: date


# fmt: off
SCHOOL_HOLIDAYS: tuple[SchoolHoliday, ...] = (
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2018, 12, 24), date(2019, 1, 6)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2019, 3, 4), date(2019, 3, 10)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2019, 4, 8), date(2019, 4, 21)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2019, 7, 1), date(2019, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2019, 10, 28), date(2019, 11, 3)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2019, 12, 23), date(2020, 1, 5)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2020, 2, 24), date(2020, 3, 1)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2020, 4, 6), date(2020, 4, 19)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2020, 7, 1), date(2020, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2020, 11, 2), date(2020, 11, 8)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2020, 12, 21), date(2021, 1, 3)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2021, 2, 15), date(2021, 2, 21)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2021, 4, 5), date(2021, 4, 18)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2021, 7, 1), date(2021, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2021, 11, 1), date(2021, 11, 7)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2021, 12, 27), date(2022, 1, 9)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2022, 2, 28), date(2022, 3, 6)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2022, 4, 4), date(2022, 4, 17)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2022, 7, 1), date(2022, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2022, 10, 31), date(2022, 11, 6)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2022, 12, 26), date(2023, 1, 8)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2023, 2, 20), date(2023, 2, 26)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2023, 4, 3), date(2023, 4, 16)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2023, 7, 1), date(2023, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2023, 10, 30), date(2023, 11, 5)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2023, 12, 25), date(2024, 1, 7)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2024, 2, 12), date(2024, 2, 18)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2024, 4, 1), date(2024, 4, 14)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2024, 7, 1), date(2024, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2024, 10, 28), date(2024, 11, 3)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2024, 12, 23), date(2025, 1, 5)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2025, 3, 3), date(2025, 3, 9)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2025, 4, 7), date(2025, 4, 20)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2025, 7, 1), date(2025, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2025, 10, 27), date(2025, 11, 2)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2025, 12, 22), date(2026, 1, 4)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2026, 2, 16), date(2026, 2, 22)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2026, 4, 6), date(2026, 4, 19)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2026, 7, 1), date(2026, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2026, 11, 2), date(2026, 11, 8)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2026, 12, 21), date(2027, 1, 3)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2027, 2, 8), date(2027, 2, 14)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2027, 3, 29), date(2027, 4, 11)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2027, 7, 1), date(2027, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2027, 11, 1), date(2027, 11, 7)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2027, 12, 27), date(2028, 1, 9)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2028, 2, 28), date(2028, 3, 5)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2028, 4, 3), date(2028, 4, 16)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2028, 7, 1), date(2028, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2028, 10, 30), date(2028, 11, 5)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2028, 12, 25), date(2029, 1, 7)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2029, 2, 12), date(2029, 2, 18)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2029, 4, 2), date(2029, 4, 15)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2029, 7, 1), date(2029, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2029, 10, 29), date(2029, 11, 4)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2029, 12, 24), date(2030, 1, 6)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2030, 3, 4), date(2030, 3, 10)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2030, 4, 8), date(2030, 4, 21)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2030, 7, 1), date(2030, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2030, 10, 28), date(2030, 11, 3)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2030, 12, 23), date(2031, 1, 5)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2031, 2, 24), date(2031, 3, 2)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2031, 4, 7), date(2031, 4, 20)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2031, 7, 1), date(2031, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2031, 10, 27), date(2031, 11, 2)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2031, 12, 22), date(2032, 1, 4)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2032, 2, 9), date(2032, 2, 15)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2032, 3, 29), date(2032, 4, 11)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2032, 7, 1), date(2032, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2032, 11, 1), date(2032, 11, 7)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2032, 12, 27), date(2033, 1, 9)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2033, 2, 28), date(2033, 3, 6)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2033, 4, 4), date(2033, 4, 17)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2033, 7, 1), date(2033, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2033, 10, 31), date(2033, 11, 6)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2033, 12, 26), date(2034, 1, 8)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2034, 2, 20), date(2034, 2, 26)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2034, 4, 3), date(2034, 4, 16)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2034, 7, 1), date(2034, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2034, 10, 30), date(2034, 11, 5)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2034, 12, 25), date(2035, 1, 7)),
    SchoolHoliday(SchoolHolidayName.CARNIVAL, date(2035, 2, 5), date(2035, 2, 11)),
    SchoolHoliday(SchoolHolidayName.EASTER, date(2035, 3, 26), date(2035, 4, 8)),
    SchoolHoliday(SchoolHolidayName.SUMMER, date(2035, 7, 1), date(2035, 8, 31)),
    SchoolHoliday(SchoolHolidayName.AUTUMN, date(2035, 10, 29), date(2035, 11, 4)),
    SchoolHoliday(SchoolHolidayName.CHRISTMAS, date(2035, 12, 24), date(2036, 1, 6)),
)
# fmt: on

_FIRST_DAYS = [holiday.first_day for holiday in SCHOOL_HOLIDAYS]


def find_last_known_day() -> date:
    """The day until which the school holidays are known."""
    return SCHOOL_HOLIDAYS[-1].last_day


def find_school_holiday(day: date) -> SchoolHoliday | None:
    """The school holiday that a day falls in, or None."""
    index = bisect_right(_FIRST_DAYS, day) - 1
    if index < 0 or SCHOOL_HOLIDAYS[index].last_day < day:
        return None
    return SCHOOL_HOLIDAYS[index]
