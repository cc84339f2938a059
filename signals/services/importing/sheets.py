"""Reading a file that somebody hands over, .xlsx or .csv, well-meant or not, into rows of cells."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from signals.services.importing.columns import REQUIRED, Column, find_column, is_header

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

# What openpyxl and its parts raise on a workbook that is damaged or something else altogether.
DAMAGE = (
    zipfile.BadZipFile, InvalidFileException, ParseError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, OSError, EOFError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


class UnreadableFile(ValueError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """The file as a whole cannot be read; the message is a Dutch sentence for whoever made it."""


class Formula:
    """A cell that computes something. What it last showed may be out of date, so it is refused."""


type Cell = str | int | float | datetime.datetime | Formula


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row below the header: its number as a spreadsheet shows it, and its cells that are not blank."""

    number: int
    cells: dict[Column, Cell]


def read_rows(path: Path) -> list[Row]:
    """Read every row that is not blank.

    Raises:
        UnreadableFile: there is no such file, or it is too large, of another kind, damaged, or without the columns.
    """
    content = _read_content(path)
    if content.startswith(OLD_EXCEL_START):
        raise UnreadableFile(_("Dit is een oud Excel-bestand (.xls) of een beveiligd bestand. Bewaar het als .xlsx."))
    if content.startswith(ZIP_START):
        return _read_workbook(content)
    header, rows = _split_at_header(_read_csv(content))
    if header is None:
        raise UnreadableFile(_describe_columns())
    return rows


def _read_content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(
                _("Het bestand is groter dan %d MB. Splits het in kleinere bestanden.") % (LARGEST_FILE // MEGABYTE)
            )
        content = path.read_bytes()
    except OSError:
        raise UnreadableFile(_("Het bestand '%s' kan niet gelezen worden. Bestaat het?") % path.name) from None
    if not content.strip():
        raise UnreadableFile(_("Het bestand is leeg."))
    return content


def _read_workbook(content: bytes) -> list[Row]:
    try:
        _refuse_bomb(content)
        workbook = load_workbook(io.BytesIO(content), read_only=True)
        found: dict[str, list[Row]] = {}
        for sheet in workbook.worksheets:
            # What a sheet says of its own size may be untrue.
            sheet.reset_dimensions()
            cells = sheet.iter_rows(max_row=LAST_ROW_OF_EXCEL)
            header, rows = _split_at_header([_read_cell(cell) for cell in row[:MOST_COLUMNS]] for row in cells)
            if header is not None:
                found[str(sheet.title)] = rows
    except UnreadableFile:
        raise
    except DAMAGE:
        raise UnreadableFile(
            _("Dit is geen leesbaar Excel-bestand. Bewaar het opnieuw als .xlsx of als .csv.")
        ) from None
    if not found:
        raise UnreadableFile(_describe_columns())
    if len(found) > 1:
        raise UnreadableFile(
            _("Meer dan één blad heeft contacten: %s. Bewaar elk blad in een eigen bestand.") % ", ".join(found)
        )
    return next(iter(found.values()))


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise UnreadableFile(
                _("Uitgepakt is dit bestand groter dan %d MB. Bewaar enkel het blad met de contacten.")
                % (LARGEST_UNPACKED // MEGABYTE)
            )


def _read_cell(cell: Any) -> Cell | None:
    if cell.data_type == "f":
        return Formula()
    value = cell.value
    if value is None or isinstance(value, str | int | float | datetime.datetime):
        return value
    return str(value)


def _read_csv(content: bytes) -> Iterator[Sequence[str]]:
    text = _decode(content)
    if "\0" in text:
        raise UnreadableFile(_("Dit is geen tekstbestand. Bewaar het als .xlsx of als .csv."))
    # The heading row tells what separates columns.
    heading = next((line for line in text.splitlines() if Column.NUMBER.casefold() in line.casefold()), "")
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


def _split_at_header(rows: Iterable[Sequence[Cell | None]]) -> tuple[list[Column | None] | None, list[Row]]:
    """The columns in the order of the sheet, and the rows below; no columns when there is no header near the top."""
    header: list[Column | None] | None = None
    found: list[Row] = []
    for number, cells in enumerate(rows, start=1):
        if header is None:
            headings = ["" if cell is None else str(cell) for cell in cells]
            if is_header(headings):
                header = _read_header(headings)
            elif number >= ROWS_BEFORE_HEADER:
                break
            continue
        row = _read_row(number, header, cells)
        if row.cells:
            found.append(row)
        if len(found) > MOST_ROWS:
            raise UnreadableFile(_("Het bestand heeft meer dan %d rijen. Splits het.") % MOST_ROWS)
    return header, found


def _read_header(headings: Sequence[str]) -> list[Column | None]:
    columns = [find_column(heading) for heading in headings]
    unknown = [
        heading.strip()[:40]
        for heading, column in zip(headings, columns, strict=True)
        if not column and heading.strip()
    ]
    if unknown:
        raise UnreadableFile(
            _("Deze kolommen kent Stek niet: %(unknown)s. Haal ze weg, of geef ze een naam uit deze lijst: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(Column)}
        )
    named = [column for column in columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise UnreadableFile(_("Deze kolommen staan er meer dan één keer: %s.") % ", ".join(twice))
    missing = [column for column in REQUIRED if column not in named]
    if missing:
        raise UnreadableFile(_("Deze kolommen ontbreken: %s.") % ", ".join(missing))
    return columns


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
