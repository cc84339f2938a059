"""Inviting people to a site or network. Everything here works in the scope of that site or network."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from sites.links import InvitationLink, write_invitation_path
from sites.models import Invitation, Membership, Partner, User
from sites.scope import open_scope
from sites.services.accounts import create_account
from sites.services.audit import record_act
from sites.vocabulary import Role

VALID_FOR = timedelta(days=7)


class InvitationGoneError(Exception):
    """The invitation was accepted, withdrawn or renewed in the meantime, or is too old."""


def invite(*, email: str, name: str, role: Role, partner: Partner | None, by: User) -> Invitation:
    """Keep a role ready for somebody; `send_invitation` tells them."""
    invitation: Invitation = Invitation.objects.create(
        email=email.lower(),
        name=name,
        role=role,
        partner=partner,
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    record_act(by=by, action="invited", subject=f"{name}: {invitation.get_role_display()}")
    return invitation


def renew_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Give an invitation another week; links sent before stop working."""
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.save(update_fields=["expires_at"])
    record_act(by=by, action="invitation-renewed", subject=str(invitation))
    return invitation


def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Make the link of an invitation worthless."""
    record_act(by=by, action="invitation-withdrawn", subject=str(invitation))
    invitation.delete()


def send_invitation(*, invitation: Invitation) -> None:
    """Mail the link.

    Raises:
        OSError: the mail server cannot be reached or refuses (`smtplib`'s errors are OSErrors).
    """
    owner = invitation.site or invitation.network
    context = {
        "invitation": invitation,
        "owner": owner,
        "inviter": invitation.invited_by,
        "url": settings.BASE_URL.rstrip("/") + write_invitation_path(invitation),
    }
    EmailMessage(
        subject=" ".join(render_to_string("sites/mail/invitation_subject.txt", context).split()),
        body=render_to_string("sites/mail/invitation.txt", context),
        to=[invitation.email],
    ).send()


def accept_invitation(*, link: InvitationLink, user: User) -> Membership:
    """Give an existing account the role it was invited for. The link is used up.

    Raises:
        InvitationGoneError: there is nothing left to accept.
    """
    with open_scope(link.scope(user_id=user.pk)):
        return _use_up(_lock(link), user)


def accept_with_new_account(*, link: InvitationLink, name: str, password: str) -> tuple[User, Membership]:
    """Make the account an invitation is for, and give it its role. The link is used up.

    Raises:
        InvitationGoneError: there is nothing left to accept.
    """
    with open_scope(link.scope()):
        invitation = _lock(link)
        user = create_account(email=invitation.email, name=name, password=password)
        return user, _use_up(invitation, user)


def _lock(link: InvitationLink) -> Invitation:
    invitations = Invitation.objects.select_for_update(of=["self"]).select_related("site")
    invitation: Invitation | None = invitations.filter(pk=link.invitation_id, expires_at=link.expires_at).first()
    is_closed = invitation is not None and invitation.site is not None and not invitation.site.is_open
    if invitation is None or is_closed or invitation.is_expired:
        raise InvitationGoneError
    return invitation


def _use_up(invitation: Invitation, user: User) -> Membership:
    membership: Membership
    membership, _is_new = Membership.objects.get_or_create(
        user=user, role=invitation.role, partner_id=invitation.partner_id
    )
    record_act(by=user, action="invitation-accepted", subject=str(membership))
    invitation.delete()
    return membership
