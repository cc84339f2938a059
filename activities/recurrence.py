"""How often a moment comes back: the part of RFC 5545 that the offer of a site needs."""

import datetime
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1

_WEEKDAY = re.compile(r"(?P<nth>[1-4]|-1)?(?P<day>MO|TU|WE|TH|FR|SA|SU)")


class Frequency(StrEnum):
    """What is counted in between two times."""

    ONCE = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """A rule taken apart.

    Args:
        frequency: once, by the week or by the month.
        interval: 2 is every other week (or month).
        weekdays: 0 (Monday) to 6; at least one, unless it is once.
        nth: which of these weekdays in a month: 1 to 4, or `LAST`; empty when it is not by the month.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()

    def __str__(self) -> str:
        """The value of an RRULE, as a slot keeps it."""
        if self.frequency is Frequency.ONCE:
            return "FREQ=DAILY;COUNT=1"
        days = ",".join(f"{nth}{DAYS[day]}" for nth in self.nth or ("",) for day in self.weekdays)
        interval = f";INTERVAL={self.interval}" if self.interval > 1 else ""
        return f"FREQ={self.frequency}{interval};BYDAY={days}"


ONCE = Recurrence(frequency=Frequency.ONCE)


@lru_cache(maxsize=1024)
def parse_rule(rule: str) -> Recurrence:
    """Take apart the RRULE value of a slot.

    Raises:
        ValueError: it is not a rule, or one that Stek has no words for.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    if parts == {"FREQ": "DAILY", "COUNT": "1"}:
        return ONCE
    if set(parts) - {"FREQ", "INTERVAL", "BYDAY", "WKST"} or parts.get("WKST", "MO") != "MO":
        raise ValueError(f"No words for the rule '{rule}'.")
    frequency = Frequency(parts.get("FREQ", ""))
    interval = int(parts.get("INTERVAL", "1"))
    days = [_WEEKDAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",")]
    matched = [day for day in days if day]
    if frequency is Frequency.ONCE or interval < 1 or len(matched) != len(days):
        raise ValueError(f"No words for the rule '{rule}'.")
    weekdays = tuple(sorted({DAYS.index(day["day"]) for day in matched}))
    # The last one of the month is said last.
    nth = tuple(sorted({int(day["nth"]) for day in matched if day["nth"]}, key=lambda number: number % 6))
    by_month = frequency is Frequency.MONTHLY
    if len(matched) != len(weekdays) * max(1, len(nth)) or all(day["nth"] for day in matched) != by_month:
        raise ValueError(f"No words for the rule '{rule}'.")
    return Recurrence(frequency=frequency, interval=interval, weekdays=weekdays, nth=nth)


def list_dates(
    rule: str, *, start: datetime.date, first_day: datetime.date, last_day: datetime.date
) -> list[datetime.date]:
    """The dates of a rule counted from `start` that fall in a span, both days included."""
    if last_day < max(start, first_day):
        return []
    dates = _build_rule(rule, _come_closer(rule, start, first_day))
    span = dates.between(_midnight(first_day), _midnight(last_day), inc=True)
    return [moment.date() for moment in span]


def find_anchor(rule: str, *, valid_from: datetime.date) -> datetime.date:
    """The day from which a rule is best counted, given the first day on which it holds.

    RFC 5545 counts every other week from the week of the first day: 'from Wednesday on, every other Monday' would
    begin twelve days later. People mean the first Monday that comes.
    """
    recurrence = parse_rule(rule)
    if recurrence.frequency is not Frequency.WEEKLY or recurrence.interval == 1:
        return valid_from
    every_week = str(replace(recurrence, interval=1))
    one_week = datetime.timedelta(weeks=1)
    return list_dates(every_week, start=valid_from, first_day=valid_from, last_day=valid_from + one_week)[0]


def _come_closer(rule: str, start: datetime.date, first_day: datetime.date) -> datetime.date:
    # Counting a rule of years ago day by day is what makes occurrences slow: skip whole steps of it first.
    recurrence = parse_rule(rule)
    if first_day <= start or recurrence.frequency is Frequency.ONCE:
        return start
    if recurrence.frequency is Frequency.WEEKLY:
        step = datetime.timedelta(weeks=recurrence.interval)
        return start + (first_day - start) // step * step
    months = (first_day.year - start.year) * 12 + first_day.month - start.month
    skipped = months // recurrence.interval * recurrence.interval
    if not skipped:
        return start
    years, month = divmod(start.month - 1 + skipped, 12)
    return datetime.date(start.year + years, month + 1, 1)


@lru_cache(maxsize=4096)
def _build_rule(rule: str, start: datetime.date) -> rrule:
    built = rrulestr(rule, dtstart=_midnight(start))
    if not isinstance(built, rrule):
        raise TypeError(f"'{rule}' is a set of rules, not one rule.")
    return built


def _midnight(day: datetime.date) -> datetime.datetime:
    # Without a zone on purpose: rules count in wall time, the clock comes in when a date meets a time.
    return datetime.datetime.combine(day, datetime.time())
