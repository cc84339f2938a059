"""The night fold keeps the counts and forgets the rest."""

import datetime
from collections import Counter
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity, Session
from reporting.selectors.figures.counters import count_people
from signals.entries import ContactEntry, EntryRefused, SessionEntry
from signals.models import AttributeCategory, AttributeTally, Contact, ContactAttribute, HelpRequest, Tally, Theme
from signals.services.folding import erase_old_notes, fold_site
from signals.services.logging import delete_contact, log_contact
from signals.services.sessions import count_session, delete_session
from signals.tasks import fold_all_sites
from signals.vocabulary import Answer, Basis
from sites.models import Site, User
from sites.scope import current_site_id, site_scope
from tests.conftest import Cast
from tests.contacts.conftest import TODAY, TOMORROW, MakeEntry
from tests.together import do_at_once

MONTH = TODAY.replace(day=1)


def count(basis: Basis, activity_id: int | None = None) -> int:
    return sum(Tally.objects.filter(activity_id=activity_id, basis=basis).values_list("count", flat=True))


def test_a_first_ever_counts_on_both_bases_and_unknown_apart(make_entry: MakeEntry) -> None:
    for answer in (Answer.EVER, Answer.YEAR, Answer.BEFORE, Answer.UNKNOWN):
        log_contact(entry=make_entry(site_answer=answer), by=None, today=TODAY)
    assert fold_site(today=TOMORROW) == 4
    assert (count(Basis.EVER), count(Basis.YEAR), count(Basis.UNKNOWN)) == (1, 2, 1)


def test_todays_entries_wait_for_the_night(make_entry: MakeEntry) -> None:
    log_contact(entry=make_entry(site_answer=Answer.EVER), by=None, today=TODAY)
    assert fold_site(today=TODAY) == 0
    assert not Contact.objects.get().is_folded


