"""Documents, and reading a PDF back."""

import io
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from reporting.models import Document
from reporting.services import making, printing
from reporting.services.documents import request_document
from reporting.vocabulary import DocumentKind
from sites.models import Site
from sites.scope import site_scope

# The checker stands beside the Python that runs the tests, which need not be on PATH.
PDFUA = Path(sys.executable).with_name("pdfua")

type Ask = Callable[..., Document]


@pytest.fixture
def ask(kantine: Site) -> Ask:
    """Ask for a flyer (or, with `kind`, a report over the spring of 2026) of the Kantine."""

    def ask(kind: DocumentKind = DocumentKind.FLYER) -> Document:
        period = (date(2026, 1, 1), date(2026, 4, 30)) if kind == DocumentKind.STEERING_REPORT else (None, None)
        with site_scope(kantine.pk):
            return request_document(kind=kind, title="Papier", by=None, period_start=period[0], period_end=period[1])

    return ask


@pytest.fixture
def quick_press(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let documents come out at once, without setting type; collects the HTML that was sent to the press."""
    printed: list[list[str]] = []

    def print_at_once(layouts: list[dict[str, str]], **_options: object) -> bytes:
        printed.append([layout["html"] for layout in layouts])
        return b"%PDF-1.7 quick"

    monkeypatch.setattr(making, "print_pdf", print_at_once)
    return printed


@pytest.fixture(autouse=True, scope="session")
def _stop_press() -> Iterator[None]:
    # The press of this process lives on for ten minutes otherwise.
    yield
    printing.stop_press()


def open_pdf(pdf: bytes) -> pikepdf.Pdf:
    """The document as pikepdf sees it."""
    return pikepdf.open(io.BytesIO(pdf))
