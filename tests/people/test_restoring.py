"""A role that was ended by mistake goes back with one tap, as long as nothing came in between."""

from collections.abc import Callable

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from sites.models import AuditEntry, Membership, Partner, Site, User
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role
from tests.conftest import PASSWORD, Cast
from tests.people.conftest import find_membership

PEOPLE = "/kantine/beheer/"


def end_role(client: Client, site: Site, user: User) -> str:
    """Take somebody's role away; the address that gives it back."""
    url = f"{PEOPLE}mensen/{find_membership(site, user).pk}/verlaten/"
    page = client.post(url, follow=True).content.decode()
    return PEOPLE + "mensen/terug/" + page.split(f'action="{PEOPLE}mensen/terug/')[1].split('"')[0]


def read(response: HttpResponseBase) -> str:
    return getattr(response, "content", b"").decode()


def test_an_ended_role_is_gone_at_once_and_back_after_one_tap(
    coordinator: Client, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    theirs = sign_in(cast.worker)
    back = end_role(coordinator, kantine, cast.worker)
    assert theirs.get("/kantine/team/").status_code == 404
    assert "Ongedaan gemaakt. Opbouwwerker: opbouwwerker" in read(coordinator.post(back, follow=True))
    assert theirs.get("/kantine/team/").status_code == 200
    with site_scope(kantine.pk):
        acts = list(AuditEntry.objects.order_by("at").values_list("action", "subject", "actor"))
    assert acts == [
        ("role-ended", "Opbouwwerker: opbouwwerker", cast.coordinator.pk),
        ("role-restored", "Opbouwwerker: opbouwwerker", cast.coordinator.pk),
    ]


def test_a_partner_gets_the_same_partner_back(coordinator: Client, cast: Cast, kantine: Site) -> None:
    coordinator.post(end_role(coordinator, kantine, cast.partner))
    with site_scope(kantine.pk):
        assert Membership.objects.get(user=cast.partner).partner == Partner.objects.get(slug="caw")


def test_a_second_tap_gives_no_second_role(coordinator: Client, cast: Cast, kantine: Site) -> None:
    back = end_role(coordinator, kantine, cast.worker)
    coordinator.post(back)
    assert "intussen al veranderd" in read(coordinator.post(back, follow=True))
    assert find_membership(kantine, cast.worker).role == Role.WORKER


def test_a_role_that_was_ended_again_does_not_come_back_through_the_old_button(
    coordinator: Client, cast: Cast, kantine: Site
) -> None:
    back = end_role(coordinator, kantine, cast.worker)
    coordinator.post(back)
    end_role(coordinator, kantine, cast.worker)
    assert "intussen al veranderd" in read(coordinator.post(back, follow=True))
    with site_scope(kantine.pk):
        assert not Membership.objects.filter(user=cast.worker).exists()


def test_the_button_is_of_no_use_to_somebody_else_or_elsewhere(
    coordinator: Client,
    cast: Cast,
    kantine: Site,
    kattegat: Site,
    give_role: Callable[..., Membership],
    sign_in: Callable[[User], Client],
) -> None:
    back = end_role(coordinator, kantine, cast.worker)
    second = User.objects.create_user("tweede@stek.example", PASSWORD, name="Tweede")
    give_role(second, kantine, Role.COORDINATOR)
    assert "niet meer ongedaan maken" in read(sign_in(second).post(back, follow=True))
    elsewhere = back.replace("kantine", "kattegat")
    assert sign_in(cast.neighbour).post(elsewhere).status_code == 302
    for site in (kantine, kattegat):
        with site_scope(site.pk):
            assert not Membership.objects.filter(user=cast.worker).exists()


def test_whoever_leaves_by_themselves_cannot_come_back_alone(
    coordinator: Client, cast: Cast, kantine: Site, give_role: Callable[..., Membership]
) -> None:
    second = User.objects.create_user("tweede@stek.example", PASSWORD, name="Tweede")
    give_role(second, kantine, Role.COORDINATOR)
    page = coordinator.post(f"{PEOPLE}mensen/{find_membership(kantine, cast.coordinator).pk}/verlaten/", follow=True)
    assert "geen coördinator meer" in read(page)
    assert "mensen/terug/" not in read(page)


@pytest.mark.parametrize("token", ["geen-echte-link", "a:b:c"])
def test_a_made_up_button_gives_nothing(coordinator: Client, cast: Cast, token: str) -> None:
    assert "niet meer ongedaan maken" in read(coordinator.post(f"{PEOPLE}mensen/terug/{token}/", follow=True))


def test_a_role_at_a_network_goes_back_too(cast: Cast, kantine: Site, sign_in: Callable[[User], Client]) -> None:
    assert kantine.network_id is not None
    with network_scope(kantine.network_id):
        Membership.objects.create(user=cast.neighbour, role=Role.COORDINATOR)
        theirs = Membership.objects.create(user=cast.worker, role=Role.STEERING)
    client, people = sign_in(cast.neighbour), "/koepel/noorderkempen/"
    page = read(client.post(f"{people}mensen/{theirs.pk}/verlaten/", follow=True))
    client.post(f"{people}mensen/terug/{page.split(f'{people}mensen/terug/')[1].split(chr(34))[0]}")
    with network_scope(kantine.network_id):
        assert Membership.objects.filter(user=cast.worker, role=Role.STEERING).exists()
