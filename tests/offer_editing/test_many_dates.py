"""Many dates at once: several closings in one go, and a season again."""

import datetime
from collections.abc import Callable

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from activities.models import Activity, Change, Closure, Slot
from activities.views.answers import HELD_UNDO
from activities.vocabulary import ChangeKind
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast
from tests.offer_editing.conftest import link, read, undo

CHRISTMAS = {"first_1": "2026-12-21", "last_1": "2027-01-03", "reason": "Kerstvakantie"}
FOUR_YEARS = {f"first_{row}": f"{2026 + row}-01-01" for row in range(1, 5)}
FOUR_YEARS |= {f"last_{row}": f"{2026 + row}-12-31" for row in range(1, 5)} | {"reason": "Verbouwing"}


@pytest.fixture
def spring(kantine: Site) -> Slot:
    """A season of the sewing group that is over."""
    with site_scope(kantine.pk):
        activity = Activity.objects.get(slug="leersalon")
        slot: Slot = Slot.objects.create(
            activity=activity,
            rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            starts_at=datetime.time(9),
            ends_at=datetime.time(11),
            valid_from=datetime.date(2026, 1, 5),
            valid_until=datetime.date(2026, 6, 29),
            note="Proef",
        )
    return slot


def test_several_stretches_are_closed_at_once_and_come_back_at_once(worker: Client, kantine: Site) -> None:
    answers = CHRISTMAS | {"first_2": "2026-12-01", "first_4": "2027-02-08", "last_4": "2027-02-12"}
    response = worker.post(link("close_days"), answers)
    with site_scope(kantine.pk):
        assert [closure.last_day.isoformat() for closure in Closure.objects.order_by("first_day")] == [
            "2026-12-01",
            "2027-01-03",
            "2027-02-12",
        ]
    undo(worker, response)
    with site_scope(kantine.pk):
        assert not Closure.objects.exists()


def test_everything_that_is_missing_is_said_at_once(worker: Client) -> None:
    page = read(worker.post(link("close_days"), {}))
    assert "Kies minstens één dag." in page
    assert 'id="id_reason_error"' in page


def test_closing_some_activities_leaves_the_others_as_they_were(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        coffee = Activity.objects.get(slug="koffie")
    worker.post(link("close_days"), CHRISTMAS | {"activities": [coffee.pk]})
    with site_scope(kantine.pk):
        changes = list(Change.objects.select_related("slot__activity"))
    # Thursday 31 December lies between: a Thursday, not a holiday.
    assert {(change.slot.activity, change.kind, change.reason) for change in changes} == {
        (coffee, ChangeKind.CANCELLED, "Kerstvakantie")
    }
    assert [change.on.isoformat() for change in changes] == ["2026-12-24", "2026-12-31"]


def close_four_years(worker: Client, kantine: Site) -> HttpResponseBase:
    """Cancel some two hundred single dates in one go."""
    with site_scope(kantine.pk):
        coffee = Activity.objects.get(slug="koffie")
    response = worker.post(link("close_days"), FOUR_YEARS | {"activities": [coffee.pk]})
    with site_scope(kantine.pk):
        assert Change.objects.filter(kind=ChangeKind.CANCELLED).count() > 180
    return response


def test_a_closing_of_two_hundred_dates_comes_back_at_once_as_well(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        Change.objects.create(slot=slot, on=datetime.date(2027, 3, 4), kind=ChangeKind.HOURS, new_starts_at="14:00")
    response = close_four_years(worker, kantine)
    assert HELD_UNDO in worker.session
    undo(worker, response)
    with site_scope(kantine.pk):
        assert [(change.on.isoformat(), change.kind) for change in Change.objects.all()] == [
            ("2027-03-04", ChangeKind.HOURS)
        ]
    assert HELD_UNDO not in worker.session


def test_the_undo_of_a_long_closing_is_for_nobody_else(
    worker: Client, kantine: Site, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    close_four_years(worker, kantine)
    (name,) = worker.session[HELD_UNDO]
    page = read(sign_in(cast.coordinator).post(link("offer_undo", token=name), follow=True))
    assert "Dit kan je niet meer ongedaan maken." in page
    with site_scope(kantine.pk):
        assert Change.objects.filter(kind=ChangeKind.CANCELLED).exists()


def test_looking_at_what_would_close_saves_nothing(worker: Client, kantine: Site) -> None:
    page = read(worker.post(link("close_days"), CHRISTMAS | {"preview": "1"}))
    assert "donderdag 24 december 2026, 13.00 - 15.30 uur: Koffie &amp; Formulieren" in page
    with site_scope(kantine.pk):
        assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"reason": "Kerst"}, "Kies minstens één dag."),
        ({"first_1": "2026-12-21"}, "Dit is nog leeg."),
        (CHRISTMAS | {"last_1": "2026-12-20"}, "De laatste dag komt voor de eerste dag."),
        (CHRISTMAS | {"last_1": "2028-12-20"}, "Dat is langer dan een jaar."),
        (CHRISTMAS | {"last_2": "2027-02-20"}, "Vanaf welke dag?"),
        (CHRISTMAS | {"first_2": "2027-02-29"}, "Deze datum bestaat niet."),
    ],
)
def test_closings_that_nobody_can_mean_are_refused_with_a_sentence(
    worker: Client, kantine: Site, answers: dict[str, str], said: str
) -> None:
    response = worker.post(link("close_days"), answers)
    assert response.status_code == 422
    assert said in read(response)
    with site_scope(kantine.pk):
        assert not Closure.objects.exists()


