"""A month of the site on one page."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from activities.selectors.days import Day, build_days
from activities.selectors.occurrences import BRUSSELS, compute_occurrences
from activities.selectors.programme import read_programme
from activities.selectors.words import describe_month, name_weekday
from sites.models import Venue

MONTHS_BACK, MONTHS_AHEAD = 1, 12
DAYS_IN_WEEK = 7
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class MonthPage:
    """A month as a visitor reads it.

    Args:
        today: the day in Brussels.
        title: 'maart 2026'.
        weekdays: the names of the days of the week.
        skipped: how many days of the first week belong to the month before.
        days: every day of the month.
        is_far: today is further down than the first week: on a phone one is helped with a way to it.
        former: the month before, as it stands in its address; empty at the edge of what is shown.
        following: the month after, likewise.
        venue: the site's own place.
    """

    today: datetime.date
    title: str
    weekdays: Sequence[str]
    skipped: int
    days: Sequence[Day]
    is_far: bool
    former: str
    following: str
    venue: Venue | None


def read_month_page(*, month: str, at: datetime.datetime) -> MonthPage | None:
    """A month ('2026-03', or empty for that of the moment `at`, aware) of the site in scope.

    None when it is no month, or one before the last or more than a year ahead. Takes three queries.
    """
    today = at.astimezone(BRUSSELS).date()
    first_day = _find_first_day(month) if month else today.replace(day=1)
    if first_day is None or not -MONTHS_BACK <= _count_months(today, first_day) <= MONTHS_AHEAD:
        return None
    following = _add_months(first_day, 1)
    number = (following - first_day).days
    programme = read_programme(first_day=first_day, last_day=following - datetime.timedelta(1), only_public=True)
    days = build_days(
        compute_occurrences(programme), first_day=first_day, number=number, today=today, with_empty_weekends=True
    )
    former = _add_months(first_day, -1)
    return MonthPage(
        today=today,
        title=describe_month(first_day),
        weekdays=[name_weekday(day) for day in range(7)],
        skipped=first_day.weekday(),
        days=days,
        is_far=first_day == today.replace(day=1) and today.day > DAYS_IN_WEEK,
        former=f"{former:%Y-%m}" if _count_months(today, former) >= -MONTHS_BACK else "",
        following=f"{following:%Y-%m}" if _count_months(today, following) <= MONTHS_AHEAD else "",
        venue=programme.main_venue,
    )


def _find_first_day(month: str) -> datetime.date | None:
    found = _MONTH.fullmatch(month)
    return datetime.date(int(found["year"]), int(found["month"]), 1) if found and int(found["year"]) else None


def _count_months(today: datetime.date, day: datetime.date) -> int:
    return (day.year - today.year) * 12 + day.month - today.month


def _add_months(first_day: datetime.date, number: int) -> datetime.date:
    years, month = divmod(first_day.month - 1 + number, 12)
    return datetime.date(first_day.year + years, month + 1, 1)
