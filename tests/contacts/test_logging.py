"""An acknowledged entry is kept once, whatever the network does, and only what belongs together is kept."""

import datetime
from dataclasses import replace
from uuid import uuid4

import pytest

from activities.models import Activity
from signals.entries import ContactEntry, EntryConflict, EntryRefused, HelpRequestEntry, Outcome
from signals.models import Approach, AttributeCategory, Contact, HelpRequest, Service, Signal, Theme
from signals.services.folding import fold_site
from signals.services.logging import delete_contact, log_contact
from signals.vocabulary import Answer
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast
from tests.contacts.conftest import TODAY, TOMORROW, MakeEntry
from tests.together import do_at_once


def ask(
    theme: str = "Financieel", *approaches: str, note: str = "", services: tuple[int, ...] = ()
) -> HelpRequestEntry:
    return HelpRequestEntry(
        theme_id=Theme.objects.get(name=theme).pk,
        approach_ids=tuple(Approach.objects.get(name=name).pk for name in approaches),
        service_ids=services,
        note=note,
    )


def refuse(entry: ContactEntry) -> dict[str, str]:
    with pytest.raises(EntryRefused) as refused:
        log_contact(entry=entry, by=None, today=TODAY)
    return refused.value.problems


def test_a_contact_is_kept_with_its_help_requests(make_entry: MakeEntry) -> None:
    receipt = log_contact(
        entry=make_entry(help_requests=(ask("Financieel", "Informatie"), ask("Huisvesting"))), by=None, today=TODAY
    )
    assert receipt.outcome == Outcome.KEPT
    contact = Contact.objects.get(pk=receipt.id)
    assert [str(request) for request in contact.help_requests.all()] == ["Financieel", "Huisvesting"]


def test_sending_the_same_entry_twice_keeps_it_once(make_entry: MakeEntry) -> None:
    entry = make_entry(help_requests=(ask(),))
    log_contact(entry=entry, by=None, today=TODAY)
    assert log_contact(entry=entry, by=None, today=TODAY).outcome == Outcome.REPEATED
    assert (Contact.objects.count(), HelpRequest.objects.count()) == (1, 1)


def test_the_same_id_and_revision_with_other_content_asks_what_is_meant(make_entry: MakeEntry) -> None:
    entry = make_entry()
    log_contact(entry=entry, by=None, today=TODAY)
    with pytest.raises(EntryConflict):
        log_contact(entry=replace(entry, site_answer=Answer.EVER), by=None, today=TODAY)


def test_a_higher_revision_corrects_before_the_fold(make_entry: MakeEntry) -> None:
    entry = make_entry(help_requests=(ask("Financieel"),))
    log_contact(entry=entry, by=None, today=TODAY)
    corrected = replace(entry, revision=2, help_requests=(ask("Huisvesting"),))
    assert log_contact(entry=corrected, by=None, today=TODAY).outcome == Outcome.CORRECTED
    assert [str(request) for request in HelpRequest.objects.all()] == ["Huisvesting"]


def test_a_lower_revision_that_comes_late_changes_nothing(make_entry: MakeEntry) -> None:
    entry = make_entry()
    newer = replace(entry, revision=3, site_answer=Answer.EVER)
    log_contact(entry=newer, by=None, today=TODAY)
    assert log_contact(entry=entry, by=None, today=TODAY).revision == 3
    assert Contact.objects.get().site_answer == Answer.EVER


def test_a_correction_after_the_fold_gets_a_sentence(make_entry: MakeEntry) -> None:
    entry = make_entry()
    log_contact(entry=entry, by=None, today=TODAY)
    fold_site(today=TOMORROW)
    with pytest.raises(EntryRefused, match="al verwerkt"):
        log_contact(entry=replace(entry, revision=2), by=None, today=TOMORROW)


