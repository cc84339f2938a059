"""What was logged: today's entries, the list of contacts, and sessions nobody counted yet."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from activities.models import Activity, Session
from activities.selectors.occurrences import Occurrence, list_occurrences
from activities.selectors.words import describe_hours
from activities.vocabulary import ActivityKind
from signals.models import Contact, FollowUp, HelpRequest, SessionFirsts
from signals.vocabulary import FIRSTS, Answer
from sites.models import User

UNCOUNTED_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class DayCounts:
    """Exact counts of one day, for the team's own screen."""

    contacts: int
    firsts: int
    help_requests: int


@dataclass(frozen=True, kw_only=True)
class AlreadyLogged:
    """Contacts of an activity on a day, so that a head count does not count their firsts again.

    `firsts` is None once the fold blanked an answer: how many were a first is then in the counters only.
    """

    contacts: int
    firsts: int | None


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A fixed moment of an activity on a day, and the head count it has, if any."""

    occurrence: Occurrence
    session_id: UUID | None

    @property
    def slot_id(self) -> int:
        """The moment a head count is about."""
        return self.occurrence.slot.pk

    @property
    def hours(self) -> str:
        """From when until when: '13.00 - 15.30 uur'."""
        return describe_hours(self.occurrence)


def list_contacts(*, activity_id: int | None = None, month: datetime.date | None = None) -> QuerySet[Contact]:
    """Contacts, newest day first, with what was asked; at most seven queries however many there are."""
    to_find_out = FollowUp.objects.filter(done_on__isnull=True).select_related("service")
    contacts: QuerySet[Contact] = (
        _with_requests(Contact.objects.filter(is_deleted=False))
        .prefetch_related(Prefetch("help_requests__follow_ups", queryset=to_find_out))
        .order_by("-on", "pk")
    )
    if activity_id is not None:
        contacts = contacts.filter(activity_id=activity_id)
    if month is not None:
        contacts = contacts.filter(on__year=month.year, on__month=month.month)
    return contacts


def list_open_entries(*, on: datetime.date, by: User | None = None) -> QuerySet[Contact]:
    """What was logged on a day and can still be corrected; `by` narrows to what one user logged.

    What an import brought that day was not logged by anybody, so it has no digest of what was tapped.
    """
    logged = Contact.objects.exclude(content_digest="")
    entries: QuerySet[Contact] = logged.filter(logged_on=on, is_folded=False, is_deleted=False)
    if by is not None:
        entries = entries.filter(logged_by=by)
    return _with_requests(entries)


def _with_requests(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    return contacts.select_related("activity").prefetch_related(
        "help_requests__theme",
        "help_requests__approaches__approach",
        "help_requests__referrals__service",
    )


def count_day(*, entries: QuerySet[Contact]) -> DayCounts:
    """How many contacts, first times ever and help requests there are among entries."""
    people = entries.order_by().aggregate(contacts=Count("pk"), firsts=Count("pk", filter=Q(site_answer=Answer.EVER)))
    requests = HelpRequest.objects.filter(contact__in=entries.order_by().values("pk")).count()
    return DayCounts(contacts=people["contacts"], firsts=people["firsts"], help_requests=requests)


def find_contact(*, contact_id: UUID) -> Contact | None:
    """A contact with what was asked; None for one that does not exist or was deleted."""
    contact: Contact | None = _with_requests(Contact.objects.filter(pk=contact_id, is_deleted=False)).first()
    return contact


def find_known_contacts(*, contact_ids: Collection[UUID]) -> dict[UUID, Contact]:
    """Which of these contacts exist, deleted ones too, without what was asked; one query."""
    return {contact.pk: contact for contact in Contact.objects.filter(pk__in=contact_ids).order_by()}


def list_uncounted(*, now: datetime.datetime, occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """What took place in the last week and has no head count yet, newest first.

    Args:
        now: what ended before is over.
        occurrences: those of the last week, in order of time.
    """
    first_day = now.date() - datetime.timedelta(days=UNCOUNTED_DAYS)
    counted = Session.objects.filter(on__gte=first_day, is_deleted=False)
    # By fixed moment: an activity may have two on a day, and an extra time that day counts neither.
    moments = set(counted.values_list("slot_id", "on"))
    # A round names no moment: it counts what the activity did outside that day.
    rounds = set(counted.exclude(round="").values_list("activity_id", "on"))
    return [
        occurrence
        for occurrence in reversed(occurrences)
        if occurrence.takes_place
        and occurrence.ends_at <= now
        and (occurrence.slot.pk, occurrence.date) not in moments
        and (
            occurrence.activity.kind != ActivityKind.OUTREACH or (occurrence.activity.pk, occurrence.date) not in rounds
        )
    ]


def list_open_sessions(*, on: datetime.date, by: User | None = None) -> QuerySet[SessionFirsts]:
    """Head counts that can still be corrected, newest day first; `by` narrows to what one user counted on a day.

    What was handed out on a round comes along: three queries however many there are.
    """
    rows: QuerySet[SessionFirsts] = (
        SessionFirsts.objects.filter(session__is_deleted=False)
        .select_related("session__activity")
        .prefetch_related("session__materials__material")
        .order_by("-session__on", "session__activity__position")
    )
    return rows if by is None else rows.filter(logged_by=by, logged_on=on)


def count_already_logged(*, activity_id: int, on: datetime.date) -> AlreadyLogged:
    """Contacts of an activity on a day, and how many of them were a first at the site or there."""
    contacts = Contact.objects.filter(activity_id=activity_id, on=on, is_deleted=False)
    found = contacts.aggregate(
        contacts=Count("pk"),
        folded=Count("pk", filter=Q(is_folded=True)),
        firsts=Count("pk", filter=Q(site_answer__in=FIRSTS) | Q(activity_answer__in=FIRSTS)),
    )
    return AlreadyLogged(contacts=found["contacts"], firsts=None if found["folded"] else found["firsts"])


def list_moments(*, activity: Activity, on: datetime.date) -> list[Moment]:
    """The fixed moments of an activity on a day, in order of time, with the head count each has; four queries.

    What did not take place is left out, unless it was counted all the same.
    """
    sessions = Session.objects.filter(on=on, activity=activity, slot__isnull=False, is_deleted=False)
    counted: dict[int, UUID] = dict(sessions.values_list("slot_id", "pk"))
    return [
        Moment(occurrence=found, session_id=counted.get(found.slot.pk))
        for found in list_occurrences(first_day=on, last_day=on, activity_slug=activity.slug)
        if found.takes_place or found.slot.pk in counted
    ]
