"""For whatever happened and whatever period is asked, the figures equal a count by hand."""

import calendar
import datetime
from dataclasses import dataclass

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.selectors.figures import Period, collect_figures
from reporting.vocabulary import FigureKind
from signals.services.folding import fold_site
from signals.vocabulary import FIRSTS, Answer
from sites.models import Site
from tests.figures.conftest import add_contact, add_request

DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31))


@dataclass(frozen=True)
class Event:
    """What really happened."""

    on: datetime.date
    answer: Answer
    known: bool
    requests: int
    is_folded: bool


EVENTS = st.lists(
    st.builds(
        Event,
        on=DAYS,
        answer=st.sampled_from(list(Answer)),
        known=st.booleans(),
        requests=st.integers(0, 2),
        is_folded=st.booleans(),
    ),
    max_size=8,
)


def write_down(events: list[Event]) -> None:
    yesterday, today = datetime.date(2025, 1, 1), datetime.date(2025, 1, 2)
    for event in events:
        contact = add_contact(
            event.on.isoformat(),
            site_answer=event.answer,
            attributes=("yes",) if event.known and event.answer in FIRSTS else (),
            logged_on=yesterday if event.is_folded else today,
        )
        for _request in range(event.requests):
            add_request(contact, "Werk")
    fold_site(today=today)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Period(first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, period=periods())
def test_figures_of_any_period_equal_a_count_by_hand(counting: Site, events: list[Event], period: Period) -> None:
    with transaction.atomic():
        write_down(events)
        figures = collect_figures(period=period)
        transaction.set_rollback(True)
    for figure in figures.figures:
        if figure.scope.slug or not isinstance(figure.value, int):
            continue
        inside = [event for event in events if figure.period.holds(event.on)]
        by_hand = {
            FigureKind.UNIQUE: sum(event.answer in FIRSTS for event in inside),
            FigureKind.ADDED: sum(event.answer in FIRSTS for event in inside),
            FigureKind.NEW: sum(event.answer == Answer.EVER for event in inside),
            FigureKind.UNIQUE_SINCE_START: sum(event.answer == Answer.EVER for event in inside),
            FigureKind.CONTACTS: len(inside),
            FigureKind.HELP_REQUESTS: sum(event.requests for event in inside),
        }
        if figure.kind in by_hand:
            assert figure.value == by_hand[figure.kind], (figure.key, figure.period.label)
        if figure.kind in {FigureKind.UNIQUE, FigureKind.ADDED, FigureKind.NEW, FigureKind.UNIQUE_SINCE_START}:
            assert figure.at_most_more == sum(event.answer == Answer.UNKNOWN for event in inside)
        if figure.key == "attribute:known:yes":
            assert figure.value == sum(event.known and event.answer in FIRSTS for event in inside)
    # Missing is never 0: without anything counted by the end of the period there are no numbers at all.
    if not any(event.on <= period.end for event in events):
        assert not [figure.key for figure in figures.figures if figure.value == 0]
