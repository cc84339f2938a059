"""The columns a file of contacts may have (`docs/import.md`)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from signals.vocabulary import Dimension


class Column(StrEnum):
    """A column by its heading; headings match ignoring case and outer spaces."""

    NUMBER = "Contactnr"
    DATE = "Datum"
    ACTIVITY = "Activiteit"
    VISITOR = "Bezoeker"
    VISITOR_AT_ACTIVITY = "Bezoeker bij activiteit"
    KNOWN = "Gekend sociale dienst"
    GENDER = "Gender"
    AGE = "Leeftijd"
    LANGUAGE = "Taal"
    HOUSEHOLD = "Gezin"
    ORIGIN = "Herkomst"
    THEME = "Thema"
    NOTE = "Omschrijving"
    APPROACH = "Aanpak"
    REFERRAL = "Doorverwijzing naar"


REQUIRED = (Column.NUMBER, Column.DATE, Column.ACTIVITY, Column.VISITOR)
OF_DIMENSION = {
    Column.KNOWN: Dimension.KNOWN,
    Column.GENDER: Dimension.GENDER,
    Column.AGE: Dimension.AGE,
    Column.LANGUAGE: Dimension.LANGUAGE,
    Column.HOUSEHOLD: Dimension.HOUSEHOLD,
    Column.ORIGIN: Dimension.ORIGIN,
}
NEVER_LEFT_OUT = (Column.ACTIVITY, Column.VISITOR)
"""Without these there is no contact, so a word in them means something or makes a bad row."""
OF_CONTACT = (Column.DATE, Column.ACTIVITY, Column.VISITOR, Column.VISITOR_AT_ACTIVITY, *OF_DIMENSION)
"""What is said once of a contact: on its other rows these are blank or agree."""

LEFT_OUT = ""
"""The meaning of a word that is not taken over."""

type Word = tuple[Column, str]
"""A word of a file, in the column it stands in."""

_BY_HEADING = {column.value.casefold(): column for column in Column}


def fold(text: str) -> str:
    """How words are compared: ignoring case and outer spaces."""
    return text.strip().casefold()


def find_column(heading: str, meanings: Mapping[str, Column | None]) -> Column | None:
    """The column with this heading, or that this heading was said to mean; None when it is not (to be) used."""
    folded = fold(heading)
    return _BY_HEADING.get(folded) or meanings.get(folded)


def is_explained(heading: str, meanings: Mapping[str, Column | None]) -> bool:
    """Whether it is clear what to do with what stands under this heading."""
    folded = fold(heading)
    return folded in _BY_HEADING or folded in meanings


def is_header(headings: Sequence[str], meanings: Mapping[str, Column | None]) -> bool:
    """Whether this row names the columns: it has at least the number and the date of a contact."""
    found = {find_column(heading, meanings) for heading in headings if heading}
    return {Column.NUMBER, Column.DATE} <= found


def list_headings(headings: Sequence[str]) -> list[str]:
    """The headings that say something."""
    return [tidy for heading in headings if (tidy := heading.strip())]
