"""The e-mail that brings a partner its link."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from activities.selectors.editing import read_led_lines
from sites.models import PartnerLink
from sites.partner_door import write_link_url
from sites.services.partner_links import make_secret


def mail_link(*, link: PartnerLink) -> bool:
    """Mail a link to the organisation's address, once.

    Returns:
        False when it was sent before, withdrawn, or when the organisation has another address by now.

    Raises:
        OSError: the mail server cannot be reached or refuses (`smtplib`'s errors are OSErrors).
    """
    if link.sent_at or link.revoked_at or not link.sent_to or link.sent_to != link.partner.email:
        return False
    context = {
        "link": link,
        "url": write_link_url(link, secret=make_secret(link=link)),
        "lines": read_led_lines([link.partner_id], today=timezone.localdate()),
    }
    EmailMessage(
        subject=" ".join(render_to_string("activities/mail/partner_link_subject.txt", context).split()),
        body=render_to_string("activities/mail/partner_link.txt", context),
        to=[link.sent_to],
        reply_to=[link.site.email] if link.site.email else None,
    ).send()
    return True
