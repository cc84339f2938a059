"""The offer in words, for templates: {% load words %}."""

from datetime import date

from django import template
from django.template import Context
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.models import Activity, Closure, Milestone, Slot
from activities.selectors import words
from activities.selectors.freshness import describe_confirmed
from activities.selectors.texts import DutchText, say_text
from sites.languages import speaks_dutch

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
# Without it a line may still end after a hyphen.
JOINER = "\N{WORD JOINER}"
# How the mark of a text in Dutch begins; a page on which it stands says what it means.
MARK = SafeString('<span class="in-dutch">')


@register.filter
def rule(slot: Slot) -> str:
    """'elke donderdag', with what limits it."""
    return words.describe_rule(slot)


@register.filter
def hours(moment: words.HasHours) -> str:
    """'13.00 - 15.30 uur' of a slot or an occurrence, never broken over two lines."""
    return words.describe_hours(moment).replace(" ", NO_BREAK).replace("-", f"-{JOINER}")


@register.filter
def plain_hours(moment: words.HasHours) -> str:
    """The same for a message in plain text."""
    return words.describe_hours(moment)


@register.filter
def confirmed(value: date) -> str:
    """'nagekeken in november'."""
    return describe_confirmed(value, today=timezone.localdate())


@register.filter
def day(value: date, year: str = "") -> str:
    """'donderdag 16 maart'; with :'year' also the year. Broken after the weekday only."""
    weekday, date_words = words.describe_day(value, with_weekday=True, with_year=bool(year)).split(" ", 1)
    return f"{weekday} {date_words.replace(' ', NO_BREAK)}"


@register.filter
def spoken(activity: Activity) -> str:
    """'Frans, Arabisch': the languages that somebody speaks at an activity."""
    return ", ".join(words.name_language(language) for language in activity.languages)


@register.filter
def when(milestone: Milestone) -> str:
    """'najaar 2021' of a milestone."""
    return words.describe_milestone(milestone)


@register.filter
def closed_days(closure: Closure) -> str:
    """'donderdag 25 mei', 'van zaterdag 26 december 2026 tot en met zondag 3 januari 2027' of a closure."""
    return words.describe_days(closure.first_day, closure.last_day)


@register.filter
def said(text: str) -> SafeString:
    """What the team wrote, its lines kept; in Dutch on a page in another language it says so."""
    lines = linebreaksbr(text, autoescape=True)
    if not isinstance(text, DutchText):
        return lines
    mark = format_html(
        '{}<span aria-hidden="true">NL</span><span class="hidden">{}</span></span>', MARK, _("in het Nederlands")
    )
    return format_html('<span lang="nl" dir="ltr">{}</span> {}', lines, mark)


@register.filter
def named(name: str) -> SafeString:
    """The name of an activity or place, kept apart from what runs in the other direction around it."""
    language = SafeString(' lang="nl"') if isinstance(name, DutchText) else ""
    return format_html("<bdi{}>{}</bdi>", language, name)


@register.simple_tag(takes_context=True)
def said_by_site(context: Context, text: str) -> SafeString:
    """A text of the site itself, in the language of the page's `texts`."""
    page = context.get("page")
    return said(text if speaks_dutch() else say_text(text, getattr(page, "texts", {})))


@register.simple_block_tag
def explaining_marks(content: str) -> SafeString:
    """Part of a page, under a line that says what 'NL' means when that mark stands in it."""
    if MARK not in content:
        return SafeString(content)
    return format_html(
        '<p class="dutch-legend"><span class="wrap">'
        '<span class="in-dutch" aria-hidden="true">NL</span> {}</span></p>{}',
        _("Nog niet vertaald: dit staat er in het Nederlands."),
        SafeString(content),
    )