def test_an_entry_of_last_year_lands_in_last_year(make_entry: MakeEntry) -> None:
    late = datetime.date(2025, 12, 31)
    log_contact(entry=make_entry(site_answer=Answer.YEAR, on=late), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert Tally.objects.get().month == datetime.date(2025, 12, 1)


def test_folding_twice_counts_once(make_entry: MakeEntry) -> None:
    log_contact(entry=make_entry(site_answer=Answer.EVER), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert fold_site(today=TOMORROW) == 0
    assert count(Basis.EVER) == 1


def test_after_the_fold_nothing_says_who_came(make_entry: MakeEntry) -> None:
    keys = tuple(AttributeCategory.objects.filter(key__in=["yes", "woman"]).values_list("pk", flat=True))
    log_contact(entry=make_entry(site_answer=Answer.EVER, category_ids=keys), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    contact = Contact.objects.get()
    assert (contact.site_answer, contact.activity_answer, contact.content_digest) == ("", "", "")
    assert (contact.logged_on, contact.logged_by_id) == (None, None)
    assert ContactAttribute.objects.count() == 0
    tallies = AttributeTally.objects.all()
    assert sorted((tally.category.key, tally.basis, tally.count) for tally in tallies) == [
        ("woman", "ever", 1),
        ("woman", "year", 1),
        ("yes", "ever", 1),
        ("yes", "year", 1),
    ]
    assert all(isinstance(tally.pk, UUID) and tally.pk.version == 4 for tally in tallies)


def test_firsts_of_a_session_are_folded_with_the_contacts(make_entry: MakeEntry) -> None:
    leersalon = Activity.objects.get(slug="leersalon")
    session = SessionEntry(
        id=make_entry().id, activity_id=leersalon.pk, on=TODAY, head_count=9, ever=2, year=1, activity_ever=1
    )
    count_session(entry=session, by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert (count(Basis.EVER), count(Basis.YEAR)) == (2, 3)
    assert (count(Basis.EVER, leersalon.pk), count(Basis.YEAR, leersalon.pk)) == (3, 3)
    with pytest.raises(EntryRefused, match="al verwerkt"):
        delete_session(session=Session.objects.get())


def test_a_session_sent_twice_counts_once(make_entry: MakeEntry) -> None:
    session = SessionEntry(
        id=make_entry().id, activity_id=Activity.objects.get(slug="koffie").pk, on=TODAY, head_count=7
    )
    count_session(entry=session, by=None, today=TODAY)
    count_session(entry=session, by=None, today=TODAY)
    count_session(entry=replace(session, revision=2, head_count=8), by=None, today=TODAY)
    assert Session.objects.get().head_count == 8


def test_a_fixed_moment_has_one_head_count_a_day(make_entry: MakeEntry) -> None:
    koffie = Activity.objects.get(slug="koffie")
    session = SessionEntry(
        id=make_entry().id, activity_id=koffie.pk, slot_id=koffie.slots.get().pk, on=TODAY, head_count=7
    )
    count_session(entry=session, by=None, today=TODAY)
    with pytest.raises(EntryRefused, match="al geteld: 7 mensen"):
        count_session(entry=replace(session, id=make_entry().id), by=None, today=TODAY)
    delete_session(session=Session.objects.get())
    count_session(entry=replace(session, id=make_entry().id), by=None, today=TODAY)
    assert Session.objects.filter(is_deleted=False).count() == 1


def test_somebody_elses_head_count_stays_as_it_is(make_entry: MakeEntry, cast: Cast) -> None:
    session = SessionEntry(
        id=make_entry().id, activity_id=Activity.objects.get(slug="koffie").pk, on=TODAY, head_count=7
    )
    count_session(entry=session, by=cast.worker, today=TODAY)
    with pytest.raises(EntryRefused, match="iemand anders"):
        count_session(entry=replace(session, revision=2), by=cast.volunteer, only_own=True, today=TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_folds_at_once_count_once(kantine: Site) -> None:
    with site_scope(kantine.pk):
        koffie = Activity.objects.get(slug="koffie").pk
        for _visitor in range(5):
            entry = ContactEntry(id=uuid4(), activity_id=koffie, on=TODAY, site_answer=Answer.EVER)
            log_contact(entry=entry, by=None, today=TODAY)

    def fold() -> None:
        with site_scope(kantine.pk):
            fold_site(today=TOMORROW)

    do_at_once(fold, fold)
    with site_scope(kantine.pk):
        assert (count(Basis.EVER), Contact.objects.filter(is_folded=True).count()) == (5, 5)


def test_one_site_that_cannot_be_folded_does_not_stop_the_others(
    make_entry: MakeEntry, kantine: Site, kattegat: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[int] = []

    def fold(**_today: datetime.date) -> int:
        if current_site_id() == kantine.pk:
            raise RuntimeError("disk full")
        folded.append(current_site_id())
        return 0

    monkeypatch.setattr("signals.tasks.fold_site", fold)
    fold_all_sites()
    assert folded == [kattegat.pk]


def test_more_firsts_than_heads_are_refused(make_entry: MakeEntry) -> None:
    session = SessionEntry(
        id=make_entry().id, activity_id=Activity.objects.get(slug="koffie").pk, on=TODAY, head_count=1, ever=1, year=1
    )
    with pytest.raises(EntryRefused):
        count_session(entry=session, by=None, today=TODAY)


def test_notes_are_erased_after_ninety_days(make_entry: MakeEntry) -> None:
    contact = Contact.objects.create(activity=Activity.objects.get(slug="koffie"), on=TODAY)
    HelpRequest.objects.create(contact=contact, theme=Theme.objects.get(name="Financieel"), note="een brief")
    assert erase_old_notes(today=TODAY + datetime.timedelta(days=90)) == 0
    assert erase_old_notes(today=TODAY + datetime.timedelta(days=91)) == 1
    assert HelpRequest.objects.get().note == ""


# A step of a week: log with two answers, correct or delete the nth entry, send it again, or let a night pass.
SITE_ANSWERS = st.sampled_from([Answer.EVER, Answer.YEAR, Answer.BEFORE, Answer.UNKNOWN])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("log"), SITE_ANSWERS, st.sampled_from([Answer.EVER, Answer.YEAR])),
        st.tuples(st.just("correct"), st.integers(0, 5), SITE_ANSWERS),
        st.tuples(st.just("delete"), st.integers(0, 5), st.none()),
        st.tuples(st.just("again"), st.integers(0, 5), st.none()),
        st.tuples(st.just("night"), st.none(), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_figures_equal_a_naive_count_over_whatever_happened(
    make_entry: MakeEntry, steps: list[tuple[str, object, object]]
) -> None:
    for table in (Tally, AttributeTally, Contact):
        table.objects.all().delete()
    worker = User.objects.get_or_create(email="teller@stek.example")[0]
    leersalon = Activity.objects.get(slug="leersalon").pk
    week = Week(make_entry, worker)
    for step, first, second in steps:
        getattr(week, step)(first, second)
    expected: Counter[tuple[int | None, Basis]] = Counter()
    for entry in week.true_entries.values():
        at_activity = entry.site_answer if entry.site_answer in {Answer.EVER, Answer.UNKNOWN} else entry.activity_answer
        for scope, answer in ((None, entry.site_answer), (leersalon, at_activity)):
            expected[scope, Basis.EVER] += answer == Answer.EVER
            expected[scope, Basis.YEAR] += answer in {Answer.EVER, Answer.YEAR}
            expected[scope, Basis.UNKNOWN] += answer == Answer.UNKNOWN
    counted = count_people(until=TODAY + datetime.timedelta(days=40)).firsts
    totals: Counter[tuple[int | None, Basis]] = Counter()
    for (scope, _month, basis), number in counted.items():
        totals[scope, basis] += number
    assert +totals == +expected
    assert Contact.objects.filter(is_deleted=False).count() == len(week.true_entries)


class Week:
    """Does the steps for real, and keeps beside them the plain truth."""

    def __init__(self, make_entry: MakeEntry, worker: User) -> None:
        self.make_entry, self.worker, self.today = make_entry, worker, TODAY
        self.sent: list[ContactEntry] = []
        self.folded: set[UUID] = set()
        self.true_entries: dict[UUID, ContactEntry] = {}

    def log(self, answer: Answer, activity_answer: Answer) -> None:
        entry = self.make_entry("leersalon", on=self.today, site_answer=answer, activity_answer=activity_answer)
        log_contact(entry=entry, by=self.worker, today=self.today)
        self.sent.append(entry)
        self.true_entries[entry.id] = entry

    def correct(self, number: int, answer: Answer) -> None:
        if number >= len(self.sent):
            return
        entry = replace(self.sent[number], revision=self.sent[number].revision + 1, site_answer=answer)
        if entry.id in self.folded:
            with pytest.raises(EntryRefused):
                log_contact(entry=entry, by=self.worker, today=self.today)
        elif entry.id in self.true_entries:
            log_contact(entry=entry, by=self.worker, today=self.today)
            self.sent[number] = self.true_entries[entry.id] = entry

    def delete(self, number: int, _none: None) -> None:
        if number < len(self.sent) and self.sent[number].id in self.true_entries.keys() - self.folded:
            delete_contact(contact=Contact.objects.get(pk=self.sent[number].id), by=self.worker)
            del self.true_entries[self.sent[number].id]

    def again(self, number: int, _none: None) -> None:
        if number < len(self.sent):
            log_contact(entry=self.sent[number], by=self.worker, today=self.today)

    def night(self, _first: None, _second: None) -> None:
        self.today += datetime.timedelta(days=1)
        fold_site(today=self.today)
        self.folded |= set(self.true_entries)
