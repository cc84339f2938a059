"""Whatever happens in whatever order over New Year, the figures equal a naive count over what is true in the end."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity
from reporting.entries import CorrectionEntry, CorrectionRefused
from reporting.selectors.figures import Figure, FigureSet, Period, collect_figures
from reporting.services.corrections import record_correction
from reporting.vocabulary import CorrectionReason, CounterKind
from signals.entries import ContactEntry, EntryRefused, HelpRequestEntry, Outcome
from signals.models import AttributeCategory, Contact, Theme
from signals.services.folding import fold_site
from signals.services.logging import delete_contact, log_contact
from signals.vocabulary import FIRSTS, Answer
from sites.models import Site, User
from tests.figures.conftest import add_contact

START = datetime.date(2024, 12, 20)
YEARS = (2024, 2025)
PLACES = ("koffie", "leersalon")
PEOPLE = (CounterKind.FIRST_EVER, CounterKind.FIRST_YEAR, CounterKind.UNKNOWN)
OF_REQUESTS = (CounterKind.CONTACTS, CounterKind.HELP_REQUESTS)
WHICH = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("log"),
            st.sampled_from(PLACES),
            # A phone that was away for up to five weeks.
            st.integers(0, 35),
            st.sampled_from([Answer.EVER, Answer.YEAR, Answer.BEFORE, Answer.UNKNOWN]),
            st.sampled_from([Answer.EVER, Answer.YEAR]),
            st.booleans(),
            st.integers(0, 2),
        ),
        st.tuples(st.just("edit"), WHICH, st.sampled_from([Answer.EVER, Answer.YEAR, Answer.UNKNOWN])),
        st.tuples(st.just("delete"), WHICH),
        st.tuples(st.just("again"), WHICH),
        st.tuples(st.just("nights"), st.integers(1, 9)),
        st.tuples(
            st.just("correct"),
            st.sampled_from([*PEOPLE, *OF_REQUESTS]),
            st.sampled_from(PLACES),
            st.booleans(),
            st.sampled_from([datetime.date(2024, 12, 1), datetime.date(2025, 1, 1)]),
            st.sampled_from([-2, -1, 1, 2]),
        ),
    ),
    max_size=16,
)


@dataclass(frozen=True)
class Corrected:
    """A correction that was accepted; `place` is empty for the whole site."""

    kind: CounterKind
    place: str
    month: datetime.date
    delta: int

    def is_of(self, kind: CounterKind, place: str) -> bool:
        """Whether it changes a count; contacts and help requests of the whole site add up from those of its places."""
        return self.kind == kind and (self.place == place or (not place and kind in OF_REQUESTS))


@dataclass
class Winter:
    """Does the steps for real, and keeps beside them the plain truth."""

    by: User
    today: datetime.date = START
    sent: list[ContactEntry] = field(default_factory=list)
    true: dict[UUID, ContactEntry] = field(default_factory=dict)
    folded: set[UUID] = field(default_factory=set)
    corrected: list[Corrected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = {place: Activity.objects.get(slug=place) for place in PLACES}
        self.theme = Theme.objects.get(name="Werk")
        self.known = AttributeCategory.objects.get(key="yes").pk

    def log(self, place: str, ago: int, answer: Answer, own: Answer, known: bool, requests: int) -> None:
        entry = ContactEntry(
            id=uuid4(),
            activity_id=self.places[place].pk,
            on=self.today - datetime.timedelta(days=ago),
            site_answer=answer,
            activity_answer=own,
            category_ids=(self.known,) if known else (),
            help_requests=(HelpRequestEntry(theme_id=self.theme.pk),) * requests,
        )
        log_contact(entry=entry, by=self.by, today=self.today)
        self.sent.append(entry)
        self.true[entry.id] = entry

    def edit(self, which: int, answer: Answer) -> None:
        if which >= len(self.sent):
            return
        entry = replace(self.sent[which], revision=self.sent[which].revision + 1, site_answer=answer)
        try:
            receipt = log_contact(entry=entry, by=self.by, today=self.today)
        except EntryRefused:
            assert entry.id in self.folded
            return
        if receipt.outcome == Outcome.CORRECTED:
            self.sent[which] = self.true[entry.id] = entry

    def delete(self, which: int) -> None:
        if which < len(self.sent) and self.sent[which].id in self.true.keys() - self.folded:
            delete_contact(contact=Contact.objects.get(pk=self.sent[which].id), by=self.by)
            del self.true[self.sent[which].id]

    def again(self, which: int) -> None:
        if which < len(self.sent):
            receipt = log_contact(entry=self.sent[which], by=self.by, today=self.today)
            assert receipt.outcome in {Outcome.REPEATED, Outcome.DELETED}

    def nights(self, number: int) -> None:
        for _night in range(number):
            self.today += datetime.timedelta(days=1)
            fold_site(today=self.today)
        self.folded |= self.true.keys()

    def correct(self, kind: CounterKind, place: str, whole: bool, month: datetime.date, delta: int) -> None:
        place = place if kind in OF_REQUESTS else "" if whole else "leersalon"
        asked = CorrectionEntry(
            kind=kind,
            activity=self.places.get(place),
            month=month,
            item=self.theme if kind == CounterKind.HELP_REQUESTS else None,
            delta=delta,
            reason=CorrectionReason.MISTAPPED,
        )
        there = self.count(kind, place, Period(month, month.replace(day=31)), only_folded=True)
        try:
            record_correction(asked=asked, by=self.by)
        except CorrectionRefused as refused:
            said = str(refused)
        else:
            said = ""
            self.corrected.append(Corrected(kind, place, month, delta))
        assert (there + delta < 0) == ("meer kan je er niet afhalen" in said)

    def count(self, kind: CounterKind, place: str, period: Period, *, only_folded: bool = False) -> int:
        """What is true of one counter, entry by entry."""
        counted = sum(
            self.weigh(kind, place, entry)
            for entry in self.list_true(place, period)
            if entry.id in self.folded or not only_folded
        )
        return counted + sum(row.delta for row in self.corrected if row.is_of(kind, place) and period.holds(row.month))

    def weigh(self, kind: CounterKind, place: str, entry: ContactEntry) -> int:
        """What one entry adds to a counter."""
        if kind == CounterKind.CONTACTS:
            return 1
        if kind == CounterKind.HELP_REQUESTS:
            return len(entry.help_requests)
        wanted = {
            CounterKind.FIRST_EVER: Answer.EVER,
            CounterKind.FIRST_YEAR: Answer.YEAR,
            CounterKind.UNKNOWN: Answer.UNKNOWN,
        }[kind]
        return int(self.read_answer(place, entry) == wanted)

    def read_answer(self, place: str, entry: ContactEntry) -> str | None:
        """What was answered of the site, or of the place itself."""
        implied = not place or entry.site_answer in {Answer.EVER, Answer.UNKNOWN}
        return entry.site_answer if implied else entry.activity_answer

    def list_true(self, place: str, period: Period) -> Iterator[ContactEntry]:
        for entry in self.true.values():
            if period.holds(entry.on) and (not place or entry.activity_id == self.places[place].pk):
                yield entry

    def count_known(self, place: str, period: Period) -> int:
        """Firsts of the year who are known."""
        return sum(
            bool(entry.category_ids) and self.read_answer(place, entry) in FIRSTS
            for entry in self.list_true(place, period)
        )


def read_number(figure: Figure | None) -> int:
    return (figure and figure.number) or 0


def compare(winter: Winter, figures: FigureSet, period: Period) -> None:
    for place in ("", "leersalon"):
        ever, year, unknown = (winter.count(kind, place, period) for kind in PEOPLE)
        unique = figures.find("unique", activity=place)
        assert read_number(unique) == ever + year, (place, period.label)
        assert (unique.at_most_more if unique else 0) == unknown or not read_number(unique)
        assert read_number(figures.find("new", activity=place)) == ever
        assert read_number(figures.find("attribute:known:yes", activity=place)) == winter.count_known(place, period)
    for place in ("", *PLACES):
        assert read_number(figures.find("contacts", activity=place)) == winter.count(
            CounterKind.CONTACTS, place, period
        )
    asked = sum(winter.count(CounterKind.HELP_REQUESTS, place, period) for place in PLACES)
    if read_number(figures.find("contacts")):
        assert read_number(figures.find("help_requests")) == read_number(figures.find("theme:Werk")) == asked


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_figures_equal_a_naive_count_over_the_true_events(counting: Site, steps: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        winter = Winter(User.objects.create_user(f"{uuid4()}@stek.example", name="Teller"))
        for step, *arguments in steps:
            getattr(winter, step)(*arguments)
        for year in YEARS:
            compare(winter, collect_figures(period=Period.of_year(year)), Period.of_year(year))
        transaction.set_rollback(True)


def count_years(key: str, activity: str = "") -> list[int]:
    return [read_number(collect_figures(period=Period.of_year(year)).find(key, activity=activity)) for year in YEARS]


def test_an_entry_of_30_december_that_arrives_on_4_january_lands_in_the_old_year(counting: Site) -> None:
    winter = Winter(User.objects.create_user("teller@stek.example", name="Teller"), today=datetime.date(2024, 12, 30))
    winter.log("leersalon", 0, Answer.EVER, Answer.EVER, True, 1)
    # Both years have been folded before the phone comes back.
    winter.nights(4)
    winter.log("leersalon", 0, Answer.YEAR, Answer.YEAR, True, 0)
    winter.nights(1)
    assert winter.today == datetime.date(2025, 1, 4)
    winter.log("leersalon", 5, Answer.YEAR, Answer.EVER, True, 2)
    waiting = [count_years(key) for key in ("unique", "new", "attribute:known:yes", "contacts", "help_requests")]
    winter.nights(1)
    folded = [count_years(key) for key in ("unique", "new", "attribute:known:yes", "contacts", "help_requests")]
    assert waiting == folded == [[2, 1], [1, 0], [2, 1], [2, 1], [3, 0]]
    assert [count_years(key, "leersalon") for key in ("unique", "new")] == [[2, 1], [2, 0]]


def test_who_comes_again_after_new_year_is_unique_again_and_not_new(counting: Site) -> None:
    for on, answer in (("2024-12-31", Answer.EVER), ("2025-01-02", Answer.YEAR), ("2025-01-09", Answer.BEFORE)):
        add_contact(on, site_answer=answer, logged_on=datetime.date(2025, 1, 9))
    fold_site(today=datetime.date(2025, 1, 10))
    assert (count_years("unique"), count_years("new")) == ([1, 1], [1, 0])


def test_who_nobody_knows_is_a_band_in_the_year_they_came(counting: Site) -> None:
    for on in ("2024-12-31", "2025-01-02", "2025-01-09"):
        add_contact(on, site_answer=Answer.UNKNOWN, logged_on=datetime.date(2025, 1, 9))
    add_contact("2025-01-09", site_answer=Answer.YEAR, logged_on=datetime.date(2025, 1, 9))
    fold_site(today=datetime.date(2025, 1, 10))
    unique = collect_figures(period=Period.of_year(2025)).find("unique")
    assert unique
    assert unique.text == "1 (en hoogstens 2 meer)"
