"""Every URL for every role at the own and at another site, against the table of roles."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from sites.models import Membership, Site, User
from sites.scope import network_scope
from sites.vocabulary import Role
from tests.access.samples import make_samples
from tests.access.table import ADMINISTRATION, EVERYONE, NETWORK_PAGES, OUTSIDE, PAGES
from tests.conftest import Cast

LIBRARY_PREFIXES = ("account_", "mfa_", "usersessions_", "socialaccount_")


def list_url_names(resolver: URLResolver | None = None) -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from list_url_names(pattern)
        elif pattern.name:
            yield pattern.name


OWN_NAMES = sorted({name for name in list_url_names() if not name.startswith(LIBRARY_PREFIXES)})


def is_let_in(client: Client, method: str, path: str) -> bool:
    response = client.get(path) if method == "GET" else client.post(path)
    assert response.status_code < 500
    to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    return not to_sign_in and response.status_code != 404


def test_every_url_is_in_the_table() -> None:
    assert set(OWN_NAMES) == set(PAGES) | set(NETWORK_PAGES) | ADMINISTRATION | set(OUTSIDE)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_opens_to_its_roles_and_to_nobody_else(
    name: str, method: str, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    people = {
        "volunteer": cast.volunteer,
        "worker": cast.worker,
        "coordinator": cast.coordinator,
        "partner": cast.partner,
        "steering": cast.steering,
    }
    allowed = PAGES[name]
    for role, user in people.items():
        # Fresh rows for each person: the former may have deleted what the URL names.
        path = reverse(name, kwargs=make_samples(kantine, name))
        expected = allowed == EVERYONE or role in allowed
        assert is_let_in(sign_in(user), method, path) == expected, f"{role} at {method} {path}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_private_page_is_closed_to_strangers(
    name: str, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    public = PAGES[name] == EVERYONE
    path = reverse(name, kwargs=make_samples(kantine, name))
    assert is_let_in(Client(), "GET", path) == public
    assert is_let_in(sign_in(cast.neighbour), "GET", path) == public
    assert is_let_in(sign_in(cast.administrator), "GET", path) == public


@pytest.mark.parametrize("name", sorted(name for name in PAGES if PAGES[name] != EVERYONE))
def test_an_unknown_site_looks_the_same_to_a_stranger_as_a_real_one(name: str, cast: Cast, kantine: Site) -> None:
    path = reverse(name, kwargs=make_samples(kantine, name))
    unknown = path.replace(kantine.slug, "bestaat-niet")
    real, imagined = Client().get(path), Client().get(unknown)
    assert (real.status_code, imagined.status_code) == (302, 302)
    assert real["Location"].replace(kantine.slug, "bestaat-niet") == imagined["Location"]


@pytest.mark.parametrize(("name", "status"), sorted(OUTSIDE.items()))
def test_a_page_outside_the_sites_answers_a_visitor(name: str, status: int, kantine: Site) -> None:
    path = reverse(name, kwargs=make_samples(kantine, name))
    assert Client().get(path).status_code == status


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(NETWORK_PAGES))
def test_a_page_of_a_network_opens_to_its_own_roles_only(
    name: str, method: str, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    network_id = cast_network_id(kantine)
    for role in sorted(set(Role) - {Role.PARTNER}):
        with network_scope(network_id):
            user = User.objects.create_user(f"koepel-{role}@stek.example", name=role.label)
            Membership.objects.create(user=user, role=role)
        path = reverse(name, kwargs=make_samples(kantine, name))
        assert is_let_in(sign_in(user), method, path) == (role in NETWORK_PAGES[name]), f"{role} at {method} {path}"
    path = reverse(name, kwargs=make_samples(kantine, name))
    for outsider in (Client(), sign_in(cast.coordinator), sign_in(cast.administrator)):
        assert not is_let_in(outsider, method, path)


def cast_network_id(site: Site) -> int:
    assert site.network_id is not None
    return site.network_id


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(ADMINISTRATION))
def test_a_page_for_administrators_is_closed_to_everybody_else(
    name: str, method: str, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    path = reverse(name, kwargs=make_samples(kantine, name))
    assert is_let_in(sign_in(cast.administrator), method, path)
    assert not is_let_in(Client(), method, path)
    for user in (cast.coordinator, cast.worker, cast.volunteer, cast.partner, cast.steering):
        assert sign_in(user).get(path).status_code == 404
