"""Figures of what a site asked and counted for a while: nothing is printed for the years in which it did not."""

import datetime
import uuid
from contextlib import nullcontext

import pytest

from activities.models import Activity, Session
from activities.vocabulary import SessionKind
from reporting.selectors.figures import Period, collect_figures
from reporting.vocabulary import FigureKind
from signals.entries import EntryRefused, SessionEntry
from signals.models import AttributeCategory, ReportedFigure, SessionFirsts
from signals.services.folding import fold_site
from signals.services.own_uniques import start_counting_uniques, stop_counting_uniques
from signals.services.sessions import count_session
from signals.vocabulary import Answer, Measure
from sites.models import Site, User
from tests.figures.conftest import add_contact


def test_a_question_that_stopped_is_listed_only_for_years_in_which_it_was_answered(counting: Site) -> None:
    add_contact("2025-03-05", site_answer=Answer.EVER, attributes=("woman",))
    add_contact("2026-03-05", site_answer=Answer.EVER)
    AttributeCategory.objects.filter(key="woman").update(is_retired=True)
    assert collect_figures(period=Period.of_year(2025)).find("attribute:gender:unknown") is not None
    assert collect_figures(period=Period.of_year(2026)).find("attribute:gender:unknown") is None
    assert collect_figures(period=Period.of_year(2026)).find("attribute:known:unknown") is not None


def begin(day: datetime.date, *, had_visitors: bool = True) -> None:
    start_counting_uniques(activity=read_koffie(), had_visitors=had_visitors, by=coordinator(), today=day)


def stop(day: datetime.date) -> None:
    stop_counting_uniques(activity=read_koffie(), by=coordinator(), today=day)


def read_koffie() -> Activity:
    activity: Activity = Activity.objects.get(slug="koffie")
    return activity


def coordinator() -> User:
    return User.objects.get_or_create(email="cato@stek.example")[0]


def read_year(year: int) -> dict[str, str]:
    """Figures of people at Koffie & Formulieren: label → value."""
    kinds = {FigureKind.UNIQUE, FigureKind.ADDED, FigureKind.NEW, FigureKind.UNIQUE_SINCE_START}
    found = collect_figures(period=Period.of_year(year)).figures
    return {figure.label: figure.text for figure in found if figure.kind in kinds and figure.scope.slug == "koffie"}


def first_at_activity(on: str) -> None:
    add_contact(on, site_answer=Answer.BEFORE, activity_answer=Answer.EVER)


def test_the_year_in_which_counting_began_is_not_registered_and_says_what_was_counted_since(counting: Site) -> None:
    begin(datetime.date(2025, 3, 15))
    first_at_activity("2025-03-20")
    first_at_activity("2026-02-05")
    assert read_year(2025) == {
        "Unieke bezoekers": "niet geregistreerd",
        "Erbij sinds 15 maart 2025": "1",
        "Nieuwe bezoekers": "niet geregistreerd",
        "Unieke bezoekers sinds de start": "niet geregistreerd",
    }
    assert read_year(2026)["Unieke bezoekers"] == "1"


def test_what_began_before_anybody_came_is_counted_in_full(counting: Site) -> None:
    begin(datetime.date(2025, 3, 15), had_visitors=False)
    first_at_activity("2025-03-20")
    assert read_year(2025)["Unieke bezoekers"] == read_year(2025)["Unieke bezoekers sinds de start"] == "1"


def test_what_stopped_keeps_its_figures_and_never_becomes_0(counting: Site) -> None:
    begin(datetime.date(2024, 1, 1), had_visitors=False)
    first_at_activity("2024-03-20")
    first_at_activity("2025-02-20")
    stop(datetime.date(2025, 6, 1))
    assert read_year(2024)["Unieke bezoekers"] == "1"
    assert read_year(2025)["Unieke bezoekers"] == "niet geregistreerd"
    assert read_year(2025)["Unieke bezoekers tot en met 31 mei 2025"] == "1"
    assert read_year(2026) == {}


def test_an_opening_balance_makes_up_for_the_days_before_counting(counting: Site) -> None:
    begin(datetime.date(2025, 3, 15))
    ReportedFigure.objects.create(
        activity=read_koffie(), measure=Measure.UNIQUE, label="Beginstand", period_end=datetime.date(2025, 3, 14),
        number=20, is_opening=True, source="schriftje",
    )  # fmt: skip
    first_at_activity("2025-03-20")
    assert read_year(2025)["Unieke bezoekers sinds de start"] == "21"


def test_stopping_by_mistake_and_beginning_again_the_same_day_leaves_no_trace(counting: Site) -> None:
    begin(datetime.date(2024, 1, 1), had_visitors=False)
    stop(datetime.date(2025, 6, 1))
    begin(datetime.date(2025, 6, 1))
    first_at_activity("2025-06-20")
    assert read_year(2025)["Unieke bezoekers"] == "1"


def test_a_day_on_which_something_was_noted_already_counts_as_one_without(counting: Site) -> None:
    add_contact("2025-03-15", site_answer=Answer.BEFORE)
    begin(datetime.date(2025, 3, 15))
    first_at_activity("2025-03-20")
    assert "Erbij sinds 16 maart 2025" in read_year(2025)


def test_a_head_count_that_waits_for_the_night_counts_by_its_own_day(counting: Site) -> None:
    begin(datetime.date(2024, 1, 1), had_visitors=False)
    for on in (datetime.date(2025, 5, 29), datetime.date(2025, 6, 5)):
        session = Session.objects.create(activity=read_koffie(), on=on, head_count=9)
        SessionFirsts.objects.create(session=session, ever=1, activity_ever=2, logged_on=on)
    stop(datetime.date(2025, 6, 1))
    before = read_year(2025)
    fold_site(today=datetime.date(2025, 6, 10))
    assert read_year(2025) == before
    assert before["Unieke bezoekers tot en met 31 mei 2025"] == "3"


def test_a_head_count_may_come_late_about_a_day_on_which_it_still_counted(counting: Site) -> None:
    begin(datetime.date(2024, 1, 1), had_visitors=False)
    stop(datetime.date(2025, 6, 1))
    for on in (datetime.date(2025, 5, 29), datetime.date(2025, 6, 5)):
        entry = SessionEntry(
            id=uuid.uuid4(), activity_id=read_koffie().pk, slot_id=None, kind=SessionKind.EXTRA, on=on, head_count=9,
            activity_ever=2,
        )  # fmt: skip
        with nullcontext() if on.month == 5 else pytest.raises(EntryRefused, match="telt geen eigen"):
            count_session(entry=entry, by=coordinator(), today=datetime.date(2025, 6, 8))
    assert read_year(2025)["Unieke bezoekers tot en met 31 mei 2025"] == "2"
