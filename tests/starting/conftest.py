"""A site that is being started, and who starts it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from sites.models import (
    Membership,
    Network,
    Site,
    User,
)
from sites.scope import network_scope
from sites.vocabulary import Role
from tests.conftest import PASSWORD, Cast

PLACE = {
    "name": "'t Anker", "municipality": "Brecht", "street": "Dorpsplein 7", "postcode": "2960", "phone": "03 000 00 07",
}  # fmt: skip

OFFER = {
    "name": "Praattafel",
    "summary": "Oefen Nederlands.",
    "functions": ["learn"],
    "repeat": "monthly",
    "weekdays": ["2"],
    "nth": ["3"],
    "starts_at": "18:00",
    "ends_at": "19:30",
    "valid_from": "2026-12-01",
}

PERSON = {"name": "Nele", "email": "nele@stek.example", "role": "coordinator"}


@pytest.fixture
def starter(cast: Cast, network: Network, sign_in: Callable[[User], Client]) -> Client:
    """A browser of somebody who coordinates the network, and runs nothing else."""
    user = User.objects.create_user("koepel@stek.example", PASSWORD, name="Koepel")
    with network_scope(network.pk):
        Membership.objects.create(user=user, role=Role.COORDINATOR)
    return sign_in(user)


@pytest.fixture
def administrator(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(cast.administrator)


@pytest.fixture
def prepared(administrator: Client) -> Site:
    """A site of which only the first screen was filled in, outside any network."""
    administrator.post(reverse("start_add"), PLACE)
    return Site.objects.get(slug="anker")


def read(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def send(client: Client, name: str, site: Site, /, **answers: Any) -> HttpResponseBase:
    return client.post(reverse(name, args=[site.pk]), answers)


def fill_in(client: Client, site: Site) -> None:
    send(client, "start_lists", site, template="partners")
    send(client, "start_partners", site, names="CAW\nLigo")
    send(client, "start_offer", site, **OFFER)
    send(client, "start_people", site, **PERSON)
