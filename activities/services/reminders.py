"""Asking partners before a season whether their moment is still right."""

from datetime import date

from activities.selectors.freshness import find_coming_season, list_partners_to_remind
from sites.models import PartnerLink, Site
from sites.services.partner_links import prepare_link
from sites.vocabulary import LinkReason


def remind_partners(*, site: Site, today: date) -> list[PartnerLink]:
    """Keep a link ready for each partner to ask, once a season however often this runs.

    Args:
        site: the site in scope; it may have chosen not to ask.
        today: two weeks before a season or less, else nobody is asked.

    Returns:
        The links to mail.
    """
    season = find_coming_season(today)
    if season is None or not site.reminds_partners:
        return []
    partners = list_partners_to_remind(season=season, today=today)
    return [prepare_link(partner=partner, reason=LinkReason.REMINDER, season=season.key) for partner in partners]
