"""A site and its activities as schema.org describes places and events, for search engines and maps. Never a Person."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from activities.models import Slot
from activities.recurrence import Frequency, list_dates, parse_rule
from activities.selectors.feeds.addresses import build_address
from activities.selectors.occurrences import Occurrence
from activities.selectors.offer import OfferItem, find_validity
from activities.selectors.programme import Programme
from activities.vocabulary import ActivityKind, OccurrenceStatus
from sites.models import Site, Venue

CONTEXT = "https://schema.org"
DAYS_AHEAD = 60
NEXT_EVENTS = 6
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What schema.org says of a day on which the door stays shut.
SHUT = datetime.time()

type Document = dict[str, Any]
type Hours = tuple[datetime.time, datetime.time]


def describe_site(*, site: Site, programme: Programme, occurrences: Sequence[Occurrence]) -> Document:
    """The place of a site: where, when the door is open, on which days it is otherwise, and what happens only once."""
    once = [occurrence for occurrence in occurrences if _is_once(occurrence)]
    return {"@context": CONTEXT} | _leave_out_empty(
        {
            "@type": "Place",
            "@id": build_address("site_home", site=site.slug),
            "name": site.name,
            "description": str(site.tagline),
            "url": build_address("site_home", site=site.slug),
            "image": build_address("site_picture", site=site.slug),
            "telephone": site.phone,
            "address": _describe_address(programme.main_venue),
            "publicAccess": True,
            "openingHoursSpecification": [_describe_weekly(slot) for slot in _list_weekly(programme)],
            "specialOpeningHoursSpecification": _list_special(programme, occurrences),
            "event": [_describe_event(site, occurrence) for occurrence in once[:NEXT_EVENTS]],
        }
    )


def describe_next_times(*, site: Site, item: OfferItem, occurrences: Iterable[Occurrence]) -> Document:
    """The next times of one activity, as events."""
    told = [occurrence for occurrence in occurrences if occurrence.status is not OccurrenceStatus.MOVED_AWAY]
    own = [occurrence for occurrence in told if occurrence.activity.pk == item.activity.pk]
    return {"@context": CONTEXT, "@graph": [_describe_event(site, occurrence) for occurrence in own[:NEXT_EVENTS]]}


def _leave_out_empty(document: Document) -> Document:
    return {name: value for name, value in document.items() if value not in ("", None, [])}


def _is_once(occurrence: Occurrence) -> bool:
    is_rule_of_one = parse_rule(occurrence.slot.rule).frequency is Frequency.ONCE
    return is_rule_of_one or occurrence.activity.kind == ActivityKind.ONE_OFF


def _describe_address(venue: Venue | None) -> Document | None:
    if venue is None:
        return None
    return _leave_out_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postcode,
            "addressLocality": venue.town,
            "addressCountry": "BE",
        }
    )


def _describe_event(site: Site, occurrence: Occurrence) -> Document:
    activity, venue = occurrence.activity, occurrence.venue
    state = "EventScheduled" if occurrence.takes_place else "EventCancelled"
    moved = occurrence.status is OccurrenceStatus.MOVED_HERE and occurrence.other_date is not None
    if moved:
        state = "EventRescheduled"
    organisers = [{"@type": "Organization", "name": partner.name} for partner in occurrence.partners]
    return _leave_out_empty(
        {
            "@type": "Event",
            "name": str(activity.name),
            "description": str(activity.summary),
            "startDate": occurrence.starts_at.isoformat(),
            "endDate": occurrence.ends_at.isoformat(),
            "previousStartDate": occurrence.other_date.isoformat() if moved and occurrence.other_date else "",
            "eventStatus": f"{CONTEXT}/{state}",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": _leave_out_empty(
                {"@type": "Place", "name": str(venue.name), "address": _describe_address(venue)}
            )
            if venue
            else None,
            "organizer": organisers or [{"@type": "Organization", "name": site.name}],
            "url": build_address("activity_page", site=site.slug, activity=activity.slug),
            "image": build_address("site_picture", site=site.slug),
        }
    )


def _list_weekly(programme: Programme) -> list[Slot]:
    """The slots at the site's own place that schema.org has words for: every week on certain days."""
    main = programme.main_venue
    return [
        slot
        for slot in programme.slots
        if (recurrence := parse_rule(slot.rule)).frequency is Frequency.WEEKLY
        and recurrence.interval == 1
        and ((slot.venue or slot.activity.venue) in (None, main))
        and find_validity(slot)[1] >= programme.first_day
    ]


def _describe_weekly(slot: Slot) -> Document:
    valid_from, valid_until = find_validity(slot)
    return _leave_out_empty(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [WEEKDAYS[day] for day in parse_rule(slot.rule).weekdays],
            "opens": f"{slot.starts_at:%H:%M}",
            "closes": f"{slot.ends_at:%H:%M}",
            "validFrom": valid_from.isoformat(),
            "validThrough": valid_until.isoformat() if valid_until != datetime.date.max else "",
        }
    )


def _list_special(programme: Programme, occurrences: Sequence[Occurrence]) -> list[Document]:
    """The days on which the door is not open as every week, shut days joined as long as none in between is open."""
    last_day = programme.first_day + datetime.timedelta(DAYS_AHEAD)
    usual = _list_usual_hours(programme, last_day)
    real: dict[datetime.date, list[Hours]] = {}
    for occurrence in occurrences:
        if occurrence.takes_place and not occurrence.is_elsewhere and occurrence.date <= last_day:
            real.setdefault(occurrence.date, []).append((occurrence.starts_at.time(), occurrence.ends_at.time()))
    special: list[Document] = []
    shut: list[datetime.date] = []
    for day in sorted(usual.keys() | real.keys()):
        hours = _merge(real.get(day, []))
        if not hours:
            shut.append(day)
            continue
        special += _describe_shut(shut)
        shut = []
        if hours != _merge(usual.get(day, [])):
            special += [_describe_special(day, day, *one) for one in hours]
    return special + _describe_shut(shut)


def _list_usual_hours(programme: Programme, last_day: datetime.date) -> dict[datetime.date, list[Hours]]:
    usual: dict[datetime.date, list[Hours]] = {}
    for slot in _list_weekly(programme):
        valid_from, valid_until = find_validity(slot)
        for day in list_dates(
            slot.rule,
            start=slot.valid_from,
            first_day=max(programme.first_day, valid_from),
            last_day=min(last_day, valid_until),
        ):
            usual.setdefault(day, []).append((slot.starts_at, slot.ends_at))
    return usual


def _merge(hours: Iterable[Hours]) -> list[Hours]:
    merged: list[Hours] = []
    for opens, closes in sorted(hours):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def _describe_shut(days: Sequence[datetime.date]) -> list[Document]:
    return [_describe_special(days[0], days[-1], SHUT, SHUT)] if days else []


def _describe_special(
    first: datetime.date, last: datetime.date, opens: datetime.time, closes: datetime.time
) -> Document:
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": first.isoformat(),
        "validThrough": last.isoformat(),
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }
