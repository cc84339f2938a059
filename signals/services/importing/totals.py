"""Reading a file of totals of other years: each row becomes the answers to the form for one figure.

Between the look at a file and the keeping of it, its rows travel through the page, signed: nothing stays here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing
from django.utils.translation import gettext as _

from activities.models import Activity
from signals.import_columns import fold
from signals.models import AttributeCategory
from signals.services.importing.cells import Cell, UnreadableFile, read_first_sheet
from signals.services.importing.values import Refusal, read_date, read_text, shorten
from signals.vocabulary import Measure, Quantity, Unit

MOST_TOTALS = 500
KEPT_SECONDS = 24 * 3600
_SALT = "signals.totals."
PERCENTAGE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
WHOLE_NUMBER = re.compile(r"\d+|\d{1,3}(?:\.\d{3})+")
YEAR = re.compile(r"\d{4}")
YES = {"ja", "x"}


class TotalColumn(StrEnum):
    """The columns of such a file, by their headings."""

    LABEL = "Wat"
    VALUE = "Cijfer"
    SOURCE = "Bron"
    YEAR = "Jaar"
    START = "Van"
    END = "Tot en met"
    ACTIVITY = "Activiteit"
    MEASURE = "Waarover"
    CATEGORY = "Kenmerk"
    UNIT = "Eenheid"
    OPENING = "Beginstand"


REQUIRED = (TotalColumn.LABEL, TotalColumn.VALUE, TotalColumn.SOURCE)

type Cells = Mapping[TotalColumn, Cell]
type Answers = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class TotalRow:
    """One row: its number as a spreadsheet shows it, what the form takes, and what could not be read."""

    number: int
    answers: Answers
    problems: list[str]


def read_totals(content: bytes) -> list[TotalRow]:
    """Read a file of totals, for the site in scope.

    Raises:
        UnreadableFile: it cannot be read, has no such columns, or too many rows.
    """
    sheet = read_first_sheet(content, most_rows=MOST_TOTALS)
    start = next((number for number, cells in enumerate(sheet) if _is_header(cells)), None)
    if start is None:
        said = _("Geen rij met de kolommen %(needed)s gevonden. Andere kolommen mogen: %(others)s.")
        others = [column for column in TotalColumn if column not in REQUIRED]
        raise UnreadableFile(said % {"needed": ", ".join(REQUIRED), "others": ", ".join(others)})
    header = [_find_column(cell) for cell in sheet[start]]
    words = _read_words()
    rows = []
    for number, cells in enumerate(sheet[start + 1 :], start + 2):
        found = {
            column: cell
            for column, cell in zip(header, cells, strict=False)
            if column and cell is not None and not (isinstance(cell, str) and not cell.strip())
        }
        if found:
            rows.append(_read_row(number, found, words))
    if not rows:
        raise UnreadableFile(_("Onder de kolommen staat niets."))
    return rows


def sign_totals(rows: Sequence[TotalRow], *, whose: str) -> str:
    """Rows as text that nobody but `whose` can hand in, and nobody can change."""
    return signing.dumps([(row.number, row.answers) for row in rows], salt=_SALT + whose, compress=True)


def read_signed_totals(text: str, *, whose: str) -> list[TotalRow]:
    """The rows behind such a text.

    Raises:
        BadSignature: it was made up, is somebody else's, or is older than a day.
    """
    rows = signing.loads(text, salt=_SALT + whose, max_age=KEPT_SECONDS)
    return [TotalRow(number=number, answers=answers, problems=[]) for number, answers in rows]


def _is_header(cells: Sequence[Cell | None]) -> bool:
    return set(REQUIRED) <= {_find_column(cell) for cell in cells}


def _find_column(cell: Cell | None) -> TotalColumn | None:
    return next((column for column in TotalColumn if isinstance(cell, str) and fold(cell) == fold(column)), None)


def _read_words() -> dict[TotalColumn, dict[str, str]]:
    activities, categories = Activity.objects.all(), AttributeCategory.objects.all()
    return {
        TotalColumn.ACTIVITY: {fold(row.name): str(row.pk) for row in activities} | {fold(_("hele site")): ""},
        TotalColumn.MEASURE: {fold(str(measure.label)): measure.value for measure in Measure},
        TotalColumn.UNIT: {fold(str(unit.label)): unit.value for unit in Unit},
        TotalColumn.CATEGORY: {
            fold(f"{row.get_dimension_display()}: {row.name}"): str(row.pk) for row in categories
        },
    }  # fmt: skip


def _read_row(number: int, cells: Cells, words: Mapping[TotalColumn, Mapping[str, str]]) -> TotalRow:
    answers: Answers = {"measure": Measure.OTHER, "unit": Unit.PERSON}
    if TotalColumn.CATEGORY in cells:
        answers["measure"] = Measure.ATTRIBUTE
    problems = []
    for column, cell in cells.items():
        try:
            answers |= _READERS[column](cell) if column in _READERS else _look_up(column, cell, words[column])
        except Refusal as refusal:
            problems.append(f"{column}: {refusal}")
    return TotalRow(number=number, answers=answers, problems=problems)


def _look_up(column: TotalColumn, cell: Cell, known: Mapping[str, str]) -> Answers:
    text = read_text(cell)
    if fold(text) not in known:
        raise Refusal(_("'%(text)s' kent Stek hier niet.") % {"text": shorten(text)})
    return {_FIELDS[column]: known[fold(text)]}


def _read_value(cell: Cell) -> Answers:
    text = read_text(cell)
    if fold(text) == fold(str(Quantity.NOT_REGISTERED.label)):
        return {"quantity": Quantity.NOT_REGISTERED}
    if match := PERCENTAGE.fullmatch(text):
        return {"quantity": Quantity.PERCENTAGE, "percentage": match[1].replace(",", ".")}
    if WHOLE_NUMBER.fullmatch(text):
        return {"quantity": Quantity.NUMBER, "number": text.replace(".", "")}
    if isinstance(cell, int | float):
        raise Refusal(_("Een getal is heel. Is het een percentage, schrijf dan bijvoorbeeld 75 % als tekst."))
    return {"quantity": Quantity.WORDS, "words": text}


def _read_year(cell: Cell) -> Answers:
    text = read_text(cell)
    if not YEAR.fullmatch(text):
        raise Refusal(_("'%(text)s' is geen jaar.") % {"text": shorten(text)})
    return {"period_start": f"{text}-01-01", "period_end": f"{text}-12-31"}


_FIELDS = {
    TotalColumn.ACTIVITY: "activity",
    TotalColumn.MEASURE: "measure",
    TotalColumn.CATEGORY: "category",
    TotalColumn.UNIT: "unit",
}
_READERS: dict[TotalColumn, Callable[[Cell], Answers]] = {
    TotalColumn.LABEL: lambda cell: {"label": read_text(cell)},
    TotalColumn.SOURCE: lambda cell: {"source": read_text(cell)},
    TotalColumn.VALUE: _read_value,
    TotalColumn.YEAR: _read_year,
    TotalColumn.START: lambda cell: {"period_start": read_date(cell).isoformat()},
    TotalColumn.END: lambda cell: {"period_end": read_date(cell).isoformat()},
    TotalColumn.OPENING: lambda cell: {"is_opening": "on"} if fold(read_text(cell)) in YES else {},
}
