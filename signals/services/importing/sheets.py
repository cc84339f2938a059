"""Reading a file that somebody hands over, .xlsx or .csv, well-meant or not, into rows of cells."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from signals.import_columns import REQUIRED, Column, find_column, is_explained, is_header, list_headings

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 150 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LAST_ROW_OF_EXCEL = 1_048_576
ROWS_BEFORE_HEADER = 10

ZIP_START = b"PK"
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"
UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ";,\t"

type Meanings = Mapping[str, Column | None]

# What openpyxl and its parts raise on a workbook that is damaged or something else altogether.
DAMAGE = (
    zipfile.BadZipFile, ParseError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, OSError, EOFError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


class UnreadableFile(ValueError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """The file as a whole cannot be read; the message is a Dutch sentence for whoever made it."""


class UnknownColumns(UnreadableFile):
    """The columns are not clear yet: somebody can still say what the `headings` of the file mean."""

    def __init__(self, sentence: str, *, headings: Sequence[str]) -> None:
        super().__init__(sentence)
        self.headings = headings


class Formula:
    """A cell that computes something. What it last showed may be out of date, so it is refused."""


type Cell = str | int | float | datetime.datetime | Formula


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
    sheet = _split_at_header(_read_csv(content), meanings or {})
    if sheet.header is None:
        raise UnknownColumns(_describe_columns(), headings=list_headings(sheet.headings))
    return sheet.rows


def refuse_at_sight(content: bytes) -> None:
    """Refuse what can be told from the first look to be no file of contacts.

    Raises:
        UnreadableFile: with the reason.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(describe_too_large())
    if not content.strip():
        raise UnreadableFile(_("Het bestand is leeg."))
    if content.startswith(OLD_EXCEL_START):
        raise UnreadableFile(_("Dit is een oud Excel-bestand (.xls) of een beveiligd bestand. Bewaar het als .xlsx."))
    if content.startswith(ZIP_START):
        _refuse_bomb(content)
    elif "\0" in _decode(content):
        raise UnreadableFile(_("Dit is geen tekstbestand. Bewaar het als .xlsx of als .csv."))


def describe_too_large() -> str:
    """That a file is too large, and what to do."""
    return _("Het bestand is groter dan %d MB. Splits het in kleinere bestanden.") % (LARGEST_FILE // MEGABYTE)


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFile: there is no such file, or it is too large.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(describe_too_large())
        return path.read_bytes()
    except OSError:
        raise UnreadableFile(_("Het bestand '%s' kan niet gelezen worden. Bestaat het?") % path.name) from None


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
                ([_read_cell(cell) for cell in row[:MOST_COLUMNS]] for row in cells), meanings
            )
    except UnreadableFile:
        raise
    except DAMAGE:
        raise UnreadableFile(_describe_damage()) from None
    found = {title: sheet for title, sheet in sheets.items() if sheet.header is not None}
    if not found:
        headings = max((sheet.headings for sheet in sheets.values()), key=len, default=[])
        raise UnknownColumns(_describe_columns(), headings=list_headings(headings))
    if len(found) > 1:
        raise UnreadableFile(
            _("Meer dan één blad heeft contacten: %s. Bewaar elk blad in een eigen bestand.") % ", ".join(found)
        )
    return next(iter(found.values())).rows


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except DAMAGE:
        raise UnreadableFile(_describe_damage()) from None
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableFile(
            _("Uitgepakt is dit bestand groter dan %d MB. Bewaar enkel het blad met de contacten.")
            % (LARGEST_UNPACKED // MEGABYTE)
        )


def _describe_damage() -> str:
    return _("Dit is geen leesbaar Excel-bestand. Bewaar het opnieuw als .xlsx of als .csv.")


def _read_cell(cell: Any) -> Cell | None:
    if cell.data_type == "f":
        return Formula()
    value = cell.value
    if value is None or isinstance(value, str | int | float | datetime.datetime):
        return value
    return str(value)


def _read_csv(content: bytes) -> Iterator[Sequence[str]]:
    text = _decode(content)
    # The heading row tells what separates columns; in an unknown file that is the row with most columns near the top.
    top = text.splitlines()[:ROWS_BEFORE_HEADER]
    fullest = max(top, key=lambda line: max(map(line.count, SEPARATORS)), default="")
    heading = next((line for line in text.splitlines() if Column.NUMBER.casefold() in line.casefold()), fullest)
    separator = max(SEPARATORS, key=heading.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error:
        raise UnreadableFile(
            _("Dit csv-bestand is niet goed gevormd. Staat er ergens een aanhalingsteken zonder einde?")
        ) from None


def _decode(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith(UTF_16_STARTS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("De letters in dit bestand zijn niet leesbaar. Bewaar het als 'CSV UTF-8' of als .xlsx."))


def _split_at_header(rows: Iterable[Sequence[Cell | None]], meanings: Meanings) -> _Sheet:
    """Find the row near the top that names the columns, and read the rows below; without one, nothing is read."""
    sheet = _Sheet()
    for number, cells in enumerate(rows, start=1):
        headings = ["" if cell is None else str(cell) for cell in cells]
        if sheet.header is None:
            if is_header(headings, meanings):
                sheet.header = _read_header(headings, meanings)
            elif number >= ROWS_BEFORE_HEADER:
                break
            elif len(list_headings(headings)) > len(list_headings(sheet.headings)):
                sheet.headings = headings
            continue
        if is_header(headings, meanings):
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
