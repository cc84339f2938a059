"""The offer as a calendar that a phone follows (RFC 5545).

A slot is one event with its own rule. Dates on which nobody is there are `EXDATE`s, dates that differ are events of
their own with a `RECURRENCE-ID`. What a date is, `compute_occurrences` says: the calendar repeats it and computes
nothing itself.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from activities.models import Slot
from activities.recurrence import Frequency, list_dates, parse_rule
from activities.selectors.editing import find_own_date
from activities.selectors.feeds.addresses import build_address, find_host
from activities.selectors.occurrences import BRUSSELS, Occurrence, at_wall_time, compute_occurrences
from activities.selectors.offer import find_validity
from activities.selectors.programme import Programme, read_programme
from activities.selectors.words import describe_day
from activities.vocabulary import Appointment, OccurrenceStatus
from sites.models import Site

MONTHS_AHEAD = 25
"""Exceptions are listed this far; a rule without an end goes on after it."""

_LAST_SECOND = datetime.time(23, 59, 59)
# Of these a calendar shows another day, other hours or another place.
_DIFFERENT = frozenset({OccurrenceStatus.MOVED_HERE, OccurrenceStatus.HOURS, OccurrenceStatus.ELSEWHERE})


def build_calendar(
    *, site: Site, today: datetime.date, activity_slug: str | None = None, partner_slug: str | None = None
) -> bytes | None:
    """The calendar of the site in scope, or of one activity or partner of it: from last month on.

    Takes three queries however many slots there are.

    Returns:
        The text of an .ics file; None when there is no such activity or partner.
    """
    first_day = _add_months(today, -1)
    programme = read_programme(
        first_day=first_day,
        last_day=_add_months(today, MONTHS_AHEAD),
        only_public=True,
        activity_slug=activity_slug,
    )
    name = _name_calendar(site, programme, activity_slug, partner_slug)
    if name is None:
        return None
    calendar = _begin_calendar(name)
    events = _EventBuilder(site, programme)
    for slot, occurrences in _group_by_slot(programme).values():
        if partner_slug is None or partner_slug in _list_partner_slugs(programme, slot.activity_id):
            calendar.subcomponents += events.build(slot, occurrences)
    written: bytes = calendar.to_ical()
    return written


def _add_months(day: datetime.date, months: int) -> datetime.date:
    """The first of a month before or after that of `day`: within a month a calendar begins and ends alike."""
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, 1)


def _list_partner_slugs(programme: Programme, activity_id: int) -> set[str]:
    return {partner.slug for partner in programme.partners.get(activity_id, ())}


def _name_calendar(site: Site, programme: Programme, activity_slug: str | None, partner_slug: str | None) -> str | None:
    if activity_slug is not None:
        return next((f"{activity.name} - {site.name}" for activity in programme.activities), None)
    if partner_slug is not None:
        everybody = [partner for partners in programme.partners.values() for partner in partners]
        return next((f"{partner.name} - {site.name}" for partner in everybody if partner.slug == partner_slug), None)
    return site.name


def _begin_calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Stek//Aanbod//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("x-wr-timezone", BRUSSELS.key)
    calendar.add("refresh-interval", datetime.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_describe_time_zone())
    return calendar


@lru_cache(maxsize=1)
def _describe_time_zone() -> Timezone:
    """The clock of Brussels as a rule without an end; the tests hold it against the time zone database."""
    zone = Timezone()
    zone.add("tzid", BRUSSELS.key)
    # When each begins, on the clock of before: at 2 in the last night of March, at 3 in that of October.
    for part, name, begins, month, before, after in (
        (TimezoneDaylight(), "CEST", datetime.datetime(1996, 3, 31, 2), 3, 1, 2),  # noqa: DTZ001  (a clock, no moment)
        (TimezoneStandard(), "CET", datetime.datetime(1996, 10, 27, 3), 10, 2, 1),  # noqa: DTZ001  (as above)
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", datetime.timedelta(hours=before))
        part.add("tzoffsetto", datetime.timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _group_by_slot(programme: Programme) -> Mapping[int, tuple[Slot, Sequence[Occurrence]]]:
    found = sorted(compute_occurrences(programme), key=lambda occurrence: occurrence.slot.pk)
    of_slot = {pk: list(group) for pk, group in groupby(found, key=lambda occurrence: occurrence.slot.pk)}
    return {slot.pk: (slot, of_slot.get(slot.pk, [])) for slot in programme.slots}


class _EventBuilder:
    """Makes the events of a site's slots."""

    def __init__(self, site: Site, programme: Programme) -> None:
        self.site = site
        self.programme = programme
        # Once a month the window moves on and with it the first date of each rule: that is a change too.
        months = programme.first_day.year * 12 + programme.first_day.month - 2020 * 12
        self.sequence = site.revision + max(0, months)
        self.changed_at = max(site.changed_at, at_wall_time(programme.first_day, datetime.time()))

    def build(self, slot: Slot, occurrences: Sequence[Occurrence]) -> list[Event]:
        """One event for the rule and one for each date that differs; none when nothing takes place any more."""
        own = {find_own_date(o): o for o in occurrences if o.status is not OccurrenceStatus.MOVED_AWAY}
        if parse_rule(slot.rule).frequency is Frequency.ONCE:
            return [self._build_single(occurrence) for occurrence in own.values()]
        if not any(occurrence.takes_place for occurrence in own.values()):
            return []
        dates = self._list_rule_dates(slot, min(own))
        series = self._build_series(slot, dates, own)
        return [series, *(self._build_different(day, own[day]) for day in dates if self._is_different(own.get(day)))]

    @staticmethod
    def _is_different(occurrence: Occurrence | None) -> bool:
        return occurrence is not None and occurrence.status in _DIFFERENT

    def _list_rule_dates(self, slot: Slot, earliest: datetime.date) -> list[datetime.date]:
        # A date of long ago that was moved into the window still belongs to its series.
        valid_from, valid_until = find_validity(slot)
        return list_dates(
            slot.rule,
            start=slot.valid_from,
            first_day=max(valid_from, min(earliest, self.programme.first_day)),
            last_day=min(valid_until, self.programme.last_day),
        )

    def _build_series(
        self, slot: Slot, dates: Sequence[datetime.date], own: Mapping[datetime.date, Occurrence]
    ) -> Event:
        venue = slot.venue or slot.activity.venue or self.programme.main_venue
        event = self._build_event(replace(next(iter(own.values())), venue=venue), reason="")
        self._set_times(event, at_wall_time(dates[0], slot.starts_at), at_wall_time(dates[0], slot.ends_at))
        rule = vRecur.from_ical(slot.rule)
        _, valid_until = find_validity(slot)
        if valid_until != datetime.date.max:
            rule["UNTIL"] = [at_wall_time(valid_until, _LAST_SECOND).astimezone(datetime.UTC)]
        event.add("rrule", rule)
        nobody_there = [day for day in dates if day not in own or not own[day].takes_place]
        if nobody_there:
            event.add("exdate", [at_wall_time(day, slot.starts_at) for day in nobody_there])
        return event

    def _build_different(self, own_date: datetime.date, occurrence: Occurrence) -> Event:
        event = self._build_event(occurrence, reason=_describe_difference(occurrence))
        self._set_times(event, occurrence.starts_at, occurrence.ends_at)
        event.add("recurrence-id", at_wall_time(own_date, occurrence.slot.starts_at))
        return event

    def _build_single(self, occurrence: Occurrence) -> Event:
        event = self._build_event(occurrence, reason=_describe_difference(occurrence))
        self._set_times(event, occurrence.starts_at, occurrence.ends_at)
        if not occurrence.takes_place:
            event["STATUS"] = "CANCELLED"
        return event

    @staticmethod
    def _set_times(event: Event, starts_at: datetime.datetime, ends_at: datetime.datetime) -> None:
        event.add("dtstart", starts_at)
        event.add("dtend", ends_at)

    def _build_event(self, occurrence: Occurrence, *, reason: str) -> Event:
        activity, venue = occurrence.activity, occurrence.venue
        event = Event()
        event.add("uid", f"moment-{occurrence.slot.pk}@{find_host()}")
        event.add("summary", activity.name)
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        event.add("sequence", self.sequence)
        event.add("dtstamp", self.changed_at)
        event.add("last-modified", self.changed_at)
        event.add("url", build_address("activity_page", site=self.site.slug, activity=activity.slug))
        if venue is not None:
            event.add("location", ", ".join(filter(None, [venue.name, venue.address])))
        if occurrence.functions:
            event.add("categories", [str(function.label) for function in occurrence.functions])
        described = "\n".join(_describe_activity(occurrence, reason))
        if described:
            event.add("description", described)
        return event


def _describe_activity(occurrence: Occurrence, reason: str) -> list[str]:
    activity = occurrence.activity
    lines = [reason, activity.summary]
    if occurrence.partners:
        lines.append(_("Met: %(partners)s") % {"partners": ", ".join(p.name for p in occurrence.partners)})
    if activity.price:
        lines.append(_("Wat kost het? %(price)s") % {"price": activity.price})
    if activity.eligibility:
        lines.append(_("Voor wie? %(whom)s") % {"whom": activity.eligibility})
    lines.append(str(Appointment(activity.appointment).label).capitalize() + ".")
    if activity.contact_phone:
        lines.append(_("Bellen: %(phone)s") % {"phone": activity.contact_phone})
    return [line for line in lines if line]


def _describe_difference(occurrence: Occurrence) -> str:
    said = ""
    if occurrence.status is OccurrenceStatus.MOVED_HERE and occurrence.other_date is not None:
        said = _("In plaats van %(day)s.") % {"day": describe_day(occurrence.other_date, with_weekday=True)}
    elif occurrence.status is not OccurrenceStatus.PLANNED:
        said = str(occurrence.status.label).capitalize() + "."
    return " ".join(filter(None, [said, occurrence.reason]))
