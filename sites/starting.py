"""Who may start a new site, and which sites are being prepared."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sites.access import SignedInRequest
from sites.models import Network, Site, User
from sites.once import answer_once
from sites.scope import site_scope
from sites.selectors import list_network_accesses
from sites.vocabulary import Role


def list_own_networks(user: User) -> list[Network]:
    """The networks in which somebody may start a site: all for an administrator, else those they coordinate."""
    if user.is_administrator:
        return list(Network.objects.all())
    held = list_network_accesses(user_id=user.pk)
    return [network for network, access in held if access.includes(Role.COORDINATOR)]


def list_prepared_sites(user: User) -> list[Site]:
    """The sites somebody may go on preparing."""
    sites = Site.objects.filter(is_being_prepared=True)
    return list(sites if user.is_administrator else sites.filter(network__in=list_own_networks(user)))


def starters_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Open a page on starting a site to administrators and to coordinators of its network; others get a 404.

    A page on a site that is being prepared runs in the scope of that site, and gets it as `site`. Once the site is
    open these pages are gone: then its own team keeps it. Once it is discarded they lead home, and say so.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int | None = None, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        signed_in = cast("SignedInRequest", request)
        may_start = request.user.is_administrator or bool(list_own_networks(request.user))
        if pk is None:
            if not may_start:
                raise Http404
            response = view(signed_in, **kwargs)
        else:
            site = next((site for site in list_prepared_sites(request.user) if site.pk == pk), None)
            if site is None:
                if not may_start or Site.objects.filter(pk=pk).exists():
                    raise Http404
                return _tell_gone(signed_in)
            with site_scope(site.pk, user_id=request.user.pk):
                if request.method == "POST":
                    _hold(site)
                response = answer_once(signed_in, lambda: view(signed_in, site=site, **kwargs))
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def _tell_gone(request: SignedInRequest) -> HttpResponse:
    # A second tap on the button that threw it away, or Back in the browser: not a mistake of whoever did it.
    messages.info(request, _("Deze plek is er niet meer. Ze is weggegooid."))
    return redirect("home")


def _hold(site: Site) -> None:
    # Two people at one site: the second waits, and finds no page any more when the first opened or discarded it.
    if not Site.objects.select_for_update().filter(pk=site.pk, is_being_prepared=True).exists():
        raise Http404
