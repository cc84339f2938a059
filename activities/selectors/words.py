"""Moments as people say them: 'elke 3de woensdag van de maand', '18.00 - 19.30 uur'."""

import datetime
from typing import Protocol

from babel import Locale
from babel.dates import format_date
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from activities.models import Milestone, Slot
from activities.recurrence import LAST, Frequency, Recurrence, parse_rule
from activities.vocabulary import Precision, SpokenLanguage
from sites.languages import speaks_dutch

A_MONDAY = datetime.date(2026, 1, 5)

type Clock = datetime.time | datetime.datetime


class HasHours(Protocol):
    """A slot or an occurrence: anything with a beginning and an end on the clock."""

    @property
    def starts_at(self) -> Clock: ...

    @property
    def ends_at(self) -> Clock: ...


def describe_rule(slot: Slot, *, today: datetime.date | None = None) -> str:
    """How often a slot comes back, with what limits it: 'elke donderdag, niet in schoolvakanties'.

    Args:
        slot: the fixed moment.
        today: the day on which it is said; a first day is named only when it is still to come.
    """
    recurrence = parse_rule(slot.rule)
    parts = [describe_recurrence(recurrence, first_day=slot.valid_from)]
    if slot.skips_school_holidays:
        parts.append(_("niet in schoolvakanties"))
    if recurrence.frequency is not Frequency.ONCE:
        parts += _describe_validity(slot, today or timezone.localdate())
    return ", ".join(parts)


def _describe_validity(slot: Slot, today: datetime.date) -> list[str]:
    first_day = max(day for day in (slot.valid_from, slot.activity.starts_on) if day)
    last_day = min((day for day in (slot.valid_until, slot.activity.ends_on) if day), default=None)
    said = []
    if first_day > today:
        said.append(_("vanaf %(day)s") % {"day": describe_day(first_day, with_year=True)})
    if last_day is not None:
        said.append(_("tot en met %(day)s") % {"day": describe_day(last_day, with_year=True)})
    return said


def describe_recurrence(recurrence: Recurrence, *, first_day: datetime.date) -> str:
    """A rule in words; `first_day` names the day of what happens only once."""
    if recurrence.frequency is Frequency.ONCE:
        return _("op %(day)s") % {"day": describe_day(first_day, with_weekday=True, with_year=True)}
    days = join_words([name_weekday(day) for day in recurrence.weekdays])
    if recurrence.frequency is Frequency.MONTHLY:
        return _describe_monthly(recurrence, days)
    if len(recurrence.weekdays) == 7 and recurrence.interval == 1:
        return _("elke dag")
    if recurrence.interval == 1:
        return _("elke %(days)s") % {"days": days}
    return _("om de %(weeks)s weken op %(days)s") % {"weeks": name_number(recurrence.interval), "days": days}


def _describe_monthly(recurrence: Recurrence, days: str) -> str:
    which = join_words([name_nth(nth) for nth in recurrence.nth])
    if recurrence.interval == 1:
        return _("elke %(which)s %(days)s van de maand") % {"which": which, "days": days}
    return _("om de %(months)s maanden op de %(which)s %(days)s") % {
        "months": name_number(recurrence.interval), "which": which, "days": days,
    }  # fmt: skip


def describe_hours(moment: HasHours) -> str:
    """From when until when: '13.00 - 15.30 uur'."""
    return _("%(from)s - %(until)s uur") % {
        "from": describe_clock(moment.starts_at),
        "until": describe_clock(moment.ends_at),
    }


def describe_clock(clock: Clock) -> str:
    """A time as it stands on a poster: '9.30'; '9:30' in other languages than Dutch."""
    return f"{clock.hour}{'.' if speaks_dutch() else ':'}{clock.minute:02}"


def describe_day(day: datetime.date, *, with_weekday: bool = False, with_year: bool = False) -> str:
    """A date as people say it: 'donderdag 16 maart', '9 februari 2023'."""
    pattern = "d MMMM y" if with_year else "d MMMM"
    if with_weekday:
        # Turks say the weekday last.
        pattern = f"{pattern} EEEE" if translation.get_language() == "tr" else f"EEEE {pattern}"
    return _format(day, pattern)


def describe_month(day: datetime.date, *, with_year: bool = True) -> str:
    """The month of a day: 'maart 2026', 'maart'."""
    return _format(day, "LLLL y" if with_year else "LLLL")


def _format(day: datetime.date, pattern: str) -> str:
    # Not Django's own: it has no words for Pashto.
    return format_date(day, pattern, locale=translation.get_language() or settings.LANGUAGE_CODE)


def describe_days(first_day: datetime.date, last_day: datetime.date) -> str:
    """A stretch of days: 'donderdag 25 mei', 'van zaterdag 26 december 2026 tot en met zondag 3 januari 2027'."""
    with_year = first_day.year != last_day.year
    first = describe_day(first_day, with_weekday=True, with_year=with_year)
    if first_day == last_day:
        return first
    last = describe_day(last_day, with_weekday=True, with_year=with_year)
    return _("van %(first)s tot en met %(last)s") % {"first": first, "last": last}


def name_language(code: str) -> str:
    """A language in the language of the reader: 'Arabisch', 'العربية'; in Dutch where that has no name for it."""
    reader = translation.get_language() or settings.LANGUAGE_CODE
    names = {} if speaks_dutch() else Locale.parse(reader).languages
    return names.get(code) or str(SpokenLanguage(code).label)


def describe_milestone(milestone: Milestone) -> str:
    """When something happened, as exactly as it is known: '17 augustus 2022', 'mei 2021', 'najaar 2021', '2020'."""
    if milestone.precision == Precision.DAY:
        return describe_day(milestone.on, with_year=True)
    if milestone.precision == Precision.MONTH:
        return describe_month(milestone.on)
    if milestone.precision == Precision.SEASON:
        return f"{milestone.get_season_display()} {milestone.on.year}"
    return str(milestone.on.year)


def join_words(words: list[str]) -> str:
    """'maandag', 'maandag en dinsdag', 'maandag, dinsdag en woensdag'."""
    *former, last = words
    return _("%(former)s en %(last)s") % {"former": ", ".join(former), "last": last} if former else last


def name_weekday(day: int) -> str:
    """The name of a weekday; 0 is Monday."""
    # The pattern for a weekday that stands alone is of no use: once Pashto was asked for, every language answers in it.
    return _format(A_MONDAY + datetime.timedelta(day), "EEEE")


def name_nth(nth: int) -> str:
    """Which one of the month: '1ste' to '4de', 'laatste'."""
    if nth == LAST:
        return pgettext("which weekday of a month", "laatste")
    return (_("1ste"), _("2de"), _("3de"), _("4de"))[nth - 1]


def name_number(number: int) -> str:
    """Small numbers as words."""
    words = (_("nul"), _("één"), _("twee"), _("drie"), _("vier"))
    return words[number] if number < len(words) else str(number)
