"""What the public pages of a site say at a moment."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from activities.models import Notice
from activities.selectors.announcements import Announcement, build_announcements, list_answers
from activities.selectors.days import Day, Seat, build_days, build_seat
from activities.selectors.now import Now, State, build_now, build_states
from activities.selectors.occurrences import BRUSSELS, Occurrence, cancel_lapsed_moves, compute_occurrences
from activities.selectors.offer import OfferItem, PartnerOffer, build_offer, group_by_partner
from activities.selectors.programme import Programme, read_programme
from activities.selectors.topics import Topic, list_topics
from activities.vocabulary import TOPICS, ActivityKind, Function, Need
from sites.models import Funder, Venue

# Long enough to find the next opening behind a summer closure.
DAYS_AHEAD = 100
DAYS_IN_WEEK = 7
NEXT_TIMES = 6
LAST_OF_ALL = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True)
class PublicPage:
    """The page of a site.

    Args:
        today: the day in Brussels.
        now: whether somebody is there, or when.
        states: what `now` becomes later, for who keeps the page open.
        texts: the team's texts in the language that is spoken now, by the Dutch.
        answers: what came of what visitors said.
        once: what takes place only once, the next times.
        needs: why people come to what is on offer.
        announcements: closures, changes and notices.
        days: the seven days from today.
        later_days: the seven days after those.
        offer: all activities, by partner.
        functions: the functions those activities serve, in their usual order.
        venue: the site's own place.
        funders: who pays for it now.
        programme: what all of it was made of.
        occurrences: what takes place in the next weeks, in order of time.
    """

    today: datetime.date
    now: Now
    states: Sequence[State]
    texts: Mapping[str, str]
    answers: Sequence[Notice]
    once: Sequence[Seat]
    needs: Sequence[Topic]
    announcements: Sequence[Announcement]
    days: Sequence[Day]
    later_days: Sequence[Day]
    offer: Sequence[PartnerOffer]
    functions: Sequence[Topic]
    venue: Venue | None
    funders: Sequence[Funder]
    programme: Programme
    occurrences: Sequence[Occurrence]


@dataclass(frozen=True, kw_only=True)
class ActivityPage:
    """The page of one activity; `seats` are its next times."""

    today: datetime.date
    item: OfferItem
    announcements: Sequence[Announcement]
    seats: Sequence[Seat]
    venue: Venue | None
    funders: Sequence[Funder]


@dataclass(frozen=True, kw_only=True)
class TopicLine:
    """One activity about a topic; `following` is when it takes place next, when that is known."""

    item: OfferItem
    following: Occurrence | None


@dataclass(frozen=True, kw_only=True)
class TopicPage:
    """What there is for one need or function, what comes first on top."""

    today: datetime.date
    topic: Topic
    lines: Sequence[TopicLine]
    venue: Venue | None


def read_public_page(*, at: datetime.datetime) -> PublicPage:
    """What the page of the site in scope says at a moment (aware). Takes three queries."""
    today, programme, occurrences = _read(at, activity_slug=None)
    items = build_offer(programme, on=today)
    topics = list_topics(items)
    week = datetime.timedelta(DAYS_IN_WEEK)
    return PublicPage(
        today=today,
        now=build_now(occurrences, at=at),
        states=build_states(occurrences, at=at),
        texts=programme.texts,
        answers=list_answers(programme, on=today),
        once=[build_seat(occurrence) for occurrence in occurrences if _is_special(occurrence, at)][:NEXT_TIMES],
        needs=[topic for topic in topics if isinstance(topic.about, Need)],
        # What is different today stands in the table at the top already.
        announcements=build_announcements(
            programme, occurrences, today=today, changes_from=today + datetime.timedelta(1)
        ),
        days=build_days(_between(occurrences, today), first_day=today, number=DAYS_IN_WEEK, today=today),
        later_days=build_days(
            _between(occurrences, today + week), first_day=today + week, number=DAYS_IN_WEEK, today=today
        ),
        offer=group_by_partner(items),
        functions=[topic for topic in topics if isinstance(topic.about, Function)],
        venue=programme.main_venue,
        funders=programme.funders,
        programme=programme,
        occurrences=occurrences,
    )


def read_activity_page(*, slug: str, at: datetime.datetime, only_public: bool = True) -> ActivityPage | None:
    """What the page of one activity says at a moment (aware); None when it is not on offer. Takes three queries.

    Args:
        slug: the activity.
        at: the moment.
        only_public: False for the team, which looks at a page before it is public.
    """
    today, programme, occurrences = _read(at, activity_slug=slug, only_public=only_public)
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
        funders=programme.funders,
    )


def read_topic_page(*, slug: str, at: datetime.datetime) -> TopicPage | None:
    """What there is about one topic at a moment (aware); None when there is no such topic. Takes three queries."""
    about = TOPICS.get(slug)
    if about is None:
        return None
    today, programme, occurrences = _read(at, activity_slug=None)
    following: dict[int, Occurrence] = {}
    for occurrence in occurrences:
        if occurrence.takes_place and occurrence.ends_at > at:
            following.setdefault(occurrence.activity.pk, occurrence)
    found = [item for item in build_offer(programme, on=today) if about in (*item.needs, *item.functions)]
    lines = [TopicLine(item=item, following=following.get(item.activity.pk)) for item in found]
    lines.sort(key=lambda line: line.following.starts_at if line.following else LAST_OF_ALL)
    return TopicPage(today=today, topic=Topic(slug=slug, about=about), lines=lines, venue=programme.main_venue)


def _is_special(occurrence: Occurrence, at: datetime.datetime) -> bool:
    is_once = occurrence.activity.kind == ActivityKind.ONE_OFF
    return is_once and occurrence.takes_place and occurrence.ends_at > at


def _read(
    at: datetime.datetime, *, activity_slug: str | None, only_public: bool = True
) -> tuple[datetime.date, Programme, list[Occurrence]]:
    today = at.astimezone(BRUSSELS).date()
    programme = read_programme(
        first_day=today,
        last_day=today + datetime.timedelta(DAYS_AHEAD),
        only_public=only_public,
        activity_slug=activity_slug,
    )
    return today, programme, cancel_lapsed_moves(compute_occurrences(programme))


def _between(occurrences: Sequence[Occurrence], first_day: datetime.date) -> list[Occurrence]:
    last_day = first_day + datetime.timedelta(DAYS_IN_WEEK - 1)
    return [occurrence for occurrence in occurrences if first_day <= occurrence.date <= last_day]
