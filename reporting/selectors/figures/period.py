"""Stretches of whole months over which figures are counted."""

import calendar
import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sites.months import parse_month

MOST_YEARS = 50


class BadPeriod(ValueError):  # noqa: N818  (an answer to what was asked)
    """Two months that make no period, with a Dutch sentence.

    Args:
        month: which of both is to be changed, `first` or `last`.
        said: the sentence.
    """

    def __init__(self, month: str, said: str) -> None:
        super().__init__(said)
        self.month = month


@dataclass(frozen=True, order=True)
class Period:
    """From the first day of a month to the last day of a month; without a start: since the counting began."""

    start: datetime.date | None
    end: datetime.date

    @classmethod
    def of_months(cls, first: str, last: str) -> "Period":
        """Build a period from two months as people write them (`sites.months.parse_month`).

        Raises:
            ValueError: with a Dutch sentence, when one is no month, or as `between` does.
        """
        return cls.between(parse_month(first), parse_month(last))

    @classmethod
    def between(cls, first: datetime.date, last: datetime.date) -> "Period":
        """Build a period from the first days of its first and last month.

        Raises:
            BadPeriod: the last comes before the first, the period is too long, or it still has to begin: what nobody
                could count yet is not 0.
        """
        if last < first:
            months = {"first": date_format(first, "F Y"), "last": date_format(last, "F Y")}
            raise BadPeriod("last", _("De periode eindigt (%(last)s) voor ze begint (%(first)s).") % months)
        if last.year - first.year >= MOST_YEARS:
            raise BadPeriod("first", _("Vraag cijfers van hoogstens %d jaar tegelijk.") % MOST_YEARS)
        if first > timezone.localdate():
            said = _("De periode moet nog beginnen: %s ligt in de toekomst.")
            raise BadPeriod("first", said % date_format(first, "F Y"))
        return cls(first, _last_day(last))

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """Build the period of one calendar year."""
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @property
    def first_day(self) -> datetime.date:
        """The first day; the earliest possible one when the period has no start."""
        return self.start or datetime.date.min

    @property
    def starts_with_year(self) -> bool:
        """Whether the period runs from 1 January within one year, so that unique visitors exist for it."""
        return self.start == datetime.date(self.end.year, 1, 1)

    @property
    def is_whole_year(self) -> bool:
        """Whether the period is one calendar year."""
        return self.starts_with_year and self.ends_with_year

    @property
    def ends_with_year(self) -> bool:
        """Whether the last day is 31 December."""
        return (self.end.month, self.end.day) == (12, 31)

    @property
    def label(self) -> str:
        """The period in words: `2022`, `2020 tot en met 2022`, `maart 2022`, `januari tot en met juni 2022`."""
        end = date_format(self.end, "F Y")
        if self.start is None:
            return _("sinds de start, tot en met %s") % end
        if self.is_whole_year:
            return str(self.end.year)
        if self.ends_with_year and (self.start.month, self.start.day) == (1, 1):
            return _("%(start)s tot en met %(end)s") % {"start": self.start.year, "end": self.end.year}
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return end
        start = date_format(self.start, "F" if self.start.year == self.end.year else "F Y")
        return _("%(start)s tot en met %(end)s") % {"start": start, "end": end}

    @property
    def opening_words(self) -> str:
        """The period as the beginning of a sentence: `In 2022`, `Van januari tot en met juni 2022`."""
        is_one_stretch = self.is_whole_year or (self.first_day.year, self.first_day.month) == (
            self.end.year,
            self.end.month,
        )
        return (_("In %s") if is_one_stretch else _("Van %s")) % self.label

    def split_by_year(self) -> list["Period"]:
        """Cut the period at each 1 January, oldest first."""
        years = range(self.first_day.year, self.end.year + 1)
        return [
            Period(max(self.first_day, datetime.date(year, 1, 1)), min(self.end, datetime.date(year, 12, 31)))
            for year in years
        ]

    def since_start(self) -> "Period":
        """Everything up to the end of this period."""
        return Period(None, self.end)

    def holds(self, day: datetime.date) -> bool:
        """Whether a day lies in this period."""
        return self.first_day <= day <= self.end

    def overlaps(self, start: datetime.date | None, end: datetime.date | None) -> bool:
        """Whether a stretch of days (without a start or end: everything up to, or from) shares a day with this."""
        return (start or datetime.date.min) <= self.end and (end or datetime.date.max) >= self.first_day


def _last_day(month: datetime.date) -> datetime.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
