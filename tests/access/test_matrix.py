"""Every URL for every role at the own and at another site, against the table of roles."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from sites.models import Site, User
from tests.access.samples import make_samples
from tests.access.table import EVERYONE, OUTSIDE, PAGES
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
    assert set(OWN_NAMES) == set(PAGES) | set(OUTSIDE)


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
def test_a_page_outside_the_sites_answers_a_visitor(name: str, status: int, db: None) -> None:
    assert Client().get(reverse(name)).status_code == status
