"""A round outside the walls: several addresses in one go, and never which."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.utils import timezone

from activities.models import Activity, Session, Slot
from activities.selectors.occurrences import list_occurrences
from activities.vocabulary import ActivityKind, Round, SessionKind
from reporting.selectors.figures import Period, collect_figures
from signals.entries import EntryRefused, HandedOut, SessionConflict, SessionEntry
from signals.forms.outreach import OutreachForm
from signals.forms.session import SessionForm
from signals.models import Material, SessionMaterial
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import list_uncounted
from signals.services.folding import fold_site
from signals.services.sessions import count_session, delete_session
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.contacts.conftest import TODAY, TOMORROW
from tests.outbox.conftest import SignIn

ADD = "/kantine/team/buiten/"
BOARD = "/kantine/team/"


@pytest.fixture
def outside(kantine: Site, lists: None) -> None:
    """The Kantine goes out, and has something to hand out."""
    with site_scope(kantine.pk):
        Activity.objects.create(slug="op-pad", name="Op pad", kind=ActivityKind.OUTREACH)
        for name in ("Speelpakketten", "Soep"):
            Material.objects.create(name=name)


@pytest.fixture
def entry(outside: None, in_kantine: None) -> SessionEntry:
    """A round along 120 doors, with play packages for the families that opened."""
    return SessionEntry(
        id=uuid4(),
        activity_id=Activity.objects.get(slug="op-pad").pk,
        kind=SessionKind.OUTREACH,
        round=Round.DOOR,
        on=TODAY,
        head_count=None,
        addresses=120,
        materials=(HandedOut(material_id=find_material("Speelpakketten"), number=180, families=115),),
    )


@pytest.fixture
def post(kantine: Site, outside: None) -> dict[str, Any]:
    """What a browser sends about that round."""
    with site_scope(kantine.pk):
        activity, packages = Activity.objects.get(slug="op-pad").pk, find_material("Speelpakketten")
    return {
        "id": str(uuid4()), "revision": "1", "activity": str(activity), "on": timezone.localdate().isoformat(),
        "round": "door", "addresses": "120", f"material-{packages}": "180", f"families-{packages}": "115",
    }  # fmt: skip


RRULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def find_material(name: str) -> int:
    found: int = Material.objects.get(name=name).pk
    return found


def read_figures() -> dict[str, str]:
    """The figures of 2026 about rounds and participations, by their names."""
    figures = collect_figures(period=Period.of_year(2026)).figures
    kinds = {"rounds", "addresses", "material", "material_families", "participations", "participants"}
    return {figure.label: figure.text for figure in figures if figure.kind.value in kinds and not figure.scope.slug}


def test_a_round_tells_how_much_went_to_how_many_families_before_and_after_the_fold(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    second = replace(entry, id=uuid4(), round=Round.STREET, addresses=30, head_count=45, adults=40, children=5)
    soup = HandedOut(material_id=find_material("Soep"), number=40)
    count_session(entry=replace(second, materials=(soup,)), by=None, today=TODAY)
    expected = {
        "Deelnames": "45",
        "Deelnames: volwassenen": "40",
        "Deelnames: kinderen": "5",
        "Rondes buiten de muren": "2",
        "Buiten de muren: gesprekken op straat": "30",
        "Buiten de muren: deuren": "120",
        "Uitgedeeld: soep": "40",
        "Uitgedeeld: gezinnen met soep": "niet geteld",
        "Uitgedeeld: speelpakketten": "180",
        "Uitgedeeld: gezinnen met speelpakketten": "115",
    }
    assert read_figures() == expected
    fold_site(today=TOMORROW)
    assert read_figures() == expected


def test_a_deleted_round_leaves_no_figure(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    delete_session(session=Session.objects.get())
    assert read_figures() == {"Deelnames": "niet geteld"}
    assert not SessionMaterial.objects.exists()


def test_rounds_of_an_activity_that_is_left_out_do_not_count(entry: SessionEntry) -> None:
    count_session(entry=entry, by=None, today=TODAY)
    figures = collect_figures(period=Period.of_year(2026), without=["op-pad"])
    assert figures.find("rounds") is None


def test_a_round_sent_twice_counts_once_and_with_other_materials_asks_what_is_meant(entry: SessionEntry) -> None:
    assert [count_session(entry=entry, by=None, today=TODAY).outcome for _time in range(2)] == ["kept", "repeated"]
    with pytest.raises(SessionConflict):
        count_session(entry=replace(entry, materials=()), by=None, today=TODAY)
    fold_site(today=TOMORROW)
    assert count_session(entry=entry, by=None, today=TOMORROW).outcome == "repeated"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"addresses": None, "materials": ()}, "addresses"),
        ({"addresses": 2001}, "addresses"),
        ({"round": None}, ""),
        ({"kind": SessionKind.SLOT}, ""),
        ({"materials": (HandedOut(material_id=999_999, number=1),)}, "material-999999"),
        ({"materials": (HandedOut(material_id=999_999, number=0),)}, "material-999999"),
    ],
)
def test_a_round_that_cannot_be_is_refused(entry: SessionEntry, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(EntryRefused) as refused:
        count_session(entry=replace(entry, **wrong), by=None, today=TODAY)
    assert list(refused.value.problems) == [field]


def test_an_activity_inside_goes_out_as_well(entry: SessionEntry) -> None:
    koffie = Activity.objects.get(slug="koffie")
    count_session(entry=replace(entry, activity_id=koffie.pk), by=None, today=TODAY)
    assert koffie.sessions.get().round == Round.DOOR


def test_what_goes_outside_is_noted_as_a_round_and_nowhere_else(entry: SessionEntry) -> None:
    lists = FormLists()
    assert [activity.slug for activity in lists.countable] == ["koffie", "leersalon"]
    assert [activity.slug for activity in lists.outreach] == ["op-pad", "koffie", "leersalon"]
    assert lists.only_outreach == entry.activity_id
    offered = [value for value, _label in SessionForm(lists=lists).fields["kind"].widget.choices]
    assert offered == [SessionKind.SLOT, SessionKind.APPOINTMENT, SessionKind.EXTRA]


def test_a_home_visit_of_before_there_were_rounds_stays_one_when_it_is_corrected(entry: SessionEntry) -> None:
    form = SessionForm(lists=FormLists(), initial={"kind": SessionKind.HOME_VISIT})
    assert 'value="home_visit" selected' in str(form["kind"])


def test_a_round_counts_the_fixed_moment_of_what_goes_outside(entry: SessionEntry, kantine: Site) -> None:
    outside = Activity.objects.get(pk=entry.activity_id)
    for activity in (outside, Activity.objects.get(slug="leersalon")):
        Slot.objects.create(
            activity=activity,
            rule=f"FREQ=WEEKLY;BYDAY={RRULE_DAYS[TODAY.weekday()]}",
            starts_at=datetime.time(9),
            ends_at=datetime.time(10),
            valid_from=TODAY,
        )
        count_session(entry=replace(entry, id=uuid4(), activity_id=activity.pk), by=None, today=TODAY)
    night = datetime.datetime.combine(TODAY, datetime.time(23), tzinfo=timezone.get_current_timezone())
    found = list_uncounted(now=night, occurrences=list_occurrences(first_day=TODAY, last_day=TODAY))
    names = {occurrence.activity.slug for occurrence in found}
    assert outside.slug not in names
    assert "leersalon" in names


@pytest.mark.usefixtures("outside")
def test_the_form_has_no_field_in_which_an_address_could_be_typed(in_kantine: None) -> None:
    texts = (forms.CharField, forms.URLField)
    fields = OutreachForm(lists=FormLists()).fields
    assert [name for name, field in fields.items() if type(field) in texts] == []


def test_a_round_is_noted_corrected_and_deleted_on_the_board(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.volunteer)
    assert f'href="{ADD}"' in client.get(BOARD).text
    assert client.post(ADD, post).status_code == 302
    said = "Aan de deur: 120 deuren · Speelpakketten: 180 aan 115 gezinnen"
    assert said in " ".join(client.get(BOARD).text.split())
    page = f"/kantine/team/tellen/{post['id']}/"
    opened = client.get(page).text
    assert all(f'name="{name}" value="{value}"' in opened for name, value in post.items() if "-" in name)
    assert client.post(page, post | {"revision": "2", "addresses": "121"}).status_code == 302
    with site_scope(kantine.pk):
        assert Session.objects.get().addresses == 121
    assert "121 deuren" in " ".join(client.get(f"{page}weg/").text.split())
    client.post(f"{page}weg/")
    with site_scope(kantine.pk):
        assert not Session.objects.filter(is_deleted=False).exists()


def test_families_without_anything_handed_out_are_asked_what_it_was(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    number = next(name for name in post if name.startswith("material-"))
    response = sign_in(cast.volunteer).post(ADD, post | {number: ""})
    assert response.status_code == 422
    assert "Hoeveel deelde je uit?" in response.text


def test_families_beside_something_that_is_in_no_list_are_asked_about_too(
    cast: Cast, sign_in: SignIn, post: dict[str, Any]
) -> None:
    response = sign_in(cast.volunteer).post(ADD, post | {"families-999999": "4"})
    assert response.status_code == 422
    assert "Hoeveel deelde je uit?" in response.text


def test_adults_and_children_are_people_reached(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    sign_in(cast.volunteer).post(ADD, post | {"adults": "20", "children": "8"})
    with site_scope(kantine.pk):
        assert Session.objects.get().head_count == 28


def test_a_site_that_never_went_out_hears_how_to_begin(cast: Cast, sign_in: SignIn, lists: None) -> None:
    assert "Vraag de opbouwwerker" in sign_in(cast.volunteer).get(ADD).text
    assert "/aanbod/" in sign_in(cast.worker).get(ADD).text.partition("<main")[2]


def test_the_form_takes_the_same_queries_with_two_and_with_thirty_materials(
    cast: Cast, sign_in: SignIn, outside: None, kantine: Site, count_queries: CountQueries
) -> None:
    client = sign_in(cast.volunteer)
    client.get(ADD)
    with count_queries() as few:
        client.get(ADD)
    with site_scope(kantine.pk):
        for number in range(28):
            Material.objects.create(name=f"Materiaal {number}")
    with count_queries() as many:
        client.get(ADD)
    assert len(few) == len(many) <= 10, "\n".join(many)


def test_a_neighbours_material_is_no_choice(entry: SessionEntry, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        elsewhere = Material.objects.create(name="Boeken").pk
    with pytest.raises(EntryRefused, match="Kies materiaal uit de lijst"):
        count_session(
            entry=replace(entry, materials=(HandedOut(material_id=elsewhere, number=1),)), by=None, today=TODAY
        )
