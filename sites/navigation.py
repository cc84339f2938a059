"""The main menu of a site: the sections this user may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Every section is left out as long as no app answers there, or when the door would not let this user in.
SECTIONS: tuple[tuple[str, Promise], ...] = (
    ("team/", _("Bord")),
    ("team/contacten/", _("Contacten")),
    ("team/signalen/", _("Signalen")),
    ("team/aanbod/", _("Aanbod")),
    ("team/groepen/", _("Groepen")),
    ("partner/", _("Mijn aanbod")),
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
    urls = {
        f"/{site.slug}/{section}": label
        for section, label in SECTIONS
        if access.includes(*_read_roles(f"/{site.slug}/{section}"))
    }
    inside = [url for url in urls if request.path_info.startswith(url)]
    here = max(inside, key=len, default=None)
    return [NavigationItem(label=label, url=url, current=url == here) for url, label in urls.items()]


def _read_roles(path: str) -> frozenset[str]:
    try:
        return getattr(resolve(path).func, "allowed_roles", frozenset())
    except Resolver404:
        return frozenset()
