"""Reading on the ground floor: sites, networks, and what a user is there."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from sites.access import Access
from sites.models import Membership, Network, Site
from sites.scope import user_scope
from sites.vocabulary import Role


def find_site(*, slug: str) -> Site | None:
    """The site at this address, or None when there is none or it is closed."""
    return Site.objects.filter(slug=slug, is_open=True).select_related("network").first()


def find_site_access(*, slug: str, user_id: int) -> tuple[Site, Access] | None:
    """A site with what the user may do there, also through its network; None for an unknown or closed site."""
    here = Q(site=OuterRef("pk")) | Q(network=OuterRef("network_id"))
    with user_scope(user_id):
        site = (
            Site.objects.filter(slug=slug, is_open=True)
            .select_related("network")
            .annotate(held=_held_roles(here, user_id=user_id))
            .first()
        )
    return None if site is None else (site, _build_access(site.held))


def find_network_access(*, slug: str, user_id: int) -> tuple[Network, Access] | None:
    """A network with what the user may do there; None for an unknown network."""
    with user_scope(user_id):
        network = (
            Network.objects.filter(slug=slug)
            .annotate(held=_held_roles(Q(network=OuterRef("pk")), user_id=user_id))
            .first()
        )
    return None if network is None else (network, _build_access(network.held))


def _held_roles(where: Q, *, user_id: int) -> ArraySubquery:
    # Membership's own manager asks for a site or network scope; at the door there is only a user.
    memberships = Membership._base_manager.filter(where, user_id=user_id)
    held = JSONObject(role=F("role"), partner=F("partner_id"))
    return ArraySubquery(memberships.values(held=held))


def _build_access(held: Iterable[dict[str, str | int | None]]) -> Access:
    roles, partners = set(), set()
    for entry in held:
        roles.add(Role(str(entry["role"])))
        if entry["partner"] is not None:
            partners.add(int(entry["partner"]))
    return Access(roles=frozenset(roles), partner_ids=frozenset(partners))


def list_sites_of(*, user_id: int) -> list[Site]:
    """The open sites where a user has any role, by name."""
    with user_scope(user_id):
        held: QuerySet[Membership] = Membership._base_manager.filter(user_id=user_id)
        return list(
            Site.objects.filter(is_open=True)
            .filter(Q(pk__in=held.values("site")) | Q(network__in=held.values("network")))
            .order_by("name")
        )


def list_networks_of(*, user_id: int) -> list[Network]:
    """The networks where a user has a role of their own, by name."""
    with user_scope(user_id):
        held: QuerySet[Membership] = Membership._base_manager.filter(user_id=user_id)
        return list(Network.objects.filter(pk__in=held.values("network")).order_by("name"))
