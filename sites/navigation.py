"""Where a user can go: the sections of a site they may open, and the sites they work at."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.access import Access
from sites.models import Network, Site, User
from sites.selectors import list_network_accesses, list_site_accesses
from sites.vocabulary import Role

# Every section is left out as long as no app answers there, or when the door would not let this user in.
SECTIONS: tuple[tuple[str, Promise], ...] = (
    ("team/", _("Bord")),
    ("team/contacten/", _("Contacten")),
    ("team/signalen/", _("Signalen")),
    ("team/aanbod/", _("Aanbod")),
    ("team/groepen/", _("Groepen")),
    ("partner/", _("Mijn aanbod")),
    ("stuurgroep/", _("Stuurgroep")),
    ("rapporten/", _("Rapporten")),
    ("drukwerk/", _("Drukwerk")),
    ("beheer/", _("Beheer")),
)


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """One entry of the menu, and whether the page of this request lies in it."""

    label: str | Promise
    url: str
    current: bool


def list_navigation(request: HttpRequest) -> list[NavigationItem]:
    """The sections of the site of this request that its user may open; empty outside a site."""
    site, access = getattr(request, "site", None), getattr(request, "access", None)
    if site is None or access is None:
        return []
    urls = dict(_list_open_sections(site, access))
    inside = [url for url in urls if request.path_info.startswith(url)]
    here = max(inside, key=len, default=None)
    return [NavigationItem(label=label, url=url, current=url == here) for url, label in urls.items()]


def list_site_choices(request: HttpRequest) -> list[NavigationItem]:
    """The sites this user works at, each leading to where their work starts; empty for one site or none."""
    if not request.user.is_authenticated:
        return []
    here = getattr(request, "site", None)
    places = list_site_accesses(user_id=request.user.pk)
    if len(places) < 2:
        return []
    return [
        NavigationItem(label=site.name, url=find_start_url(site, access), current=site == here)
        for site, access in places
    ]


def find_start_url(site: Site, access: Access) -> str:
    """Where work at a site starts for somebody: their first section, or the public page."""
    return next((url for url, _label in _list_open_sections(site, access)), f"/{site.slug}/")


def find_home_url(user: User) -> str:
    """Where to go after signing in: the only place somebody has, or the page with all their places."""
    sites = list_site_accesses(user_id=user.pk)
    networks = list_network_accesses(user_id=user.pk)
    if user.is_administrator or len(networks) > 1:
        return reverse("home")
    if networks and _only_steers(networks[0], sites):
        return reverse("network_steering", args=[networks[0][0].slug])
    if len(sites) == 1 and not networks:
        return find_start_url(*sites[0])
    return reverse("home")


def _only_steers(held: tuple[Network, Access], sites: list[tuple[Site, Access]]) -> bool:
    network, access = held
    everywhere = [access, *(there for _site, there in sites)]
    is_inside = all(site.network_id == network.pk for site, _access in sites)
    return is_inside and all(there.roles == {Role.STEERING} for there in everywhere)


def _list_open_sections(site: Site, access: Access) -> Iterator[tuple[str, str | Promise]]:
    for section, label in SECTIONS:
        url = f"/{site.slug}/{section}"
        if access.includes(*_read_roles(url)):
            yield url, label


def _read_roles(path: str) -> frozenset[Role]:
    try:
        return getattr(resolve(path).func, "allowed_roles", frozenset())
    except Resolver404:
        return frozenset()
