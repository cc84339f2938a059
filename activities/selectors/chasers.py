"""Whom to ask whether their moment is still right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from activities.models import Activity, ActivityPartner
from activities.selectors.freshness import is_fresh
from activities.selectors.partner_links import list_leading_partners
from sites.models import Partner, PartnerLink


@dataclass(frozen=True, kw_only=True)
class PartnerToAsk:
    """A partner that keeps things itself, with those nobody looked at lately.

    Args:
        partner: whom to ask.
        stale: its activities to look at, the longest not looked at first; empty when all is well.
        last_link: the link made last, or None.
        has_open_link: whether a link of it would still let somebody in.
    """

    partner: Partner
    stale: Sequence[Activity]
    last_link: PartnerLink | None
    has_open_link: bool


@dataclass(frozen=True, kw_only=True)
class Chasers:
    """Everything that is to be looked at.

    Args:
        partners: who has something to confirm, the longest waiting first.
        done: partners of which everything was looked at.
        own: activities to look at that no partner keeps itself.
    """

    partners: Sequence[PartnerToAsk]
    done: Sequence[PartnerToAsk]
    own: Sequence[Activity]


def read_chasers(*, today: date) -> Chasers:
    """Who has not said for long whether their moment is right."""
    activities = [
        activity
        for activity in Activity.objects.filter(is_public=True).exclude(ends_on__lt=today)
        if not is_fresh(activity.confirmed_on, today=today)
    ]
    activities.sort(key=lambda activity: activity.confirmed_on or date.min)
    leading: dict[int, set[int]] = {}
    for partner_id, activity_id in ActivityPartner.objects.filter(leads=True).values_list("partner", "activity"):
        leading.setdefault(partner_id, set()).add(activity_id)
    partners = list_leading_partners().prefetch_related(Prefetch("links", PartnerLink.objects.order_by("-asked_at")))
    rows = [_build(partner, [row for row in activities if row.pk in leading[partner.pk]]) for partner in partners]
    kept = set().union(*(leading[row.partner.pk] for row in rows))
    return Chasers(
        partners=sorted((row for row in rows if row.stale), key=lambda row: row.stale[0].confirmed_on or date.min),
        done=[row for row in rows if not row.stale],
        own=[activity for activity in activities if activity.pk not in kept],
    )


def _build(partner: Partner, stale: Sequence[Activity]) -> PartnerToAsk:
    links = list(partner.links.all())
    for link in links:
        # The same row: without this each link would fetch its partner again.
        link.partner = partner
    return PartnerToAsk(
        partner=partner,
        stale=stale,
        last_link=next(iter(links), None),
        has_open_link=any(link.is_good for link in links),
    )
