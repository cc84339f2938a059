"""A partner keeps its own moments, and touches nobody else's through any door."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from activities.details import SlotDetails
from activities.models import Activity, ActivityPartner, Change, Slot
from activities.services.changes import cancel_slot
from activities.services.slots import move_slot
from activities.vocabulary import ChangeKind, OfferAct
from sites.models import AuditEntry, Partner, Site, User
from sites.scope import site_scope
from sites.vocabulary import Audience
from tests.conftest import Cast, CountQueries
from tests.offer_editing.conftest import TODAY, count_own_statements, link, read

NEXT_THURSDAY = "2026-11-26"


@pytest.fixture
def partner(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    """CAW, which leads Koffie & Formulieren and not the Open Leersalon."""
    return sign_in(cast.partner)


@pytest.fixture
def slots(kantine: Site) -> dict[str, Slot]:
    with site_scope(kantine.pk):
        return {slot.activity.slug: slot for slot in Slot.objects.select_related("activity")}


@pytest.fixture
def as_partner(kantine: Site, cast: Cast) -> Iterator[None]:
    with site_scope(kantine.pk):
        caw = Partner.objects.get(slug="caw").pk
    with site_scope(kantine.pk, audience=Audience.PARTNER, user_id=cast.partner.pk, partner_ids=frozenset({caw})):
        yield


def test_a_partner_with_one_activity_lands_on_it(partner: Client) -> None:
    page = read(partner.get(link("partner_home")))
    assert "Klopt je moment nog?" in page
    assert "Koffie &amp; Formulieren" in page
    assert "Open Leersalon" not in page


def test_a_partner_with_more_activities_sees_each_of_its_own(partner: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        theirs = Activity.objects.get(slug="leersalon")
        ActivityPartner.objects.create(activity=theirs, partner=Partner.objects.get(slug="caw"))
    page = read(partner.get(link("partner_home")))
    assert "Kloppen je momenten nog?" in page
    assert "Open Leersalon" in page


def test_taking_part_without_leading_opens_nothing(partner: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        theirs = Activity.objects.get(slug="leersalon")
        ActivityPartner.objects.create(activity=theirs, partner=Partner.objects.get(slug="caw"), leads=False)
    assert partner.get(link("partner_activity", activity="leersalon")).status_code == 404


def test_a_partner_that_left_keeps_nothing_any_more(partner: Client, kantine: Site, slots: dict[str, Slot]) -> None:
    with site_scope(kantine.pk):
        Partner.objects.filter(slug="caw").update(active_until=TODAY)
    assert partner.get(link("partner_activity", activity="koffie")).status_code == 200
    with site_scope(kantine.pk):
        Partner.objects.filter(slug="caw").update(active_until=TODAY - datetime.timedelta(days=1))
    assert partner.get(link("partner_activity", activity="koffie")).status_code == 404
    assert partner.get(link("partner_slot_change", slot=slots["koffie"].pk)).status_code == 404
    assert "Koffie" not in read(partner.get(link("partner_home")))


def test_absent_today_is_one_tap_and_a_second_changes_nothing(partner: Client, kantine: Site) -> None:
    for _tap in range(2):
        page = read(partner.post(link("partner_close_today", activity="koffie"), follow=True))
    assert "jullie er vandaag niet zijn" in page
    with site_scope(kantine.pk):
        assert Change.objects.get().on == TODAY


def test_absent_today_can_be_undone(partner: Client, kantine: Site) -> None:
    page = read(partner.post(link("partner_close_today", activity="koffie"), follow=True))
    path = page.split('action="/kantine/partner/terug/')[1].split('"')[0]
    partner.post(f"/kantine/partner/terug/{path}")
    with site_scope(kantine.pk):
        assert not Change.objects.exists()


def test_a_partner_says_that_it_is_still_right(partner: Client, kantine: Site, cast: Cast) -> None:
    partner.post(link("partner_confirm", activity="koffie"))
    with site_scope(kantine.pk):
        assert Activity.objects.get(slug="koffie").confirmed_on == TODAY
        act = AuditEntry.objects.get()
    assert (act.actor, act.action) == (cast.partner, OfferAct.ACTIVITY_CONFIRMED)


def test_a_partner_moves_next_time_and_puts_it_back(partner: Client, kantine: Site, slots: dict[str, Slot]) -> None:
    answers = {"on": NEXT_THURSDAY, "kind": ChangeKind.MOVED, "new_date": "2026-11-24"}
    page = read(partner.post(link("partner_slot_change", slot=slots["koffie"].pk), answers, follow=True))
    assert "wordt dinsdag 24 november" in page
    with site_scope(kantine.pk):
        change = Change.objects.get()
    partner.post(link("partner_change_remove", change=change.pk))
    with site_scope(kantine.pk):
        assert not Change.objects.exists()


def test_a_partner_moves_its_moment_from_a_day_on(partner: Client, kantine: Site, slots: dict[str, Slot]) -> None:
    answers = {
        "repeat": "weekly", "weekdays": ["0"], "starts_at": "09:00", "ends_at": "11:00", "valid_from": "2026-12-01",
    }  # fmt: skip
    response = partner.post(link("partner_slot_move", slot=slots["koffie"].pk), answers)
    assert response["Location"] == link("partner_activity", activity="koffie")
    with site_scope(kantine.pk):
        assert Slot.objects.filter(activity__slug="koffie").count() == 2


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("partner_activity", "activity"),
        ("partner_confirm", "activity"),
        ("partner_close_today", "activity"),
        ("partner_slot_move", "slot"),
        ("partner_slot_change", "slot"),
        ("partner_change_remove", "change"),
    ],
)
def test_another_partners_page_is_not_found(
    name: str, argument: str, partner: Client, kantine: Site, slots: dict[str, Slot]
) -> None:
    theirs = slots["leersalon"]
    with site_scope(kantine.pk):
        change = Change.objects.create(slot=theirs, on="2026-11-24", kind=ChangeKind.CANCELLED)
    values = {"activity": "leersalon", "slot": theirs.pk, "change": change.pk}
    answers = {"on": "2026-12-01", "kind": ChangeKind.CANCELLED}
    assert partner.post(link(name, **{argument: values[argument]}), answers).status_code == 404
    with site_scope(kantine.pk):
        assert Change.objects.get() == change


def test_another_partners_row_in_a_field_changes_nothing(
    partner: Client, kantine: Site, slots: dict[str, Slot]
) -> None:
    theirs = slots["leersalon"]
    smuggled = {"slot": theirs.pk, "slot_id": theirs.pk, "activity": theirs.activity_id, "id": theirs.pk}
    answers = {"on": NEXT_THURSDAY, "kind": ChangeKind.CANCELLED}
    partner.post(link("partner_slot_change", slot=slots["koffie"].pk), answers | smuggled)
    partner.post(link("partner_close_today", activity="koffie"), smuggled)
    with site_scope(kantine.pk):
        assert {change.slot_id for change in Change.objects.all()} == {slots["koffie"].pk}


def test_the_team_pages_are_closed_to_a_partner(partner: Client, slots: dict[str, Slot]) -> None:
    assert partner.post(link("activity_close_today", activity="koffie")).status_code == 404
    assert partner.post(link("slot_change", slot=slots["koffie"].pk)).status_code == 404


def test_the_walls_refuse_a_partner_even_when_the_code_forgets(
    as_partner: None, slots: dict[str, Slot], cast: Cast
) -> None:
    theirs = slots["leersalon"]
    monday = SlotDetails(
        rule="FREQ=WEEKLY;BYDAY=MO",
        starts_at=datetime.time(9),
        ends_at=datetime.time(11),
        valid_from=datetime.date(2026, 12, 1),
    )
    with pytest.raises(ProgrammingError), transaction.atomic():
        cancel_slot(slot=theirs, on=datetime.date(2026, 11, 24), by=cast.partner)
    with pytest.raises(ProgrammingError), transaction.atomic():
        move_slot(slot=theirs, from_day=monday.valid_from, details=monday, by=cast.partner)


def test_the_partners_page_costs_the_same_with_one_activity_and_with_thirty(
    partner: Client, kantine: Site, count_queries: CountQueries
) -> None:
    def lead(count: int) -> None:
        with site_scope(kantine.pk):
            caw = Partner.objects.get(slug="caw")
            for number in range(count):
                name = f"extra-{count}-{number}"
                activity = Activity.objects.create(slug=name, name=name)
                ActivityPartner.objects.create(activity=activity, partner=caw)
                Slot.objects.create(
                    activity=activity, rule="FREQ=WEEKLY;BYDAY=TH", starts_at="09:00", ends_at="10:00",
                    valid_from=TODAY,
                )  # fmt: skip

    lead(1)
    partner.get(link("partner_home"))
    with count_queries() as few:
        partner.get(link("partner_home"))
    lead(30)
    with count_queries() as many:
        partner.get(link("partner_home"))
    assert count_own_statements(many) == count_own_statements(few)
