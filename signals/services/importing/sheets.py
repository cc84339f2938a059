"""Reading a file that somebody hands over, .xlsx or .csv, well-meant or not, into rows of cells."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from signals.import_columns import REQUIRED, Column, find_column, is_explained, is_header, list_headings
from signals.services.importing.cells import (
    DAMAGE,
    LAST_ROW_OF_EXCEL,
    MOST_COLUMNS,
    ROWS_BEFORE_HEADER,
    ZIP_START,
    Cell,
    UnreadableFile,
    describe_damage,
    read_cell,
    read_csv,
    read_file,
    refuse_at_sight,
)

MOST_ROWS = 50_000

type Meanings = Mapping[str, Column | None]


class UnknownColumns(UnreadableFile):
    """The columns are not clear yet: somebody can still say what the `headings` of the file mean."""

    def __init__(self, sentence: str, *, headings: Sequence[str]) -> None:
        super().__init__(sentence)
        self.headings = headings


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row below the header: its number as a spreadsheet shows it, and its cells that are not blank."""

    number: int
    cells: dict[Column, Cell]


@dataclass(kw_only=True)
class _Sheet:
    """One sheet: its columns when a row names them, the rows below, and the texts of the row that names them best."""

    header: list[Column | None] | None = None
    rows: list[Row] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def read_rows(path: Path, meanings: Meanings | None = None) -> list[Row]:
    """Read every row of a file that is not blank; see `parse_rows`.

    Raises:
        UnreadableFile: also when there is no such file.
    """
    return parse_rows(read_file(path), meanings)


def parse_rows(content: bytes, meanings: Meanings | None = None) -> list[Row]:
    """Read every row that is not blank.

    Args:
        content: the bytes of an .xlsx or .csv file.
        meanings: headings that the site explained before, folded; None is a column that is not used.

    Raises:
        UnreadableFile: it is too large, of another kind, damaged, or without the columns.
    """
    refuse_at_sight(content)
    if content.startswith(ZIP_START):
        return _read_workbook(content, meanings or {})
    sheet = _split_at_header(read_csv(content), meanings or {})
    if sheet.header is None:
        raise UnknownColumns(_describe_columns(), headings=list_headings(sheet.headings))
    return sheet.rows


def _read_workbook(content: bytes, meanings: Meanings) -> list[Row]:
    # Here, because every process would otherwise start a fifth of a second later for a file that seldom comes.
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True)
        sheets: dict[str, _Sheet] = {}
        for sheet in workbook.worksheets:
            # What a sheet says of its own size may be untrue.
            sheet.reset_dimensions()
            cells = sheet.iter_rows(max_row=LAST_ROW_OF_EXCEL)
            sheets[str(sheet.title)] = _split_at_header(
                ([read_cell(cell) for cell in row[:MOST_COLUMNS]] for row in cells), meanings
            )
    except UnreadableFile:
        raise
    except DAMAGE:
        raise UnreadableFile(describe_damage()) from None
    found = {title: sheet for title, sheet in sheets.items() if sheet.header is not None}
    if not found:
        headings = max((sheet.headings for sheet in sheets.values()), key=len, default=[])
        raise UnknownColumns(_describe_columns(), headings=list_headings(headings))
    if len(found) > 1:
        raise UnreadableFile(
            _("Meer dan één blad heeft contacten: %s. Bewaar elk blad in een eigen bestand.") % ", ".join(found)
        )
    return next(iter(found.values())).rows


def _split_at_header(rows: Iterable[Sequence[Cell | None]], meanings: Meanings) -> _Sheet:
    """Find the row near the top that names the columns, and read the rows below; without one, nothing is read."""
    sheet = _Sheet()
    for number, cells in enumerate(rows, start=1):
        if sheet.header is None:
            headings = ["" if cell is None else str(cell) for cell in cells]
            if is_header(headings, meanings):
                sheet.header = _read_header(headings, meanings)
            elif number >= ROWS_BEFORE_HEADER:
                break
            elif len(list_headings(headings)) > len(list_headings(sheet.headings)):
                sheet.headings = headings
            continue
        if is_header([cell for cell in cells if isinstance(cell, str)], meanings):
            raise UnreadableFile(
                _("Rij %d noemt de kolommen nog een keer. Haal die rij weg, of bewaar wat eronder staat apart.")
                % number
            )
        row = _read_row(number, sheet.header, cells)
        if row.cells:
            sheet.rows.append(row)
        if len(sheet.rows) > MOST_ROWS:
            raise UnreadableFile(_("Het bestand heeft meer dan %d rijen. Splits het.") % MOST_ROWS)
    return sheet


def _read_header(headings: Sequence[str], meanings: Meanings) -> list[Column | None]:
    columns = [find_column(heading, meanings) for heading in headings]
    unknown = [heading[:40] for heading in list_headings(headings) if not is_explained(heading, meanings)]
    named = [column for column in columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    missing = [column for column in REQUIRED if column not in named]
    if unknown:
        sentence = _(
            "Deze kolommen kent Stek niet: %(unknown)s. Haal ze weg, of geef ze een naam uit deze lijst: %(known)s."
        ) % {"unknown": ", ".join(unknown), "known": ", ".join(Column)}
    elif twice:
        sentence = _("Deze kolommen staan er meer dan één keer: %s.") % ", ".join(twice)
    elif missing:
        sentence = _("Deze kolommen ontbreken: %s.") % ", ".join(missing)
    else:
        return columns
    raise UnknownColumns(sentence, headings=list_headings(headings))


def _read_row(number: int, header: Sequence[Column | None], cells: Sequence[Cell | None]) -> Row:
    return Row(
        number=number,
        cells={
            column: cell
            for column, cell in zip(header, cells, strict=False)
            if column and cell is not None and not (isinstance(cell, str) and not cell.strip())
        },
    )


def _describe_columns() -> str:
    return _(
        "Geen blad met contacten gevonden. De eerste rij moet de kolommen noemen: %s, en wat je verder bijhoudt."
    ) % (", ".join(REQUIRED))
