"""Reading the cells of a file that somebody hands over, .xlsx or .csv, well-meant or not."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from signals.import_columns import Column

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 150 * MEGABYTE
MOST_COLUMNS = 100
LAST_ROW_OF_EXCEL = 1_048_576
ROWS_BEFORE_HEADER = 10

ZIP_START = b"PK"
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"
UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ";,\t"

# What openpyxl and its parts raise on a workbook that is damaged or something else altogether.
DAMAGE = (
    zipfile.BadZipFile, ParseError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, OSError, EOFError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


class UnreadableFile(ValueError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """The file as a whole cannot be read; the message is a Dutch sentence for whoever made it."""


class Formula:
    """A cell that computes something. What it last showed may be out of date, so it is refused."""


type Cell = str | int | float | datetime.datetime | Formula


def read_first_sheet(content: bytes, *, most_rows: int) -> list[Sequence[Cell | None]]:
    """Every row of a small file as it stands: of the first sheet of a workbook.

    Raises:
        UnreadableFile: it is too large, of another kind or damaged.
    """
    refuse_at_sight(content)
    rows = _read_first_of_workbook(content) if content.startswith(ZIP_START) else read_csv(content)
    found = list(islice(rows, most_rows + 1))
    if len(found) > most_rows:
        raise UnreadableFile(_("Het bestand heeft meer dan %d rijen. Splits het.") % most_rows)
    return found


def _read_first_of_workbook(content: bytes) -> Iterator[Sequence[Cell | None]]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=LAST_ROW_OF_EXCEL):
            yield [read_cell(cell) for cell in row[:MOST_COLUMNS]]
    except DAMAGE:
        raise UnreadableFile(describe_damage()) from None


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
        raise UnreadableFile(_("Dit is geen Excel en geen tekstbestand. Bewaar het opnieuw als .xlsx of .csv."))


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


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except DAMAGE:
        raise UnreadableFile(describe_damage()) from None
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableFile(
            _("Uitgepakt is dit bestand groter dan %d MB. Bewaar enkel het blad met de contacten.")
            % (LARGEST_UNPACKED // MEGABYTE)
        )


def describe_damage() -> str:
    """That a workbook is damaged, and what to do."""
    return _("Dit is geen leesbaar Excel-bestand. Bewaar het opnieuw als .xlsx of als .csv.")


def read_cell(cell: Any) -> Cell | None:
    """What a cell of a workbook holds; a formula is told from what it last showed."""
    if cell.data_type == "f":
        return Formula()
    value = cell.value
    if value is None or isinstance(value, str | int | float | datetime.datetime):
        return value
    return str(value)


def read_csv(content: bytes) -> Iterator[Sequence[str]]:
    """The rows of a .csv, whatever separates its columns.

    Raises:
        UnreadableFile: its letters or quotation marks cannot be read.
    """
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
