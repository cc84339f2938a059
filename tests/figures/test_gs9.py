"""The history of GS9: computed figures equal the printed ones, and reported ones are told as such."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from reporting.selectors.figures import Figure, FigureSet, Period, collect_figures
from reporting.vocabulary import FigureKind
from signals.models import Contact, ContactAttribute, SessionFirsts
from sites.models import Site
from sites.scope import site_scope
from stek.demo.building import build_network, build_site
from stek.demo.gs9 import generate_gs9_history
from stek.demo.harelbeke import HARELBEKE
from stek.demo.networks import NETWORKS

DIGIPUNT, SOUP, SEWING = "digipunt", "soep-met-babbels", "naaiatelier"
ALL_YEARS = Period.of_months("2020-01", "2022-12")


@pytest.fixture(scope="module")
def _database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def gs9(_database: None) -> Iterator[Site]:
    """GS9 with its three years: made once for this module, and rolled back after it."""
    with transaction.atomic():
        for network in NETWORKS:
            build_network(network)
        site, _is_new = build_site(HARELBEKE)
        generate_gs9_history(site_id=site.pk)
        yield site
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def figures(gs9: Site) -> FigureSet:
    """All figures of the three years."""
    with site_scope(gs9.pk):
        return collect_figures(period=ALL_YEARS)


def read(figures: FigureSet, key: str, *, year: int | None = None, activity: str = "") -> object:
    figure = figures.find(key, activity=activity, period=Period.of_year(year) if year else None)
    assert figure is not None
    return figure.text if figure.value is None else figure.value


def read_since_start(figures: FigureSet, activity: str, *keys: str) -> list[object]:
    return [read(figures, f"attribute_since_start:{key}", activity=activity) for key in keys]


@pytest.mark.parametrize(
    ("year", "unique", "new", "known"),
    [(2020, 137, "niet geregistreerd", 72), (2021, 124, 41, 59), (2022, 200, 60, 88)],
)
def test_unique_new_and_known_of_each_year(
    figures: FigureSet, year: int, unique: int, new: int | str, known: int
) -> None:
    found = [read(figures, key, year=year) for key in ("unique", "new", "attribute:known:yes")]
    assert found == [unique, new, known]


@pytest.mark.parametrize(("year", "requests"), [(2020, 270), (2021, 185)])
def test_help_requests_of_each_year(figures: FigureSet, year: int, requests: int) -> None:
    assert read(figures, "help_requests", year=year) == requests


def test_help_requests_of_2022_are_110_without_digipunt_and_soup(gs9: Site) -> None:
    with site_scope(gs9.pk):
        figures = collect_figures(period=Period.of_year(2022), without=[DIGIPUNT, SOUP])
    keys = ("help_requests", "unique", "new", "attribute:known:yes")
    assert [read(figures, key) for key in keys] == [110, 200, 60, 88]


def test_digipunt(figures: FigureSet) -> None:
    assert read(figures, "participations_since_start", activity=DIGIPUNT) == 296
    assert read(figures, "unique_since_start", activity=DIGIPUNT) == 110
    keys = ("gender:man", "gender:woman", "origin:other", "known:yes")
    assert read_since_start(figures, DIGIPUNT, *keys) == [49, 61, 41, 40]


def test_soup(figures: FigureSet) -> None:
    assert read(figures, "unique", year=2022, activity=SOUP) == 43
    assert read(figures, "unique_since_start", activity=SOUP) == 43
    assert read(figures, "average", year=2022, activity=SOUP) == Decimal(8)
    assert read_since_start(figures, SOUP, "gender:woman", "language:other", "known:yes") == [32, 20, 21]


def test_sewing_workshop_adds_up_from_its_opening_balance(figures: FigureSet) -> None:
    assert read(figures, "new", activity=SEWING) == 35
    assert read(figures, "unique_since_start", activity=SEWING) == 98
    assert read_since_start(figures, SEWING, "known:yes", "origin:other") == [26, 79]
    since_start = figures.find("unique_since_start", activity=SEWING)
    assert since_start is not None
    assert since_start.source.startswith("beginstand 63")
    assert "aanname" in since_start.source


def test_the_site_since_its_start_is_not_registered_because_2020_was_not(figures: FigureSet) -> None:
    assert read(figures, "unique_since_start") == "niet geregistreerd"


def test_nobody_answered_weet_niet(figures: FigureSet) -> None:
    assert {figure.at_most_more for figure in figures.figures} == {0}


def test_what_was_counted_elsewhere_keeps_its_words_and_percentages(gs9: Site) -> None:
    with site_scope(gs9.pk):
        figures = collect_figures(period=Period.of_months("2018-01", "2022-12"))
    reported = figures.list_kind(FigureKind.REPORTED) + figures.list_kind(FigureKind.REPORTED, activity="focusgroep")
    assert sorted((figure.unit.value, figure.text) for figure in reported) == [
        ("child", "105"),
        ("family", "115"),
        ("family", "30 %"),
        ("family", "50"),
        ("family", "75 %"),
        ("person", "zo'n 20"),
        ("thing", "150"),
        ("thing", "180"),
        ("time", "115"),
        ("time", "4"),
    ]


def test_the_fold_left_nothing_about_a_person(gs9: Site) -> None:
    with site_scope(gs9.pk):
        assert not Contact.objects.filter(is_folded=False).exists()
        assert not ContactAttribute.objects.exists()
        assert not SessionFirsts.objects.exists()


def test_a_second_time_adds_nothing(gs9: Site) -> None:
    assert generate_gs9_history(site_id=gs9.pk) == 0


def read_lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was printed, line by line, whatever the width of its columns."""
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_the_command_prints_the_figures_as_a_table(gs9: Site, capsys: pytest.CaptureFixture[str]) -> None:
    print_figures("--from", "2020-01", "--to", "2020-12")
    printed = read_lines(capsys)
    assert "hele site · 2020" in printed
    assert "Nieuwe bezoekers niet geregistreerd" in printed
    assert "nieuwe bezoekers: Mensen die in deze periode voor de allereerste keer kwamen." in printed


