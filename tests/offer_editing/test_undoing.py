"""What the team did is taken back from its message, and loses nothing that came since."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from activities.models import Activity, Change, Closure, Milestone, Slot
from activities.vocabulary import ChangeKind, Precision
from sites.models import Partner, ProjectPeriod, Site, User, Venue
from sites.scope import site_scope
from tests.conftest import Cast
from tests.offer_editing.conftest import TODAY, link, read, undo

MONDAYS = {
    "repeat": "weekly", "weekdays": ["0"], "starts_at": "09:00", "ends_at": "11:00", "valid_from": "2026-12-01",
}  # fmt: skip


def test_closing_today_can_be_undone(worker: Client, kantine: Site) -> None:
    page = read(undo(worker, worker.post(link("close_today"))))
    assert "Ongedaan gemaakt" in page
    with site_scope(kantine.pk):
        assert not Closure.objects.exists()


def test_undoing_twice_says_that_it_is_undone_already(worker: Client, kantine: Site) -> None:
    location = worker.post(link("close_today"))["Location"]
    path = read(worker.get(location)).split('action="/kantine/team/aanbod/terug/')[1].split('"')[0]
    for _tap in range(2):
        page = read(worker.post(f"/kantine/team/aanbod/terug/{path}", follow=True))
    assert "intussen al veranderd" in page


def test_an_undo_works_only_for_who_did_it(
    worker: Client, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    location = worker.post(link("close_today"))["Location"]
    path = read(worker.get(location)).split('action="/kantine/team/aanbod/terug/')[1].split('"')[0]
    page = read(sign_in(cast.coordinator).post(f"/kantine/team/aanbod/terug/{path}", follow=True))
    assert "niet meer ongedaan" in page
    with site_scope(kantine.pk):
        assert Closure.objects.exists()


def test_a_moved_moment_is_undone_from_its_message(worker: Client, slot: Slot, kantine: Site) -> None:
    undo(worker, worker.post(link("slot_move", slot=slot.pk), MONDAYS))
    with site_scope(kantine.pk):
        assert Slot.objects.get(activity__slug="koffie").valid_until is None


def test_a_moment_that_has_not_begun_is_taken_away_and_comes_back(worker: Client, kantine: Site) -> None:
    worker.post(link("slot_add", activity="koffie"), MONDAYS)
    with site_scope(kantine.pk):
        mondays = Slot.objects.get(valid_from=MONDAYS["valid_from"])
        Change.objects.create(slot=mondays, on="2026-12-07", kind=ChangeKind.CANCELLED)
    remove = link("slot_remove", slot=mondays.pk)
    assert f'action="{remove}"' in read(worker.get(link("activity_manage", activity="koffie")))
    page = read(worker.post(remove, follow=True))
    assert "Weggehaald: elke maandag, 9.00 - 11.00 uur." in page
    with site_scope(kantine.pk):
        assert not Slot.objects.filter(pk=mondays.pk).exists()
    token = page.split('action="/kantine/team/aanbod/terug/')[1].split('"')[0]
    worker.post(f"/kantine/team/aanbod/terug/{token}")
    with site_scope(kantine.pk):
        assert Change.objects.get(slot=mondays.pk).kind == ChangeKind.CANCELLED


def test_a_moment_that_has_begun_cannot_be_taken_away(worker: Client, kantine: Site, slot: Slot) -> None:
    page = read(worker.post(link("slot_remove", slot=slot.pk), follow=True))
    assert "Dit moment is al begonnen" in page
    assert f'action="{link("slot_remove", slot=slot.pk)}"' not in page
    with site_scope(kantine.pk):
        assert Slot.objects.filter(pk=slot.pk).exists()


@pytest.mark.parametrize(
    ("page", "answers", "model", "named"),
    [
        ("partner_add", {}, Partner, "Rap op Stap"),
        ("venue_add", {"is_main": "on"}, Venue, "De bib"),
        ("period_add", {"starts_on": "2027-01-01", "funders": "Gemeente\nSAAMO"}, ProjectPeriod, "Projectjaar 2027"),
        (
            "activity_add",
            {"kind": "regular", "appointment": "none", "functions": ["meet", "learn"]},
            Activity,
            "Praattafel",
        ),
    ],
)
def test_what_was_added_by_mistake_is_taken_back(
    worker: Client, kantine: Site, page: str, answers: dict[str, Any], model: Any, named: str
) -> None:
    with site_scope(kantine.pk):
        before = list(Venue.objects.filter(is_main=True))
    response = worker.post(link(page), {"name": named} | answers)
    with site_scope(kantine.pk):
        assert model.objects.filter(name=named).exists()
    assert undo(worker, response).status_code == 200
    with site_scope(kantine.pk):
        assert not model.objects.filter(name=named).exists()
        assert list(Venue.objects.filter(is_main=True)) == before


def test_taking_back_an_activity_that_has_a_moment_by_now_loses_nothing(worker: Client, kantine: Site) -> None:
    answers = {"name": "Praattafel", "kind": "regular", "appointment": "none", "functions": ["meet"]}
    page = read(worker.post(link("activity_add"), answers, follow=True))
    token = page.split('action="/kantine/team/aanbod/terug/')[1].split('"')[0]
    worker.post(link("slot_add", activity="praattafel"), MONDAYS)
    assert "intussen al veranderd" in read(worker.post(f"/kantine/team/aanbod/terug/{token}", follow=True))
    with site_scope(kantine.pk):
        assert Slot.objects.filter(activity__slug="praattafel").exists()


def test_a_changed_text_is_put_back(worker: Client, kantine: Site) -> None:
    answers = {"name": "Heel anders", "kind": "regular", "appointment": "none", "functions": ["politicise"]}
    undo(worker, worker.post(link("activity_edit", activity="koffie"), answers))
    with site_scope(kantine.pk):
        coffee = Activity.objects.get(slug="koffie")
        assert coffee.name == "Koffie & Formulieren"
        assert {row.function for row in coffee.functions.all()} == {"refer"}
        assert coffee.activity_partners.exists()


def test_a_removed_milestone_comes_back(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        milestone = Milestone.objects.create(on=TODAY, text="De start", precision=Precision.YEAR)
    page = read(undo(worker, worker.post(link("milestone_remove", milestone=milestone.pk))))
    assert "De start" in page
    assert "2026" in page
