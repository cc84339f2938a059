"""Starting a site: nobody sees it before it opens, each screen is whole, and it can be left and gone on with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Slot
from signals.models import Approach, Group, Service, Theme
from signals.selectors.site_lists import SITE_LISTS
from signals.usual_sites import SERVICES, USUAL_SITES
from sites.models import (
    AuditEntry,
    Network,
    Partner,
    Site,
    User,
    Venue,
)
from sites.scope import site_scope
from tests.conftest import PASSWORD, Cast
from tests.people.conftest import read_link
from tests.starting.conftest import OFFER, PERSON, PLACE, read, send


def test_the_address_follows_from_the_name_and_the_place_has_its_street(prepared: Site) -> None:
    with site_scope(prepared.pk):
        venue = Venue.objects.get()
    assert (venue.address, venue.is_main) == ("Dorpsplein 7, 2960 Brecht", True)
    assert (prepared.slug, prepared.is_open, prepared.is_being_prepared) == ("anker", False, True)


def test_a_second_place_of_the_same_name_gets_another_address(administrator: Client, prepared: Site) -> None:
    administrator.post(reverse("start_add"), PLACE | {"municipality": "Essen"})
    assert Site.objects.filter(slug="anker-2").exists()


def test_a_double_tap_starts_one_site(administrator: Client, prepared: Site) -> None:
    again = administrator.post(reverse("start_add"), PLACE)
    assert again["Location"] == reverse("start_lists", args=[prepared.pk])
    assert Site.objects.filter(name="'t Anker").count() == 1


def test_nobody_sees_a_site_that_is_being_prepared(
    prepared: Site, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    assert Client().get("/anker/").status_code == 404
    assert sign_in(cast.administrator).get("/anker/team/").status_code == 404
    look = reverse("start_look", args=[prepared.pk])
    assert Client().get(look).status_code == 302
    for user in (cast.coordinator, cast.worker, cast.steering, cast.neighbour):
        assert sign_in(user).get(look).status_code == 404


def test_who_coordinates_a_network_starts_sites_in_it_and_in_no_other(starter: Client, network: Network) -> None:
    other = Network.objects.create(slug="westhoek", name="Westhoek")
    refused = starter.post(reverse("start_add"), PLACE | {"network": other.pk})
    assert refused.status_code == 422
    starter.post(reverse("start_add"), PLACE | {"network": network.pk})
    site = Site.objects.get(slug="anker")
    assert site.network == network
    assert starter.get(reverse("start_look", args=[site.pk])).status_code == 200
    elsewhere = Site.objects.create(
        slug="elders", name="Elders", municipality="Elders", network=other, is_open=False, is_being_prepared=True
    )
    assert starter.get(reverse("start_look", args=[elsewhere.pk])).status_code == 404


def test_the_kind_of_place_fills_lists_and_groups_once(administrator: Client, prepared: Site) -> None:
    for template in ("partners", "small", "partners"):
        send(administrator, "start_lists", prepared, template=template)
    with site_scope(prepared.pk):
        assert all(SITE_LISTS[name].rows.exists() for name in USUAL_SITES["partners"].lists)
        assert Theme.objects.count() == 13
        assert Approach.objects.count() == 6
        assert list(Service.objects.values_list("name", flat=True)) == list(SERVICES)
        assert set(Group.objects.values_list("name", flat=True)) == {"Werkgroep", "Participatiegroep"}


def test_partners_are_added_once_however_they_are_typed(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_partners", prepared, names="CAW\n  Ligo \ncaw\n\n")
    send(administrator, "start_partners", prepared, names="LIGO\nRap op Stap")
    with site_scope(prepared.pk):
        assert list(Partner.objects.values_list("name", flat=True)) == ["CAW", "Ligo", "Rap op Stap"]


def test_an_activity_comes_with_its_moment(administrator: Client, prepared: Site) -> None:
    seen = read(send(administrator, "start_offer", prepared, **OFFER, preview="1"))
    assert "woensdag 16 december 2026" in seen
    with site_scope(prepared.pk):
        assert not Activity.objects.exists()
    send(administrator, "start_offer", prepared, **OFFER)
    with site_scope(prepared.pk):
        slot = Slot.objects.select_related("activity").get()
    assert (slot.activity.name, slot.rule) == ("Praattafel", "FREQ=MONTHLY;BYDAY=3WE")


def test_an_activity_may_have_no_hours_yet(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_offer", prepared, name="Uitpas", without_hours="on")
    with site_scope(prepared.pk):
        assert [activity.name for activity in Activity.objects.all()] == ["Uitpas"]
        assert not Slot.objects.exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"ends_at": "17:00"}, "Het einde komt voor het begin."),
        ({"nth": []}, "Kies de hoeveelste"),
        ({"weekdays": []}, "Kies minstens één dag."),
        ({"valid_from": "2027-02-29"}, "Deze datum bestaat niet."),
        ({"name": ""}, "Dit is nog leeg."),
    ],
)
def test_a_moment_that_cannot_be_keeps_the_whole_activity_out(
    administrator: Client, prepared: Site, answers: dict[str, Any], said: str
) -> None:
    response = send(administrator, "start_offer", prepared, **OFFER | answers)
    assert response.status_code == 422
    assert said in read(response)
    with site_scope(prepared.pk):
        assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"name": ""}, "name"),
        ({"slug": "beheer"}, "slug"),
        ({"slug": "twee woorden"}, "slug"),
        ({"name": "x" * 200}, "name"),
    ],
)
def test_a_place_that_cannot_be_makes_no_site(administrator: Client, answers: dict[str, str], field: str) -> None:
    response = administrator.post(reverse("start_add"), PLACE | answers)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Site.objects.exclude(slug__in=["kantine", "kattegat"]).exists()


def test_the_address_may_change_until_it_opens_and_stays_free_of_others(administrator: Client, prepared: Site) -> None:
    taken = send(administrator, "start_place", prepared, **PLACE, slug="kantine")
    assert "Dit is nog vrij: kantine-2" in read(taken)
    send(administrator, "start_place", prepared, **PLACE | {"street": "Markt 1"}, slug="het-anker")
    prepared.refresh_from_db()
    assert prepared.slug == "het-anker"
    with site_scope(prepared.pk):
        assert [venue.street for venue in Venue.objects.all()] == ["Markt 1"]


def test_a_site_that_nobody_would_coordinate_does_not_open(administrator: Client, prepared: Site) -> None:
    response = send(administrator, "start_open", prepared)
    assert response["Location"] == reverse("start_people", args=[prepared.pk])
    prepared.refresh_from_db()
    assert not prepared.is_open


def test_mails_wait_until_the_site_opens_and_then_lead_into_it(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_people", prepared, **PERSON)
    assert mail.outbox == []
    opened = send(administrator, "start_open", prepared)
    assert opened["Location"] == "/anker/"
    assert Client().get("/anker/").status_code == 200
    invited = Client()
    invited.post(read_link(), {"name": "Nele", "password": PASSWORD})
    assert invited.get("/anker/team/").status_code == 200
    with site_scope(prepared.pk):
        assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"site-added", "invited", "site-opened"}


def test_the_screens_are_gone_once_the_site_is_open(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_people", prepared, **PERSON)
    send(administrator, "start_open", prepared)
    for name in ("start_place", "start_offer", "start_look", "start_preview"):
        assert administrator.get(reverse(name, args=[prepared.pk])).status_code == 404
    assert send(administrator, "start_place", prepared, **PLACE, slug="gekaapt").status_code == 404


def test_the_page_can_be_seen_before_it_is_there(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_offer", prepared, **OFFER)
    page = read(administrator.get(reverse("start_preview", args=[prepared.pk])))
    assert "Praattafel" in page
    assert "Dorpsplein 7" in page


def test_what_was_left_stands_in_the_list_to_go_on_with(
    administrator: Client, starter: Client, prepared: Site, network: Network
) -> None:
    assert reverse("start_look", args=[prepared.pk]) in read(administrator.get(reverse("administration")))
    starter.post(reverse("start_add"), PLACE | {"network": network.pk, "name": "De Brug"})
    people = read(starter.get(reverse("network_people", args=[network.slug])))
    assert "De Brug" in people
    # Of another network, or none: not theirs.
    assert "Anker" not in people
