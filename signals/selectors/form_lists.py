"""The site's lists as the contact form shows them: what is used most comes first. Read only when a form is drawn."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone

from activities.models import Activity, Session
from activities.selectors.occurrences import Occurrence, list_begun_occurrences
from activities.vocabulary import ActivityKind
from signals.models import Approach, AttributeCategory, Contact, Material, Service, Theme
from signals.selectors.choices import UsedChoices, list_used_choices, list_used_in_session
from signals.selectors.logbook import UNCOUNTED_DAYS
from signals.vocabulary import Dimension
from sites.models import Site
from sites.scope import current_site_id

RECENT_DAYS = 90


class FormLists:
    """Everything one can choose; each list is one query, asked when it is first needed.

    Args:
        kept: the contact or head count that is corrected: what it names stays to be chosen, also when it was retired
            since.
        running: what to put first instead of what runs now; for a form that is opened at another moment.
    """

    def __init__(self, kept: Contact | Session | None = None, *, running: list[Occurrence] | None = None) -> None:
        self.kept = kept
        self._now = timezone.now()
        if running is not None:
            self.running = running

    @cached_property
    def activities(self) -> list[Activity]:
        """Activities at which contacts are noted: what runs now first, then where most was noted lately."""
        recent = Count("contacts", filter=Q(contacts__on__gte=_recently()))
        activities = (
            Activity.objects.filter(Q(takes_contacts=True) | Q(pk=self._used.activity_id))
            .annotate(used=recent)
            .order_by("-used", "position", "name")
        )
        return self._put_running_first(activities)

    @cached_property
    def countable(self) -> list[Activity]:
        """Activities at which a group can be counted, with or without contacts: what runs now first.

        What ended stays as long as the board asks to count its last moments. What goes outside is counted by rounds.
        """
        inside = _still_counted() & ~Q(kind=ActivityKind.OUTREACH)
        return self._put_running_first(Activity.objects.filter(inside | Q(pk=self._used.activity_id)))

    @cached_property
    def outreach(self) -> list[Activity]:
        """Activities of which a round can be noted: those outside the walls first, as others seldom go out."""
        found = Activity.objects.filter(_still_counted() | Q(pk=self._used.activity_id))
        return sorted(found, key=lambda activity: activity.kind != ActivityKind.OUTREACH)

    @property
    def goes_out(self) -> bool:
        """Whether the site has an activity outside the walls."""
        return any(activity.kind == ActivityKind.OUTREACH for activity in self.outreach)

    @property
    def only_outreach(self) -> int | None:
        """The activity outside the walls, when there is one and no more."""
        outside = [activity.pk for activity in self.outreach if activity.kind == ActivityKind.OUTREACH]
        return outside[0] if len(outside) == 1 else None

    @cached_property
    def materials(self) -> list[Material]:
        """What can be handed out on a round."""
        return list(Material.objects.filter(Q(is_retired=False) | Q(pk__in=self._used.materials)))

    @cached_property
    def site_start(self) -> datetime.date | None:
        """When the site began, if somebody said so."""
        return Site.objects.values_list("started_on", flat=True).get(pk=current_site_id())

    @cached_property
    def running(self) -> list[Occurrence]:
        """What runs now; where most was asked lately comes first."""
        occurrences = [found for found in self._begun if found.is_running(self._now)]
        return occurrences if len(occurrences) < 2 else put_most_asked_first(occurrences)

    @property
    def here(self) -> int | None:
        """The activity that runs now, or else the one that ended last today: who logs is often just done."""
        over = sorted(self._begun, key=lambda found: found.ends_at, reverse=True)
        offered = {activity.pk for activity in self.activities}
        return next((found.activity.pk for found in [*self.running, *over] if found.activity.pk in offered), None)

    @cached_property
    def themes(self) -> list[Theme]:
        """Themes to choose from, the most used of the last three months first."""
        recent = Count("help_requests", filter=Q(help_requests__contact__on__gte=_recently()))
        themes = Theme.objects.filter(Q(is_retired=False) | Q(pk__in=self._used.themes))
        return list(themes.annotate(used=recent).order_by("-used", "position"))

    @cached_property
    def approaches(self) -> list[Approach]:
        """What we can have done with a help request."""
        return list(Approach.objects.filter(Q(is_retired=False) | Q(pk__in=self._used.approaches)))

    @cached_property
    def services(self) -> list[Service]:
        """Where people can be sent."""
        return list(Service.objects.filter(Q(is_retired=False) | Q(pk__in=self._used.services)))

    @cached_property
    def categories(self) -> dict[Dimension, list[AttributeCategory]]:
        """What may be asked of a first, by dimension."""
        found: dict[Dimension, list[AttributeCategory]] = {}
        offered = AttributeCategory.objects.filter(Q(is_retired=False) | Q(pk__in=self._used.categories))
        for category in offered:
            found.setdefault(Dimension(category.dimension), []).append(category)
        return {dimension: found[dimension] for dimension in Dimension if dimension in found}

    def _put_running_first(self, activities: Iterable[Activity]) -> list[Activity]:
        running = {occurrence.activity.pk: number for number, occurrence in enumerate(self.running)}
        return sorted(activities, key=lambda activity: running.get(activity.pk, len(running)))

    @cached_property
    def _begun(self) -> list[Occurrence]:
        return list_begun_occurrences(at=self._now)

    @cached_property
    def _used(self) -> UsedChoices:
        if self.kept is None:
            return UsedChoices()
        if isinstance(self.kept, Session):
            return list_used_in_session(session=self.kept)
        return list_used_choices(contact=self.kept)


def put_most_asked_first(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Those of the activities where most was asked in the last three months first; the others as they come."""
    asked = dict(
        Contact.objects.filter(on__gte=_recently(), activity__in={found.activity.pk for found in occurrences})
        .values_list("activity_id")
        .annotate(number=Count("help_requests"))
        .order_by()
    )
    return sorted(occurrences, key=lambda found: -asked.get(found.activity.pk, 0))


def _still_counted() -> Q:
    latest_end = timezone.localdate() - datetime.timedelta(days=UNCOUNTED_DAYS)
    return Q(ends_on__isnull=True) | Q(ends_on__gte=latest_end)


def _recently() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=RECENT_DAYS)
