"""Stretches of whole months over which figures are counted."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

MOST_YEARS = 50
MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True)
class Period:
    """From the first day of a month to the last day of a month; without a start: since the counting began."""

    start: datetime.date | None
    end: datetime.date

    @classmethod
    def of_months(cls, first: str, last: str) -> "Period":
        """Build a period from two months written as `2022-01`.

        Raises:
            ValueError: with a Dutch sentence, when a month does not exist, the last comes before the first, the period
                is too long, or it still has to begin: what nobody could count yet is not 0.
        """
        start, end = _parse_month(first), _last_day(_parse_month(last))
        if end < start:
            raise ValueError(_("De periode eindigt (%s) voor ze begint (%s).") % (last, first))
        if end.year - start.year >= MOST_YEARS:
            raise ValueError(_("Vraag cijfers van hoogstens %d jaar tegelijk.") % MOST_YEARS)
        if start > timezone.localdate():
            raise ValueError(_("De periode moet nog beginnen: %s ligt in de toekomst.") % date_format(start, "F Y"))
        return cls(start, end)

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


def _parse_month(text: str) -> datetime.date:
    match = MONTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(_("'%s' is geen maand. Schrijf een maand als 2022-01.") % text)
    try:
        return datetime.date(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise ValueError(_("De maand '%s' bestaat niet. Schrijf een maand als 2022-01.") % text) from None


def _last_day(month: datetime.date) -> datetime.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
