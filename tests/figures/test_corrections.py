"""A counter is corrected by one more row, with who, when and why; the figures add it and say so."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from activities.models import Activity, Session
from reporting.entries import CorrectionEntry, CorrectionRefused
from reporting.models import Correction
from reporting.selectors.figures import Figure, Period, collect_figures
from reporting.services.corrections import record_correction, reverse_correction
from reporting.vocabulary import CorrectionReason, CounterKind
from signals.models import AttributeCategory, Service, Theme
from signals.services.folding import fold_site
from signals.vocabulary import Answer
from sites.models import AuditEntry, Site, User
from tests.figures.conftest import add_contact, add_request

MARCH = datetime.date(2024, 3, 1)
YEAR = Period.of_year(2024)
NIGHT = datetime.date(2024, 3, 20)


@pytest.fixture
def by(counting: Site) -> User:
    """The coordinator who corrects."""
    return User.objects.create_user("coordinator@stek.example", name="Coördinator")


def fold(on: str = "2024-03-14", *, count: int = 1, **fields: Any) -> None:
    """Note the same contact so many times, and let the night pass."""
    for _visitor in range(count):
        contact = add_contact(on, logged_on=datetime.date.fromisoformat(on), **fields)
        add_request(contact, "Werk", approaches=("Advies",), services=("Stadhuis",))
    fold_site(today=NIGHT)


def correct(by: User, kind: CounterKind, delta: int, **fields: Any) -> Correction:
    """Correct a counter of March."""
    usual: dict[str, Any] = {"activity": None, "month": MARCH, "item": None, "reason": CorrectionReason.DOUBLE}
    return record_correction(asked=CorrectionEntry(kind=kind, delta=delta, **usual | fields), by=by)


def find(key: str, activity: str = "") -> Figure:
    found = collect_figures(period=YEAR).find(key, activity=activity)
    assert found
    return found


def test_a_first_too_many_goes_off_every_figure_it_is_in_and_each_says_so(by: User) -> None:
    fold(count=3, site_answer=Answer.EVER)
    correct(by, CounterKind.FIRST_EVER, -1)
    for key in ("unique", "new", "unique_since_start"):
        assert (find(key).value, find(key).correction_text) == (2, "verbeterd: \N{MINUS SIGN}1 (dubbel genoteerd)")


def test_counters_of_the_site_and_of_an_activity_are_corrected_apart(by: User) -> None:
    leersalon = Activity.objects.get(slug="leersalon")
    fold(count=2, activity="leersalon", site_answer=Answer.EVER, activity_answer=Answer.EVER)
    correct(by, CounterKind.FIRST_EVER, -1, activity=leersalon)
    assert (find("unique").value, find("unique", "leersalon").value) == (2, 1)
    assert not find("unique").corrections


def test_a_band_is_corrected_without_touching_the_number(by: User) -> None:
    fold(site_answer=Answer.EVER)
    fold(count=2, site_answer=Answer.UNKNOWN)
    correct(by, CounterKind.UNKNOWN, -1)
    assert (find("unique").value, find("unique").at_most_more) == (1, 1)
    assert "'weet niet'" in find("unique").correction_text


@pytest.mark.parametrize(
    ("kind", "item", "key"),
    [
        (CounterKind.CONTACTS, None, "contacts"),
        (CounterKind.HELP_REQUESTS, (Theme, "Werk"), "theme:Werk"),
        (CounterKind.HELP_REQUESTS, (Theme, "Werk"), "help_requests"),
        (CounterKind.HELP_REQUESTS, (Theme, "Financieel"), "report_theme:Papieren"),
        (CounterKind.REFERRALS, (Service, "Stadhuis"), "referral:Stadhuis"),
    ],
)
def test_what_was_forgotten_is_added_to_its_figures(
    by: User, kind: CounterKind, item: tuple[Any, str] | None, key: str
) -> None:
    fold(count=2, site_answer=Answer.BEFORE)
    before = find(key).number
    assert before is not None
    row = item[0].objects.get(name=item[1]) if item else None
    correct(by, kind, 2, activity=Activity.objects.get(slug="koffie"), item=row)
    assert find(key).number == before + 2
    assert "+2" in find(key).correction_text


def test_a_head_count_that_was_mistyped_changes_participations_and_average(by: User) -> None:
    koffie = Activity.objects.get(slug="koffie")
    for day in (7, 14):
        Session.objects.create(activity=koffie, on=MARCH.replace(day=day), head_count=10, slot=koffie.slots.get())
    correct(by, CounterKind.PARTICIPATIONS, -6, activity=koffie, reason=CorrectionReason.MISCOUNTED)
    assert (find("participations").value, find("average", "koffie").text) == (14, "7,0")


def test_attributes_are_corrected_within_their_year(by: User) -> None:
    fold(count=2, site_answer=Answer.EVER, attributes=("yes",))
    item = AttributeCategory.objects.get(key="yes")
    correct(by, CounterKind.ATTRIBUTE_EVER, -1, item=item, month=datetime.date(2024, 1, 1))
    assert (find("attribute:known:yes").value, find("attribute:known:unknown").value) == (1, 1)
    with pytest.raises(CorrectionRefused, match="staat 1"):
        correct(by, CounterKind.ATTRIBUTE_EVER, -2, item=item)


def test_answers_never_outnumber_people(by: User) -> None:
    fold(count=2, site_answer=Answer.EVER, attributes=("yes",))
    item = AttributeCategory.objects.get(key="yes")
    for kind, delta, row in ((CounterKind.FIRST_EVER, -1, None), (CounterKind.ATTRIBUTE_EVER, 1, item)):
        with pytest.raises(CorrectionRefused, match="meer antwoorden bij 'gekend"):
            correct(by, kind, delta, item=row)
    correct(by, CounterKind.ATTRIBUTE_EVER, -1, item=item)
    correct(by, CounterKind.FIRST_EVER, -1)
    assert (find("unique").value, find("attribute:known:yes").value) == (1, 1)


@pytest.mark.parametrize("kind", [CounterKind.FIRST_EVER, CounterKind.FIRST_YEAR, CounterKind.UNKNOWN])
def test_a_counter_never_goes_below_zero(by: User, kind: CounterKind) -> None:
    fold(site_answer=Answer.EVER)
    add_contact("2024-03-15", site_answer=Answer.YEAR, logged_on=NIGHT)
    add_contact("2024-03-15", site_answer=Answer.UNKNOWN, logged_on=NIGHT)
    there = 1 if kind == CounterKind.FIRST_EVER else 0
    with pytest.raises(CorrectionRefused, match=f"staat {there}"):
        # What waits for the fold does not count: it may still be deleted.
        correct(by, kind, -there - 1)


def test_a_month_to_come_is_refused(by: User) -> None:
    with pytest.raises(CorrectionRefused, match="moet nog beginnen"):
        correct(by, CounterKind.UNKNOWN, 1, month=datetime.date(2090, 1, 1))


def test_a_correction_is_taken_back_once_by_another(by: User) -> None:
    fold(count=2, site_answer=Answer.EVER)
    row = correct(by, CounterKind.FIRST_EVER, -1)
    back = reverse_correction(correction=row, by=by)
    assert (find("unique").value, back.delta, back.reverses) == (2, 1, row)
    for wrong in (row, back):
        with pytest.raises(CorrectionRefused, match="al teruggedraaid"):
            reverse_correction(correction=wrong, by=by)


def test_a_correction_is_on_record_and_can_be_neither_changed_nor_removed(by: User) -> None:
    fold(site_answer=Answer.EVER)
    correct(by, CounterKind.FIRST_EVER, -1)
    act = AuditEntry.objects.get(action="counter-corrected")
    assert act.actor == by
    assert act.subject == "Eerste keer ooit, hele site, maart 2024: \N{MINUS SIGN}1 (dubbel genoteerd)"
    assert (Correction.objects.update(delta=5), Correction.objects.all()._raw_delete("default")) == (0, 0)
    assert Correction.objects.get().delta == -1


def test_the_database_refuses_a_counter_without_what_it_is_for(by: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            kind=CounterKind.HELP_REQUESTS, month=MARCH, delta=1, reason=CorrectionReason.DOUBLE, made_by=by
        )
    assert connection.is_usable()


def test_the_command_prints_the_mark(by: User, capsys: pytest.CaptureFixture[str]) -> None:
    fold(count=2, site_answer=Answer.EVER)
    correct(by, CounterKind.FIRST_EVER, -1)
    call_command("figures", "--site", "kantine", "--from", "2024-01", "--to", "2024-12")
    assert "[verbeterd: \N{MINUS SIGN}1 (dubbel genoteerd)]" in capsys.readouterr().out


def test_a_pair_that_cancels_out_counts_nothing_where_nothing_was_counted(by: User) -> None:
    row = correct(by, CounterKind.UNKNOWN, 2)
    reverse_correction(correction=row, by=by)
    assert find("unique").value == "niet geteld"
