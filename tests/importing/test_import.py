"""What becomes of the rows: which contacts they make, which are refused, and why."""

import datetime
from typing import Any

import pytest
from django.db.models import Value
from django.utils import timezone

from activities.models import Activity
from signals.models import Contact, ContactAttribute, HelpRequest, ImportedRow, ReportedFigure, SignalHelpRequest
from signals.selectors.own_uniques import ONE_DAY, counts_own_uniques
from signals.services.folding import erase_import_traces
from signals.services.importing import ImportResult
from signals.vocabulary import Answer, Measure, Quantity
from sites.models import Site
from sites.scope import site_scope
from tests.importing.conftest import Import, row


def read_reasons(result: ImportResult) -> list[tuple[int, str]]:
    return [(bad.number, bad.reason) for bad in result.bad_rows]


def test_rows_with_one_number_are_one_contact_wherever_they_stand(import_rows: Import) -> None:
    import_rows(
        row(1, theme="Werk"),
        row(2, theme="Werk"),
        row(1, "", "", "", theme="Huisvesting"),
        row(1.0, "2024-03-07", " koffie & formulieren ", "AL GEWEEST", theme="Werk"),
    )
    requests = [contact.help_requests.count() for contact in Contact.objects.all()]
    assert sorted(requests) == [1, 3]


def test_a_contact_may_have_no_help_request(import_rows: Import) -> None:
    result = import_rows(row(1))
    assert (result.contacts, result.help_requests, HelpRequest.objects.count()) == (1, 0, 0)


def test_one_row_may_have_several_approaches_and_referrals(import_rows: Import) -> None:
    import_rows(row(1, theme="werk", approach="Advies; doorverwijzing;", referral="CAW;Stadhuis"))
    request = HelpRequest.objects.get()
    assert sorted(link.approach.name for link in request.approaches.all()) == ["Advies", "Doorverwijzing"]
    assert sorted(link.service.name for link in request.referrals.all()) == ["CAW", "Stadhuis"]


def test_an_activity_without_a_moment_on_that_date_is_accepted(import_rows: Import) -> None:
    assert import_rows(row(1, "2021-12-25", "koffie")).contacts == 1


@pytest.mark.parametrize(
    ("visitor", "at_activity", "stored"),
    [
        ("eerste keer ooit", "", (Answer.EVER, Answer.EVER)),
        ("eerste keer dit jaar", "eerste keer ooit", (Answer.YEAR, Answer.EVER)),
        ("al geweest", "eerste keer dit jaar", (Answer.BEFORE, Answer.YEAR)),
        ("Weet niet", "", (Answer.UNKNOWN, Answer.UNKNOWN)),
    ],
)
def test_the_answers_are_those_of_the_form(
    import_rows: Import, visitor: str, at_activity: str, stored: tuple[str, str]
) -> None:
    import_rows(row(1, activity="Open Leersalon", visitor=visitor, at_activity=at_activity))
    contact = Contact.objects.get()
    assert (contact.site_answer, contact.activity_answer) == stored


@pytest.mark.parametrize("counts_now", [True, False])
def test_old_contacts_count_at_an_activity_on_the_days_it_counted_its_own_visitors(
    import_rows: Import, counts_now: bool
) -> None:
    leersalon = Activity.objects.get(slug="leersalon")
    until = datetime.date(2024, 3, 31)
    gap: dict[str, Any] = {"period_end": until} if counts_now else {"period_start": until + ONE_DAY}
    ReportedFigure.objects.create(
        activity=leersalon, measure=Measure.UNIQUE, quantity=Quantity.NOT_REGISTERED, label="-", source="-", **gap
    )
    Activity.objects.update(counts_uniques=counts_now)
    answers = {"activity": "Open Leersalon", "visitor": "al geweest", "at_activity": "eerste keer ooit"}
    import_rows(row(1, "31/3/2024", **answers), row(2, "1/4/2024", **answers))
    days = Activity.objects.annotate(counted=counts_own_uniques(day=Value(until))).get(pk=leersalon.pk)
    assert days.counted is not counts_now
    kept = dict(Contact.objects.values_list("on", "activity_answer"))
    assert kept == {until: "" if counts_now else Answer.EVER, until + ONE_DAY: Answer.EVER if counts_now else ""}


