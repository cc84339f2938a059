"""Who may open which page: views declare it, `sites.middleware` enforces it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from sites.models import Actor, Network, Site, User
from sites.vocabulary import TEAM_ROLES, Audience, Role

type View = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Access:
    """What the user of this request is at the site or network of this request."""

    roles: frozenset[Role] = frozenset()
    partner_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def sees_exact_figures(self) -> bool:
        """Exact figures are for the people who carry the site."""
        return bool(self.roles & {Role.WORKER, Role.COORDINATOR})

    def includes(self, *roles: Role) -> bool:
        """Whether the user has at least one of the roles."""
        return bool(self.roles & set(roles))


class SignedInRequest(HttpRequest):
    """A request of somebody with an account, as views may trust it to be."""

    user: User
    htmx: HtmxDetails


class SiteRequest(SignedInRequest):
    """A request to a page of a site, after the door."""

    site: Site  # type: ignore[assignment]  # the stubs think of django.contrib.sites
    access: Access
    actor: Actor
    """Who is at the door: on a partner's page it may be a link instead of a user."""


class NetworkRequest(SignedInRequest):
    """A request to a page of a network, after the door."""

    network: Network
    access: Access


EVERYONE: frozenset[Role] = frozenset()


def open_to(*roles: Role) -> Callable[[View], View]:
    """Open a page of a site or network to users with one of these roles; others get a 404."""

    def mark(view: View) -> View:
        view.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]  # a mark the middleware reads
        return view

    return mark


def open_to_everyone(view: View) -> View:
    """Open a page of a site to visitors without an account. It reads as audience 'public'."""
    view.allowed_roles = EVERYONE  # type: ignore[attr-defined]  # a mark the middleware reads
    return view


def administrators_only(view: View) -> View:
    """Open a page outside the sites to administrators; others get a 404, visitors are sent to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_administrator:
            raise Http404
        response: HttpResponseBase = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def choose_audience(access: Access, allowed_roles: frozenset[Role]) -> Audience | None:
    """The audience a page is served as, or None when it is not for this user."""
    if allowed_roles == EVERYONE:
        return Audience.PUBLIC
    used = access.roles & allowed_roles
    if used & TEAM_ROLES:
        return Audience.TEAM
    if Role.PARTNER in used:
        return Audience.PARTNER
    if Role.STEERING in used:
        return Audience.STEERING
    return None
