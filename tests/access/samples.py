"""Real values for what a URL names, made for the site the page is about."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.urls import NoReverseMatch, get_resolver
from django.utils import timezone

from signals.models import Signal
from sites.models import Invitation, Membership, Site, User
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role


def list_arguments(name: str) -> list[str]:
    """The names of the arguments of a URL."""
    possibilities = get_resolver().reverse_dict.getlist(name)
    if not possibilities:
        raise NoReverseMatch(name)
    return list(possibilities[0][0][0][1])


def make_samples(site: Site, name: str) -> dict[str, Any]:
    """Arguments for the URL `name` that lead to an existing row of `site`, or of its network for a network's page."""
    network = site.network if name.startswith("network_") else None
    with site_scope(site.pk) if network is None else network_scope(network.pk):
        makers: dict[str, Any] = {
            "site": lambda: site.slug,
            "network": lambda: site.network and site.network.slug,
            "pk": lambda: make_pk(site, name),
            "token": lambda: "geen-echte-link",
            "member": lambda: make_member().pk,
            "invitation": lambda: make_invitation().pk,
            "activity": lambda: "koffie",
            "signal": lambda: Signal.objects.create(title="Wachttijden", heard_on=date(2026, 3, 2)).pk,
        }
        return {argument: makers[argument]() for argument in list_arguments(name)}


def make_member() -> Membership:
    """Somebody's role at the site or network in scope."""
    user = User.objects.create_user(f"{uuid4()}@stek.example", name="Nele")
    membership: Membership = Membership.objects.create(user=user, role=Role.WORKER)
    return membership


def make_invitation() -> Invitation:
    """An invitation to the site or network in scope."""
    invitation: Invitation = Invitation.objects.create(
        email=f"{uuid4()}@stek.example",
        name="Nele",
        role=Role.WORKER,
        expires_at=timezone.now() + timedelta(days=7),
    )
    return invitation


def make_pk(site: Site, name: str) -> int | None:
    """What an administrator's page is about: the site, its network, or an account."""
    if "network" in name:
        return site.network_id
    return site.pk if "site" in name else User.objects.create_user(f"{uuid4()}@stek.example", name="Nele").pk