def test_attributes_are_kept_of_a_first_only(import_rows: Import) -> None:
    import_rows(
        row(1, visitor="eerste keer dit jaar", known="ja", gender="onbekend"),
        row(2, visitor="al geweest", known="ja", gender="vrouw"),
    )
    assert [(kept.contact.site_answer, kept.category.key) for kept in ContactAttribute.objects.all()] == [
        (Answer.YEAR, "yes")
    ]


def test_a_request_picked_up_as_a_signal_lands_with_a_signal(import_rows: Import) -> None:
    import_rows(row(1, theme="Werk", approach="Opgepikt als signaal"))
    assert SignalHelpRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"on": "31/02/2024"}, "Datum: '31/02/2024' is geen datum"),
        ({"on": "maart"}, "Datum: 'maart' is geen datum"),
        ({"on": "7/3/24"}, "Datum: '7/3/24' is geen datum"),
        ({"on": ""}, "Datum ontbreekt"),
        ({"on": "1/1/2999"}, "Datum: Deze datum moet nog komen"),
        ({"on": "1/1/1999"}, "ligt te ver terug"),
        ({"on": 1e300}, "is geen datum"),
        ({"on": "=TODAY()"}, "formule"),
        ({"activity": "Boksen"}, "Activiteit: 'Boksen' staat niet in de lijst"),
        ({"activity": ""}, "Activiteit ontbreekt"),
        ({"visitor": "misschien"}, "Bezoeker: 'misschien' is geen antwoord"),
        ({"visitor": ""}, "Bezoeker ontbreekt"),
        ({"known": "soms"}, "Gekend sociale dienst: 'soms' staat niet in de lijst. Kies: ja, nee, onbekend"),
        ({"theme": "Vissen"}, "Thema: 'Vissen' staat niet in de lijst"),
        ({"theme": "Werk; Huisvesting"}, "Eén rij is één hulpvraag"),
        ({"approach": "Advies"}, "Thema ontbreekt"),
        ({"theme": "Werk", "approach": "Advies; Bidden"}, "Aanpak: 'Bidden'"),
        ({"theme": "Werk", "referral": "Mars"}, "Doorverwijzing naar: 'Mars'"),
        ({"theme": "Werk", "note": "a" * 281}, "Omschrijving: Hou het bij 280 tekens"),
        ({"theme": "Werk", "note": "Bel terug op 0470 12 34 56"}, "Omschrijving: Hier staat een telefoonnummer"),
        ({"theme": "Werk", "note": "Mail naar an@post.example"}, "Omschrijving: Hier staat een e-mailadres"),
        ({"theme": "Werk", "note": "Rijksregister 85.07.30-033.28"}, "Omschrijving: Hier staat een rijksregister"),
        ({"theme": "Werk", "note": "Rekening BE68 5390 0754 7034"}, "Omschrijving: Hier staat een rekeningnummer"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_number_and_a_reason(
    import_rows: Import, fields: dict[str, Any], reason: str
) -> None:
    result = import_rows(row(1), row(2, **fields))
    ((number, sentence),) = read_reasons(result)
    assert number == 3
    assert reason in sentence


def test_rows_of_one_contact_that_contradict_each_other_are_refused(import_rows: Import) -> None:
    result = import_rows(row(1), row(2), row(1, "8/3/2024", theme="Werk"))
    assert read_reasons(result) == [(4, "Datum: Dit is anders dan op rij 2, met hetzelfde Contactnr.")]


def test_known_and_unknown_on_two_rows_of_one_contact_contradict(import_rows: Import) -> None:
    result = import_rows(row(1, known="ja"), row(1, known="onbekend"))
    assert [number for number, _reason in read_reasons(result)] == [3]


def test_what_stands_in_a_guarded_note_is_not_repeated_in_the_refusal(import_rows: Import) -> None:
    result = import_rows(row(1, theme="Werk", note="Bel terug op 0470 12 34 56"))
    assert "0470" not in str(read_reasons(result))


def test_the_reason_names_the_row_of_the_help_request(import_rows: Import) -> None:
    result = import_rows(row(1, theme="Werk"), row(2), row(1, "", "", "", theme="Werk", note="an@post.example"))
    assert [number for number, _reason in read_reasons(result)] == [4]


def test_where_nobody_wrote_down_who_was_new_at_the_activity_nobody_knows(import_rows: Import) -> None:
    import_rows(row(1, activity="leersalon", visitor="eerste keer dit jaar"))
    assert Contact.objects.get().activity_answer == Answer.UNKNOWN


def test_a_referral_is_kept_also_when_nobody_wrote_down_how_it_went(import_rows: Import) -> None:
    import_rows(row(1, theme="Werk", referral="CAW"))
    assert HelpRequest.objects.get().referrals.get().service.name == "CAW"


def test_a_first_ever_at_the_site_cannot_have_been_at_the_activity(import_rows: Import) -> None:
    result = import_rows(row(1, activity="leersalon", visitor="eerste keer ooit", at_activity="al geweest"))
    assert [number for number, _reason in read_reasons(result)] == [2]


def test_a_row_without_a_number_is_refused(import_rows: Import) -> None:
    assert read_reasons(import_rows(row(""))) == [(2, "Contactnr ontbreekt.")]


def test_one_bad_row_keeps_everything_out(import_rows: Import) -> None:
    result = import_rows(row(1), row(2, theme="Vissen"))
    assert not result.is_stored
    assert (Contact.objects.count(), ImportedRow.objects.count()) == (0, 0)


def test_skipping_a_bad_row_skips_its_whole_contact(import_rows: Import) -> None:
    import_rows(row(1), row(2, theme="Werk"), row(2, "", "", "", theme="Vissen"), skip_bad=True)
    assert (Contact.objects.count(), HelpRequest.objects.count()) == (1, 0)


def test_a_dry_run_stores_nothing_and_tells_what_it_would_do(import_rows: Import) -> None:
    result = import_rows(row(1, theme="Werk"), dry_run=True)
    assert (result.contacts, result.help_requests, result.is_stored) == (1, 1, False)
    assert (Contact.objects.count(), ImportedRow.objects.count()) == (0, 0)


def test_a_file_imported_twice_adds_nothing(import_rows: Import) -> None:
    rows = [row(1, theme="Werk"), row(2), row(1, "", "", "", theme="Huisvesting")]
    import_rows(*rows)
    again = import_rows(*reversed(rows))
    assert (again.contacts, again.already_there, Contact.objects.count()) == (0, 2, 2)


def test_a_longer_version_of_a_file_adds_only_what_is_new(import_rows: Import) -> None:
    import_rows(row(1))
    result = import_rows(row(1), row(2))
    assert (result.contacts, result.already_there, Contact.objects.count()) == (1, 1, 2)


def test_a_contact_that_came_before_with_other_data_is_refused_rather_than_counted_twice(import_rows: Import) -> None:
    import_rows(row(1))
    result = import_rows(row(1, theme="Werk"))
    ((number, sentence),) = read_reasons(result)
    assert number == 2
    assert "met andere gegevens" in sentence


def test_numbers_may_start_again_on_another_day(import_rows: Import) -> None:
    import_rows(row(1, "7/3/2024"))
    assert import_rows(row(1, "8/3/2024")).contacts == 1


def test_the_trace_of_an_import_says_nothing_and_is_erased_after_90_days(import_rows: Import, kattegat: Site) -> None:
    import_rows(row("Contact van Jan"))
    digests = {trace.digest for trace in ImportedRow.objects.all()}
    assert all(len(digest) == 64 and "Jan" not in digest for digest in digests)
    today = timezone.localdate()
    assert erase_import_traces(today=today + datetime.timedelta(days=89)) == 0
    assert erase_import_traces(today=today + datetime.timedelta(days=90)) == len(digests)


def test_the_same_file_is_new_at_another_site(import_rows: Import, kattegat: Site) -> None:
    import_rows(row(1))
    with site_scope(kattegat.pk):
        assert import_rows(row(1)).contacts == 1


def test_a_note_that_would_be_erased_tonight_is_not_stored(import_rows: Import) -> None:
    today = timezone.localdate()
    import_rows(
        row(1, today.isoformat(), theme="Werk", note="Zoekt een  bus"),
        row(2, (today - datetime.timedelta(days=90)).isoformat(), theme="Werk", note="Zocht een bus"),
    )
    assert sorted(HelpRequest.objects.values_list("note", flat=True)) == ["", "Zoekt een bus"]


def test_words_of_a_retired_activity_still_match(import_rows: Import) -> None:
    Activity.objects.filter(slug="koffie").update(takes_contacts=False)
    assert import_rows(row(1)).contacts == 1
