"""The offer in words, for templates: {% load words %}."""

from datetime import date

from django import template

from activities.models import Closure, Milestone, Slot
from activities.selectors import words

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
# Without it a line may still end after a hyphen.
JOINER = "\N{WORD JOINER}"


@register.filter
def rule(slot: Slot) -> str:
    """'elke donderdag', with what limits it."""
    return words.describe_rule(slot)


@register.filter
def hours(moment: words.HasHours) -> str:
    """'13.00 - 15.30 uur' of a slot or an occurrence, never broken over two lines."""
    return words.describe_hours(moment).replace(" ", NO_BREAK).replace("-", f"-{JOINER}")


@register.filter
def day(value: date, year: str = "") -> str:
    """'donderdag 16 maart'; with :'year' also the year. Broken after the weekday only."""
    weekday, date_words = words.describe_day(value, with_weekday=True, with_year=bool(year)).split(" ", 1)
    return f"{weekday} {date_words.replace(' ', NO_BREAK)}"


@register.filter
def when(milestone: Milestone) -> str:
    """'najaar 2021' of a milestone."""
    return words.describe_milestone(milestone)


@register.filter
def closed_days(closure: Closure) -> str:
    """'donderdag 25 mei', 'van zaterdag 26 december 2026 tot en met zondag 3 januari 2027' of a closure."""
    return words.describe_days(closure.first_day, closure.last_day)
