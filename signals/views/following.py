"""Following a list of the network, and leaving a followed list alone."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.services.outcome import Step
from signals.selectors.shared_lists import list_shared_items, plan_following
from signals.selectors.site_lists import SITE_LISTS, SiteList, list_followed
from signals.services.following import follow_list, stop_following
from sites.access import SiteRequest, open_to
from sites.places import read_place
from sites.vocabulary import Role

type View = Callable[..., HttpResponse]


def keeps_own_list(view: View) -> View:
    """Let nobody change at a site what its network keeps: say where it is kept instead."""

    @wraps(view)
    def answer(request: SiteRequest, list_name: str, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and list_name in list_followed():
            name = request.site.network and request.site.network.name
            said = _("Deze lijst volgt die van %(network)s. Stop met volgen om ze zelf aan te passen.")
            messages.error(request, said % {"network": name})
            return redirect("list_page", site=request.site.slug, list_name=list_name)
        return view(request, list_name=list_name, **kwargs)

    return answer


def touches_followed_list(steps: Sequence[Step]) -> bool:
    """Whether taking these steps back would change rows that the network keeps."""
    followed = {SITE_LISTS[name].model._meta.label_lower for name in list_followed()}
    return any(step.model in followed for step in steps)


@open_to(Role.COORDINATOR)
def list_follow(request: SiteRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """What following the network would do to a list, and doing it."""
    of = get_list(list_name)
    network = request.site.network
    items = [] if network is None else list_shared_items(network_id=network.pk, name=of.name)
    has_rows = any(not item.is_retired for item in items)
    if request.method == "POST" and network is not None and has_rows:
        follow_list(of=of, network_id=network.pk, by=request.user)
        messages.success(request, _("Deze lijst volgt nu die van %(network)s.") % {"network": network.name})
        return redirect(_get_url(request, of))
    plan = plan_following(of=of, items=items)
    context = {"place": read_place(request), "list": of, "network": network, "plan": plan, "has_rows": has_rows}
    return render(request, "signals/lists/follow.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def list_unfollow(request: SiteRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """Leave a list as it is to the site."""
    of = get_list(list_name)
    stop_following(of=of, by=request.user)
    messages.success(request, _("Deze lijst is nu weer van jullie. Ze blijft zoals ze is tot je ze aanpast."))
    return redirect(_get_url(request, of))


def get_list(name: str) -> SiteList:
    """The list with this place in the address.

    Raises:
        Http404: there is none.
    """
    found = SITE_LISTS.get(name)  # type: ignore[call-overload]  # a member equals its own text
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _get_url(request: SiteRequest, of: SiteList) -> str:
    return reverse("list_page", args=[request.site.slug, of.name])
