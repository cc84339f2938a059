"""Whatever the network does with batches, each entry counts exactly once, in its last form."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signals.models import Contact
from signals.views.arrivals import KINDS, Fields, Kind, TooOld
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast
from tests.outbox.conftest import MakeParcel, SignIn, list_outcomes, send
from tests.together import do_at_once

ENTRIES = 4
# Which entry, at which revision, and whether the person threw it away.
SENDINGS = st.tuples(st.integers(0, ENTRIES - 1), st.integers(1, 3), st.booleans())
ANSWERS = {1: "before", 2: "year", 3: "ever"}


def count_by_hand(ids: list[str], batches: list[list[tuple[int, int, bool]]]) -> dict[str, str]:
    """What a careful clerk would have in the book: the answer on each entry that stands."""
    book: dict[str, int] = {}
    gone: set[str] = set()
    for batch in batches:
        for number, revision, withdrawn in sorted(batch, key=lambda sending: (ids[sending[0]], sending[1])):
            entry = ids[number]
            if withdrawn:
                gone.add(entry)
            elif entry not in gone:
                book[entry] = max(revision, book.get(entry, 0))
    return {entry: ANSWERS[revision] for entry, revision in book.items() if entry not in gone}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(batches=st.lists(st.lists(SENDINGS, min_size=1, max_size=6), max_size=6))
def test_any_order_and_any_number_of_times_gives_each_entry_once(
    batches: list[list[tuple[int, int, bool]]],
    cast: Cast,
    sign_in: SignIn,
    make_parcel: MakeParcel,
    kantine: Site,
) -> None:
    phone = sign_in(cast.worker)
    ids = [str(uuid4()) for _number in range(ENTRIES)]
    for batch in batches:
        parcels = [
            make_parcel(
                {"site_answer": ANSWERS[revision]}, id=ids[number], revision=revision, withdrawn=bool(withdrawn)
            )
            for number, revision, withdrawn in batch
        ]
        send(phone, *parcels)
    with site_scope(kantine.pk):
        kept = Contact.objects.filter(pk__in=ids, is_deleted=False).values_list("pk", "site_answer")
        assert {str(pk): answer for pk, answer in kept} == count_by_hand(ids, batches)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_send_the_same_batch_at_once_keep_each_entry_once(
    cast: Cast, sign_in: SignIn, make_parcel: MakeParcel, kantine: Site
) -> None:
    parcels = [make_parcel() for _number in range(10)]
    batches = (parcels, [*reversed(parcels)])
    tabs = [partial(list_outcomes, sign_in(cast.worker), *batch) for batch in batches]
    outcomes = [outcome for found in do_at_once(*tabs) for outcome in found]
    assert sorted(outcomes) == ["kept"] * 10 + ["repeated"] * 10
    with site_scope(kantine.pk):
        assert Contact.objects.count() == 10


def test_an_entry_sent_from_two_devices_counts_once(
    cast: Cast, sign_in: SignIn, make_parcel: MakeParcel, kantine: Site
) -> None:
    parcel = make_parcel()
    assert [list_outcomes(sign_in(cast.worker), parcel) for _device in range(2)] == [["kept"], ["repeated"]]


def rename(old: str, new: str) -> Callable[[Fields], Fields]:
    return lambda fields: [(new if name == old else name, value) for name, value in fields]


def make_kind(version: int) -> Kind:
    """A form whose one field got another name with each version."""
    steps = {number: rename(f"day{number}", f"day{number + 1}") for number in range(1, version)}
    return replace(KINDS["contact"], version=version, upgrades=steps)


def test_fields_of_an_older_app_are_read_as_if_the_newest_had_sent_them() -> None:
    kind = make_kind(version=3)
    day = datetime.date(2026, 3, 5).isoformat()
    for version in (1, 2, 3):
        assert kind.upgrade([(f"day{version}", day)], version=version) == [("day3", day)]


def test_the_last_three_versions_are_understood_and_no_other() -> None:
    kind = make_kind(version=5)
    assert kind.versions == [3, 4, 5]
    for version in (2, 6):
        with pytest.raises(TooOld):
            kind.upgrade([], version=version)


def test_an_entry_of_a_version_nobody_reads_is_answered_and_blocks_nothing(
    cast: Cast, sign_in: SignIn, make_parcel: MakeParcel
) -> None:
    assert list_outcomes(sign_in(cast.worker), make_parcel(version=99), make_parcel()) == ["unsupported", "kept"]
