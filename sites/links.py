"""The link in an invitation's e-mail: signed, so that nobody can make one up, and good for one invitation."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.urls import reverse

from sites.models import Invitation
from sites.scope import Scope
from sites.vocabulary import Audience

SALT = "sites.invitation"


@dataclass(frozen=True, kw_only=True)
class InvitationLink:
    """What a link says: which invitation, of whom, and until when it is good."""

    invitation_id: int
    site_id: int | None
    network_id: int | None
    expires_at: datetime

    def scope(self, *, user_id: int | None = None) -> Scope:
        """The scope in which the invitation can be read and accepted."""
        return Scope(site_id=self.site_id, network_id=self.network_id, audience=Audience.TEAM, user_id=user_id)


def write_invitation_path(invitation: Invitation) -> str:
    """The address of an invitation, as it is now: renewing it makes older links void."""
    content = [invitation.pk, invitation.site_id, invitation.network_id, invitation.expires_at.isoformat()]
    return reverse("invitation", kwargs={"token": signing.dumps(content, salt=SALT)})


def read_invitation_token(token: str) -> InvitationLink | None:
    """What a token says, or None when Stek did not make it."""
    try:
        invitation_id, site_id, network_id, expires_at = signing.loads(token, salt=SALT)
        return InvitationLink(
            invitation_id=invitation_id,
            site_id=site_id,
            network_id=network_id,
            expires_at=datetime.fromisoformat(expires_at),
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
