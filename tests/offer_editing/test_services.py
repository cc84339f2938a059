"""What each act does to the offer, to its record, and how it is undone."""

import datetime

import pytest

from activities.details import ActivityDetails, ChangeDetails, ClosureDetails, SlotDetails, VenueDetails, read_details
from activities.models import Activity, ActivityPartner, Change, Closure, Slot
from activities.selectors.editing import list_dates_of_slot, read_activity
from activities.selectors.occurrences import list_occurrences
from activities.services.activities import add_activity, edit_activity
from activities.services.changes import cancel_slot, cancel_today, change_date, undo_change
from activities.services.closures import add_closure, close_today
from activities.services.organisations import add_venue
from activities.services.outcome import ChangedSinceError, undo_steps
from activities.services.slots import add_slot, edit_slot, end_slot, move_slot
from activities.vocabulary import ChangeKind, Function, OccurrenceStatus, OfferAct
from sites.models import AuditEntry, Partner, Venue
from tests.conftest import Cast
from tests.offer_editing.conftest import TODAY

NEXT_THURSDAY = TODAY + datetime.timedelta(weeks=1)
MONDAYS = SlotDetails(
    rule="FREQ=WEEKLY;BYDAY=MO",
    starts_at=datetime.time(9),
    ends_at=datetime.time(11),
    valid_from=datetime.date(2026, 12, 1),
)


def list_dates(slot: Slot, count: int = 3) -> list[datetime.date]:
    return [occurrence.date for occurrence in list_dates_of_slot(slot, count=count)]


def test_a_new_activity_gets_an_address_of_its_own(coffee: Activity, cast: Cast) -> None:
    details = ActivityDetails(name="Koffie", functions=(Function.MEET,))
    assert add_activity(details=details, by=cast.worker).row.slug == "koffie-2"


def test_a_name_without_letters_still_gets_an_address(inside: None, cast: Cast) -> None:
    assert add_activity(details=ActivityDetails(name="???"), by=cast.worker).row.slug == "activiteit"


def test_an_edit_reads_back_as_it_was_said(coffee: Activity, cast: Cast) -> None:
    ligo = Partner.objects.get(slug="ligo")
    caw = Partner.objects.get(slug="caw")
    details = ActivityDetails(
        name="Koffie en papieren", functions=(Function.LEARN, Function.MEET), leaders=(ligo,), helpers=(caw, ligo)
    )
    edit_activity(activity=coffee, details=details, by=cast.worker)
    read = read_activity(coffee)
    assert (read.name, set(read.functions)) == (details.name, set(details.functions))
    assert (read.leaders, read.helpers) == ((ligo,), (caw,))


def test_an_edit_keeps_the_address(coffee: Activity, cast: Cast) -> None:
    edit_activity(activity=coffee, details=ActivityDetails(name="Heel anders"), by=cast.worker)
    assert coffee.slug == "koffie"


def test_every_act_is_on_record_with_who_and_what(thursdays: Slot, cast: Cast) -> None:
    cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.worker)
    act = AuditEntry.objects.get()
    assert (act.actor, act.action) == (cast.worker, OfferAct.DATE_CANCELLED)
    assert act.subject == "Koffie & Formulieren, donderdag 26 november"


def test_a_moved_moment_keeps_its_history(thursdays: Slot, cast: Cast) -> None:
    moved = move_slot(slot=thursdays, from_day=datetime.date(2026, 12, 1), details=MONDAYS, by=cast.worker).row
    thursdays.refresh_from_db()
    assert thursdays.valid_until == datetime.date(2026, 11, 30)
    assert moved.follows == thursdays
    days = [found.date.isoformat() for found in list_occurrences(first_day=TODAY, last_day=datetime.date(2026, 12, 8))]
    assert [day for day in days if day in {"2026-11-26", "2026-12-03", "2026-12-07"}] == ["2026-11-26", "2026-12-07"]


def test_a_moment_that_has_not_begun_is_moved_without_history(coffee: Activity, cast: Cast) -> None:
    slot = add_slot(activity=coffee, details=MONDAYS, by=cast.worker).row
    moved = move_slot(slot=slot, from_day=datetime.date(2026, 11, 23), details=MONDAYS, by=cast.worker).row
    assert moved == slot
    assert Slot.objects.filter(activity=coffee).count() == 2


def test_a_moved_moment_takes_along_what_was_arranged_for_its_dates(thursdays: Slot, cast: Cast) -> None:
    cancel_slot(slot=thursdays, on=datetime.date(2026, 12, 10), by=cast.worker)
    later = SlotDetails(
        rule=thursdays.rule,
        starts_at=datetime.time(14),
        ends_at=datetime.time(16),
        valid_from=datetime.date(2026, 12, 1),
    )
    moved = move_slot(slot=thursdays, from_day=later.valid_from, details=later, by=cast.worker).row
    assert Change.objects.get().slot == moved


def test_a_moved_moment_drops_what_was_arranged_for_other_dates(thursdays: Slot, cast: Cast) -> None:
    cancel_slot(slot=thursdays, on=datetime.date(2026, 12, 10), by=cast.worker)
    move_slot(slot=thursdays, from_day=datetime.date(2026, 12, 1), details=MONDAYS, by=cast.worker)
    assert not Change.objects.exists()


def test_undoing_a_move_brings_everything_back(thursdays: Slot, cast: Cast) -> None:
    cancel_slot(slot=thursdays, on=datetime.date(2026, 12, 10), by=cast.worker)
    outcome = move_slot(slot=thursdays, from_day=datetime.date(2026, 12, 1), details=MONDAYS, by=cast.worker)
    undo_steps(steps=outcome.steps, said="", by=cast.worker)
    slot = Slot.objects.get(activity=thursdays.activity)
    assert (slot.pk, slot.valid_until) == (thursdays.pk, None)
    assert Change.objects.get().slot == slot


