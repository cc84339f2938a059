"""Who gets a link, and which activities nobody looked at for long."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from activities.models import Activity, ActivityPartner
from sites.models import Partner, PartnerLink
from sites.models.partner_link import MAIL_TRIED_FOR
from sites.partner_door import compute_digest, read_link_token


def list_leading_partners() -> QuerySet[Partner]:
    """The partners that keep a moment of a current activity themselves and are still active here, by name."""
    today = timezone.localdate()
    current = ActivityPartner.objects.filter(leads=True).exclude(activity__ends_on__lt=today)
    return Partner.objects.filter(pk__in=current.values("partner")).exclude(active_until__lt=today)


def find_leading_partner(activity: Activity, partner_ids: Iterable[int]) -> Partner:
    """The one of these partners that keeps an activity itself.

    Raises:
        Partner.DoesNotExist: none of them does.
    """
    partner: Partner = Partner.objects.filter(
        pk__in=partner_ids, activity_partners__activity=activity, activity_partners__leads=True
    )[:1].get()
    return partner


def find_partner_of_address(email: str) -> Partner | None:
    """The partner that gets its mail at an address; None when there is none, or more than one."""
    found = list(list_leading_partners().filter(email__iexact=email)[:2])
    return found[0] if len(found) == 1 else None


def find_partner_of_token(token: str, *, site_id: int) -> Partner | None:
    """The partner that a link was made for, also when it no longer works; None when Stek never made it."""
    read = read_link_token(token, site_id=site_id)
    if read is None:
        return None
    link_id, secret = read
    link = PartnerLink.objects.select_related("partner").filter(pk=link_id, digest=compute_digest(secret)).first()
    return None if link is None else list_leading_partners().filter(pk=link.partner_id).first()


def list_unsent_links() -> list[PartnerLink]:
    """Links that should have been mailed: asked for while the broker or the mail server was away."""
    since = timezone.now() - MAIL_TRIED_FOR
    waiting = PartnerLink.objects.filter(sent_at=None, revoked_at=None, asked_at__gte=since)
    return list(waiting.exclude(sent_to=""))
