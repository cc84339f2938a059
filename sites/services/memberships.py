"""Roles of people at a site or network. Everything here works in the scope of that site or network."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sites.models import AuditEntry, Membership, Partner, User
from sites.scope import current_scope, network_scope
from sites.selectors import find_network_of_site
from sites.services.audit import record_act
from sites.vocabulary import Role


@dataclass(frozen=True, kw_only=True)
class EndedRole:
    """A role that was taken away, with all it takes to give it back.

    Args:
        user: whose it was, as an id.
        role: what it was.
        partner: of which partner, as an id, when it was a partner's.
        act: the id of the taking away on the record. Once something else is on record about the same role, it is
            past undoing.
    """

    user: int
    role: str
    partner: int | None
    act: str


def change_role(*, membership: Membership, role: Role, partner: Partner | None, by: User) -> None:
    """Give somebody another role instead of this one.

    Raises:
        ValidationError: they have that role already, or nobody would be left to coordinate.
    """
    if (membership.role, membership.partner_id) == (role, partner and partner.pk):
        return
    others = Membership.objects.filter(user=membership.user, role=role, partner=partner)
    if others.exists():
        raise ValidationError(_("%(name)s heeft deze rol al.") % {"name": membership.user.name})
    if role != Role.COORDINATOR:
        _keep_a_coordinator(membership)
    former = membership.get_role_display()
    membership.role, membership.partner = role, partner
    membership.save(update_fields=["role", "partner"])
    subject = f"{membership.user.name}: {former} → {membership.get_role_display()}"
    record_act(by=by, action="role-changed", subject=subject)


def end_membership(*, membership: Membership, by: User) -> EndedRole:
    """Take a role away. Roles are looked up at every request, so open sessions lose it at once.

    Raises:
        ValidationError: nobody would be left to coordinate.
    """
    _keep_a_coordinator(membership)
    act = record_act(by=by, action="role-ended", subject=str(membership))
    ended = EndedRole(user=membership.user_id, role=membership.role, partner=membership.partner_id, act=str(act.pk))
    membership.delete()
    return ended


def restore_role(*, ended: EndedRole, by: User) -> Membership:
    """Give a role back that was taken away by mistake, as it was.

    Raises:
        ValidationError: somebody gave, changed or took that role since.
    """
    changed_since = ValidationError(_("Dit is intussen al veranderd. Kijk hieronder hoe het nu is."))
    user = User.objects.filter(pk=ended.user).first()
    partner = Partner.objects.filter(pk=ended.partner).first() if ended.partner else None
    if user is None or (ended.partner and partner is None):
        raise changed_since
    subject = str(Membership(user=user, role=ended.role, partner=partner))
    last = AuditEntry.objects.filter(subject=subject, action__in=_ROLE_ACTS).first()
    if last is None or str(last.pk) != ended.act:
        raise changed_since
    again: Membership
    again, is_new = Membership.objects.get_or_create(user=user, role=ended.role, partner=partner)
    if not is_new:
        raise changed_since
    record_act(by=by, action="role-restored", subject=str(again))
    return again


_ROLE_ACTS = ("role-ended", "role-restored", "invitation-accepted")


def _keep_a_coordinator(leaving: Membership) -> None:
    if leaving.role != Role.COORDINATOR:
        return
    # Locked, or two coordinators could remove each other at the same moment.
    coordinators = list(_list_coordinators())
    if any(membership.pk != leaving.pk for membership in coordinators) or _is_coordinated_from_above():
        return
    raise ValidationError(
        _("%(name)s is de enige coördinator. Maak eerst iemand anders coördinator.") % {"name": leaving.user.name}
    )


def _list_coordinators() -> list[Membership]:
    active = Membership.objects.filter(role=Role.COORDINATOR, user__is_active=True)
    return list(active.select_for_update(of=["self"]))


def _is_coordinated_from_above() -> bool:
    site_id = current_scope().site_id
    network = None if site_id is None else find_network_of_site(site_id=site_id)
    if network is None:
        return False
    with network_scope(network.pk):
        return bool(_list_coordinators())
