"""A batch of a phone: an answer for each entry, each entry once, and nobody else's."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Session
from signals.models import Contact
from signals.services import logging
from signals.services.contents import write_contents
from signals.services.folding import fold_site
from signals.views import arrivals
from signals.views.outbox import MAX_ENTRIES
from sites.device import compute_user_key
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.outbox.conftest import OUTBOX, MakeParcel, SignIn, list_outcomes, send


@pytest.fixture
def phone(cast: Cast, sign_in: SignIn) -> Client:
    """The phone of the opbouwwerker."""
    return sign_in(cast.worker)


def count_contacts(site: Site) -> int:
    with site_scope(site.pk):
        return Contact.objects.filter(is_deleted=False).count()


def test_each_entry_of_a_batch_gets_an_answer_of_its_own_in_the_order_it_was_sent(
    phone: Client, make_parcel: MakeParcel, make_head_count: MakeParcel, kantine: Site
) -> None:
    parcels = [make_parcel(), make_parcel({"site_answer": ""}), make_head_count(), make_parcel()]
    answers = send(phone, *parcels)
    assert [answer["id"] for answer in answers] == [parcel["id"] for parcel in parcels]
    assert [answer["outcome"] for answer in answers] == ["kept", "refused", "kept", "kept"]
    assert list(answers[1]["problems"]) == ["site_answer"]
    assert count_contacts(kantine) == 2


def test_a_batch_sent_again_after_a_lost_reply_counts_once(
    phone: Client, make_parcel: MakeParcel, kantine: Site
) -> None:
    parcels = [make_parcel(), make_parcel()]
    send(phone, *parcels)
    assert list_outcomes(phone, *reversed(parcels), parcels[0]) == ["repeated"] * 3
    assert count_contacts(kantine) == 2


def test_a_higher_revision_corrects_until_the_night_and_is_refused_after_it(
    phone: Client, make_parcel: MakeParcel, kantine: Site
) -> None:
    parcel = make_parcel()
    assert list_outcomes(phone, parcel) == ["kept"]
    assert list_outcomes(phone, make_parcel({"site_answer": "ever"}, id=parcel["id"], revision=2)) == ["corrected"]
    with site_scope(kantine.pk):
        fold_site(today=timezone.localdate() + datetime.timedelta(days=1))
    refused = send(phone, make_parcel({"site_answer": "year"}, id=parcel["id"], revision=3))[0]
    assert refused["outcome"] == "refused"
    assert "al verwerkt" in refused["problems"][""]


def test_other_content_under_the_same_id_and_revision_asks_what_is_meant(
    phone: Client, make_parcel: MakeParcel
) -> None:
    parcel = make_parcel()
    send(phone, parcel)
    answer = send(phone, make_parcel({"site_answer": "ever"}, id=parcel["id"]))[0]
    assert answer["outcome"] == "conflict"
    assert "aanpassen" in answer["problems"][""]


@pytest.mark.parametrize("arrived", [True, False])
def test_an_entry_thrown_away_on_the_phone_is_gone_whether_or_not_it_had_arrived(
    arrived: bool, phone: Client, make_parcel: MakeParcel, make_head_count: MakeParcel, kantine: Site
) -> None:
    parcels = [make_parcel(), make_head_count()]
    if arrived:
        send(phone, *parcels)
    assert list_outcomes(phone, *(parcel | {"withdrawn": True} for parcel in parcels)) == ["deleted", "deleted"]
    assert count_contacts(kantine) == 0
    with site_scope(kantine.pk):
        assert not Session.objects.filter(is_deleted=False).exists()
    # A late copy does not bring it back, nor a first sending that was under way all the time.
    assert list_outcomes(phone, *parcels) == ["deleted", "deleted"]


def test_a_probable_name_is_a_question_with_the_words_it_is_about_and_no_is_an_answer(
    phone: Client, make_parcel: MakeParcel, kantine: Site
) -> None:
    parcel = make_parcel({"request-0-note": "Kwam met Bredero langs"})
    asked = send(phone, parcel)[0]
    assert (asked["outcome"], asked["names"]) == ("refused", {"request-0-note": ["bredero"]})
    parcel["fields"].append(["no_names", "bredero"])
    assert list_outcomes(phone, parcel) == ["kept"]


def test_what_an_import_brought_of_long_ago_is_corrected_from_a_phone_on_its_own_day(
    phone: Client, make_parcel: MakeParcel, kantine: Site
) -> None:
    long_ago = timezone.localdate() - datetime.timedelta(days=500)
    parcel = make_parcel({"on": long_ago.isoformat(), "site_answer": "year"}, revision=2)
    with site_scope(kantine.pk):
        activity = Activity.objects.get(slug="koffie")
        Contact.objects.create(id=parcel["id"], activity=activity, on=long_ago, site_answer="before")
    assert list_outcomes(phone, parcel, make_parcel({"on": long_ago.isoformat()})) == ["corrected", "refused"]


def test_a_date_that_must_still_come_is_refused_beside_its_field(phone: Client, make_parcel: MakeParcel) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    answer = send(phone, make_parcel({"on": tomorrow.isoformat()}))[0]
    assert answer["problems"].keys() == {"on"}


def test_an_entry_that_makes_the_server_stumble_leaves_the_others_alone(
    phone: Client, make_parcel: MakeParcel, kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcels = [make_parcel() for _number in range(3)]

    def stumble(pairs: Any) -> None:
        if parcels[1]["id"] in {str(contact.pk) for contact, _checked in pairs}:
            raise DatabaseError
        write_contents(pairs)

    monkeypatch.setattr(logging, "write_contents", stumble)
    assert list_outcomes(phone, *parcels) == ["kept", "failed", "kept"]
    assert count_contacts(kantine) == 2


def test_a_link_to_another_site_takes_only_its_own_entry_along(
    phone: Client, make_parcel: MakeParcel, kantine: Site, kattegat: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_scope(kattegat.pk):
        elsewhere = Activity.objects.get(slug="koffie").pk
    parcels = [make_parcel(), make_parcel()]

    def link_elsewhere(pairs: Any) -> None:
        write_contents(pairs)
        Contact.objects.filter(pk=parcels[0]["id"]).update(activity_id=elsewhere)

    monkeypatch.setattr(logging, "write_contents", link_elsewhere)
    assert list_outcomes(phone, *parcels) == ["failed", "kept"]
    assert count_contacts(kantine) == 1


def test_an_entry_that_somebody_kept_since_the_batch_was_looked_up_counts_once(
    phone: Client, make_parcel: MakeParcel, kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcels = [make_parcel(), make_parcel()]
    send(phone, parcels[0])
    monkeypatch.setattr(arrivals, "find_known_contacts", lambda **_ids: {})
    assert list_outcomes(phone, *parcels) == ["repeated", "kept"]
    assert count_contacts(kantine) == 2


GARBAGE = [
    None,
    7,
    {},
    {"kind": "contact"},
    {"kind": "unheard of", "version": 1, "id": str(uuid4()), "revision": 1, "fields": []},
    {"kind": "contact", "version": 1, "id": "no id", "revision": 1, "fields": []},
    {"kind": "contact", "version": 1, "id": str(uuid4()), "revision": 0, "fields": []},
    {"kind": "contact", "version": 1, "id": str(uuid4()), "revision": 1, "fields": [["on"]]},
    {"kind": ["contact"], "version": 1, "id": str(uuid4()), "revision": 1, "fields": 3},
    {"kind": "contact", "version": 1e999, "id": str(uuid4()), "revision": 1, "fields": []},
    {"kind": "contact", "version": 1, "id": str(uuid4()), "revision": 1, "fields": [["on", "1"]] * 301},
]


@pytest.mark.parametrize("sent", GARBAGE)
def test_what_is_no_entry_is_refused_and_blocks_nothing(sent: Any, phone: Client, make_parcel: MakeParcel) -> None:
    assert list_outcomes(phone, sent, make_parcel()) == ["refused", "kept"]


@pytest.mark.parametrize("value", ["\x00", "\ud800", "x" * 5000, "99999999999999999999"])
@pytest.mark.parametrize("name", ["activity", "on", "request-0-theme", "request-0-note", "requests"])
def test_no_value_of_a_field_makes_the_server_stumble(
    name: str, value: str, phone: Client, make_parcel: MakeParcel
) -> None:
    assert set(list_outcomes(phone, make_parcel({name: value}))) <= {"refused", "kept"}


@pytest.mark.parametrize(("body", "status"), [("", 400), ("[]", 400), ('{"entries": 1}', 413), ("[" * 100_000, 400)])
def test_a_body_that_is_no_batch_gets_a_plain_no(body: str, status: int, phone: Client) -> None:
    assert phone.post(OUTBOX, body, content_type="application/json").status_code == status


def test_a_batch_has_a_greatest_number_and_size_and_says_which(phone: Client, make_parcel: MakeParcel) -> None:
    too_many = phone.post(OUTBOX, {"entries": [make_parcel()] * (MAX_ENTRIES + 1)}, content_type="application/json")
    too_large = phone.post(OUTBOX, {"entries": ["x" * 300_000]}, content_type="application/json")
    assert (too_many.status_code, too_large.status_code) == (413, 413)
    assert too_many.json()["limit"] == phone.get(OUTBOX).json()["limit"] == MAX_ENTRIES


def test_somebody_signed_out_is_told_so_in_words_a_script_reads(make_parcel: MakeParcel) -> None:
    for ask in (Client().get, Client().post):
        response = ask(OUTBOX, headers={"accept": "application/json"})
        assert (response.status_code, response.json()) == (401, {"signed_in": False})


def test_a_batch_without_the_fresh_token_is_not_taken(cast: Cast, make_parcel: MakeParcel) -> None:
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(cast.worker)
    batch = {"entries": [make_parcel()]}
    assert phone.post(OUTBOX, batch, content_type="application/json").status_code == 403
    token = phone.get(OUTBOX).json()["token"]
    sent = phone.post(OUTBOX, batch, content_type="application/json", headers={"x-csrftoken": token})
    assert sent.json()["entries"][0]["outcome"] == "kept"


def test_the_outbox_is_told_who_is_asking_without_saying_who(
    cast: Cast, sign_in: SignIn, kantine: Site, lists: None
) -> None:
    def ask(user: User) -> dict[str, Any]:
        answer: dict[str, Any] = sign_in(user).get(OUTBOX).json()
        return answer

    said = ask(cast.worker)
    assert said["user"] == ask(cast.worker)["user"] == compute_user_key(cast.worker)
    assert said["user"] != ask(cast.volunteer)["user"]
    assert cast.worker.email not in str(said)
    assert said["today"] == timezone.localdate().isoformat()


def test_a_volunteer_cannot_correct_or_take_back_what_a_colleague_sent(
    cast: Cast, sign_in: SignIn, make_parcel: MakeParcel, kantine: Site
) -> None:
    parcel = make_parcel()
    send(sign_in(cast.worker), parcel)
    volunteer = sign_in(cast.volunteer)
    correction = make_parcel({"site_answer": "ever"}, id=parcel["id"], revision=2)
    assert list_outcomes(volunteer, correction, parcel | {"withdrawn": True}) == ["refused", "refused"]
    assert count_contacts(kantine) == 1


def test_an_id_in_use_at_the_neighbour_is_refused_and_tells_nothing(
    cast: Cast, sign_in: SignIn, phone: Client, make_parcel: MakeParcel, kattegat: Site
) -> None:
    parcel = make_parcel()
    with site_scope(kattegat.pk):
        activity = Activity.objects.get(slug="koffie")
        Contact.objects.create(id=parcel["id"], activity=activity, on=timezone.localdate())
    assert list_outcomes(phone, parcel, parcel | {"withdrawn": True}) == ["refused", "deleted"]
    with site_scope(kattegat.pk):
        assert Contact.objects.filter(pk=parcel["id"], is_deleted=False).exists()


def test_a_batch_of_new_entries_costs_as_many_queries_as_one_of_them(
    phone: Client, make_parcel: MakeParcel, count_queries: CountQueries
) -> None:
    def measure(number: int) -> int:
        with count_queries() as statements:
            assert set(list_outcomes(phone, *(make_parcel() for _entry in range(number)))) == {"kept"}
        return len(statements)

    measure(1)
    one, eleven, twenty_one = measure(1), measure(11), measure(21)
    assert one == eleven == twenty_one


def test_a_batch_sent_again_costs_as_many_queries_as_one_entry(
    phone: Client, make_parcel: MakeParcel, count_queries: CountQueries
) -> None:
    def measure(number: int) -> int:
        parcels = [make_parcel() for _entry in range(number)]
        send(phone, *parcels)
        with count_queries() as statements:
            assert set(list_outcomes(phone, *parcels)) == {"repeated"}
        return len(statements)

    assert measure(1) == measure(11)


def test_the_limit_on_bytes_stands_below_that_of_the_server() -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE >= 256 * 1024
