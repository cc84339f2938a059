"""The press: what it prints, what it refuses, and when it gives up."""

import subprocess
from pathlib import Path

import pytest

from reporting.press import BUNDLED, Layout, find_bundled_file
from reporting.services.printing import (
    Limits,
    PressError,
    RefusedError,
    TooLargeError,
    TooLongError,
    UnwantedError,
    print_pdf,
)
from tests.documents.conftest import open_pdf

RUNAWAY = "<table><tr>" + "<td>cel" * 10_000


def lay_out(body: str, *, most_pages: int = 0) -> Layout:
    return Layout(
        html=f"<!DOCTYPE html><html lang=nl><head><title>Proef</title></head><body>{body}</body></html>",
        most_pages=most_pages,
    )


def test_the_same_html_gives_the_same_bytes() -> None:
    layout = lay_out("<h1>Welkom</h1><p>Kom binnen.</p>")
    assert print_pdf([layout]) == print_pdf([layout])


def test_a_pdf_is_tagged_and_says_its_title_and_language() -> None:
    with open_pdf(print_pdf([lay_out("<h1>Welkom</h1>")])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert str(pdf.docinfo.Title) == "Proef"
        with pdf.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_only_bundled_fonts_are_used(tmp_path: Path) -> None:
    path = tmp_path / "fonts.pdf"
    path.write_bytes(print_pdf([lay_out("<h1>Welkom</h1><p>漢字 ☂ عرب <i>cursief</i> <tt>vast</tt>")]))
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all("Atkinson" in font or "Noto-Sans-Arabic" in font for font in fonts)


def test_the_first_layout_that_fits_is_taken() -> None:
    long, short = "<p style='break-before: page'>lang" * 3, "<p>kort"
    with open_pdf(print_pdf([lay_out(long, most_pages=1), lay_out(short, most_pages=1)])) as pdf:
        assert len(pdf.pages) == 1


def test_the_last_layout_is_taken_when_none_fits() -> None:
    with open_pdf(print_pdf([lay_out("<p style='break-before: page'>lang" * 3, most_pages=1)])) as pdf:
        assert len(pdf.pages) == 3


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://example.org/x.png", "data:image/png;base64,AAAA", "../manage.py", "//example.org/x"],
)
def test_nothing_but_bundled_files_is_read(address: str) -> None:
    with pytest.raises(RefusedError):
        print_pdf([lay_out(f"<img alt='' src='{address}'>")])


@pytest.mark.parametrize(
    "path", ["../stek/settings/base.py", "css/../../manage.py", "fonts/", "fonts/LICENSE-noto.txt", ""]
)
def test_an_address_that_climbs_out_of_the_static_files_leads_nowhere(path: str) -> None:
    assert find_bundled_file(BUNDLED + path) is None


def test_a_bundled_font_is_found() -> None:
    assert find_bundled_file(f"{BUNDLED}fonts/noto-sans-arabic-arabic-400-normal.woff2") is not None


def test_a_document_that_takes_too_much_processor_time_is_given_up() -> None:
    with pytest.raises(TooLongError):
        print_pdf([lay_out(RUNAWAY)], limits=Limits(cpu_seconds=1))


def test_a_document_that_takes_too_much_memory_is_given_up() -> None:
    with pytest.raises(TooLargeError):
        print_pdf([lay_out(RUNAWAY)], limits=Limits(memory_bytes=1024))


def test_a_document_that_takes_too_long_on_the_clock_is_given_up() -> None:
    with pytest.raises(TooLongError):
        print_pdf([lay_out(RUNAWAY)], limits=Limits(wall_seconds=0.5))


def test_a_document_nobody_wants_any_more_is_given_up() -> None:
    with pytest.raises(UnwantedError):
        print_pdf([lay_out(RUNAWAY)], is_wanted=lambda: False)


def test_a_document_too_deep_to_lay_out_fails_and_the_next_one_prints() -> None:
    with pytest.raises(PressError):
        print_pdf([lay_out("<div>" * 3000)])
    assert print_pdf([lay_out("<p>gewoon")]).startswith(b"%PDF")


def test_the_press_knows_no_secret() -> None:
    from reporting.services.printing import _press

    environment = Path(f"/proc/{_press.start().pid}/environ").read_text().split("\0")
    assert {entry.partition("=")[0] for entry in environment if entry} <= {"PATH", "LANG"}
