"""Totals of other years out of a spreadsheet: all rows or none, each with its source."""

import datetime
import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from activities.models import Activity
from signals.models import AttributeCategory, ReportedFigure
from signals.vocabulary import Dimension, Measure, Quantity, Unit
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast

HEADER = ("Wat", "Jaar", "Cijfer", "Bron")
USUAL = ("Bezoekers", 2021, 63, "jaarverslag 2021")

type Upload = Callable[..., Any]


@pytest.fixture
def upload(cast: Cast, sign_in: Callable[[User], Client]) -> Upload:
    """Hand over rows as the coordinator, in a workbook; or the text of a .csv."""
    client = sign_in(cast.coordinator)

    def upload(*rows: Iterable[Any], header: Iterable[str] = HEADER, text: str = "") -> Any:
        content = text.encode() or make_workbook([header, *rows])
        file = SimpleUploadedFile("totalen.csv" if text else "totalen.xlsx", content)
        return client.post(reverse("reported_list", args=["kantine"]), {"file": file}, follow=True)

    return upload


def make_workbook(rows: Iterable[Iterable[Any]]) -> bytes:
    workbook = Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(list(row))
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def read_kept(site: Site) -> list[ReportedFigure]:
    with site_scope(site.pk):
        return list(ReportedFigure.objects.select_related("activity", "category").order_by("label"))


def test_each_row_becomes_a_figure_with_its_period_and_source(upload: Upload, kantine: Site) -> None:
    assert "1 cijfer is bewaard." in upload(USUAL).text
    (figure,) = read_kept(kantine)
    assert (figure.number, figure.quantity, figure.source) == (63, Quantity.NUMBER, "jaarverslag 2021")
    assert (figure.period_start, figure.period_end) == (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
    assert figure.measure == Measure.OTHER


@pytest.mark.parametrize(
    ("cell", "quantity", "value"),
    [
        ("1.073", Quantity.NUMBER, 1073),
        ("niet geregistreerd", Quantity.NOT_REGISTERED, None),
        ("75 %", Quantity.PERCENTAGE, Decimal(75)),
        ("een tiental", Quantity.WORDS, "een tiental"),
        (0, Quantity.NUMBER, 0),
    ],
)
def test_a_figure_is_known_as_it_is_written(
    upload: Upload, kantine: Site, cell: Any, quantity: Quantity, value: Any
) -> None:
    upload(("Bezoekers", 2021, cell, "jaarverslag"))
    (figure,) = read_kept(kantine)
    kept = {Quantity.NUMBER: figure.number, Quantity.PERCENTAGE: figure.percentage, Quantity.WORDS: figure.words}
    assert (figure.quantity, kept.get(quantity)) == (quantity, value)


def test_activity_answer_unit_and_dates_are_read_by_their_words(upload: Upload, kantine: Site) -> None:
    with site_scope(kantine.pk):
        woman = AttributeCategory.objects.create(dimension=Dimension.GENDER, key="woman", name="vrouw")
        koffie = Activity.objects.get(slug="koffie")
    upload(
        text="Wat;Activiteit;Kenmerk;Van;Tot en met;Cijfer;Eenheid;Beginstand;Bron\n"
        "Vrouwen;Koffie & Formulieren;Gender: vrouw;1/9/2020;31/12/2021;12;;;verslag\n"
        "Gezinnen;;;;31/12/2021;9;gezinnen;ja;verslag\n"
    )
    families, women = read_kept(kantine)
    assert (women.activity, women.category, women.measure) == (koffie, woman, Measure.ATTRIBUTE)
    assert women.period_start == datetime.date(2020, 9, 1)
    assert (families.unit, families.is_opening, families.period_start) == (Unit.FAMILY, True, None)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("", 2021, 63, "bron"), "Rij 3: Wat werd er geteld?"),
        (("Bezoekers", 21, 63, "bron"), "is geen jaar"),
        (("Bezoekers", "", 63, "bron"), "Zeg tot en met welke dag het telt."),
        (("Bezoekers", 2021, 0.75, "bron"), "schrijf dan bijvoorbeeld 75 %"),
        (("Bezoekers", 2021, "=1+1", "bron"), "Hier staat een formule"),
        (("Bezoekers", 2021, "120 %", "bron"), "tussen 0 en 100"),
    ],
)
def test_one_wrong_row_is_told_with_its_number_and_nothing_is_kept(
    upload: Upload, kantine: Site, row: tuple[Any, ...], sentence: str
) -> None:
    response = upload(USUAL, row)
    assert response.status_code == 422
    assert sentence in " ".join(response.text.split())
    assert read_kept(kantine) == []


def test_an_activity_that_does_not_exist_is_told_and_never_read_as_the_whole_site(
    upload: Upload, kantine: Site
) -> None:
    response = upload((*USUAL, "Naailes"), header=(*HEADER, "Activiteit"))
    assert "Activiteit: &#x27;Naailes&#x27; kent Stek hier niet." in response.text
    assert read_kept(kantine) == []


def test_the_same_file_again_adds_nothing(upload: Upload, kantine: Site) -> None:
    upload(USUAL)
    assert "1 stond er al." in upload(USUAL).text
    assert len(read_kept(kantine)) == 1


def test_a_file_of_something_else_is_refused_beside_the_field(upload: Upload, kantine: Site) -> None:
    assert "Geen rij met de kolommen Wat, Cijfer, Bron gevonden." in upload(text="Naam;Telefoon\nNele;03\n").text
