"""Taking over a file in the browser: hand over, explain, look at, take over; and the file that may not linger."""

import io
import uuid
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from signals.models import Contact, HelpRequest, ImportFile, ImportMeaning, Theme
from signals.services.importing import import_contacts
from signals.services.importing.cells import LARGEST_FILE
from signals.services.importing.reviewing import read_review
from signals.vocabulary import ImportStage
from sites.models import AuditEntry
from tests.conftest import CountQueries
from tests.importing.conftest import HEADER, Importer, row, write_csv


def test_a_file_is_looked_at_first_and_taken_over_when_asked(importer: Importer) -> None:
    file = importer.look(row(1, theme="Werk"), row(2, "9/4/2025", "Open Leersalon"))
    page = importer.page(file)
    assert file.stage == ImportStage.READY
    assert "2025" in page
    assert "Open Leersalon" in page
    assert not Contact.objects.exists()
    importer.send(file, "import_take_over")
    done = importer.work(file)
    assert (done.stage, done.contacts, done.help_requests) == (ImportStage.DONE, 2, 1)
    assert Contact.objects.count() == 2
    assert AuditEntry.objects.filter(action="contacts-imported", subject="2 contacten, 1 hulpvraag").exists()


def test_a_refused_row_keeps_everything_out_until_somebody_leaves_it_out(importer: Importer) -> None:
    file = importer.look(row(1), row(2, "31/2/2024"))
    assert "'31/2/2024' is geen datum" in importer.page(file).replace("&#x27;", "'")
    importer.send(file, "import_take_over")
    assert importer.work(file).stage == ImportStage.READY
    assert not Contact.objects.exists()
    importer.send(file, "import_take_over", skip_bad="on")
    assert importer.work(file).contacts == 1


def test_a_row_with_two_reasons_is_one_bad_row(importer: Importer) -> None:
    review = read_review(importer.look(row(1, "31/2/2024", theme="Geld"), row(2)))
    assert (review["bad_total"], review["reasons_total"]) == (1, 2)


def test_waiting_ends_with_a_new_page_and_not_with_a_page_inside_the_page(importer: Importer) -> None:
    file = importer.look(row(1))
    address = reverse("import_file", args=[importer.site.slug, file.pk])
    part = importer.client.get(address, headers={"HX-Request": "true"})
    assert (part.headers["HX-Refresh"], part.content) == ("true", b"")
    assert "nieuwe contacten" in importer.client.get(address).text


def test_a_possible_name_is_taken_over_only_when_somebody_says_it_is_none(importer: Importer) -> None:
    today = timezone.localdate().strftime("%d/%m/%Y")
    file = importer.look(row(1, today, theme="Werk", note="Belde met Sofie Peeters"))
    assert "Staat hier een naam in?" in importer.page(file)
    importer.send(file, "import_take_over", no_names="on")
    assert importer.work(file).stage == ImportStage.DONE


def test_the_same_file_again_says_that_all_of_it_is_there(importer: Importer) -> None:
    for number in range(2):
        file = importer.look(row(1), row(2))
        importer.send(file, "import_take_over")
        assert importer.work(file).contacts == (0 if number else 2)
    assert Contact.objects.count() == 2


def test_an_unknown_heading_is_asked_about_and_remembered(importer: Importer) -> None:
    header = ("Nr", "Wanneer", "Activiteit", "Bezoeker", "Naam bezoeker")
    cells = ("1", "7/3/2024", "Open Leersalon", "al geweest", "Iemand")
    file = importer.look(cells, header=header)
    assert "Welke kolommen zijn dit?" in importer.page(file)
    answers = {"heading-0": "NUMBER", "heading-1": "DATE", "heading-2": "-"}
    assert importer.send(file, "import_columns", **answers).status_code == 302
    assert "nieuwe contacten" in importer.page(importer.work(file))
    later = importer.look((*cells[:1], "8/3/2024", *cells[2:]), header=header)
    assert "nieuwe contacten" in importer.page(later)


def test_columns_that_do_not_make_a_contact_are_refused(importer: Importer) -> None:
    file = importer.look(("1", "7/3/2024"), header=("Nr", "Wanneer"))
    reply = importer.send(file, "import_columns", **{"heading-0": "NUMBER", "heading-1": "NUMBER"})
    assert reply.status_code == 422
    assert "meer dan één keer: Contactnr" in reply.text
    assert "ontbreken: Datum, Activiteit, Bezoeker" in reply.text
    assert not ImportMeaning.objects.exists()


def find_question(file: ImportFile, word: str) -> str:
    """The name of the field that asks what this word means."""
    return next(
        f"word-{number}" for number, (_column, of, _rows) in enumerate(read_review(file)["words"]) if of == word
    )


