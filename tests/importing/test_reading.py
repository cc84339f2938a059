"""Files as people hand them over: kinds, encodings, separators, and what is not a file of contacts at all."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from signals.import_columns import Column
from signals.models import Contact
from signals.services.importing import UnreadableFile, import_contacts
from signals.services.importing.cells import Formula
from signals.services.importing.sheets import read_rows
from tests.importing.conftest import HEADER, Import, row, write_csv, write_xlsx


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_whatever_its_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1, note="één; twee, drie")], separator=separator, encoding=encoding)
    assert [(found.number, found.cells[Column.NOTE]) for found in read_rows(path)] == [(2, "één; twee, drie")]


def test_rows_keep_the_number_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [[""] * len(HEADER), row(1), [""] * len(HEADER), row(2)])
    assert [found.number for found in read_rows(path)] == [3, 5]


def test_headings_match_ignoring_case_and_outer_spaces(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(" CONTACTNR ;datum;Activiteit;bezoeker\n1;7/3/2024;Koffie;al geweest\n")
    assert list(read_rows(path)[0].cells) == [Column.NUMBER, Column.DATE, Column.ACTIVITY, Column.VISITOR]


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Registraties GS9\n\nContactnr;Datum;Activiteit;Bezoeker\n1;7/3/2024;Koffie;al geweest\n")
    assert [found.number for found in read_rows(path)] == [4]


def test_a_formula_is_told_apart_from_a_value(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [row("=1+1")])
    assert isinstance(read_rows(path)[0].cells[Column.NUMBER], Formula)


def test_the_sheet_with_the_headings_is_found_among_others(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [row(1)])
    workbook = load_workbook(path)
    workbook.create_sheet("Uitleg", 0).append(["Vul het tweede blad in"])
    workbook.save(path)
    assert len(read_rows(path)) == 1


def test_a_million_blank_rows_do_not_stop_the_last_one(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADER)
    sheet.cell(1_048_576, HEADER.index("Contactnr") + 1, "1")
    workbook.save(tmp_path / "a.xlsx")
    assert [found.number for found in read_rows(tmp_path / "a.xlsx")] == [1_048_576]


def make_zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_two_sheets() -> bytes:
    workbook = Workbook()
    for sheet in (workbook.worksheets[0], workbook.create_sheet("Ook")):
        sheet.append(HEADER)
        sheet.append(row(1))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is leeg"),
        (b"  \n ", "is leeg"),
        (b"zomaar wat tekst", "De eerste rij moet de kolommen noemen"),
        (b"\x00\x01\x02Contactnr;Datum", "geen tekstbestand"),
        (b"Contactnr;Datum;Activiteit;Bezoeker\n\x81\x8d", "letters"),
        (b'Contactnr;Datum;Activiteit;Bezoeker\n"1;2', "aanhalingsteken"),
        (b"Contactnr;Datum;Activiteit\n1;2;3", "ontbreken: Bezoeker"),
        (b"Contactnr;Datum;Activiteit;Bezoeker;Naam\n", "kent Stek niet: Naam"),
        (b"Contactnr;Datum;Activiteit;Bezoeker;Datum\n", "meer dan één keer: Datum"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Excel-bestand"),
        (b"PK\x03\x04 en dan niets", "geen leesbaar Excel-bestand"),
        (make_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "geen leesbaar Excel-bestand"),
        (make_zip(**{"xl/workbook.xml": b"0" * 160_000_000}), "groter dan 150 MB"),
        (make_two_sheets(), "Meer dan één blad"),
    ],
)
def test_what_is_not_a_file_of_contacts_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "bestand"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        read_rows(path)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="kan niet gelezen worden"):
        read_rows(tmp_path / "weg.xlsx")


def test_a_file_with_only_headings_is_refused_in_a_sentence(import_rows: Import) -> None:
    with pytest.raises(UnreadableFile, match="staan geen contacten"):
        import_rows()


@pytest.mark.parametrize(
    "on",
    [datetime.datetime(2024, 3, 7), datetime.date(2024, 3, 7), 45358, "7/3/2024", "07-03-2024", "2024-03-07"],  # noqa: DTZ001
)
def test_a_date_of_excel_a_belgian_date_and_an_iso_date_are_the_same_day(import_rows: Import, on: object) -> None:
    import_rows(row(1, on))
    assert Contact.objects.get().on == datetime.date(2024, 3, 7)


def test_csv_and_xlsx_with_the_same_rows_are_the_same_import(listed: object, tmp_path: Path) -> None:
    rows = [row(1, theme="Werk"), row(2, visitor="eerste keer ooit", known="ja")]
    import_contacts(path=write_xlsx(tmp_path / "a.xlsx", rows))
    again = import_contacts(path=write_csv(tmp_path / "a.csv", rows))
    assert (again.contacts, again.already_there) == (0, 2)
