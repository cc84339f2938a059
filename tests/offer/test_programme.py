"""What is read out of the database to know when something takes place."""

import datetime

import pytest

from activities.models import Activity, ActivityPartner, Change, Closure, Slot
from activities.selectors.occurrences import list_begun_occurrences, list_occurrences
from activities.vocabulary import ChangeKind, Function, OccurrenceStatus
from sites.models import Partner, Site, Venue
from sites.scope import site_scope
from sites.vocabulary import Audience
from tests.conftest import CountQueries

MONDAY, THURSDAY, SUNDAY = datetime.date(2023, 3, 13), datetime.date(2023, 3, 16), datetime.date(2023, 3, 19)


def test_an_occurrence_knows_its_place_functions_and_partners(kantine: Site) -> None:
    with site_scope(kantine.pk):
        found = list_occurrences(first_day=MONDAY, last_day=SUNDAY)
    assert [(o.activity.slug, o.date.day, o.status) for o in found] == [
        ("leersalon", 14, OccurrenceStatus.PLANNED),
        ("koffie", 16, OccurrenceStatus.PLANNED),
    ]
    assert found[1].functions == (Function.REFER,)
    assert [partner.name for partner in found[1].partners] == ["CAW"]
    assert found[1].venue is not None
    assert found[1].venue.name == kantine.name


def test_changes_closures_and_places_come_out_of_the_database(kantine: Site) -> None:
    with site_scope(kantine.pk):
        centre = Venue.objects.create(name="Dienstencentrum")
        koffie, leersalon = Slot.objects.get(activity__slug="koffie"), Slot.objects.get(activity__slug="leersalon")
        Change.objects.create(
            slot=koffie, on=THURSDAY, kind=ChangeKind.MOVED, new_date=datetime.date(2023, 3, 24), venue=centre
        )
        Closure.objects.create(first_day=MONDAY, last_day=datetime.date(2023, 3, 15), reason="Opfrisbeurt")
        Slot.objects.filter(pk=leersalon.pk).update(venue=centre)
        found = list_occurrences(first_day=MONDAY, last_day=datetime.date(2023, 3, 24))
    assert [(o.activity.slug, o.date.day, o.status, o.is_elsewhere) for o in found] == [
        ("leersalon", 14, OccurrenceStatus.CLOSED, True),
        ("koffie", 16, OccurrenceStatus.MOVED_AWAY, False),
        ("leersalon", 21, OccurrenceStatus.PLANNED, True),
        ("koffie", 23, OccurrenceStatus.PLANNED, False),
        ("koffie", 24, OccurrenceStatus.MOVED_HERE, True),
    ]
    assert found[0].reason == "Opfrisbeurt"


def test_what_began_today_is_found_by_the_clock_and_runs_until_its_end(kantine: Site) -> None:
    noon_utc = datetime.datetime(2023, 3, 16, 12, 0, tzinfo=datetime.UTC)
    evening_utc = noon_utc + datetime.timedelta(hours=8)
    with site_scope(kantine.pk):
        assert not list_begun_occurrences(at=noon_utc - datetime.timedelta(seconds=1))
        assert [(o.activity.slug, o.is_running(noon_utc)) for o in list_begun_occurrences(at=noon_utc)] == [
            ("koffie", True)
        ]
        assert [(o.activity.slug, o.is_running(evening_utc)) for o in list_begun_occurrences(at=evening_utc)] == [
            ("koffie", False)
        ]


def test_an_activity_that_is_not_public_shows_only_to_the_team(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(is_public=False)
        public = list_occurrences(first_day=MONDAY, last_day=SUNDAY, only_public=True)
        everything = list_occurrences(first_day=MONDAY, last_day=SUNDAY)
    assert (len(public), len(everything)) == (1, 2)


def test_the_neighbours_moments_never_show(kantine: Site, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        theirs = {slot.pk for slot in Slot.objects.all()}
    with site_scope(kantine.pk, audience=Audience.PUBLIC):
        found = list_occurrences(first_day=MONDAY, last_day=SUNDAY)
    assert found
    assert not theirs & {occurrence.slot.pk for occurrence in found}


def test_partners_that_lead_come_first(kantine: Site) -> None:
    with site_scope(kantine.pk):
        koffie = Activity.objects.get(slug="koffie")
        ActivityPartner.objects.filter(activity=koffie).update(leads=False)
        ActivityPartner.objects.create(activity=koffie, partner=Partner.objects.get(slug="ligo"), leads=True)
        [occurrence] = list_occurrences(first_day=THURSDAY, last_day=THURSDAY)
    assert [partner.name for partner in occurrence.partners] == ["Ligo", "CAW"]


@pytest.mark.parametrize("extra_slots", [0, 30])
def test_occurrences_take_three_queries_however_many_slots(
    kantine: Site, count_queries: CountQueries, extra_slots: int
) -> None:
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        for _number in range(extra_slots):
            Change.objects.create(slot=slot, on=THURSDAY, kind=ChangeKind.CANCELLED)
            slot.pk = None
            slot._state.adding = True
            slot.save()
        with count_queries() as queries:
            assert len(list_occurrences(first_day=MONDAY, last_day=SUNDAY)) == 2 + extra_slots
    assert len(queries) == 3


def test_a_span_of_a_lifetime_is_refused(kantine: Site) -> None:
    with site_scope(kantine.pk), pytest.raises(ValueError, match="three years"):
        list_occurrences(first_day=datetime.date.min, last_day=datetime.date.max)
