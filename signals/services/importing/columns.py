"""The columns a file may have."""

from collections.abc import Sequence
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
OF_CONTACT = (Column.DATE, Column.ACTIVITY, Column.VISITOR, Column.VISITOR_AT_ACTIVITY, *OF_DIMENSION)
"""What is said once of a contact: on its other rows these are blank or agree."""

_BY_HEADING = {column.value.casefold(): column for column in Column}


def find_column(heading: str) -> Column | None:
    """The column with this heading."""
    return _BY_HEADING.get(heading.strip().casefold())


def is_header(headings: Sequence[str]) -> bool:
    """Whether this row names the columns: it has at least the number and the date of a contact."""
    found = {find_column(heading) for heading in headings}
    return {Column.NUMBER, Column.DATE} <= found
