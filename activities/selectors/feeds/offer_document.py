"""The offer as plain JSON, for the website of a municipality: words to show as they are, and the facts beside them."""

import datetime
from typing import Any

from activities.selectors.announcements import build_announcements
from activities.selectors.feeds.addresses import build_address
from activities.selectors.feeds.reading import OpenOffer
from activities.selectors.occurrences import Occurrence
from activities.selectors.offer import Moment, OfferItem
from activities.vocabulary import Appointment
from sites.models import Venue

VERSION = 1
COMING_DAYS = 28

type Document = dict[str, Any]


def build_offer_document(offer: OpenOffer) -> Document:
    """Who, what, when and where, and what is different in the next weeks."""
    until = offer.today + datetime.timedelta(COMING_DAYS)
    coming = [occurrence for occurrence in offer.occurrences if occurrence.date <= until]
    announcements = build_announcements(offer.programme, offer.occurrences, today=offer.today, changes_from=offer.today)
    return {
        "version": VERSION,
        "changed_at": offer.site.changed_at.isoformat(timespec="seconds"),
        "site": _describe_site(offer),
        "announcements": [
            {"title": told.title, "text": " ".join(filter(None, [told.text, told.reason]))} for told in announcements
        ],
        "activities": [_describe_item(offer, item) for item in offer.items],
        "coming": [_describe_occurrence(occurrence) for occurrence in coming],
    }


def _describe_site(offer: OpenOffer) -> Document:
    site = offer.site
    return {
        "name": site.name,
        "municipality": site.municipality,
        "tagline": site.tagline,
        "phone": site.phone,
        "url": build_address("site_home", site=site.slug),
        "calendar": build_address("site_calendar", site=site.slug),
        "place": _describe_place(offer.programme.main_venue),
    }


def _describe_place(venue: Venue | None) -> Document | None:
    if venue is None:
        return None
    return {
        "name": venue.name,
        "street": venue.street,
        "postcode": venue.postcode,
        "town": venue.town,
        "directions": venue.directions,
        "accessibility": venue.accessibility,
    }


def _describe_item(offer: OpenOffer, item: OfferItem) -> Document:
    activity, names = item.activity, {"site": offer.site.slug, "activity": item.activity.slug}
    return {
        "id": activity.slug,
        "name": activity.name,
        "summary": activity.summary,
        "description": activity.description,
        "functions": [str(function.value) for function in item.functions],
        "partners": [partner.name for partner in item.partners],
        "price": activity.price,
        "eligibility": activity.eligibility,
        "appointment": str(Appointment(activity.appointment).label),
        "phone": activity.contact_phone,
        "url": build_address("activity_page", **names),
        "calendar": build_address("activity_calendar", **names),
        "place": _describe_place(item.venue),
        "starts": item.starts,
        "moments": [_describe_moment(moment) for moment in (*item.moments, *item.coming)],
    }


def _describe_moment(moment: Moment) -> Document:
    slot = moment.slot
    return {
        "often": moment.often,
        "hours": moment.hours,
        "rule": slot.rule,
        "starts_at": f"{slot.starts_at:%H:%M}",
        "ends_at": f"{slot.ends_at:%H:%M}",
        "valid_from": slot.valid_from.isoformat(),
        "valid_until": slot.valid_until.isoformat() if slot.valid_until else None,
        "place": _describe_place(moment.venue),
    }


def _describe_occurrence(occurrence: Occurrence) -> Document:
    return {
        "activity": occurrence.activity.slug,
        "starts_at": occurrence.starts_at.isoformat(),
        "ends_at": occurrence.ends_at.isoformat(),
        "takes_place": occurrence.takes_place,
        "status": str(occurrence.status.value),
        "reason": occurrence.reason,
        "place": occurrence.venue.name if occurrence.venue else "",
    }
