"""Reading on the ground floor: sites, networks, and what a user is there."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.crypto import constant_time_compare

from sites.access import Access
from sites.links import InvitationLink
from sites.models import Invitation, Membership, Network, PartnerLink, Site, User, Venue
from sites.scope import Scope, current_scope, network_scope, open_scope, site_scope, user_scope
from sites.vocabulary import Audience, Role


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


def list_site_accesses(*, user_id: int) -> list[tuple[Site, Access]]:
    """The open sites where a user has any role, by name, with what they may do there. One query inside their scope."""
    here = Q(site=OuterRef("pk")) | Q(network=OuterRef("network_id"))
    sites = Site.objects.filter(_has_role(here, user_id=user_id), is_open=True)
    with _see_own_roles(user_id):
        return [(site, _build_access(site.held)) for site in sites.annotate(held=_held_roles(here, user_id=user_id))]


def list_network_accesses(*, user_id: int) -> list[tuple[Network, Access]]:
    """The networks where a user has a role of their own, by name, with what they may do there."""
    here = Q(network=OuterRef("pk"))
    networks = Network.objects.filter(_has_role(here, user_id=user_id))
    with _see_own_roles(user_id):
        held = _held_roles(here, user_id=user_id)
        return [(network, _build_access(network.held)) for network in networks.annotate(held=held)]


def _has_role(where: Q, *, user_id: int) -> Exists:
    return Exists(Membership._base_manager.filter(where, user_id=user_id))


def _see_own_roles(user_id: int) -> AbstractContextManager[object]:
    """In a scope of the user's own the walls show their roles already; elsewhere open one."""
    return nullcontext() if current_scope().user_id == user_id else user_scope(user_id)


def list_members() -> list[Membership]:
    """The people of the site or network in scope, by role and name."""
    members = Membership.objects.select_related("user", "partner").order_by("user__name", "role")
    order = list(Role)
    return sorted(members, key=lambda membership: order.index(Role(membership.role)))


def list_invitations() -> list[Invitation]:
    """The invitations of the site or network in scope that nobody accepted yet, by name."""
    return list(Invitation.objects.select_related("partner"))


def list_network_members(*, network_id: int) -> list[Membership]:
    """Everybody whose role at the network holds at each of its sites too."""
    with network_scope(network_id):
        return list_members()


def find_network_of_site(*, site_id: int) -> Network | None:
    """The network a site belongs to, or None."""
    return Network.objects.filter(sites=site_id).first()


def find_invitation(*, link: InvitationLink) -> Invitation | None:
    """The invitation a link leads to; None when it was used, withdrawn or renewed, or when the site is closed."""
    with open_scope(link.scope()):
        invitations = Invitation.objects.select_related("site", "network", "partner")
        invitation: Invitation | None = invitations.filter(pk=link.invitation_id, expires_at=link.expires_at).first()
    is_closed = invitation is not None and invitation.site is not None and not invitation.site.is_open
    return None if is_closed else invitation


def find_partner_link(*, site_id: int, link_id: int, digest: str | None = None) -> PartnerLink | None:
    """A partner's link that still lets somebody in, with its partner.

    Args:
        site_id: the site it is for.
        link_id: which link.
        digest: of the secret in its address; None when the visit was opened with it before.
    """
    with site_scope(site_id):
        link: PartnerLink | None = PartnerLink.objects.select_related("partner").filter(pk=link_id).first()
    if link is None or not link.is_good:
        return None
    return link if digest is None or constant_time_compare(digest, link.digest) else None


def find_account(*, email: str) -> User | None:
    """The account that receives its mail at an address, as its main address or another confirmed one."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        address = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
        user = None if address is None else address.user
    return user


def list_scopes_of(*, user_id: int) -> list[Scope]:
    """The scope of each site and network where somebody has a role of their own."""
    with user_scope(user_id):
        owners = list(Membership._base_manager.filter(user_id=user_id).values_list("site_id", "network_id").distinct())
    return [Scope(site_id=site, network_id=network, audience=Audience.TEAM) for site, network in owners]


def is_within_reach(*, person: User, coordinator: User) -> bool:
    """Whether a coordinator coordinates every place where a person has a role, so that no other team is touched."""
    if person.is_administrator:
        return False
    with user_scope(coordinator.pk):
        own = Membership._base_manager.filter(user=coordinator, role=Role.COORDINATOR)
        sites = Site.objects.filter(Q(pk__in=own.values("site")) | Q(network__in=own.values("network")))
        site_ids, network_ids = set(sites.values_list("pk", flat=True)), set(own.values_list("network_id", flat=True))
    return all(
        scope.site_id in site_ids if scope.network_id is None else scope.network_id in network_ids
        for scope in list_scopes_of(user_id=person.pk)
    )


def search_people(*, words: str, limit: int = 30) -> list[User]:
    """Accounts whose name or address contains the words, by name; the first `limit`."""
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return list(found[:limit])


def find_main_venue() -> Venue | None:
    """The own place of the site in scope."""
    return Venue.objects.filter(is_main=True).first()
