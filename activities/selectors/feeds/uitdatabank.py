"""The offer in the shape of UiTdatabank's Entry API: one event for each slot.

UiTdatabank knows weekdays with hours between two days (`periodic`) and lists of dates (`multiple`); it has no 'third
Wednesday of the month'. Whatever is not every week, or has a date that differs otherwise than by being closed, is
written out date by date for a year.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from activities.models import Activity, Slot
from activities.recurrence import Frequency, list_dates, parse_rule
from activities.selectors.feeds.addresses import build_address
from activities.selectors.feeds.reading import OpenOffer
from activities.selectors.occurrences import Occurrence, at_wall_time
from activities.selectors.offer import OfferItem, find_validity
from activities.vocabulary import ActivityKind, Function, OccurrenceStatus
from sites.models import Venue

LANGUAGE = "nl"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# UiTdatabank asks for one type of event, out of its own list.
COURSE = {"id": "0.3.1.0.1", "label": "Cursus met open sessies", "domain": "eventtype"}
FESTIVITY = {"id": "0.28.0.0.0", "label": "Kermis of feestelijkheid", "domain": "eventtype"}

ONE_DAY = datetime.timedelta(1)
_MIDNIGHT, _LAST_MINUTE = datetime.time(), datetime.time(23, 59)
_SHUT = frozenset({OccurrenceStatus.CLOSED, OccurrenceStatus.CANCELLED})

type Document = dict[str, Any]


def build_uitdatabank_events(offer: OpenOffer) -> list[Document]:
    """The events of a site; an activity without hours is one that is always there."""
    return [event for item in offer.items for event in _build_events(offer, item)]


def _build_events(offer: OpenOffer, item: OfferItem) -> Iterator[Document]:
    moments = [*item.moments, *item.coming]
    if not moments and item.venue is not None and not item.starts:
        yield _describe_activity(offer, item, item.venue) | {"calendarType": "permanent"}
    for moment in moments:
        calendar = _build_calendar(offer, moment.slot)
        if calendar is not None and moment.venue is not None:
            yield _describe_activity(offer, item, moment.venue) | calendar


def _describe_activity(offer: OpenOffer, item: OfferItem, venue: Venue) -> Document:
    activity = item.activity
    address = build_address("activity_page", site=offer.site.slug, activity=activity.slug)
    phone = activity.contact_phone or offer.site.phone
    return {
        "mainLanguage": LANGUAGE,
        "name": {LANGUAGE: activity.name},
        "description": {LANGUAGE: "\n\n".join(_list_paragraphs(activity))},
        "terms": [_choose_term(item)],
        "location": {
            "mainLanguage": LANGUAGE,
            "name": {LANGUAGE: venue.name},
            "address": {
                LANGUAGE: {
                    "streetAddress": venue.street,
                    "postalCode": venue.postcode,
                    "addressLocality": venue.town,
                    "addressCountry": "BE",
                }
            },
        },
        "organizer": {"mainLanguage": LANGUAGE, "name": {LANGUAGE: offer.site.name}},
        "contactPoint": {"phone": [phone] if phone else [], "email": [], "url": [address]},
        "sameAs": [address],
        "audience": {"audienceType": "everyone"},
        "typicalAgeRange": "-",
        "attendanceMode": "offline",
        "status": {"type": "Available"},
    }


def _list_paragraphs(activity: Activity) -> list[str]:
    return [text for text in (activity.summary, activity.description, activity.price, activity.eligibility) if text]


def _choose_term(item: OfferItem) -> Document:
    is_feast = item.activity.kind == ActivityKind.ONE_OFF and Function.LEARN not in item.functions
    return FESTIVITY if is_feast else COURSE


def _build_calendar(offer: OpenOffer, slot: Slot) -> Document | None:
    occurrences = offer.list_of_slot(slot)
    usual = {OccurrenceStatus.PLANNED, *_SHUT}
    recurrence = parse_rule(slot.rule)
    every_week = recurrence.frequency is Frequency.WEEKLY and recurrence.interval == 1
    if every_week and all(occurrence.status in usual for occurrence in occurrences):
        return _build_periodic(offer, slot, occurrences)
    told = [occurrence for occurrence in occurrences if occurrence.status is not OccurrenceStatus.MOVED_AWAY]
    return _build_dates(told) if told else None


def _build_dates(occurrences: Sequence[Occurrence]) -> Document:
    dates = [
        {
            "startDate": occurrence.starts_at.isoformat(),
            "endDate": occurrence.ends_at.isoformat(),
            "status": _describe_status(occurrence),
        }
        for occurrence in occurrences
    ]
    return {
        "calendarType": "single" if len(dates) == 1 else "multiple",
        "startDate": dates[0]["startDate"],
        "endDate": dates[-1]["endDate"],
        "subEvent": dates,
    }


def _describe_status(occurrence: Occurrence) -> Document:
    if occurrence.takes_place:
        return {"type": "Available"}
    return {"type": "Unavailable"} | ({"reason": {LANGUAGE: occurrence.reason}} if occurrence.reason else {})


def _build_periodic(offer: OpenOffer, slot: Slot, occurrences: Sequence[Occurrence]) -> Document | None:
    valid_from, valid_until = find_validity(slot)
    first_day, last_day = max(valid_from, offer.today), min(valid_until, offer.programme.last_day)
    reasons = {occurrence.date: occurrence.reason for occurrence in occurrences if not occurrence.takes_place}
    there = {occurrence.date for occurrence in occurrences if occurrence.takes_place}
    dates = list_dates(slot.rule, start=slot.valid_from, first_day=first_day, last_day=last_day)
    if not there:
        return None
    return {
        "calendarType": "periodic",
        "startDate": at_wall_time(first_day, _MIDNIGHT).isoformat(),
        "endDate": at_wall_time(last_day, _LAST_MINUTE).isoformat(),
        "openingHours": [
            {
                "dayOfWeek": [WEEKDAYS[day] for day in parse_rule(slot.rule).weekdays],
                "opens": f"{slot.starts_at:%H:%M}",
                "closes": f"{slot.ends_at:%H:%M}",
            }
        ],
        "openingHoursClosedDays": [
            _describe_closed(first, last, reasons.get(first, ""))
            for first, last in _join_days([day for day in dates if day not in there], dates)
        ],
    }


def _join_days(
    closed: Sequence[datetime.date], dates: Sequence[datetime.date]
) -> list[tuple[datetime.date, datetime.date]]:
    """Stretches of closed dates with no open one in between."""
    following = dict(pairwise(dates))
    stretches: list[tuple[datetime.date, datetime.date]] = []
    for day in closed:
        if stretches and following.get(stretches[-1][1]) == day:
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return stretches


def _describe_closed(first: datetime.date, last: datetime.date, reason: str) -> Document:
    described = {"startDate": first.isoformat(), "endDate": last.isoformat()}
    return described | ({"description": {LANGUAGE: reason}} if reason else {})
