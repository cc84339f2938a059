"""For whatever happened and whatever period is asked, the figures equal a count by hand."""

import calendar
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity, Session
from activities.vocabulary import SessionKind
from reporting.selectors.figures import Figure, Period, collect_figures
from reporting.vocabulary import FigureKind
from signals.entries import AnswerCount, SessionEntry
from signals.models import AttributeCategory
from signals.services.folding import fold_site
from signals.services.sessions import count_session, delete_session
from signals.vocabulary import FIRSTS, Answer, FirstsPart
from sites.models import Site
from tests.figures.conftest import add_contact, add_request

DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31))
YESTERDAY, TODAY = datetime.date(2025, 1, 1), datetime.date(2025, 1, 2)
FATES = ("kept", "sent twice", "corrected", "deleted")


@dataclass(frozen=True)
class Event:
    """What really happened at Koffie & Formulieren."""

    on: datetime.date
    answer: Answer
    known: bool
    requests: int
    is_folded: bool


@dataclass(frozen=True)
class Group:
    """A group that was counted at the Open Leersalon, which counts its own unique visitors.

    Of each part of the firsts: how many, and how many of those were known.
    """

    on: datetime.date
    firsts: dict[FirstsPart, tuple[int, int]]
    is_folded: bool
    fate: str

    @property
    def is_gone(self) -> bool:
        """Whether somebody deleted it in time."""
        return self.fate == "deleted"

    def sum(self, *parts: FirstsPart, known: bool = False) -> int:
        """How many people there were in some parts, or how many of those were known."""
        return sum(self.firsts[part][known] for part in parts)


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
SOME = st.integers(0, 3).flatmap(lambda number: st.tuples(st.just(number), st.integers(0, number)))
GROUPS = st.lists(
    st.builds(
        Group,
        on=DAYS,
        firsts=st.fixed_dictionaries(dict.fromkeys(FirstsPart, SOME)),
        is_folded=st.booleans(),
        fate=st.sampled_from(FATES),
    ),
    max_size=4,
)


def write_down(events: list[Event]) -> None:
    for event in events:
        contact = add_contact(
            event.on.isoformat(),
            site_answer=event.answer,
            attributes=("yes",) if event.known and event.answer in FIRSTS else (),
            logged_on=YESTERDAY if event.is_folded else TODAY,
        )
        for _request in range(event.requests):
            add_request(contact, "Werk")


def count_groups(groups: list[Group]) -> None:
    salon = Activity.objects.get(slug="leersalon").pk
    known = AttributeCategory.objects.get(key="yes").pk
    for group in groups:
        day = YESTERDAY if group.is_folded else TODAY
        numbers: dict[str, Any] = {part: number for part, (number, _known) in group.firsts.items()}
        entry = SessionEntry(
            id=uuid4(),
            activity_id=salon,
            kind=SessionKind.EXTRA,
            on=group.on,
            head_count=20,
            answers=tuple(
                AnswerCount(part=part, category_id=known, count=number)
                for part, (_all, number) in group.firsts.items()
                if number
            ),
            **numbers,
        )
        if group.fate == "corrected":
            count_session(entry=replace(entry, head_count=19, ever=5, answers=()), by=None, today=day)
            entry = replace(entry, revision=2)
        count_session(entry=entry, by=None, today=day)
        if group.fate == "sent twice":
            count_session(entry=entry, by=None, today=day)
        if group.is_gone:
            delete_session(session=Session.objects.get(pk=entry.id))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Period(first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, groups=GROUPS, period=periods())
def test_figures_of_any_period_equal_a_count_by_hand(
    counting: Site, events: list[Event], groups: list[Group], period: Period
) -> None:
    with transaction.atomic():
        write_down(events)
        count_groups(groups)
        fold_site(today=TODAY)
        figures = collect_figures(period=period)
        transaction.set_rollback(True)
    kept = [group for group in groups if not group.is_gone]
    for figure in figures.figures:
        if not isinstance(figure.value, int):
            continue
        during = [group for group in kept if figure.period.holds(group.on)]
        if figure.scope.slug == "":
            hold_to_the_site(figure, [event for event in events if figure.period.holds(event.on)], during)
        elif figure.scope.slug == "leersalon":
            hold_to_the_activity(figure, during)
    # Missing is never 0: without anything counted by the end of the period there are no numbers at all.
    if not any(on <= period.end for on in (*(event.on for event in events), *(group.on for group in kept))):
        assert not [figure.key for figure in figures.figures if figure.value == 0]


def hold_to_the_site(figure: Figure, events: Sequence[Event], groups: Sequence[Group]) -> None:
    def count(counts: Callable[[Event], object], *parts: FirstsPart, known: bool = False) -> int:
        return sum(bool(counts(event)) for event in events) + sum(group.sum(*parts, known=known) for group in groups)

    of_year = count(lambda event: event.answer in FIRSTS, FirstsPart.EVER, FirstsPart.YEAR)
    new = count(lambda event: event.answer == Answer.EVER, FirstsPart.EVER)
    by_hand = {
        FigureKind.UNIQUE: of_year,
        FigureKind.ADDED: of_year,
        FigureKind.NEW: new,
        FigureKind.UNIQUE_SINCE_START: new,
        FigureKind.CONTACTS: len(events),
        FigureKind.HELP_REQUESTS: sum(event.requests for event in events),
        FigureKind.PARTICIPATIONS: 20 * len(groups),
    }
    if figure.kind in by_hand:
        assert figure.value == by_hand[figure.kind], (figure.key, figure.period.label)
    if figure.kind in {FigureKind.UNIQUE, FigureKind.ADDED, FigureKind.NEW, FigureKind.UNIQUE_SINCE_START}:
        assert figure.at_most_more == sum(event.answer == Answer.UNKNOWN for event in events)
    if figure.key == "attribute:known:yes":
        assert figure.value == count(
            lambda event: event.known and event.answer in FIRSTS, FirstsPart.EVER, FirstsPart.YEAR, known=True
        )
    if figure.key == "attribute_since_start:known:yes":
        assert figure.value == count(
            lambda event: event.known and event.answer == Answer.EVER, FirstsPart.EVER, known=True
        )


def hold_to_the_activity(figure: Figure, groups: Sequence[Group]) -> None:
    new_there = (FirstsPart.EVER, FirstsPart.ACTIVITY_EVER)
    of_year = (*new_there, FirstsPart.ACTIVITY_YEAR)
    by_hand = {
        "unique": sum(group.sum(*of_year) for group in groups),
        "new": sum(group.sum(*new_there) for group in groups),
        "unique_since_start": sum(group.sum(*new_there) for group in groups),
        "attribute:known:yes": sum(group.sum(*of_year, known=True) for group in groups),
        "attribute_since_start:known:yes": sum(group.sum(*new_there, known=True) for group in groups),
        "participations": 20 * len(groups),
    }
    if figure.key in by_hand:
        assert figure.value == by_hand[figure.key], (figure.key, figure.period.label)
