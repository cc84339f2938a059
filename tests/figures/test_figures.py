"""What each figure counts, and when it says that it does not know."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from activities.models import Activity, Session
from activities.vocabulary import SessionKind
from reporting.selectors.figures import FigureSet, Period, UnknownActivity, collect_figures
from reporting.vocabulary import FigureKind
from signals.models import AttributeCategory, AttributeTally, ReportedFigure, SessionFirsts, Tally
from signals.vocabulary import Answer, Basis, Measure, Quantity
from tests.conftest import CountQueries
from tests.figures.conftest import add_contact, add_request

YEAR = Period.of_year(2024)


def read_text(figures: FigureSet, key: str, *, activity: str = "", period: Period | None = None) -> str | None:
    figure = figures.find(key, activity=activity, period=period)
    return figure.text if figure else None


def add_tally(month: str, basis: Basis, count: int, *, activity: str = "") -> None:
    Tally.objects.create(
        activity=Activity.objects.get(slug=activity) if activity else None,
        month=datetime.date.fromisoformat(f"{month}-01"),
        basis=basis,
        count=count,
    )


def report(measure: Measure, quantity: Quantity, start: str, end: str, *, activity: str = "", **fields: Any) -> None:
    ReportedFigure.objects.create(
        activity=Activity.objects.get(slug=activity) if activity else None,
        measure=measure,
        quantity=quantity,
        period_start=datetime.date.fromisoformat(start),
        period_end=datetime.date.fromisoformat(end),
        label="overgenomen",
        source="het jaarverslag",
        **fields,
    )


@pytest.mark.usefixtures("counting")
def test_unique_visitors_of_a_year_are_its_counters_plus_what_is_not_folded_yet() -> None:
    add_tally("2024-01", Basis.YEAR, 5)
    add_tally("2024-01", Basis.EVER, 2)
    add_contact("2024-03-07", site_answer=Answer.EVER)
    add_contact("2024-03-07", site_answer=Answer.YEAR)
    add_contact("2024-03-07", site_answer=Answer.BEFORE)
    figures = collect_figures(period=YEAR)
    assert [read_text(figures, key) for key in ("unique", "new", "contacts")] == ["7", "3", "3"]


@pytest.mark.usefixtures("counting")
def test_a_deleted_contact_counts_nowhere() -> None:
    add_tally("2024-01", Basis.YEAR, 1)
    contact = add_contact("2024-03-07", site_answer=Answer.EVER, attributes=("yes",), is_deleted=True)
    add_request(contact, "Werk")
    figures = collect_figures(period=YEAR)
    assert [read_text(figures, key) for key in ("unique", "attribute:known:yes", "contacts")] == [
        "1",
        "0",
        "niet geteld",
    ]


@pytest.mark.usefixtures("counting")
def test_a_first_ever_at_the_site_is_a_first_ever_at_the_activity() -> None:
    add_contact("2024-03-05", activity="leersalon", site_answer=Answer.EVER, activity_answer=Answer.EVER)
    add_contact("2024-03-05", activity="leersalon", site_answer=Answer.BEFORE, activity_answer=Answer.EVER)
    add_contact("2024-03-05", activity="leersalon", site_answer=Answer.YEAR, activity_answer=Answer.BEFORE)
    figures = collect_figures(period=YEAR)
    assert read_text(figures, "unique") == "2"
    assert read_text(figures, "unique", activity="leersalon") == "2"
    assert read_text(figures, "unique_since_start", activity="leersalon") == "2"


@pytest.mark.usefixtures("counting")
def test_firsts_counted_at_a_session_count_before_they_are_folded(cast: Any) -> None:
    session = Session.objects.create(activity=Activity.objects.get(slug="leersalon"), on="2024-03-05", head_count=9)
    SessionFirsts.objects.create(
        session=session, ever=1, year=2, activity_ever=1, activity_year=3, logged_on="2024-03-05"
    )
    figures = collect_figures(period=YEAR)
    assert [read_text(figures, key) for key in ("new", "unique")] == ["1", "3"]
    assert [read_text(figures, key, activity="leersalon") for key in ("new", "unique")] == ["2", "5"]


@pytest.mark.usefixtures("counting")
def test_weet_niet_does_not_count_and_says_how_many_more_at_most() -> None:
    add_contact("2024-03-07", site_answer=Answer.EVER)
    add_contact("2024-03-07", site_answer=Answer.UNKNOWN)
    figures = collect_figures(period=YEAR)
    assert read_text(figures, "unique") == "1 (en hoogstens 1 meer)"


@pytest.mark.usefixtures("counting")
def test_a_part_year_that_starts_later_tells_who_came_on_top() -> None:
    add_tally("2024-01", Basis.YEAR, 5)
    add_tally("2024-04", Basis.YEAR, 2)
    figures = collect_figures(period=Period.of_months("2024-04", "2024-06"))
    assert read_text(figures, "unique") is None
    assert read_text(figures, "added") == "2"


@pytest.mark.usefixtures("counting")
def test_january_to_a_month_has_unique_visitors() -> None:
    add_tally("2024-01", Basis.YEAR, 5)
    add_tally("2024-07", Basis.YEAR, 2)
    assert read_text(collect_figures(period=Period.of_months("2024-01", "2024-06")), "unique") == "5"


@pytest.mark.usefixtures("counting")
def test_several_years_print_each_year_and_never_a_unique_sum() -> None:
    add_tally("2023-05", Basis.YEAR, 5)
    add_tally("2024-05", Basis.YEAR, 6)
    figures = collect_figures(period=Period.of_months("2023-01", "2024-12"))
    assert [(figure.period.label, figure.text) for figure in figures.list_kind(FigureKind.UNIQUE)] == [
        ("2023", "5"),
        ("2024", "6"),
    ]


@pytest.mark.usefixtures("counting")
def test_since_start_adds_the_opening_balance() -> None:
    report(
        Measure.UNIQUE, Quantity.NUMBER, "2015-01-01", "2022-12-31", activity="leersalon", number=63, is_opening=True
    )
    add_tally("2023-05", Basis.EVER, 20, activity="leersalon")
    add_tally("2024-05", Basis.EVER, 15, activity="leersalon")
    figures = collect_figures(period=YEAR)
    since_start = figures.find("unique_since_start", activity="leersalon")
    assert since_start is not None
    assert (since_start.text, since_start.source) == ("98", "beginstand 63: het jaarverslag")


@pytest.mark.usefixtures("counting")
def test_attributes_since_start_leave_who_was_not_asked_at_unknown() -> None:
    report(
        Measure.UNIQUE, Quantity.NUMBER, "2015-01-01", "2022-12-31", activity="leersalon", number=63, is_opening=True
    )
    add_tally("2024-05", Basis.EVER, 35, activity="leersalon")
    AttributeTally.objects.create(
        activity=Activity.objects.get(slug="leersalon"),
        year=2024,
        basis=Basis.EVER,
        category=AttributeCategory.objects.get(key="yes"),
        count=10,
    )
    figures = collect_figures(period=YEAR)
    keys = ("attribute_since_start:known:yes", "attribute_since_start:known:unknown")
    assert [read_text(figures, key, activity="leersalon") for key in keys] == ["10", "88"]


@pytest.mark.usefixtures("counting")
def test_attributes_exist_for_a_whole_year_and_not_for_a_part_of_a_past_year() -> None:
    add_contact("2024-03-07", site_answer=Answer.YEAR, attributes=("yes", "woman"))
    assert read_text(collect_figures(period=YEAR), "attribute:known:yes") == "1"
    assert read_text(collect_figures(period=Period.of_months("2024-01", "2024-06")), "attribute:known:yes") is None


@pytest.mark.usefixtures("counting")
def test_not_registered_is_what_somebody_stored_and_wins_over_a_count() -> None:
    add_tally("2023-05", Basis.EVER, 5)
    add_tally("2024-05", Basis.EVER, 6)
    report(Measure.NEW, Quantity.NOT_REGISTERED, "2023-01-01", "2023-12-31")
    figures = collect_figures(period=Period.of_months("2023-01", "2024-12"))
    assert [(figure.period.label, figure.text) for figure in figures.list_kind(FigureKind.NEW)] == [
        ("2023", "niet geregistreerd"),
        ("2024", "6"),
        ("2023 tot en met 2024", "niet geregistreerd"),
    ]
    assert read_text(figures, "unique_since_start") == "niet geregistreerd"


@pytest.mark.usefixtures("counting")
def test_a_year_before_anything_was_counted_is_not_zero() -> None:
    add_tally("2024-05", Basis.YEAR, 6)
    figures = collect_figures(period=Period.of_year(2019))
    keys = ("unique", "new", "contacts", "help_requests", "participations")
    assert {read_text(figures, key) for key in keys} == {"niet geteld"}


@pytest.mark.usefixtures("counting")
def test_help_requests_are_told_by_theme_report_theme_and_referral() -> None:
    contact = add_contact("2024-03-07", site_answer=Answer.BEFORE)
    add_request(contact, "Werk", approaches=("Advies",))
    add_request(contact, "Dienstverlening", services=("Stadhuis",))
    add_request(contact, "Financieel")
    figures = collect_figures(period=YEAR)
    found = {
        key: read_text(figures, key)
        for key in (
            "help_requests", "theme:Werk", "report_theme:Papieren", "report_theme:andere thema's", "approach:Advies",
            "referral:Stadhuis",
        )
    }  # fmt: skip
    assert list(found.values()) == ["3", "1", "2", "1", "1", "1"]


@pytest.mark.usefixtures("counting")
def test_concern_is_absent_from_every_figure() -> None:
    contact = add_contact("2024-03-07", site_answer=Answer.BEFORE)
    add_request(contact, "Werk", approaches=("Mogelijke verontrusting", "Advies"))
    figures = collect_figures(period=YEAR)
    assert [(figure.label, figure.value) for figure in figures.list_kind(FigureKind.APPROACH)] == [
        ("Aanpak: Advies", 1)
    ]
    assert "verontrusting" not in str([figure.as_data() for figure in figures.figures]).lower()


@pytest.mark.usefixtures("counting")
def test_participations_sum_all_sessions_and_the_average_only_those_of_the_slot() -> None:
    activity = Activity.objects.get(slug="leersalon")
    for kind, heads in ((SessionKind.SLOT, 8), (SessionKind.SLOT, 9), (SessionKind.HOME_VISIT, 1)):
        Session.objects.create(activity=activity, on="2024-03-05", kind=kind, head_count=heads)
    Session.objects.create(activity=activity, on="2024-03-05", head_count=None)
    Session.objects.create(activity=activity, on="2024-03-05", head_count=40, is_deleted=True)
    figures = collect_figures(period=YEAR)
    assert read_text(figures, "participations", activity="leersalon") == "18"
    average = figures.find("average", activity="leersalon")
    assert average is not None
    assert (average.value, average.text) == (Decimal("8.5"), "8,5")


@pytest.mark.usefixtures("counting")
def test_leaving_out_an_activity_narrows_requests_but_not_unique_new_and_known() -> None:
    koffie = add_contact("2024-03-07", site_answer=Answer.EVER, attributes=("yes",))
    salon = add_contact("2024-03-05", activity="leersalon", site_answer=Answer.EVER, attributes=("yes",))
    for contact in (koffie, salon):
        add_request(contact, "Werk", approaches=("Advies",), services=("Stadhuis",))
        Session.objects.create(activity=contact.activity, on=contact.on, head_count=5)
    figures = collect_figures(period=YEAR, without=["leersalon"])
    narrowed = ("contacts", "help_requests", "theme:Werk", "approach:Advies", "referral:Stadhuis", "participations")
    assert [read_text(figures, key) for key in narrowed] == ["1", "1", "1", "1", "1", "5"]
    for key in narrowed:
        figure = figures.find(key)
        assert figure is not None
        assert figure.exclusions == ("Open Leersalon",)
    for key in ("unique", "new", "attribute:known:yes"):
        figure = figures.find(key)
        assert figure is not None
        assert (figure.value, figure.exclusions, figure.scope.label) == (2, (), "hele site")


@pytest.mark.usefixtures("counting")
def test_a_figure_counted_elsewhere_keeps_its_own_value_unit_and_source() -> None:
    report(Measure.OTHER, Quantity.PERCENTAGE, "2024-01-01", "2024-12-31", percentage="75.00")
    report(Measure.OTHER, Quantity.WORDS, "2024-01-01", "2024-12-31", words="zo'n 20")
    report(Measure.OTHER, Quantity.NUMBER, "2018-01-01", "2019-12-31", number=50)
    figures = collect_figures(period=YEAR).list_kind(FigureKind.REPORTED)
    assert sorted(figure.text for figure in figures) == ["75 %", "zo'n 20"]
    assert {figure.source for figure in figures} == {"het jaarverslag"}


@pytest.mark.usefixtures("counting")
def test_an_unknown_activity_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(UnknownActivity, match=r"geen activiteit 'boksen'.*koffie, leersalon"):
        collect_figures(period=YEAR, without=["boksen"])


@pytest.mark.usefixtures("counting")
def test_a_year_takes_the_same_number_of_queries_however_much_happened(count_queries: CountQueries) -> None:
    with count_queries() as few:
        collect_figures(period=YEAR)
    for day in range(1, 29):
        contact = add_contact(f"2024-02-{day:02}", activity="leersalon", site_answer=Answer.EVER, attributes=("yes",))
        add_request(contact, "Werk", approaches=("Advies",), services=("Stadhuis",))
        Session.objects.create(activity=contact.activity, on=contact.on, head_count=3)
    with count_queries() as many:
        collect_figures(period=YEAR)
    assert len(few) == len(many) <= 20


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2024", "2024-12", "geen maand"),
        ("2024-13", "2024-12", "bestaat niet"),
        ("0000-01", "2024-12", "bestaat niet"),
        ("2024-06", "2024-01", "eindigt"),
        ("0001-01", "9999-12", "hoogstens 50 jaar"),
        ("2999-01", "2999-12", "toekomst"),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_words(first: str, last: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Period.of_months(first, last)
