"""Figures of other years: kept by coordinators, known in one way, with a source, and printed as they are."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reported import list_reported, read_reported_book
from signals.models import ReportedFigure
from signals.vocabulary import Quantity
from sites.models import AuditEntry, Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries

ANSWERS = {
    "label": "Bezoekers in 2021", "measure": "unique", "period_start": "2021-01-01", "period_end": "2021-12-31",
    "quantity": "number", "number": "63", "unit": "person", "source": "jaarverslag 2021",
}  # fmt: skip

type SignIn = Callable[[User], Client]


@pytest.fixture
def client(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.coordinator)


def add(client: Client, **changes: Any) -> Any:
    """Fill in the form for a new figure."""
    return client.post(reverse("reported_add", args=["kantine"]), ANSWERS | changes)


def test_a_total_of_another_year_stands_among_the_figures_with_its_source(client: Client, kantine: Site) -> None:
    assert add(client).status_code == 302
    with site_scope(kantine.pk):
        year = Period(datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
        (figure,) = list_reported(book=read_reported_book(), period=year, excluded_ids=frozenset())
        assert AuditEntry.objects.filter(action="reported-added", subject="Bezoekers in 2021").exists()
    assert (figure.value, figure.source) == (63, "jaarverslag 2021")


def test_not_registered_is_stored_as_such_and_never_as_nothing(client: Client, kantine: Site) -> None:
    assert add(client, quantity="not_registered", number="").status_code == 302
    with site_scope(kantine.pk):
        assert ReportedFigure.objects.get().quantity == Quantity.NOT_REGISTERED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": ""}, "verplicht"),
        ({"number": ""}, "Vul dit in"),
        ({"percentage": "20"}, "Laat dit leeg"),
        ({"quantity": "not_registered"}, "Laat dit leeg"),
        ({"quantity": "percentage", "number": "", "percentage": "120"}, "tussen 0 en 100"),
        ({"period_end": "2020-12-31"}, "Het einde ligt voor het begin"),
        ({"measure": "attribute"}, "Kies welk antwoord"),
        ({"quantity": "words", "number": "", "words": "veel", "is_opening": "on"}, "Een beginstand is een getal"),
    ],
)
def test_a_figure_that_is_not_clear_is_refused(
    client: Client, kantine: Site, changes: dict[str, str], sentence: str
) -> None:
    reply = add(client, **changes)
    assert reply.status_code == 422
    assert sentence in reply.text
    with site_scope(kantine.pk):
        assert not ReportedFigure.objects.exists()


def test_a_figure_is_changed_and_removed_on_record(client: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        koffie = Activity.objects.get(slug="koffie")
    add(client)
    with site_scope(kantine.pk):
        figure = ReportedFigure.objects.get()
    client.post(
        reverse("reported_edit", args=["kantine", figure.pk]), ANSWERS | {"activity": koffie.pk, "number": "64"}
    )
    with site_scope(kantine.pk):
        figure.refresh_from_db()
        assert (figure.number, figure.activity_id) == (64, koffie.pk)
    client.post(reverse("reported_remove", args=["kantine", figure.pk]))
    with site_scope(kantine.pk):
        assert not ReportedFigure.objects.exists()
        acts = AuditEntry.objects.filter(action__startswith="reported").values_list("action", flat=True)
        assert set(acts) == {"reported-added", "reported-edited", "reported-removed"}


def test_the_list_takes_as_many_statements_for_one_figure_as_for_thirty(
    client: Client, kantine: Site, count_queries: CountQueries
) -> None:
    counted = []
    for number in (1, 29):
        with site_scope(kantine.pk):
            koffie = Activity.objects.get(slug="koffie")
            for _ in range(number):
                ReportedFigure.objects.create(
                    activity=koffie, measure="other", label="Feest", period_end="2021-12-31", number=4, source="verslag"
                )
        with count_queries() as statements:
            client.get(reverse("reported_list", args=["kantine"]))
        counted.append(len(statements))
    assert counted[0] == counted[1]
