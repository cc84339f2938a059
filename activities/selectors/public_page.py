"""What the public pages of a site say at a moment."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from activities.selectors.announcements import Announcement, build_announcements
from activities.selectors.days import Day, Seat, build_days, build_seat
from activities.selectors.now import Now, build_now
from activities.selectors.occurrences import BRUSSELS, Occurrence, compute_occurrences
from activities.selectors.offer import OfferItem, PartnerOffer, build_offer, group_by_partner
from activities.selectors.programme import Programme, read_programme
from activities.vocabulary import Function
from sites.models import Venue

# Long enough to find the next opening behind a summer closure.
DAYS_AHEAD = 100
DAYS_IN_WEEK = 7
NEXT_TIMES = 6


@dataclass(frozen=True, kw_only=True)
class PublicPage:
    """The page of a site.

    Args:
        today: the day in Brussels.
        now: whether somebody is there, or when.
        announcements: closures, changes and notices.
        days: the seven days from today.
        later_days: the seven days after those.
        offer: all activities, by partner.
        functions: the functions those activities serve, in their usual order.
        venue: the site's own place.
    """

    today: datetime.date
    now: Now
    announcements: Sequence[Announcement]
    days: Sequence[Day]
    later_days: Sequence[Day]
    offer: Sequence[PartnerOffer]
    functions: Sequence[Function]
    venue: Venue | None


@dataclass(frozen=True, kw_only=True)
class ActivityPage:
    """The page of one activity; `seats` are its next times."""

    today: datetime.date
    item: OfferItem
    announcements: Sequence[Announcement]
    seats: Sequence[Seat]
    venue: Venue | None


def read_public_page(*, at: datetime.datetime) -> PublicPage:
    """What the page of the site in scope says at a moment (aware). Takes three queries."""
    today, programme, occurrences = _read(at, activity_slug=None)
    items = build_offer(programme, on=today)
    used = {function for item in items for function in item.functions}
    week = datetime.timedelta(DAYS_IN_WEEK)
    return PublicPage(
        today=today,
        now=build_now(occurrences, at=at),
        # What is different today stands in the table at the top already.
        announcements=build_announcements(
            programme, occurrences, today=today, changes_from=today + datetime.timedelta(1)
        ),
        days=build_days(_between(occurrences, today), first_day=today, number=DAYS_IN_WEEK, today=today),
        later_days=build_days(
            _between(occurrences, today + week), first_day=today + week, number=DAYS_IN_WEEK, today=today
        ),
        offer=group_by_partner(items),
        functions=[function for function in Function if function in used],
        venue=programme.main_venue,
    )


def read_activity_page(*, slug: str, at: datetime.datetime) -> ActivityPage | None:
    """What the page of one activity says at a moment (aware); None when it is not on offer. Takes three queries."""
    today, programme, occurrences = _read(at, activity_slug=slug)
    items = build_offer(programme, on=today)
    if not items:
        return None
    own = replace(programme, notices=[notice for notice in programme.notices if notice.activity_id])
    return ActivityPage(
        today=today,
        item=items[0],
        announcements=build_announcements(own, occurrences, today=today, changes_from=today),
        seats=[build_seat(occurrence) for occurrence in occurrences if occurrence.ends_at > at][:NEXT_TIMES],
        venue=programme.main_venue,
    )


def _read(at: datetime.datetime, *, activity_slug: str | None) -> tuple[datetime.date, Programme, list[Occurrence]]:
    today = at.astimezone(BRUSSELS).date()
    programme = read_programme(
        first_day=today,
        last_day=today + datetime.timedelta(DAYS_AHEAD),
        only_public=True,
        activity_slug=activity_slug,
    )
    return today, programme, compute_occurrences(programme)


def _between(occurrences: Sequence[Occurrence], first_day: datetime.date) -> list[Occurrence]:
    last_day = first_day + datetime.timedelta(DAYS_IN_WEEK - 1)
    return [occurrence for occurrence in occurrences if first_day <= occurrence.date <= last_day]
