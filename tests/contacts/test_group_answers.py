"""A group at once: how it was made up, and what is known of who was new."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Session
from activities.vocabulary import SessionKind
from signals.entries import AnswerCount, EntryRefused, SessionConflict, SessionEntry
from signals.models import AttributeCategory, AttributeTally, SessionAttribute
from signals.services.folding import fold_site
from signals.services.sessions import count_session, delete_session
from signals.vocabulary import FirstsPart
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.contacts.conftest import TODAY, TOMORROW
from tests.outbox.conftest import SignIn

ADD = "/kantine/team/tellen/"


def answer(part: FirstsPart, key: str, count: int) -> AnswerCount:
    return AnswerCount(part=part, category_id=AttributeCategory.objects.get(key=key).pk, count=count)


@pytest.fixture
def entry(in_kantine: None) -> SessionEntry:
    """Nine people at the Open Leersalon: four new, of whom three women and one known; one who came back this year."""
    return SessionEntry(
        id=uuid4(),
        activity_id=Activity.objects.get(slug="leersalon").pk,
        kind=SessionKind.EXTRA,
        on=TODAY,
        head_count=9,
        ever=4,
        year=1,
        activity_year=2,
        answers=(
            answer(FirstsPart.EVER, "woman", 3),
            answer(FirstsPart.EVER, "yes", 1),
            answer(FirstsPart.YEAR, "woman", 1),
            answer(FirstsPart.ACTIVITY_YEAR, "woman", 2),
        ),
    )


def list_tallies() -> dict[tuple[str, str, str], int]:
    """What the counters hold, by scope, basis and answer."""
    rows = AttributeTally.objects.select_related("activity", "category")
    return {(row.activity.slug if row.activity else "", row.basis, row.category.key): row.count for row in rows}


def test_answers_of_a_group_go_to_the_counters_of_contacts_and_are_gone_themselves(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    count_session(entry=entry, by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert list_tallies() == {
        ("", "ever", "woman"): 3,
        ("", "year", "woman"): 4,
        ("", "ever", "yes"): 1,
        ("", "year", "yes"): 1,
        ("leersalon", "ever", "woman"): 3,
        ("leersalon", "year", "woman"): 5,
        ("leersalon", "ever", "yes"): 1,
        ("leersalon", "year", "yes"): 1,
    }
    assert not SessionAttribute.objects.exists()


def test_at_an_activity_without_uniques_of_its_own_answers_count_for_the_site_only(entry: SessionEntry) -> None:
    koffie = Activity.objects.get(slug="koffie").pk
    of_site = tuple(row for row in entry.answers if row.part != FirstsPart.ACTIVITY_YEAR)
    count_session(entry=replace(entry, activity_id=koffie, activity_year=0, answers=of_site), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert {scope for scope, _basis, _key in list_tallies()} == {""}


def test_more_answers_than_firsts_are_refused_beside_the_number(entry: SessionEntry) -> None:
    with pytest.raises(EntryRefused, match="Bij 'gender' zijn 4 mensen geteld, maar er waren er 3") as refused:
        count_session(
            entry=replace(entry, ever=3, answers=(answer(FirstsPart.EVER, "woman", 4),)), by=None, today=TODAY
        )
    assert list(refused.value.problems) == ["ever"]
    assert not Session.objects.exists()


def test_other_answers_under_the_same_revision_ask_what_is_meant(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    with pytest.raises(SessionConflict):
        count_session(entry=replace(entry, answers=entry.answers[:1]), by=None, today=TODAY)


def test_a_correction_puts_its_answers_in_the_place_of_the_former(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    corrected = replace(entry, revision=2, answers=entry.answers[:1])
    count_session(entry=corrected, by=None, today=TODAY)
    assert SessionAttribute.objects.get().count == 3


def test_a_deleted_head_count_takes_its_answers_along(entry: SessionEntry) -> None:
    count_session(entry=replace(entry, adults=6, children=3), by=None, today=TODAY)
    delete_session(session=Session.objects.get())
    assert not SessionAttribute.objects.exists()
    assert Session.objects.values_list("head_count", "adults", "children").get() == (None, None, None)


def test_an_answer_that_stopped_is_refused_but_stays_in_a_head_count_that_has_it(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    AttributeCategory.objects.filter(key="woman").update(is_retired=True)
    assert count_session(entry=entry, by=None, today=TODAY).outcome == "repeated"
    assert count_session(entry=replace(entry, revision=2, head_count=10), by=None, today=TODAY).outcome == "corrected"
    with pytest.raises(EntryRefused, match="Kies uit de lijst"):
        count_session(entry=replace(entry, id=uuid4()), by=None, today=TODAY)


@pytest.mark.parametrize(
    ("split", "sentence"),
    [
        ({"adults": 5, "children": 3}, "samen 8, maar er waren 9 mensen"),
        ({"children": 10}, "samen 10, maar er waren 9 mensen"),
        ({"families": 10}, "meer gezinnen dan mensen"),
        ({"adults": -1}, "Geef een getal van 0"),
    ],
)
def test_a_group_is_made_up_of_who_was_there(entry: SessionEntry, split: dict[str, Any], sentence: str) -> None:
    with pytest.raises(EntryRefused, match=sentence):
        count_session(entry=replace(entry, **split), by=None, today=TODAY)


@pytest.fixture
def post(kantine: Site, lists: None) -> dict[str, Any]:
    """What a browser sends about twelve people at Koffie & Formulieren, two of them new."""
    with site_scope(kantine.pk):
        woman = AttributeCategory.objects.get(key="woman").pk
        koffie = str(Activity.objects.get(slug="koffie").pk)
    return {
        "id": str(uuid4()), "revision": "1", "activity": koffie, "on": timezone.localdate().isoformat(),
        "kind": "extra", "head_count": "12", "adults": "9", "children": "3", "families": "4", "ever": "2",
        f"ever-{woman}": "2",
    }  # fmt: skip


def test_a_group_is_split_and_described_in_one_go_and_opens_as_it_was_kept(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    client: Client = sign_in(cast.volunteer)
    assert client.post(ADD, post).status_code == 302
    page = client.get(f"{ADD}{post['id']}/").text
    for name, value in post.items():
        if name in {"adults", "children", "families", "ever"} or name.startswith("ever-"):
            assert f'name="{name}" value="{value}"' in page


def test_the_usual_group_is_one_number_and_the_rest_is_folded_away(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    client = sign_in(cast.volunteer)
    assert '<details class="more" open' not in client.get(ADD).text
    usual = {name: post[name] for name in ("id", "revision", "activity", "on", "kind", "head_count")}
    assert client.post(ADD, usual).status_code == 302


def test_what_is_wrong_with_a_group_opens_what_was_folded_away(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    response = sign_in(cast.volunteer).post(ADD, post | {"ever": "1"})
    assert response.status_code == 422
    assert "Bij &#x27;gender&#x27; zijn 2 mensen geteld, maar er waren er 1" in response.text
    assert response.text.count("open") > 1


@pytest.mark.parametrize("name", ["ever-x", "ever-0", "ever-99999999999999999999", "ever-", "material-1"])
def test_a_counter_of_nothing_that_exists_does_no_harm(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], name: str
) -> None:
    assert sign_in(cast.volunteer).post(ADD, post | {name: "1"}).status_code == 302


def test_a_counter_of_an_unknown_answer_is_refused(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    response = sign_in(cast.volunteer).post(ADD, post | {"ever-999999": "1"})
    assert response.status_code == 422
    assert "Kies uit de lijst, of sla deze vraag over." in response.text


def test_the_form_takes_the_same_queries_however_many_answers_there_are(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, count_queries: CountQueries
) -> None:
    client = sign_in(cast.volunteer)
    client.get(ADD)
    with count_queries() as few:
        client.get(ADD)
    with site_scope(kantine.pk):
        for number in range(30):
            AttributeCategory.objects.create(dimension="age", key=f"age-{number}", name=f"leeftijd {number}")
    with count_queries() as many:
        client.get(ADD)
    assert len(few) == len(many) <= 16, "\n".join(many)


def test_a_group_of_a_day_long_past_counts_in_its_own_year(entry: SessionEntry) -> None:
    count_session(entry=replace(entry, on=datetime.date(2025, 12, 31)), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert set(AttributeTally.objects.values_list("year", flat=True)) == {2025}