def test_a_repeated_send_after_the_fold_is_acknowledged_and_not_counted_again(make_entry: MakeEntry) -> None:
    entry = make_entry(site_answer=Answer.EVER)
    log_contact(entry=entry, by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert log_contact(entry=entry, by=None, today=TOMORROW).outcome == Outcome.REPEATED
    assert Contact.objects.get().is_folded


def test_a_deleted_contact_stays_an_empty_tombstone(make_entry: MakeEntry, cast: Cast) -> None:
    entry = make_entry(help_requests=(ask(),))
    log_contact(entry=entry, by=cast.worker, today=TODAY)
    delete_contact(contact=Contact.objects.get(), by=cast.worker)
    assert log_contact(entry=entry, by=cast.worker, today=TODAY).outcome == Outcome.DELETED
    tombstone = Contact.objects.get()
    assert (tombstone.is_deleted, tombstone.site_answer, tombstone.logged_by) == (True, "", None)
    assert HelpRequest.objects.count() == 0


def test_a_volunteer_corrects_only_what_they_logged(make_entry: MakeEntry, cast: Cast) -> None:
    entry = make_entry()
    log_contact(entry=entry, by=cast.worker, today=TODAY)
    with pytest.raises(EntryRefused, match="iemand anders"):
        log_contact(entry=replace(entry, revision=2), by=cast.volunteer, only_own=True, today=TODAY)
    with pytest.raises(EntryRefused, match="iemand anders"):
        delete_contact(contact=Contact.objects.get(), by=cast.volunteer, only_own=True)


def test_an_id_of_another_site_is_refused_without_telling_why(make_entry: MakeEntry, kattegat: Site) -> None:
    entry = make_entry()
    with site_scope(kattegat.pk):
        Contact.objects.create(pk=entry.id, activity=Activity.objects.get(slug="koffie"), on=TODAY)
    assert list(refuse(entry)) == [""]


def test_a_first_ever_at_the_site_is_one_at_an_activity_that_counts_its_own(make_entry: MakeEntry) -> None:
    log_contact(entry=make_entry("leersalon", site_answer=Answer.EVER), by=None, today=TODAY)
    assert Contact.objects.get().activity_answer == Answer.EVER


def test_an_activity_that_counts_its_own_asks_its_own_question(make_entry: MakeEntry) -> None:
    assert list(refuse(make_entry("leersalon"))) == ["activity_answer"]


def test_answers_that_contradict_each_other_are_refused(make_entry: MakeEntry) -> None:
    entry = make_entry("leersalon", site_answer=Answer.YEAR, activity_answer=Answer.BEFORE)
    assert list(refuse(entry)) == ["activity_answer"]


def test_attributes_are_kept_for_a_first_only(make_entry: MakeEntry) -> None:
    key = AttributeCategory.objects.get(key="woman").pk
    log_contact(entry=make_entry(category_ids=(key,)), by=None, today=TODAY)
    assert Contact.objects.get().attributes.count() == 0
    first = make_entry(site_answer=Answer.YEAR, category_ids=(key,))
    log_contact(entry=first, by=None, today=TODAY)
    assert Contact.objects.get(pk=first.id).attributes.count() == 1


def test_one_answer_per_dimension(make_entry: MakeEntry) -> None:
    both = tuple(AttributeCategory.objects.filter(dimension="known").values_list("pk", flat=True))
    assert list(refuse(make_entry(site_answer=Answer.EVER, category_ids=both))) == ["attribute-known"]


def test_a_date_to_come_is_refused(make_entry: MakeEntry) -> None:
    assert list(refuse(make_entry(on=TODAY + datetime.timedelta(days=1)))) == ["on"]


def test_a_retired_theme_is_refused_but_stays_where_it_stands(make_entry: MakeEntry) -> None:
    entry = make_entry(help_requests=(ask("Financieel"),))
    log_contact(entry=entry, by=None, today=TODAY)
    Theme.objects.filter(name="Financieel").update(is_retired=True)
    assert list(refuse(make_entry(help_requests=(ask("Financieel"),)))) == ["request-0-theme"]
    corrected = replace(entry, revision=2, site_answer=Answer.EVER)
    assert log_contact(entry=corrected, by=None, today=TODAY).outcome == Outcome.CORRECTED


def test_services_are_kept_with_a_referral_only(make_entry: MakeEntry) -> None:
    service = (Service.objects.get().pk,)
    log_contact(
        entry=make_entry(help_requests=(ask("Financieel", "Informatie", services=service),)), by=None, today=TODAY
    )
    assert HelpRequest.objects.get().referrals.count() == 0
    referred = make_entry(help_requests=(ask("Financieel", "Doorverwijzing", services=service),))
    log_contact(entry=referred, by=None, today=TODAY)
    assert HelpRequest.objects.get(contact=referred.id).referrals.count() == 1


def test_a_note_that_names_somebody_is_refused_at_its_own_field(make_entry: MakeEntry) -> None:
    problems = refuse(make_entry(help_requests=(ask(), ask(note="bel haar op 0470 12 34 56"))))
    assert list(problems) == ["request-1-note"]
    assert Contact.objects.count() == 0


def test_a_help_request_ticked_as_a_signal_lands_on_the_list(make_entry: MakeEntry, cast: Cast) -> None:
    entry = make_entry(help_requests=(ask("Huisvesting", "Opgepikt als signaal"),))
    log_contact(entry=entry, by=cast.worker, today=TODAY)
    assert Signal.objects.get().sources.count() == 1
    delete_contact(contact=Contact.objects.get(), by=cast.worker)
    assert Signal.objects.count() == 0


def test_a_correction_leaves_a_help_request_with_the_signal_it_is_with(make_entry: MakeEntry, cast: Cast) -> None:
    entry = make_entry(help_requests=(ask("Huisvesting", "Opgepikt als signaal"),))
    log_contact(entry=entry, by=cast.worker, today=TODAY)
    Signal.objects.update(next_step="Voorleggen aan de stuurgroep")
    noted = ask("Huisvesting", "Opgepikt als signaal", note="wacht al drie jaar")
    log_contact(entry=replace(entry, revision=2, help_requests=(noted,)), by=cast.worker, today=TODAY)
    assert Signal.objects.get().sources.get().help_request.note == "wacht al drie jaar"


def test_deleting_twice_is_deleting_once(make_entry: MakeEntry, cast: Cast) -> None:
    log_contact(entry=make_entry(), by=cast.volunteer, today=TODAY)
    for _tap in range(2):
        delete_contact(contact=Contact.objects.get(), by=cast.volunteer, only_own=True)
    assert Contact.objects.get().revision == 2


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_send_the_same_entry_at_once_keep_it_once(kantine: Site) -> None:
    with site_scope(kantine.pk):
        activity_id = Activity.objects.get(slug="koffie").pk
    entry = ContactEntry(id=uuid4(), activity_id=activity_id, on=TODAY, site_answer=Answer.EVER)

    def send() -> Outcome:
        with site_scope(kantine.pk):
            return log_contact(entry=entry, by=None, today=TODAY).outcome

    assert sorted(do_at_once(send, send)) == [Outcome.KEPT, Outcome.REPEATED]
    with site_scope(kantine.pk):
        assert Contact.objects.count() == 1


def test_a_year_that_cannot_be_right_is_refused(make_entry: MakeEntry) -> None:
    assert list(refuse(make_entry(on=datetime.date(26, 3, 4)))) == ["on"]


def test_the_same_choice_sent_twice_is_one_choice(make_entry: MakeEntry) -> None:
    entry = make_entry(help_requests=(ask("Financieel", "Informatie", "Informatie"),))
    log_contact(entry=entry, by=None, today=TODAY)
    assert log_contact(entry=replace(entry, revision=2), by=None, today=TODAY).outcome == Outcome.CORRECTED
    assert HelpRequest.objects.get().approaches.count() == 1
