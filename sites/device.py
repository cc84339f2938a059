"""By what name a phone knows whose entries it holds."""

from django.utils.crypto import salted_hmac

from sites.models import User


def compute_user_key(user: User) -> str:
    """An opaque name for a user at this instance, the same on every phone; it leads back to nobody without our key."""
    return salted_hmac("sites.device", str(user.pk), algorithm="sha256").hexdigest()[:32]
