"""Sheets to import, and a site with lists to import them into."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from activities.models import Activity
from signals.models import Approach, AttributeCategory, Service, Theme
from signals.services.importing import ImportResult, import_contacts
from signals.vocabulary import ApproachKind, Dimension
from sites.models import Site
from sites.scope import site_scope

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
