"""A lively current year for a site, topped up to today: the simulation's visits, through the real services."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from uuid import UUID, uuid5

from django.utils import timezone

from activities.models import Activity, Session
from activities.selectors.occurrences import Occurrence, list_occurrences
from activities.vocabulary import ActivityKind
from signals.entries import ContactEntry, HelpRequestEntry, SessionEntry
from signals.models import Approach, AttributeCategory, Contact, Service, Theme
from signals.selectors.choices import SiteChoices
from signals.services.folding import fold_site
from signals.services.logging import log_contact
from signals.services.sessions import count_session
from sites.models import Site, User
from stek.demo.population import PlannedContact, PlannedMoment, PlannedRequest, Population, walk_through
from stek.demo.rounds import add_rounds

DEMO_IDS = UUID("7d1f7c1e-6b7e-4c58-9a55-2f4d3b0f5a11")
# In January last year stays on the screens, so that nothing looks empty.
EARLIEST_DAYS_AGO = 75
BELL_RINGS = 3
UNCOUNTED_DAYS = 5


@dataclass(frozen=True)
class SiteLists:
    """What the simulation names by word, by the ids of the site, and what entries are held against."""

    activities: dict[str, Activity]
    themes: dict[str, int]
    approaches: dict[str, int]
    services: list[int]
    categories: dict[tuple[str, str], int]
    choices: SiteChoices

    @classmethod
    def read(cls) -> "SiteLists":
        """Read the lists of the site in scope."""
        categories = AttributeCategory.objects.values_list("dimension", "key", "pk")
        return cls(
            activities={activity.slug: activity for activity in Activity.objects.all()},
            themes=dict(Theme.objects.values_list("name", "pk")),
            approaches=dict(Approach.objects.values_list("name", "pk")),
            services=list(Service.objects.values_list("pk", flat=True)),
            categories={(dimension, key): pk for dimension, key, pk in categories},
            choices=SiteChoices(),
        )


def top_up_year(*, site: Site, themes_most_used: tuple[str, ...], team: Sequence[User]) -> int:
    """Add the contacts and head counts that are missing up to now; returns how many entries were added.

    The team notes contacts in turn; the first of it also counts heads. What exists is recognised by its id and stays as
    it is, also when somebody corrected or deleted it.
    """
    now = timezone.localtime()
    lists = SiteLists.read()
    occurrences = _list_past(now)
    population = Population(seed=site.slug, themes_most_used=themes_most_used)
    moments = [
        PlannedMoment(
            on=found.date,
            activity=found.activity.slug,
            counts_uniques=lists.activities[found.activity.slug].counts_uniques,
        )
        for found in occurrences
    ]
    moments += _ring_the_bell(moments, lists, now.date())
    slots = {(found.date, found.activity.slug): found.slot.pk for found in occurrences}
    known = _find_known(now.date())
    added = waiting = 0
    week = None
    for moment, head_count, contacts in walk_through(population, moments):
        # A night for each day would only take longer; a night for each week counts the same. At a later start most
        # weeks bring nothing new, and then there is nothing to fold.
        if waiting and moment.on.isocalendar()[:2] != week:
            fold_site(today=moment.on)
            added, waiting = added + waiting, 0
        week = moment.on.isocalendar()[:2]
        slot_id = slots.get((moment.on, moment.activity))
        waiting += _add_moment(site, moment, head_count, contacts, lists, slot_id, known, team)
    first_day = _find_first_day(now.date())
    added += add_rounds(seed=site.slug, first_day=first_day, today=now.date(), known=known, by=team[0])
    fold_site(today=now.date())
    return added + waiting


def _list_past(now: datetime.datetime) -> list[Occurrence]:
    past = list_occurrences(first_day=_find_first_day(now.date()), last_day=now.date())
    # Two moments of one activity on a day are one visit of the simulation.
    by_key = {
        (found.date, found.activity.slug): found for found in past if found.takes_place and found.starts_at <= now
    }
    return list(by_key.values())


def _ring_the_bell(moments: list[PlannedMoment], lists: SiteLists, today: datetime.date) -> list[PlannedMoment]:
    # On a day without a moment somebody rings all the same, so that today's board is never empty. What has no hours of
    # its own can happen on any day.
    if any(moment.on == today for moment in moments):
        return []
    with_hours = {moment.activity for moment in moments}
    on_any_day = [
        activity
        for activity in sorted(lists.activities.values(), key=lambda activity: activity.position)
        if activity.takes_contacts and activity.slug not in with_hours and activity.kind != ActivityKind.MEETING
    ]
    return [
        PlannedMoment(on=today, activity=activity.slug, counts_uniques=activity.counts_uniques)
        for activity in on_any_day[:BELL_RINGS]
    ]


def _find_first_day(today: datetime.date) -> datetime.date:
    return (today - datetime.timedelta(days=EARLIEST_DAYS_AGO)).replace(month=1, day=1)


def _find_known(today: datetime.date) -> set[UUID]:
    since = _find_first_day(today)
    contacts = Contact.objects.filter(on__gte=since).values_list("pk", flat=True)
    sessions = Session.objects.filter(on__gte=since).values_list("pk", flat=True)
    return {*contacts, *sessions}


def _add_moment(
    site: Site,
    moment: PlannedMoment,
    head_count: int,
    contacts: list[PlannedContact],
    lists: SiteLists,
    slot_id: int | None,
    known: set[UUID],
    team: Sequence[User],
) -> int:
    key = f"{site.slug}/{moment.on}/{moment.activity}"
    entries = [
        entry
        for entry in (_build_contact(f"{key}/{contact.number}", moment, contact, lists) for contact in contacts)
        if entry.id not in known
    ]
    for entry, by in zip(entries, cycle(team), strict=False):
        log_contact(entry=entry, by=by, today=moment.on, choices=lists.choices)
    session = SessionEntry(
        id=uuid5(DEMO_IDS, key),
        activity_id=lists.activities[moment.activity].pk,
        slot_id=slot_id,
        on=moment.on,
        head_count=head_count,
    )
    if session.id in known or slot_id is None or _is_left_uncounted(moment):
        return len(entries)
    count_session(entry=session, by=team[0], today=moment.on)
    return len(entries) + 1


def _is_left_uncounted(moment: PlannedMoment) -> bool:
    # Some of the latest moments wait for somebody to count them, as they do in real life.
    is_recent = (timezone.localdate() - moment.on).days < UNCOUNTED_DAYS
    return is_recent and len(moment.activity) % 2 == 0


def _build_contact(key: str, moment: PlannedMoment, planned: PlannedContact, lists: SiteLists) -> ContactEntry:
    return ContactEntry(
        id=uuid5(DEMO_IDS, key),
        activity_id=lists.activities[moment.activity].pk,
        on=moment.on,
        site_answer=planned.answer,
        activity_answer=planned.activity_answer,
        category_ids=tuple(lists.categories[dimension, value] for dimension, value in planned.attributes.items()),
        help_requests=tuple(_build_request(request, lists) for request in planned.requests),
    )


def _build_request(planned: PlannedRequest, lists: SiteLists) -> HelpRequestEntry:
    approaches = [planned.approach, *(["Opgepikt als signaal"] if planned.becomes_signal else [])]
    is_referral = planned.approach == "Doorverwijzing"
    return HelpRequestEntry(
        theme_id=lists.themes[planned.theme],
        approach_ids=tuple(lists.approaches[name] for name in approaches),
        service_ids=(lists.services[planned.service_number % len(lists.services)],) if is_referral else (),
    )
