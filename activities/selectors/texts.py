"""What the team wrote, in the language of the reader; in Dutch, and marked so, where nobody translated it yet."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Model

from activities.models import Activity, Change, Closure, Notice, Slot
from sites.models import Partner, Venue

# The texts that visitors read. Names of places and organisations are the same in every language.
TRANSLATED: Mapping[type[Model], tuple[str, ...]] = {
    Activity: ("name", "summary", "description", "price", "eligibility", "school_hours", "contact_text"),
    Slot: ("note",),
    Change: ("reason",),
    Closure: ("reason",),
    Notice: ("title", "text"),
    Venue: ("directions", "accessibility", "without_car", "public_transport", "lift"),
    Partner: ("description",),
}


class DutchText(str):
    """A text that stays Dutch on a page in another language; templates mark it (`said`)."""

    __slots__ = ()


def say_text(text: str, texts: Mapping[str, str]) -> str:
    """A Dutch text in the language of `texts`, or itself as `DutchText` when that lacks it."""
    if not text:
        return text
    return texts.get(text) or DutchText(text)


def translate_rows(rows: Iterable[Model], texts: Mapping[str, str]) -> None:
    """Put the texts of rows in the language of `texts`. The rows are for reading: they must not be saved."""
    for row in rows:
        for name in TRANSLATED.get(type(row), ()):
            setattr(row, name, say_text(getattr(row, name), texts))


def list_texts(rows: Iterable[Model]) -> Iterator[tuple[Model, str]]:
    """Every Dutch text of rows that visitors read, with the row it is of."""
    for row in rows:
        for name in TRANSLATED.get(type(row), ()):
            if text := getattr(row, name):
                yield row, text
