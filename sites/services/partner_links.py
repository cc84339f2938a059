"""Links for partners: asked for, sent, used and withdrawn. What they open is in `sites.partner_door`."""

import secrets
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from sites.models import Partner, PartnerLink, User
from sites.partner_door import compute_digest
from sites.scope import site_scope
from sites.services.audit import record_act
from sites.vocabulary import LinkReason

VALID_FOR = timedelta(days=30)
BETWEEN_ASKING = timedelta(minutes=10)
ASKED_A_DAY = 5
DAYS_KEPT = 90


def prepare_link(*, partner: Partner, reason: LinkReason, season: str = "", by: User | None = None) -> PartnerLink:
    """Keep a link ready for a partner; it opens nothing before its secret is made.

    Args:
        partner: the organisation; it needs an address, unless the team hands the link over itself.
        reason: why.
        season: for a reminder, the season it is for.
        by: who asked for it; None for the clock, or for the partner itself.
    """
    link: PartnerLink = PartnerLink.objects.create(
        partner=partner,
        reason=reason,
        season=season,
        sent_to="" if reason == LinkReason.HANDED else partner.email,
        asked_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    record_act(by=by, action="partner-link-made", subject=f"{partner.name}: {link.get_reason_display()}")
    return link


def make_secret(*, link: PartnerLink) -> str:
    """Give a link its secret, which is told once and not kept. A former secret of it stops working."""
    secret = secrets.token_urlsafe(24)
    link.digest, link.sent_at = compute_digest(secret), timezone.now()
    link.expires_at = link.sent_at + VALID_FOR
    link.save(update_fields=["digest", "sent_at", "expires_at"])
    return secret


def ask_link(*, partner: Partner) -> PartnerLink | None:
    """A partner asks for a link itself. None when it has no address or asked a moment ago."""
    now = timezone.now()
    asked = PartnerLink.objects.filter(partner=partner, reason=LinkReason.ASKED, asked_at__gt=now - timedelta(days=1))
    too_often = asked.count() >= ASKED_A_DAY or asked.filter(asked_at__gt=now - BETWEEN_ASKING).exists()
    return None if too_often or not partner.email else prepare_link(partner=partner, reason=LinkReason.ASKED)


def withdraw_links(*, partner: Partner, by: User) -> int:
    """Let no link of a partner open anything any more, also where one is open now.

    Returns:
        How many links were still good.
    """
    now = timezone.now()
    open_links = PartnerLink.objects.filter(partner=partner, revoked_at=None, expires_at__gt=now)
    count = int(open_links.update(revoked_at=now))
    if count:
        record_act(by=by, action="partner-links-withdrawn", subject=partner.name)
    return count


def note_use(*, link: PartnerLink) -> None:
    """Count that something was done through a link. Only looking is not counted."""
    with site_scope(link.site_id):
        PartnerLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1, last_used_at=timezone.now())


def erase_old_links() -> int:
    """Forget links that ended long ago."""
    long_ago = timezone.now() - timedelta(days=DAYS_KEPT)
    erased, _rows = PartnerLink.objects.filter(expires_at__lt=long_ago).delete()
    return erased
