"""What a phone knows of whoever holds it: by what name it keeps entries, and whether it keeps them at all."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from sites.models import User
from sites.vocabulary import TEAM_ROLES


@dataclass(frozen=True, kw_only=True)
class Phone:
    """What a page of the team tells the scripts on it.

    Args:
        keeps_entries: whether entries may wait on this phone; pages of partners and steering groups keep none.
        user_key: whose they are; empty when nobody signed in, and on pages that are the same for everybody.
    """

    keeps_entries: bool
    user_key: str = ""


def compute_user_key(user: User) -> str:
    """An opaque name for a user at this instance, the same on every phone; it leads back to nobody without our key."""
    return salted_hmac("sites.device", str(user.pk), algorithm="sha256").hexdigest()[:32]


def describe_phone(request: HttpRequest) -> Phone:
    """What the page of this request tells its scripts."""
    access = getattr(request, "access", None)
    if access is not None and not access.includes(*TEAM_ROLES):
        return Phone(keeps_entries=False)
    user = getattr(request, "user", None)
    return Phone(keeps_entries=True, user_key=compute_user_key(user) if isinstance(user, User) else "")
