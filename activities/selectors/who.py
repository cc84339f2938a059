"""Who works at a site, told to everybody: organisations, what for, and who pays. Never a person."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from activities.selectors.occurrences import BRUSSELS
from activities.selectors.offer import OfferItem, PartnerOffer, build_offer, group_by_partner
from activities.selectors.programme import read_programme
from sites.models import Funder, Venue


@dataclass(frozen=True, kw_only=True)
class WhoPage:
    """Who works here.

    Args:
        today: the day in Brussels.
        partners: each organisation with all in which it takes part, also what it does not lead.
        own: what the team itself offers.
        funders: who pays for the project now.
        venue: the site's own place.
    """

    today: datetime.date
    partners: Sequence[PartnerOffer]
    own: Sequence[OfferItem]
    funders: Sequence[Funder]
    venue: Venue | None


def read_who_page(*, at: datetime.datetime) -> WhoPage:
    """Who works at the site in scope at a moment (aware). Takes three queries."""
    today = at.astimezone(BRUSSELS).date()
    programme = read_programme(first_day=today, last_day=today, only_public=True)
    items = build_offer(programme, on=today)
    partners = {partner.pk: partner for item in items for partner in item.partners}
    return WhoPage(
        today=today,
        partners=[
            PartnerOffer(partner=partner, items=[item for item in items if partner in item.partners])
            for partner in sorted(partners.values(), key=lambda partner: partner.name.casefold())
        ],
        own=next((group.items for group in group_by_partner(items) if group.partner is None), ()),
        funders=programme.funders,
        venue=programme.main_venue,
    )
