"""The door of every page of a site or network: who is it, may they, and in which scope does the view run."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, resolve, reverse

from sites.access import EVERYONE, Access, NetworkRequest, SiteRequest, choose_audience
from sites.languages import split_language
from sites.partner_door import LOST, read_visit
from sites.scope import Scope, open_scope
from sites.selectors import find_network_access, find_partner_link, find_site, find_site_access
from sites.services.partner_links import note_use
from sites.vocabulary import PRIVATE_SECTIONS, RESERVED_SLUGS, Audience, Role

NETWORK_PREFIX = "koepel"
PARTNER_SECTION = "partner"

type GetResponse = Callable[[HttpRequest], HttpResponse]


class SiteScopeMiddleware:
    """Opens the scope that the walls read, or answers 404 as if the page did not exist.

    An anonymous visitor at a private path is sent to sign in whether or not the site exists; unknown, closed and
    forbidden all look the same.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language, path = split_language(request.path_info)
        first, _, rest = path.lstrip("/").partition("/")
        if first == NETWORK_PREFIX:
            return self._serve_private(request, self._serve_network, slug=rest.partition("/")[0])
        if not first or first in RESERVED_SLUGS or "/" not in path.lstrip("/"):
            return self.get_response(request)
        # Only what visitors read stands in other languages.
        section = rest.partition("/")[0] if language == settings.LANGUAGE_CODE else ""
        if section == PARTNER_SECTION and (response := self._serve_by_link(request, slug=first)) is not None:
            return response
        if section in PRIVATE_SECTIONS:
            return self._serve_private(request, self._serve_site, slug=first)
        return self._serve_public(request, slug=first)

    def _serve_private(
        self, request: HttpRequest, serve: Callable[[HttpRequest, str], HttpResponse], *, slug: str
    ) -> HttpResponse:
        if not request.user.is_authenticated:
            return _send_to_sign_in(request)
        response = serve(request, slug)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _serve_public(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        match = resolve(request.path_info)
        allowed = _read_allowed_roles(match)
        site = find_site(slug=slug)
        if site is None or allowed != EVERYONE:
            raise Http404
        site_request = cast("SiteRequest", request)
        site_request.site, site_request.access = site, Access()
        return self._answer(request, Scope(site_id=site.pk, audience=choose_audience(Access(), EVERYONE)))

    def _serve_site(self, request: HttpRequest, slug: str) -> HttpResponse:
        match = resolve(request.path_info)
        user_id = cast("int", request.user.pk)
        found = find_site_access(slug=slug, user_id=user_id)
        if found is None:
            raise Http404
        site, access = found
        audience = choose_audience(access, _read_allowed_roles(match))
        if audience is None:
            raise Http404
        site_request = cast("SiteRequest", request)
        site_request.site, site_request.access, site_request.actor = site, access, site_request.user
        scope = Scope(site_id=site.pk, audience=audience, user_id=user_id, partner_ids=access.partner_ids)
        return self._answer(request, scope)

    def _serve_by_link(self, request: HttpRequest, *, slug: str) -> HttpResponse | None:
        """Let a partner in who opened a link; None when there is no such visit, and an account must do."""
        if settings.PARTNER_COOKIE_NAME not in request.COOKIES:
            return None
        match = resolve(request.path_info)
        site = find_site(slug=slug)
        visit = None if site is None else read_visit(request, site_id=site.pk)
        if site is None or visit is None:
            return None
        link = None if visit.is_over else find_partner_link(site_id=site.pk, link_id=visit.link_id)
        if link is None:
            return None if request.user.is_authenticated else _ask_new_link(request, slug)
        if _read_allowed_roles(match) != {Role.PARTNER}:
            raise Http404
        if request.method == "POST":
            note_use(link=link)
        site_request = cast("SiteRequest", request)
        partner_ids = frozenset({link.partner_id})
        site_request.site, site_request.actor = site, link
        site_request.access = Access(roles=frozenset({Role.PARTNER}), partner_ids=partner_ids)
        # Whoever is signed in on this phone does nothing here: the link does.
        request.user = AnonymousUser()
        response = self._answer(request, Scope(site_id=site.pk, audience=Audience.PARTNER, partner_ids=partner_ids))
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _serve_network(self, request: HttpRequest, slug: str) -> HttpResponse:
        match = resolve(request.path_info)
        user_id = cast("int", request.user.pk)
        found = find_network_access(slug=slug, user_id=user_id)
        if found is None:
            raise Http404
        network, access = found
        audience = choose_audience(access, _read_allowed_roles(match))
        if audience is None:
            raise Http404
        network_request = cast("NetworkRequest", request)
        network_request.network, network_request.access = network, access
        return self._answer(request, Scope(network_id=network.pk, audience=audience, user_id=user_id))

    def _answer(self, request: HttpRequest, scope: Scope) -> HttpResponse:
        with open_scope(scope):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def _ask_new_link(request: HttpRequest, slug: str) -> HttpResponse:
    """To where a partner asks a link; whoever pressed a button reads there that it did nothing."""
    return redirect(reverse("partner_link_ask", args=[slug], query={LOST: 1} if request.method == "POST" else None))


def _send_to_sign_in(request: HttpRequest) -> HttpResponse:
    # A script cannot follow a person to the sign-in page; it is told, and tells the person.
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"signed_in": False}, status=401)
    return redirect_to_login(request.get_full_path())


def _read_allowed_roles(match: ResolverMatch) -> frozenset[Role]:
    allowed = getattr(match.func, "allowed_roles", None)
    if allowed is None:
        raise ImproperlyConfigured(f"The view of '{match.view_name}' does not say to whom it is open.")
    return cast("frozenset[Role]", allowed)