def test_closing_an_activity_that_is_not_there_then_is_refused(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        coffee = Activity.objects.get(slug="koffie")
    answers = {"first_1": "2026-12-01", "reason": "Feest", "activities": [coffee.pk]}
    assert "Er valt niets te sluiten." in read(worker.post(link("close_days"), answers))


def test_a_season_comes_back_on_new_days_and_the_former_stays_as_it_was(worker: Client, spring: Slot) -> None:
    answers = {"slots": [spring.pk], "first_day": "2026-12-02", "last_day": "2027-06-28"}
    page = read(worker.post(link("season_repeat"), answers | {"preview": "1"}))
    assert "voor het eerst op maandag 7 december 2026" in page
    response = worker.post(link("season_repeat"), answers)
    with site_scope(spring.site_id):
        again = Slot.objects.get(follows=spring)
        former = Slot.objects.get(pk=spring.pk)
    assert (again.rule, again.starts_at, again.valid_until) == (
        spring.rule,
        spring.starts_at,
        datetime.date(2027, 6, 28),
    )
    assert again.valid_from == datetime.date(2026, 12, 7)
    assert (former.valid_from, former.valid_until, former.note) == (spring.valid_from, spring.valid_until, "Proef")
    undo(worker, response)
    with site_scope(spring.site_id):
        assert not Slot.objects.filter(follows=spring).exists()


def test_what_was_repeated_is_not_offered_again(worker: Client, spring: Slot) -> None:
    answers = {"slots": [spring.pk], "first_day": "2026-12-02", "last_day": "2027-06-28"}
    worker.post(link("season_repeat"), answers)
    # The next season can be repeated in its turn, the former cannot.
    page = read(worker.get(link("season_repeat")))
    assert "(tot en met 28 juni 2027)" in page
    assert "(tot en met 29 juni 2026)" not in page
    assert worker.post(link("season_repeat"), answers).status_code == 422


@pytest.mark.parametrize(
    ("first_day", "last_day", "said"),
    [
        ("2026-06-01", "2026-12-31", "loopt dan nog"),
        ("2026-12-31", "2026-12-01", "De laatste dag komt voor de eerste dag."),
        ("2026-12-01", "2026-12-04", "heeft dan geen enkele datum"),
    ],
)
def test_a_season_that_cannot_be_is_refused_and_nothing_is_saved(
    worker: Client, spring: Slot, first_day: str, last_day: str, said: str
) -> None:
    answers = {"slots": [spring.pk], "first_day": first_day, "last_day": last_day}
    assert said in read(worker.post(link("season_repeat"), answers))
    with site_scope(spring.site_id):
        assert not Slot.objects.filter(follows=spring).exists()
