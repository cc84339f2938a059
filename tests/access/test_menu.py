"""The main menu: what is in it can be opened, and what can be opened is in it."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from sites.models import Site, User
from sites.navigation import SECTIONS, NavigationItem, list_navigation
from sites.selectors import find_site_access
from tests.conftest import Cast

PEOPLE = ("volunteer", "worker", "coordinator", "partner", "steering")


def read_menu(site: Site, user: User, path: str = "/") -> list[NavigationItem]:
    request = RequestFactory().get(path)
    found = find_site_access(slug=site.slug, user_id=user.pk)
    assert found is not None
    request.site, request.access = found  # type: ignore[assignment, attr-defined]  # as the middleware does
    return list_navigation(request)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_menu_shows_exactly_the_sections_that_open(
    person: str, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    user = getattr(cast, person)
    client = sign_in(user)
    sections = [f"/{kantine.slug}/{section}" for section, _label in SECTIONS]
    opening = [path for path in sections if client.get(path).status_code != 404]
    assert [item.url for item in read_menu(kantine, user)] == opening


def test_somebody_without_a_role_here_gets_no_menu(cast: Cast, kantine: Site) -> None:
    assert read_menu(kantine, cast.neighbour) == []


def test_the_deepest_section_of_a_page_is_marked(cast: Cast, kantine: Site) -> None:
    menu = read_menu(kantine, cast.worker, path=f"/{kantine.slug}/team/signalen/nieuw/")
    assert [item.url for item in menu if item.current] == [f"/{kantine.slug}/team/signalen/"]