def test_an_ended_moment_has_no_dates_after_its_last_day(thursdays: Slot, cast: Cast) -> None:
    end_slot(slot=thursdays, last_day=NEXT_THURSDAY, by=cast.worker)
    assert list_dates(thursdays) == [TODAY, NEXT_THURSDAY]


def test_every_other_week_starts_in_the_week_that_people_mean(coffee: Activity, cast: Cast) -> None:
    details = SlotDetails(
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        starts_at=datetime.time(13),
        ends_at=datetime.time(16),
        valid_from=datetime.date(2026, 11, 25),
    )
    slot = add_slot(activity=coffee, details=details, by=cast.worker).row
    assert list_dates(slot) == [datetime.date(2026, 11, day) for day in (30,)] + [
        datetime.date(2026, 12, day) for day in (14, 28)
    ]


def test_correcting_a_moment_leaves_one_moment(thursdays: Slot, cast: Cast) -> None:
    edit_slot(slot=thursdays, details=MONDAYS, by=cast.worker)
    assert Slot.objects.get(activity=thursdays.activity).rule == MONDAYS.rule


def test_cancelling_twice_leaves_one_change_and_one_record(thursdays: Slot, cast: Cast) -> None:
    cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.worker)
    again = cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.worker)
    assert (Change.objects.count(), AuditEntry.objects.count(), again.steps) == (1, 1, ())


def test_undoing_a_cancellation_brings_back_the_earlier_arrangement(thursdays: Slot, cast: Cast) -> None:
    hours = ChangeDetails(
        kind=ChangeKind.HOURS, new_starts_at=datetime.time(14), new_ends_at=datetime.time(16), reason="Feestje"
    )
    change_date(slot=thursdays, on=NEXT_THURSDAY, details=hours, by=cast.worker)
    outcome = cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.worker)
    undo_steps(steps=outcome.steps, said="", by=cast.worker)
    assert read_details(Change.objects.get(), ChangeDetails) == hours


def test_what_was_moved_to_today_is_cancelled_with_today(thursdays: Slot, cast: Cast) -> None:
    here = ChangeDetails(kind=ChangeKind.MOVED, new_date=TODAY)
    change_date(slot=thursdays, on=NEXT_THURSDAY, details=here, by=cast.worker)
    cancel_today(activity=thursdays.activity, today=TODAY, by=cast.worker)
    today = list_occurrences(first_day=TODAY, last_day=TODAY, activity_slug="koffie")
    assert {occurrence.status for occurrence in today} == {OccurrenceStatus.CANCELLED}


def test_an_undone_date_goes_on_as_usual(thursdays: Slot, cast: Cast) -> None:
    change = cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.worker).row
    outcome = undo_change(change=change, by=cast.worker)
    assert not Change.objects.exists()
    undo_steps(steps=outcome.steps, said="", by=cast.worker)
    assert Change.objects.get().kind == ChangeKind.CANCELLED


def test_closing_today_twice_is_one_closure(inside: None, cast: Cast) -> None:
    close_today(today=TODAY, by=cast.worker)
    close_today(today=TODAY, by=cast.worker)
    assert Closure.objects.get().first_day == TODAY


def test_undoing_twice_says_so(inside: None, cast: Cast) -> None:
    outcome = close_today(today=TODAY, by=cast.worker)
    undo_steps(steps=outcome.steps, said="", by=cast.worker)
    assert not Closure.objects.exists()
    with pytest.raises(ChangedSinceError):
        undo_steps(steps=outcome.steps, said="", by=cast.worker)


def test_what_somebody_changed_since_is_not_undone(thursdays: Slot, cast: Cast) -> None:
    outcome = cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.worker)
    cancel_slot(slot=thursdays, on=NEXT_THURSDAY, by=cast.coordinator, reason="Ziek")
    with pytest.raises(ChangedSinceError):
        undo_steps(steps=outcome.steps, said="", by=cast.worker)
    assert Change.objects.get().reason == "Ziek"


def test_what_hung_on_something_that_is_gone_is_not_undone(coffee: Activity, cast: Cast) -> None:
    added = add_slot(activity=coffee, details=MONDAYS, by=cast.worker)
    change = cancel_slot(slot=added.row, on=datetime.date(2026, 12, 7), by=cast.worker).row
    removed = undo_change(change=change, by=cast.worker)
    undo_steps(steps=added.steps, said="", by=cast.worker)
    with pytest.raises(ChangedSinceError):
        undo_steps(steps=removed.steps, said="", by=cast.worker)


def test_a_closed_venue_closes_only_what_is_there(thursdays: Slot, cast: Cast) -> None:
    elsewhere = add_venue(details=VenueDetails(name="De Groten Uitleg"), by=cast.worker).row
    add_closure(
        details=ClosureDetails(first_day=TODAY, last_day=TODAY, reason="Verbouwing", venue=elsewhere), by=cast.worker
    )
    today = list_occurrences(first_day=TODAY, last_day=TODAY)
    assert [occurrence.status for occurrence in today] == [OccurrenceStatus.PLANNED]


def test_a_new_own_place_takes_over_from_the_former(inside: None, cast: Cast) -> None:
    new = add_venue(details=VenueDetails(name="Nieuw huis", is_main=True), by=cast.worker).row
    assert Venue.objects.get(is_main=True) == new


def test_taking_a_partner_off_an_activity_ends_its_part(coffee: Activity, cast: Cast) -> None:
    edit_activity(activity=coffee, details=ActivityDetails(name="Koffie"), by=cast.worker)
    assert not ActivityPartner.objects.filter(activity=coffee).exists()
