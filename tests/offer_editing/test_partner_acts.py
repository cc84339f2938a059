"""What a partner changes: at once with the team told, or only once the team agrees."""

from collections.abc import Callable

import pytest
from django.test import Client

from activities.models import Activity, Change, Closure, PartnerAct, Slot
from activities.vocabulary import ChangeKind, PartnerActStatus
from sites.models import Partner, Site, User, Venue
from sites.scope import site_scope
from sites.vocabulary import Audience
from tests.conftest import Cast
from tests.offer_editing.conftest import link, read
from tests.offer_editing.test_partner_pages import NEXT_THURSDAY

type SignIn = Callable[[User], Client]
WEEKLY = {
    "repeat": "weekly", "weekdays": ["0"], "starts_at": "09:00", "ends_at": "11:00", "valid_from": "2026-12-01",
}  # fmt: skip
CANCELLED = {"on": NEXT_THURSDAY, "kind": ChangeKind.CANCELLED, "reason": "De begeleider is ziek."}


@pytest.fixture
def partner(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.partner)


@pytest.fixture
def team(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.worker)


@pytest.fixture
def checking(kantine: Site) -> Site:
    """The Kantine, where the team looks first."""
    kantine.checks_partner_changes = True
    kantine.save()
    return kantine


@pytest.fixture
def thursday(kantine: Site) -> Slot:
    with site_scope(kantine.pk):
        slot: Slot = Slot.objects.get(activity__slug="koffie")
    return slot


def decide(team: Client, site: Site, decision: str) -> str:
    with site_scope(site.pk):
        pk = PartnerAct.objects.latest("at").pk
    return read(team.post(link("partner_act_decide", act=pk), {"decision": decision}, follow=True))


def read_statuses(site: Site) -> list[str]:
    with site_scope(site.pk):
        return list(PartnerAct.objects.values_list("status", flat=True))


def test_the_team_is_told_on_the_board_what_a_partner_changed(
    partner: Client, team: Client, kantine: Site, thursday: Slot
) -> None:
    partner.post(link("partner_slot_change", slot=thursday.pk), CANCELLED)
    said = "Donderdag 26 november: gaat niet door. De begeleider is ziek."
    assert said in read(team.get(link("board")))
    assert said in read(team.get(link("offer")))
    assert "In orde. Het blijft zo." in decide(team, kantine, "seen")
    assert said not in read(team.get(link("board")))


def test_the_team_takes_back_what_a_partner_changed(
    partner: Client, team: Client, kantine: Site, thursday: Slot
) -> None:
    partner.post(link("partner_slot_move", slot=thursday.pk), WEEKLY)
    assert "Teruggenomen" in decide(team, kantine, "take_back")
    with site_scope(kantine.pk):
        only = Slot.objects.get(activity__slug="koffie")
    assert (only.pk, only.valid_until) == (thursday.pk, None)
    assert read_statuses(kantine) == [PartnerActStatus.TAKEN_BACK]


def test_what_was_taken_back_cannot_be_taken_back_again(
    partner: Client, team: Client, kantine: Site, thursday: Slot
) -> None:
    partner.post(link("partner_slot_change", slot=thursday.pk), CANCELLED)
    decide(team, kantine, "take_back")
    assert "Hierover was intussen al beslist." in decide(team, kantine, "take_back")


def test_what_changed_since_is_not_taken_back(partner: Client, team: Client, kantine: Site, thursday: Slot) -> None:
    partner.post(link("partner_slot_change", slot=thursday.pk), CANCELLED)
    with site_scope(kantine.pk):
        change = Change.objects.get()
        change.reason = "Verlof"
        change.save()
    assert "intussen al veranderd" in decide(team, kantine, "take_back")
    with site_scope(kantine.pk):
        assert Change.objects.get().reason == "Verlof"
    assert read_statuses(kantine) == [PartnerActStatus.LIVE]


def test_where_the_team_looks_first_nothing_changes_until_it_agrees(
    partner: Client, team: Client, checking: Site, thursday: Slot
) -> None:
    page = read(partner.post(link("partner_slot_move", slot=thursday.pk), WEEKLY, follow=True))
    assert "Doorgestuurd" in page
    assert "Wacht op het team" in page
    with site_scope(checking.pk):
        assert Slot.objects.get(activity__slug="koffie").valid_until is None
    assert "elke maandag" in read(team.get(link("partner_act_list")))
    assert "Aanvaard" in decide(team, checking, "accept")
    with site_scope(checking.pk):
        former, moved = Slot.objects.filter(activity__slug="koffie")
    assert (str(former.valid_until), moved.rule, moved.follows_id) == (
        "2026-11-30",
        "FREQ=WEEKLY;BYDAY=MO",
        thursday.pk,
    )


def test_what_the_team_accepted_it_can_take_back(partner: Client, team: Client, checking: Site, thursday: Slot) -> None:
    partner.post(link("partner_slot_move", slot=thursday.pk), WEEKLY)
    decide(team, checking, "accept")
    decide(team, checking, "take_back")
    with site_scope(checking.pk):
        assert Slot.objects.get(activity__slug="koffie").valid_until is None


