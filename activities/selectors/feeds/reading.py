"""The public offer of a site, read once for whatever is written from it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from activities.models import Slot
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.selectors.offer import OfferItem, build_offer
from activities.selectors.programme import Programme, read_programme
from sites.models import Partner, Site

DAYS_AHEAD = 366
"""How far dates are written out where a rule cannot be said."""


@dataclass(frozen=True, kw_only=True)
class OpenOffer:
    """What a site offers to everybody from a day on.

    Args:
        site: the site itself.
        today: the day on which it stands like this.
        programme: all rows of it, `DAYS_AHEAD` days.
        items: the activities that have not ended.
        occurrences: everything that takes place, or should have, in those days.
    """

    site: Site
    today: datetime.date
    programme: Programme
    items: Sequence[OfferItem]
    occurrences: Sequence[Occurrence]

    def list_of_slot(self, slot: Slot) -> list[Occurrence]:
        """The occurrences of one slot, in order of time."""
        return [occurrence for occurrence in self.occurrences if occurrence.slot.pk == slot.pk]

    def list_partners(self) -> list[Partner]:
        """Everybody who takes part in something, in the order in which they first come."""
        partners = {partner.pk: partner for item in self.items for partner in item.partners}
        return list(partners.values())


def read_open_offer(*, site: Site, today: datetime.date) -> OpenOffer:
    """Read the public offer of the site in scope. Takes three queries however much there is."""
    last_day = today + datetime.timedelta(DAYS_AHEAD)
    programme = read_programme(first_day=today, last_day=last_day, only_public=True)
    return OpenOffer(
        site=site,
        today=today,
        programme=programme,
        items=build_offer(programme, on=today),
        occurrences=compute_occurrences(programme),
    )
