"""Totals of other years out of a spreadsheet: all rows or none, each with its source."""

import datetime
import io
import re
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
def look(cast: Cast, sign_in: Callable[[User], Client]) -> Upload:
    """Hand over rows as the coordinator, in a workbook; or the text of a .csv."""
    client = sign_in(cast.coordinator)

    def look(*rows: Iterable[Any], header: Iterable[str] = HEADER, text: str = "") -> Any:
        content = text.encode() or make_workbook([header, *rows])
        file = SimpleUploadedFile("totalen.csv" if text else "totalen.xlsx", content)
        return client.post(reverse("reported_list", args=["kantine"]), {"file": file}, follow=True)

    return look


@pytest.fixture
def upload(look: Upload) -> Upload:
    """Hand over such a file, and agree with what it would do when there is something to agree with."""

    def upload(*rows: Iterable[Any], **kwargs: Any) -> Any:
        page = look(*rows, **kwargs)
        return agree(page) if find_rows(page) else page

    return upload


def find_rows(page: Any) -> str:
    """The rows of a file, as they wait in the page for somebody to agree."""
    found = re.search(r'name="rows" value="([^"]+)"', page.text)
    return found[1] if found else ""


def agree(page: Any) -> Any:
    return page.client.post(reverse("reported_take_over", args=["kantine"]), {"rows": find_rows(page)}, follow=True)


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


def test_a_look_tells_what_is_new_and_what_changes_and_keeps_nothing(
    look: Upload, upload: Upload, kantine: Site
) -> None:
    upload(USUAL, ("Gezinnen", 2021, "een tiental", "jaarverslag 2021"))
    page = look(
        ("Bezoekers", 2021, 65, "jaarverslag 2021"),
        ("Gezinnen", 2021, "een tiental", "jaarverslag 2021"),
        ("Nieuw", 2020, "niet geregistreerd", "jaarverslag 2020"),
    )
    said = " ".join(re.sub("<[^>]+>", " ", page.text).split())
    assert "Dit verandert Bezoekers: 65 mensen in plaats van 63 mensen De hele site" in said
    assert "Dit komt erbij Nieuw: niet geregistreerd De hele site · iets anders" in said
    assert "1 januari 2020 tot en met 31 december 2020 Bron: jaarverslag 2020" in said
    assert "staan er al 1" in said
    assert [figure.number for figure in read_kept(kantine)] == [63, None]


def test_a_changed_total_takes_the_place_of_the_former(upload: Upload, kantine: Site) -> None:
    upload(USUAL)
    assert "1 cijfer is veranderd." in upload(("Bezoekers", 2021, "75 %", "jaarverslag 2021")).text
    (figure,) = read_kept(kantine)
    assert (figure.quantity, figure.number, figure.percentage) == (Quantity.PERCENTAGE, None, Decimal(75))


def test_the_same_total_out_of_another_source_stands_beside_it(upload: Upload, kantine: Site) -> None:
    upload(USUAL)
    upload(("Bezoekers", 2021, 70, "telling van de partner"))
    assert [figure.number for figure in read_kept(kantine)] == [63, 70]


def test_two_rows_of_one_file_that_contradict_each_other_are_told(upload: Upload, kantine: Site) -> None:
    assert "Rij 2 zegt over hetzelfde iets anders." in upload(USUAL, ("Bezoekers", 2021, 64, "jaarverslag 2021")).text
    assert read_kept(kantine) == []


def test_rows_that_somebody_made_up_are_not_kept(look: Upload, kantine: Site) -> None:
    page = look(USUAL)
    forged = page.client.post(reverse("reported_take_over", args=["kantine"]), {"rows": find_rows(page) + "x"})
    assert forged.status_code == 302
    assert read_kept(kantine) == []
