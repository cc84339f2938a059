"""Turning cells into values: dates, words of the site's lists, notes. Each refusal is a Dutch sentence."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Model
from django.utils.translation import gettext as _

from activities.models import Activity
from signals.import_columns import OF_DIMENSION, Column, fold
from signals.models import Approach, AttributeCategory, ListItem, Service, Theme
from signals.selectors.choices import Choice, Choices
from signals.selectors.own_uniques import OwnCountDays, read_own_count_days
from signals.selectors.own_words import list_own_words
from signals.services.importing.cells import Cell, Formula
from signals.vocabulary import Answer, Dimension

EARLIEST = datetime.date(2000, 1, 1)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
BELGIAN_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
SHOWN_LENGTH = 40

ANSWERS = {
    "eerste keer ooit": Answer.EVER,
    "eerste keer dit jaar": Answer.YEAR,
    "al geweest": Answer.BEFORE,
    "al geweest dit jaar": Answer.BEFORE,
    "weet niet": Answer.UNKNOWN,
    "weet ik niet": Answer.UNKNOWN,
}
UNKNOWN_WORDS = {"onbekend", "weet niet"}


class Refusal(ValueError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """A cell that cannot be taken over; the message is a Dutch sentence."""


def shorten(value: object) -> str:
    """A value as a refusal may show it."""
    text = str(value).strip()
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


@dataclass(frozen=True)
class Lists:
    """The site's own lists: by word, and as the rules of a contact want them."""

    activities: Mapping[str, Activity]
    themes: Mapping[str, Theme]
    approaches: Mapping[str, Approach]
    services: Mapping[str, Service]
    categories: Mapping[tuple[Dimension, str], AttributeCategory]
    choices: Choices
    read_own_counts: Callable[[], OwnCountDays]
    read_own_words: Callable[[], Collection[str]]


def read_lists() -> Lists:
    """Read the lists of the site in scope (five queries). What was retired still matches: old files use old words."""
    categories: dict[tuple[Dimension, str], AttributeCategory] = {}
    for category in AttributeCategory.objects.all():
        for word in (category.key, category.name):
            categories[Dimension(category.dimension), fold(word)] = category
    activities = list(Activity.objects.all())
    themes, approaches, services = Theme.objects.all(), Approach.objects.all(), Service.objects.all()
    return Lists(
        activities={fold(activity.slug): activity for activity in activities} | _by_name(activities),
        themes=_by_name(themes),
        approaches=_by_name(approaches),
        services=_by_name(services),
        categories=categories,
        choices=Choices(
            activity=None,
            themes=_as_choices(themes),
            approaches={item.pk: _as_choice(item, item.kind) for item in approaches},
            services=_as_choices(services),
            categories={item.pk: _as_choice(item, item.dimension) for item in categories.values()},
        ),
        read_own_counts=cache(read_own_count_days),
        read_own_words=cache(list_own_words),
    )


def _by_name[Item: Model](items: Iterable[Item]) -> dict[str, Item]:
    return {fold(str(item)): item for item in items}


def _as_choices(items: Iterable[ListItem]) -> dict[int, Choice]:
    return {item.pk: _as_choice(item) for item in items}


def _as_choice(item: ListItem, detail: str = "") -> Choice:
    # A file tells what was chosen then, so nothing is refused for having been retired since.
    return Choice(id=item.pk, name=item.name, is_retired=False, detail=detail)


def read_text(cell: Cell) -> str:
    """A cell as somebody would read it out loud; 12.0 is 12.

    Raises:
        Refusal: the cell holds a formula.
    """
    if isinstance(cell, Formula):
        raise Refusal(_("Hier staat een formule. Plak de waarde zelf."))
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def split_values(cell: Cell) -> list[str]:
    """The values of a cell that may hold several, separated by ';'."""
    return [part.strip() for part in read_text(cell).split(";") if part.strip()]


def read_date(cell: Cell) -> datetime.date:
    """A date: a date of Excel (also as its bare serial number), d/m/jjjj or ISO.

    Raises:
        Refusal: there is no such day, or it lies before 2000.
    """
    day = _parse_date(cell)
    if day is None:
        raise Refusal(_("'%s' is geen datum. Schrijf ze als 31/12/2022 of 2022-12-31.") % shorten(read_text(cell)))
    if day < EARLIEST:
        raise Refusal(_("Een datum in het jaar %d ligt te ver terug.") % day.year)
    return day


def _parse_date(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _read_excel_number(cell)
        text = read_text(cell)
        if match := ISO_DATE.fullmatch(text):
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        if match := BELGIAN_DATE.fullmatch(text):
            return datetime.date(int(match[3]), int(match[2]), int(match[1]))
    except (ValueError, OverflowError) as error:
        if isinstance(error, Refusal):
            raise
    return None


def _read_excel_number(number: float) -> datetime.date | None:
    # Here, for the reason in `sheets`.
    from openpyxl.utils.datetime import from_excel

    moment = from_excel(number)
    return moment.date() if isinstance(moment, datetime.datetime) else None


def read_answer(cell: Cell) -> Answer:
    """Whether the visitor was known.

    Raises:
        Refusal: it is none of the four answers.
    """
    answer = ANSWERS.get(fold(read_text(cell)))
    if answer is None:
        raise Refusal(
            _("'%s' is geen antwoord. Kies: eerste keer ooit, eerste keer dit jaar, al geweest of weet niet.")
            % shorten(read_text(cell))
        )
    return answer


def read_category(cell: Cell, column: Column, lists: Lists) -> AttributeCategory | None:
    """An attribute; None when the cell says that it is not known.

    Raises:
        Refusal: the site does not have this answer.
    """
    dimension, word = OF_DIMENSION[column], fold(read_text(cell))
    category = lists.categories.get((dimension, word))
    if category is None and word not in UNKNOWN_WORDS:
        known = dict.fromkeys(item.name for (of, _word), item in lists.categories.items() if of == dimension)
        raise Refusal(
            _("'%(word)s' staat niet in de lijst. Kies: %(known)s.")
            % {"word": shorten(read_text(cell)), "known": ", ".join([*known, _("onbekend")])}
        )
    return category


def read_note(cell: Cell) -> str:
    """A note as it would have been typed, without needless white space."""
    return " ".join(read_text(cell).split())


def find_item[Item](word: str, items: Mapping[str, Item]) -> Item:
    """An item of one of the site's lists, by its word.

    Raises:
        Refusal: the list does not have it.
    """
    item = items.get(fold(word))
    if item is None:
        raise Refusal(_("'%s' staat niet in de lijst van deze site.") % shorten(word))
    return item
