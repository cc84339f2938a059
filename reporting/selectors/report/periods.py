"""Which periods a report is about, and which it compares."""

import calendar
import datetime

from reporting.selectors.figures import Period

MONTHS_OF_REPORT = 4


def choose_default_period(*, today: datetime.date) -> Period:
    """The last four months that are finished and make a third of a year: January, May or September is the first."""
    thirds_done = (today.month - 1) // MONTHS_OF_REPORT
    year, last = (today.year, thirds_done * MONTHS_OF_REPORT) if thirds_done else (today.year - 1, 12)
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Period(datetime.date(year, last - MONTHS_OF_REPORT + 1, 1), end)


def choose_year_to_date(*, today: datetime.date) -> Period:
    """The running year, up to and including this month."""
    last = calendar.monthrange(today.year, today.month)[1]
    return Period(datetime.date(today.year, 1, 1), today.replace(day=last))


def choose_columns(period: Period) -> list[Period]:
    """The periods a report compares: its years when it spans several, else itself and its year to date."""
    years = period.split_by_year()
    if len(years) > 1:
        return years
    to_date = Period(datetime.date(period.end.year, 1, 1), period.end)
    return [period] if to_date == period else [period, to_date]