def test_what_the_team_declines_stays_as_it_was_and_the_partner_reads_so(
    partner: Client, team: Client, checking: Site, thursday: Slot
) -> None:
    partner.post(link("partner_slot_change", slot=thursday.pk), CANCELLED)
    decide(team, checking, "decline")
    with site_scope(checking.pk):
        assert not Change.objects.exists()
    assert "Niet aanvaard door het team" in read(partner.get(link("partner_activity", activity="koffie")))


def test_a_proposal_about_a_moment_that_changed_since_is_not_carried_out(
    partner: Client, team: Client, checking: Site, thursday: Slot
) -> None:
    partner.post(link("partner_slot_move", slot=thursday.pk), WEEKLY)
    with site_scope(checking.pk):
        Slot.objects.filter(pk=thursday.pk).update(ends_at="16:00")
    assert "intussen al veranderd" in decide(team, checking, "accept")
    with site_scope(checking.pk):
        assert Slot.objects.get(activity__slug="koffie").valid_until is None
    assert read_statuses(checking) == [PartnerActStatus.WAITING]


def test_absent_today_never_waits_for_the_team(partner: Client, checking: Site) -> None:
    partner.post(link("partner_close_today", activity="koffie"))
    with site_scope(checking.pk):
        assert Change.objects.count() == 1


def test_a_partner_withdraws_what_it_asked(partner: Client, checking: Site, thursday: Slot) -> None:
    page = partner.post(link("partner_slot_change", slot=thursday.pk), CANCELLED, follow=True).text
    token = page.split('action="/kantine/partner/terug/')[1].split('"')[0]
    partner.post(f"/kantine/partner/terug/{token}")
    assert read_statuses(checking) == [PartnerActStatus.TAKEN_BACK]


def test_the_walls_hide_what_another_partner_did(kantine: Site, cast: Cast) -> None:
    with site_scope(kantine.pk):
        ligo = Partner.objects.get(slug="ligo")
        theirs = {"partner": ligo, "activity": Activity.objects.get(slug="leersalon"), "status": PartnerActStatus.LIVE}
        PartnerAct.objects.create(said="Vandaag is er niemand.", **theirs)
        caw = Partner.objects.get(slug="caw").pk
    with site_scope(kantine.pk, audience=Audience.PARTNER, partner_ids=frozenset({caw})):
        assert not PartnerAct.objects.exists()
    with site_scope(kantine.pk, audience=Audience.PARTNER, partner_ids=frozenset({ligo.pk})):
        assert PartnerAct.objects.exists()


def close(site: Site, first_day: str, last_day: str, venue: Venue | None = None) -> None:
    with site_scope(site.pk):
        Closure.objects.create(first_day=first_day, last_day=last_day, venue=venue, reason="Kerstvakantie")


def test_a_partner_hears_beside_the_field_that_a_new_day_is_closed(
    partner: Client, team: Client, checking: Site, thursday: Slot
) -> None:
    close(checking, "2026-12-21", "2027-01-03")
    moved = {"on": NEXT_THURSDAY, "kind": ChangeKind.MOVED, "new_date": "2026-12-22"}
    response = partner.post(link("partner_slot_change", slot=thursday.pk), moved)
    assert response.status_code == 422
    said = "op dinsdag 22 december is het daar gesloten. Dan gaat dit niet door."
    assert [said in error for error in response.context["form"].errors["new_date"]] == [True]
    assert not read_statuses(checking)
    page = read(partner.post(link("partner_slot_change", slot=thursday.pk), moved | {"anyway": "on"}, follow=True))
    assert "Doorgestuurd" in page
    assert said in read(team.get(link("partner_act_list")))
    assert said in read(team.get(link("board")))


def test_a_partner_hears_beside_the_field_that_another_place_is_closed(
    partner: Client, checking: Site, thursday: Slot
) -> None:
    with site_scope(checking.pk):
        hall = Venue.objects.create(name="Zaal")
    close(checking, NEXT_THURSDAY, NEXT_THURSDAY, hall)
    elsewhere = {"on": NEXT_THURSDAY, "kind": ChangeKind.ELSEWHERE, "venue": hall.pk}
    form = partner.post(link("partner_slot_change", slot=thursday.pk), elsewhere).context["form"]
    assert "Let op: op donderdag 26 november is het daar gesloten." in form.errors["venue"][0]


def test_a_day_that_is_closed_only_elsewhere_is_not_asked_about(
    partner: Client, team: Client, checking: Site, thursday: Slot
) -> None:
    with site_scope(checking.pk):
        hall = Venue.objects.create(name="Zaal")
    close(checking, "2026-12-22", "2026-12-22", hall)
    moved = {"on": NEXT_THURSDAY, "kind": ChangeKind.MOVED, "new_date": "2026-12-22"}
    assert partner.post(link("partner_slot_change", slot=thursday.pk), moved).status_code == 302
    assert "gesloten" not in read(team.get(link("partner_act_list")))


def test_a_closure_that_came_after_the_question_is_shown_to_who_decides(
    partner: Client, team: Client, checking: Site, thursday: Slot
) -> None:
    partner.post(link("partner_slot_move", slot=thursday.pk), WEEKLY)
    assert "gesloten" not in read(team.get(link("partner_act_list")))
    close(checking, "2026-12-14", "2026-12-14")
    assert "Let op: op maandag 14 december is het daar gesloten." in read(team.get(link("partner_act_list")))
