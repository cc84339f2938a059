"""The offer of all sites as Open Referral's Human Services Data Specification (HSDS 3) has it.

A partner is an organisation, and so is a site; an activity is a service; a venue is a location; a slot is a schedule.
HSDS knows a zone only as a number of hours, which is wrong half of the year: hours are given as on the clock, and
`schedule_link` leads to the calendar that knows each date.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from activities.recurrence import DAYS, Frequency, list_dates, parse_rule
from activities.selectors.feeds.addresses import build_address, build_identity
from activities.selectors.feeds.reading import OpenOffer
from activities.selectors.offer import Moment, OfferItem, find_validity
from activities.vocabulary import Appointment
from sites.models import Partner, Site, Venue

KINDS = ("organizations", "services", "locations", "service_at_locations", "schedules")
VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/"
OPENAPI = f"https://raw.githubusercontent.com/openreferral/specification/{VERSION}/schema/openapi.json"

type Record = dict[str, Any]
type Records = dict[str, list[Record]]


def describe_api() -> Record:
    """What the first page of the API says of itself."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI}


def build_records(offer: OpenOffer) -> Records:
    """Everything a site publishes, with all that hangs on each record."""
    services = [_build_service(offer, item) for item in offer.items]
    placed = [
        place | {"service_id": service["id"]} for service in services for place in service["service_at_locations"]
    ]
    return {
        "organizations": [_build_own_organisation(offer), *map(_build_organisation, offer.list_partners())],
        "services": services,
        "locations": _drop_doubles(place["location"] for place in placed),
        "service_at_locations": [place | {"location_id": place["location"]["id"]} for place in placed],
        "schedules": [
            schedule | {"service_id": place["service_id"], "service_at_location_id": place["id"]}
            for place in placed
            for schedule in place["schedules"]
        ],
    }


def shorten_record(record: Record) -> Record:
    """A record as it stands in a list: without what there can be several of."""
    short = {name: value for name, value in record.items() if not isinstance(value, list)}
    return {name: shorten_record(value) if isinstance(value, dict) else value for name, value in short.items()}


def _drop_doubles(records: Iterable[Record]) -> list[Record]:
    return list({record["id"]: record for record in records}.values())


def _identify(kind: str, *keys: object) -> str:
    return str(build_identity(f"hsds/{kind}", *keys))


def _leave_out_empty(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in ("", None)}


def _build_phones(kind: str, key: object, number: str) -> list[Record]:
    return [{"id": _identify("phone", kind, key), "number": number, "type": "voice"}] if number else []


def _build_own_organisation(offer: OpenOffer) -> Record:
    site = offer.site
    return {
        "id": _identify_site(site),
        "name": site.name,
        "description": site.tagline or _("STEK in %(town)s") % {"town": site.municipality},
        "website": build_address("site_home", site=site.slug),
        "phones": _build_phones("site", site.pk, site.phone),
    }


def _identify_site(site: Site) -> str:
    return _identify("site", site.pk)


def _build_organisation(partner: Partner) -> Record:
    return _leave_out_empty(
        {
            "id": _identify("partner", partner.pk),
            "name": partner.name,
            "description": partner.description or partner.name,
            # HSDS takes no letter with an accent in an address, and people type those as they see them.
            "website": iri_to_uri(partner.website),
            "phones": _build_phones("partner", partner.pk, partner.phone),
        }
    )


def _build_service(offer: OpenOffer, item: OfferItem) -> Record:
    activity = item.activity
    lead = _build_organisation(item.partners[0]) if item.partners else _build_own_organisation(offer)
    return _leave_out_empty(
        {
            "id": _identify("service", activity.pk),
            "name": activity.name,
            "description": "\n\n".join(filter(None, [activity.summary, activity.description])),
            "url": build_address("activity_page", site=offer.site.slug, activity=activity.slug),
            "status": "inactive" if item.starts else "active",
            "application_process": str(Appointment(activity.appointment).label),
            "fees_description": activity.price,
            "eligibility_description": activity.eligibility,
            "assured_date": activity.confirmed_on.isoformat() if activity.confirmed_on else "",
            "last_modified": offer.site.changed_at.isoformat(),
            "organization": lead,
            "phones": _build_phones("service", activity.pk, activity.contact_phone),
            "schedules": [_build_schedule(offer, moment) for moment in _list_moments(item)],
            "service_at_locations": _build_places(offer, item),
        }
    )


def _list_moments(item: OfferItem) -> list[Moment]:
    return [*item.moments, *item.coming]


def _build_places(offer: OpenOffer, item: OfferItem) -> list[Record]:
    moments = _list_moments(item)
    venues = [moment.venue for moment in moments] or [item.venue]
    by_key = {venue.pk: venue for venue in venues if venue is not None}
    return [
        {
            "id": _identify("service_at_location", item.activity.pk, venue.pk),
            "location": _build_location(venue),
            "schedules": [
                _build_schedule(offer, moment) for moment in moments if moment.venue and moment.venue.pk == venue.pk
            ],
        }
        for venue in by_key.values()
    ]


def _build_location(venue: Venue) -> Record:
    accessibility = {"id": _identify("accessibility", venue.pk), "description": venue.accessibility}
    return _leave_out_empty(
        {
            "id": _identify("location", venue.pk),
            "location_type": "physical",
            "name": venue.name,
            "transportation": venue.directions,
            "addresses": _build_addresses(venue),
            "accessibility": [accessibility] if venue.accessibility else [],
        }
    )


def _build_addresses(venue: Venue) -> list[Record]:
    # HSDS asks for all of an address or none of it.
    if not (venue.street and venue.postcode and venue.town):
        return []
    return [
        {
            "id": _identify("address", venue.pk),
            "address_1": venue.street,
            "city": venue.town,
            "state_province": "Vlaanderen",
            "postal_code": venue.postcode,
            "country": "BE",
            "address_type": "physical",
        }
    ]


def _build_schedule(offer: OpenOffer, moment: Moment) -> Record:
    slot = moment.slot
    recurrence = parse_rule(slot.rule)
    valid_from, valid_until = find_validity(slot)
    has_end = valid_until != datetime.date.max
    first = _find_first_date(slot.rule, slot.valid_from, valid_from)
    schedule: Record = {
        "id": _identify("schedule", slot.pk),
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_until.isoformat() if has_end else "",
        "dtstart": first.isoformat(),
        "opens_at": f"{slot.starts_at:%H:%M:%S}",
        "closes_at": f"{slot.ends_at:%H:%M:%S}",
        "description": f"{moment.often}, {moment.hours}",
        "schedule_link": build_address("activity_calendar", site=offer.site.slug, activity=slot.activity.slug),
        "notes": _("Uren op de klok in België. De agenda kent elke datum, ook wat één keer anders is."),
    }
    if recurrence.frequency is Frequency.ONCE:
        return schedule | {"count": 1, "valid_to": valid_from.isoformat()}
    days = [f"{nth}{DAYS[day]}" for nth in recurrence.nth or ("",) for day in recurrence.weekdays]
    return _leave_out_empty(
        schedule
        | {
            "freq": recurrence.frequency.value,
            "interval": recurrence.interval,
            "byday": ",".join(days),
            "wkst": "MO",
            "until": valid_until.isoformat() if has_end else "",
        }
    )


def _find_first_date(rule: str, start: datetime.date, first_day: datetime.date) -> datetime.date:
    dates: Sequence[datetime.date] = list_dates(
        rule, start=start, first_day=first_day, last_day=first_day + datetime.timedelta(366)
    )
    return dates[0] if dates else first_day
