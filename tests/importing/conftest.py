"""Sheets to import, and a site with lists to import them into."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from activities.models import Activity
from signals.models import Approach, AttributeCategory, ImportFile, Service, Theme
from signals.services.importing import ImportResult, import_contacts
from signals.services.importing.files import work_on_file
from signals.vocabulary import ApproachKind, Dimension, ImportStage
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast

HEADER = (
    "Contactnr", "Datum", "Activiteit", "Bezoeker", "Bezoeker bij activiteit", "Gekend sociale dienst", "Gender",
    "Thema", "Omschrijving", "Aanpak", "Doorverwijzing naar",
)  # fmt: skip

type Sheet = Sequence[Sequence[Any]]
type Import = Callable[..., ImportResult]


def row(
    number: object,
    on: object = "7/3/2024",
    activity: object = "Koffie & Formulieren",
    visitor: object = "al geweest",
    *,
    at_activity: object = "",
    known: object = "",
    gender: object = "",
    theme: object = "",
    note: object = "",
    approach: object = "",
    referral: object = "",
) -> list[object]:
    """One row under `HEADER`."""
    return [number, on, activity, visitor, at_activity, known, gender, theme, note, approach, referral]


def write_csv(path: Path, rows: Sheet, *, separator: str = ";", encoding: str = "utf-8") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=separator).writerows([HEADER, *rows])
    return path


def write_xlsx(path: Path, rows: Sheet) -> Path:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Contacten")
    for cells in [HEADER, *rows]:
        sheet.append([cell if cell != "" else None for cell in cells])
    workbook.save(path)
    return path


@pytest.fixture
def listed(kantine: Site) -> Iterator[Site]:
    """The Kantine inside its scope, with lists; Open Leersalon counts its own unique visitors."""
    with site_scope(kantine.pk):
        for name in ("Werk", "Huisvesting"):
            Theme.objects.create(name=name)
        Approach.objects.create(name="Advies")
        Approach.objects.create(name="Doorverwijzing", kind=ApproachKind.REFERRAL)
        Approach.objects.create(name="Mogelijke verontrusting", kind=ApproachKind.CONCERN)
        Approach.objects.create(name="Opgepikt als signaal", kind=ApproachKind.SIGNAL)
        for name in ("Stadhuis", "CAW"):
            Service.objects.create(name=name)
        for dimension, key, name in (
            (Dimension.KNOWN, "yes", "ja"),
            (Dimension.KNOWN, "no", "nee"),
            (Dimension.GENDER, "woman", "vrouw"),
        ):
            AttributeCategory.objects.create(dimension=dimension, key=key, name=name)
        Activity.objects.filter(slug="leersalon").update(counts_uniques=True)
        yield kantine


@pytest.fixture
def import_rows(listed: Site, tmp_path: Path) -> Import:
    """Write these rows to an .xlsx file and import it."""

    def import_rows(*rows: Sequence[Any], **options: Any) -> ImportResult:
        return import_contacts(path=write_xlsx(tmp_path / "contacten.xlsx", rows), **options)

    return import_rows


class Importer:
    """A coordinator's browser, and the worker behind it."""

    def __init__(self, client: Client, site: Site) -> None:
        self.client, self.site = client, site

    def upload(self, content: bytes, name: str = "contacten.csv") -> Any:
        """Hand over a file."""
        path = reverse("import_list", args=[self.site.slug])
        return self.client.post(path, {"file": SimpleUploadedFile(name, content)})

    def look(self, *rows: Sequence[Any], header: Sequence[str] = HEADER) -> ImportFile:
        """Hand over these rows and let the worker look at them."""
        lines = [";".join(str(cell) for cell in cells) for cells in (header, *rows)]
        assert self.upload("\n".join(lines).encode()).status_code == 302
        file: ImportFile = ImportFile.objects.get(stage=ImportStage.LOOK)
        return self.work(file)

    def work(self, file: ImportFile) -> ImportFile:
        """Let the worker do what was asked."""
        work_on_file(site_id=self.site.pk, file_id=file.pk)
        after: ImportFile = ImportFile.objects.get(pk=file.pk)
        return after

    def send(self, file: ImportFile, step: str = "", **answers: str) -> Any:
        """Answer one of the questions about a file."""
        return self.client.post(reverse(step, args=[self.site.slug, file.pk]), answers)

    def page(self, file: ImportFile) -> str:
        """The page about a file."""
        return str(self.client.get(reverse("import_file", args=[self.site.slug, file.pk])).text)


@pytest.fixture
def importer(listed: Site, cast: Cast, sign_in: Callable[[User], Client]) -> Importer:
    """The coordinator of the Kantine, about to hand over a file."""
    return Importer(sign_in(cast.coordinator), listed)
