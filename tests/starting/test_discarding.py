"""What was begun and never opened can be taken away, all of it or a part; what was ever open cannot."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Slot
from sites.models import (
    AuditEntry,
    Invitation,
    Network,
    Partner,
    SharedModel,
    Site,
    SiteOwned,
    User,
)
from sites.scope import network_scope, site_scope
from sites.services.places import discard_site
from tests.conftest import Cast
from tests.starting.conftest import OFFER, PERSON, PLACE, fill_in, read, send


def test_somebody_can_be_taken_off_the_list_again(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_people", prepared, **PERSON)
    with site_scope(prepared.pk):
        invitation = Invitation.objects.get()
    administrator.post(reverse("start_person_remove", args=[prepared.pk, invitation.pk]))
    with site_scope(prepared.pk):
        assert not Invitation.objects.exists()


def test_what_was_typed_wrong_can_be_taken_away_before_it_opens(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_partners", prepared, names="SAAMO\nOCWM")
    with site_scope(prepared.pk):
        wrong = Partner.objects.get(name="OCWM")
    send(administrator, "start_offer", prepared, **OFFER, partner=wrong.pk)
    with site_scope(prepared.pk):
        activity = Activity.objects.get()
    assert "Haal weg" in read(administrator.get(reverse("start_offer", args=[prepared.pk])))
    for _tap in range(2):
        gone = administrator.post(reverse("start_partner_remove", args=[prepared.pk, wrong.pk]))
        assert gone["Location"] == reverse("start_partners", args=[prepared.pk])
    with site_scope(prepared.pk):
        assert [partner.name for partner in Partner.objects.all()] == ["SAAMO"]
        assert Activity.objects.exists()
    for _tap in range(2):
        gone = administrator.post(reverse("start_activity_remove", args=[prepared.pk, activity.slug]))
        assert gone["Location"] == reverse("start_offer", args=[prepared.pk])
    with site_scope(prepared.pk):
        assert not Activity.objects.exists()
        assert not Slot.objects.exists()


def test_a_partner_stays_while_somebody_is_invited_for_it(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_partners", prepared, names="SAAMO")
    with site_scope(prepared.pk):
        partner = Partner.objects.get()
    send(administrator, "start_people", prepared, **PERSON | {"role": "partner", "partner": partner.pk})
    path = reverse("start_partner_remove", args=[prepared.pk, partner.pk])
    assert "Haal die persoon daar eerst weg" in administrator.post(path, follow=True).text
    with site_scope(prepared.pk):
        assert Partner.objects.exists()
        assert Invitation.objects.exists()


def test_nothing_is_taken_from_a_place_that_is_open(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_offer", prepared, **OFFER)
    send(administrator, "start_people", prepared, **PERSON)
    send(administrator, "start_open", prepared)
    with site_scope(prepared.pk):
        activity = Activity.objects.get()
    path = reverse("start_activity_remove", args=[prepared.pk, activity.slug])
    assert administrator.post(path).status_code == 404
    with site_scope(prepared.pk):
        assert Activity.objects.exists()


def test_a_second_tap_on_discard_says_that_it_is_gone(
    administrator: Client, prepared: Site, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    send(administrator, "start_discard", prepared)
    again = administrator.post(reverse("start_discard", args=[prepared.pk]), follow=True)
    assert "Deze plek is er niet meer" in again.text
    assert send(sign_in(cast.worker), "start_discard", prepared).status_code == 404


def test_a_place_that_never_opened_goes_with_everything_that_was_prepared(
    starter: Client, network: Network, kantine: Site
) -> None:
    starter.post(reverse("start_add"), PLACE | {"network": network.pk})
    site = Site.objects.get(slug="anker")
    fill_in(starter, site)
    asked = read(starter.get(reverse("start_discard", args=[site.pk])))
    assert "'t Anker weggooien?" in asked.replace("&#x27;", "'")
    assert Site.objects.filter(pk=site.pk).exists()
    gone = send(starter, "start_discard", site)
    assert gone["Location"] == reverse("home")
    assert not Site.objects.filter(pk=site.pk).exists()
    with site_scope(site.pk):
        for model in apps.get_models():
            if issubclass(model, SiteOwned | SharedModel):
                assert not model._default_manager.filter(site_id=site.pk).exists(), model
    with network_scope(network.pk):
        assert AuditEntry.objects.filter(action="site-discarded", subject="'t Anker").exists()
    with site_scope(kantine.pk):
        assert Activity.objects.exists()


def test_its_address_is_free_again(administrator: Client, prepared: Site) -> None:
    send(administrator, "start_discard", prepared)
    administrator.post(reverse("start_add"), PLACE)
    assert Site.objects.get(slug="anker").pk != prepared.pk


@pytest.mark.parametrize("is_closed_again", [False, True])
def test_a_site_that_was_ever_open_is_never_discarded(
    administrator: Client, prepared: Site, is_closed_again: bool
) -> None:
    send(administrator, "start_people", prepared, **PERSON)
    send(administrator, "start_open", prepared)
    if is_closed_again:
        administrator.post(reverse("administration_site_open", args=[prepared.pk]), {"open": "0"})
    assert administrator.get(reverse("start_discard", args=[prepared.pk])).status_code == 404
    assert send(administrator, "start_discard", prepared).status_code == 404
    user = User.objects.get(is_administrator=True)
    with site_scope(prepared.pk), pytest.raises(ValueError, match="being prepared"):
        discard_site(site=prepared, by=user)
    assert Site.objects.filter(pk=prepared.pk).exists()


def test_nobody_else_discards_a_place(
    prepared: Site, starter: Client, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    for client in (starter, sign_in(cast.coordinator), sign_in(cast.neighbour)):
        assert send(client, "start_discard", prepared).status_code == 404
    assert send(Client(), "start_discard", prepared).status_code == 302
    assert Site.objects.filter(pk=prepared.pk).exists()
