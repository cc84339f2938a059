"""Mail to partners, now and by the clock."""

import structlog
from celery import shared_task
from django.utils import timezone

from activities.selectors.partner_links import list_unsent_links
from activities.services.partner_acts import erase_old_acts
from activities.services.partner_mail import mail_link
from activities.services.reminders import remind_partners
from sites.models import PartnerLink, Site
from sites.scope import site_scope
from sites.services.partner_links import erase_old_links
from sites.tasks import SiteTask

log = structlog.get_logger(__name__)


@shared_task(base=SiteTask, name="activities.mail_partner_link")
def mail_partner_link(*, site_id: int, link_id: int) -> None:
    """Mail one link. A mail server that is away is tried again by the clock (`mail_waiting_links`)."""
    # Locked: the clock may look at the same link at the same moment.
    link = PartnerLink.objects.select_for_update(of=["self"]).select_related("partner", "site").filter(pk=link_id)
    for found in link:
        try:
            mail_link(link=found)
        except OSError:
            PartnerLink.objects.filter(pk=found.pk).update(sent_at=None, digest="")
            log.warning("partner_mail_failed", site_id=site_id)


@shared_task(name="activities.mail_waiting_links")
def mail_waiting_links() -> None:
    """Send what could not be sent before."""
    for site_id in Site.objects.filter(is_open=True).values_list("pk", flat=True):
        with site_scope(site_id):
            waiting = [link.pk for link in list_unsent_links()]
        for link_id in waiting:
            mail_partner_link.delay(site_id=site_id, link_id=link_id)


@shared_task(name="activities.remind_partners")
def remind_all_partners() -> None:
    """Erase what is old at every site, closed ones too; ask partners of open ones, before a season, if all is right."""
    for site in Site.objects.all():
        try:
            with site_scope(site.pk):
                erase_old_links()
                erase_old_acts()
                links = remind_partners(site=site, today=timezone.localdate()) if site.is_open else []
            for link in links:
                mail_partner_link.delay(site_id=site.pk, link_id=link.pk)
        except Exception:
            # One site's trouble must not keep the partners of another from being asked.
            log.exception("remind_failed", site=site.slug)