def test_an_unknown_word_means_what_somebody_chose_also_on_the_command_line(importer: Importer, tmp_path: Path) -> None:
    file = importer.look(row(1, theme="Geld"))
    housing = Theme.objects.get(name="Huisvesting")
    importer.send(file, "import_words", **{find_question(file, "Geld"): str(housing.pk)})
    file = importer.work(file)
    importer.send(file, "import_take_over")
    importer.work(file)
    import_contacts(path=write_csv(tmp_path / "a.csv", [row(2, theme="GELD")]))
    assert [request.theme for request in HelpRequest.objects.select_related("theme")] == [housing, housing]


def test_an_unknown_word_may_become_a_word_of_the_list(importer: Importer) -> None:
    file = importer.look(row(1, theme="Mobiliteit"))
    importer.send(file, "import_words", **{find_question(file, "Mobiliteit"): "+"})
    assert read_review(importer.work(file))["bad_total"] == 0
    assert Theme.objects.filter(name="Mobiliteit").exists()


def test_a_word_that_is_left_out_leaves_the_rest_of_its_cell(importer: Importer) -> None:
    file = importer.look(row(1, theme="Werk", approach="Advies; Koffie gegeven", known="ja, gekend"))
    answers = {find_question(file, "Koffie gegeven"): "-", find_question(file, "ja, gekend"): "-"}
    importer.send(file, "import_words", **answers)
    file = importer.work(file)
    assert read_review(file)["bad_total"] == 0
    assert read_review(file)["first"][0]["requests"][0]["approaches"] == ["Advies"]


def test_a_theme_that_is_left_out_takes_its_help_request_along(importer: Importer) -> None:
    file = importer.look(row(1, theme="Werk"), row(1, theme="Geklets", approach="Advies", note="Over het weer"))
    importer.send(file, "import_words", **{find_question(file, "Geklets"): "-"})
    review = read_review(importer.work(file))
    assert (review["contacts"], review["help_requests"], review["bad_total"]) == (1, 1, 0)


def test_a_word_that_would_let_somebody_be_found_is_never_asked_about(importer: Importer) -> None:
    file = importer.look(row(1, theme="0478 12 34 56"))
    assert read_review(file)["words"] == []
    assert read_review(file)["bad_total"] == 1


def test_what_was_remembered_can_be_forgotten(importer: Importer) -> None:
    meaning = ImportMeaning.objects.create(column="THEME", text="geld", meaning="")
    memory = reverse("import_memory", args=[importer.site.slug])
    assert "geld" in importer.client.get(memory).text
    importer.client.post(reverse("import_forget", args=[importer.site.slug, meaning.pk]))
    assert "geld" not in importer.client.get(memory).text


def make_bomb() -> bytes:
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"\0" * (160 * 1024 * 1024))
        return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Het bestand is leeg."),
        (b"  \n", "Het bestand is leeg."),
        (b"PK\x03\x04 geen zip", "geen leesbaar Excel-bestand"),
        (b"\xd0\xcf\x11\xe0 oud", "oud Excel-bestand"),
        (b"%PDF-1.7\0\0", "geen tekstbestand"),
        (make_bomb(), "groter dan 150 MB"),
    ],
    ids=["empty", "blank", "broken", "old", "other kind", "zip bomb"],
)
def test_what_is_no_file_of_contacts_is_refused_at_sight(importer: Importer, content: bytes, sentence: str) -> None:
    reply = importer.upload(content)
    assert reply.status_code == 422
    assert sentence in reply.text
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize("size", [LARGEST_FILE + 1, 2 * LARGEST_FILE])
def test_a_file_that_is_too_large_is_refused(importer: Importer, size: int) -> None:
    reply = importer.upload(b"a" * size)
    assert "groter dan 20 MB" in reply.text
    assert not ImportFile.objects.exists()


def test_the_largest_file_fits_in_what_the_server_takes_in() -> None:
    assert LARGEST_FILE < settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def test_a_second_row_of_headings_is_refused_with_its_number(importer: Importer) -> None:
    file = importer.look(row(1), HEADER, row(2))
    assert file.stage == ImportStage.FAILED
    assert "Rij 3 noemt de kolommen nog een keer" in importer.page(file)


def test_a_file_that_is_not_there_is_not_found(importer: Importer) -> None:
    path = reverse("import_file", args=[importer.site.slug, uuid.uuid4()])
    assert importer.client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_a_review_takes_as_many_statements_for_few_rows_as_for_many(
    importer: Importer, count_queries: CountQueries, number: int
) -> None:
    file = importer.look(*(row(contact, theme=f"Thema {contact}") for contact in range(number)))
    importer.page(file)
    with count_queries() as statements:
        importer.page(file)
    assert len(statements) == 15