def test_all_figures_of_the_table_stand_under_each_other(gs9: Site, capsys: pytest.CaptureFixture[str]) -> None:
    print_figures("--from", "2020-01", "--to", "2020-12")
    labels = ("  Unieke bezoekers  ", "  Thema in het verslag: Inschrijven, afspreken en bellen")
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith(labels)]
    assert len(rows) > 1
    assert len({row.rindex(" ") for row in rows if row[-1].isdigit()}) == 1


def test_a_table_without_an_activity_marks_what_is_of_the_whole_site(
    gs9: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    print_figures("--from", "2022-01", "--to", "2022-12", "--without-activity", DIGIPUNT)
    printed = read_lines(capsys)
    assert "Unieke bezoekers 200 (hele site)" in printed
    assert "Gekend bij de sociale dienst: ja 88 (hele site)" in printed
    assert "Hulpvragen 150 (zonder Digipunt)" in printed


def test_the_command_prints_each_figure_as_json_with_all_it_needs(
    gs9: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    print_figures("--from", "2022-01", "--to", "2022-12", "--without-activity", DIGIPUNT, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert (data["site"]["slug"], data["period"]["label"]) == ("gs9", "2022")
    assert data["without_activities"] == [DIGIPUNT]
    expected = set(Figure.as_data.__annotations__["return"].__annotations__)
    assert all(set(figure) == expected for figure in data["figures"])
    assert all(figure["definition"] and figure["period"] and figure["scope"] for figure in data["figures"])
    by_key = {figure["key"]: figure for figure in data["figures"] if figure["activity"] is None}
    assert (by_key["unique"]["value"], by_key["unique"]["scope"], by_key["unique"]["exclusions"]) == (
        200,
        "hele site",
        [],
    )
    assert by_key["help_requests"]["exclusions"] == ["Digipunt"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--site", "nergens", "--from", "2022-01", "--to", "2022-12"), "Er is geen site 'nergens'."),
        (("--from", "2022-13", "--to", "2022-12"), "De maand '2022-13' bestaat niet."),
        (("--from", "2022-01", "--to", "2022-12", "--without-activity", "boksen"), "geen activiteit 'boksen'"),
    ],
)
def test_the_command_refuses_in_a_sentence_with_exit_code_2(
    gs9: Site, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        print_figures(*arguments)
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


def print_figures(*arguments: str) -> None:
    call_command("figures", *(() if "--site" in arguments else ("--site", "gs9")), *arguments)
