"""What is to be found out is put down with the contact, stays until it is done, and is forgotten."""

import datetime
from dataclasses import replace

import pytest

from signals.entries import ContactEntry, EntryRefused, FollowUpEntry, HelpRequestEntry, Outcome
from signals.models import Contact, FollowUp, Service, Theme
from signals.selectors.follow_ups import list_to_find_out
from signals.services.folding import fold_site
from signals.services.following_up import (
    add_follow_up,
    erase_old_follow_ups,
    finish_follow_up,
    postpone_follow_up,
    reopen_follow_up,
)
from signals.services.logging import delete_contact, log_contact
from sites.models import User
from tests.contacts.conftest import TODAY, TOMORROW, MakeEntry


def ask(make_entry: MakeEntry, **follow_up: object) -> ContactEntry:
    """An entry with one help request about money and something to find out."""
    service = Service.objects.get(name="CAW Antwerpen")
    asked = FollowUpEntry(**{"service_id": service.pk, "due_on": TOMORROW, **follow_up})
    theme = Theme.objects.get(name="Financieel")
    return make_entry(help_requests=(HelpRequestEntry(theme_id=theme.pk, follow_up=asked),))


def change(entry: ContactEntry, follow_up: FollowUpEntry | None) -> ContactEntry:
    """The same contact, corrected."""
    request = replace(entry.help_requests[0], follow_up=follow_up)
    return replace(entry, revision=entry.revision + 1, help_requests=(request,))


def test_it_outlives_the_fold_with_the_help_request(make_entry: MakeEntry) -> None:
    log_contact(entry=ask(make_entry, text="wachttijd"), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    [row] = list_to_find_out(today=TOMORROW).due
    assert (str(row.help_request.theme), str(row.service), row.text) == ("Financieel", "CAW Antwerpen", "wachttijd")


def test_sending_it_twice_puts_it_down_once(make_entry: MakeEntry) -> None:
    entry = ask(make_entry)
    log_contact(entry=entry, by=None, today=TODAY)
    assert log_contact(entry=entry, by=None, today=TODAY).outcome == Outcome.REPEATED
    assert FollowUp.objects.count() == 1


def test_a_correction_changes_it_and_leaves_out_what_was_taken_back(make_entry: MakeEntry) -> None:
    entry = ask(make_entry)
    log_contact(entry=entry, by=None, today=TODAY)
    asked = entry.help_requests[0].follow_up
    assert asked is not None
    entry = change(entry, replace(asked, text="wachttijd"))
    log_contact(entry=entry, by=None, today=TODAY)
    assert FollowUp.objects.get().text == "wachttijd"
    log_contact(entry=change(entry, None), by=None, today=TODAY)
    assert not FollowUp.objects.exists()


def test_what_is_done_stays_done_when_a_phone_sends_a_correction_later(make_entry: MakeEntry) -> None:
    entry = ask(make_entry)
    log_contact(entry=entry, by=None, today=TODAY)
    finish_follow_up(follow_up=FollowUp.objects.get(), today=TODAY)
    log_contact(entry=change(entry, entry.help_requests[0].follow_up), by=None, today=TODAY)
    assert FollowUp.objects.get().done_on == TODAY


def test_it_goes_with_the_contact_that_is_deleted(make_entry: MakeEntry) -> None:
    log_contact(entry=ask(make_entry), by=None, today=TODAY)
    delete_contact(contact=Contact.objects.get(), by=User.objects.create_user("teller@stek.example", name="Teller"))
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("service", {"service_id": 0}),
        ("due", {"due_on": TODAY - datetime.timedelta(days=1)}),
        ("due", {"due_on": TODAY + datetime.timedelta(days=400)}),
        ("text", {"text": "bel 0470 12 34 56"}),
        ("text", {"text": "vraag het aan Fatima Yilmaz"}),
        ("text", {"text": "a" * 141}),
    ],
)
def test_what_is_not_right_is_refused_beside_its_field(
    make_entry: MakeEntry, field: str, wrong: dict[str, object]
) -> None:
    with pytest.raises(EntryRefused) as refused:
        log_contact(entry=ask(make_entry, **wrong), by=None, today=TODAY)
    assert list(refused.value.problems) == [f"request-0-follow_up_{field}"]


def test_later_is_a_week_later_counted_from_today_when_its_day_is_over(make_entry: MakeEntry) -> None:
    log_contact(entry=ask(make_entry), by=None, today=TODAY)
    row = FollowUp.objects.get()
    assert postpone_follow_up(follow_up=row, today=TODAY) == TOMORROW + datetime.timedelta(days=7)
    late = TODAY + datetime.timedelta(days=30)
    assert postpone_follow_up(follow_up=row, today=late) == late + datetime.timedelta(days=7)


def test_only_one_thing_is_open_for_a_help_request(make_entry: MakeEntry) -> None:
    log_contact(entry=ask(make_entry), by=None, today=TODAY)
    first = FollowUp.objects.get()
    again = FollowUpEntry(service_id=first.service_id, due_on=TOMORROW)
    with pytest.raises(EntryRefused, match="staat al iets"):
        add_follow_up(to=first.help_request, asked=again)
    finish_follow_up(follow_up=first, today=TODAY)
    add_follow_up(to=first.help_request, asked=again)
    with pytest.raises(EntryRefused, match="intussen iets anders"):
        reopen_follow_up(follow_up=first)


@pytest.mark.parametrize("is_done", [True, False])
def test_it_is_erased_ninety_days_after_it_was_done_or_due(make_entry: MakeEntry, is_done: bool) -> None:
    log_contact(entry=ask(make_entry, due_on=TODAY), by=None, today=TODAY)
    if is_done:
        finish_follow_up(follow_up=FollowUp.objects.get(), today=TODAY)
    assert erase_old_follow_ups(today=TODAY + datetime.timedelta(days=90)) == 0
    assert erase_old_follow_ups(today=TODAY + datetime.timedelta(days=91)) == 1
