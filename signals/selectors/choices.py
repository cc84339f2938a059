"""The site's own lists, for entries to be held against; and what is named already."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import CharField, QuerySet, Value

from activities.models import Activity, Session
from signals.entries import ContactEntry
from signals.models import (
    Approach,
    AttributeCategory,
    Contact,
    ContactAttribute,
    FollowUp,
    HelpRequestApproach,
    ListItem,
    Referral,
    Service,
    SessionAttribute,
    SessionMaterial,
    Theme,
)
from signals.selectors.own_uniques import counts_own_uniques
from signals.selectors.own_words import list_own_words


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A row of one of the site's lists. `detail` is the kind of an approach, the dimension of a category."""

    id: int
    name: str
    is_retired: bool
    detail: str


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What an entry may name at this site. `counts_own`: on its day the activity counted its own unique visitors."""

    activity: Activity | None
    counts_own: bool = False
    themes: dict[int, Choice] = field(default_factory=dict)
    approaches: dict[int, Choice] = field(default_factory=dict)
    services: dict[int, Choice] = field(default_factory=dict)
    categories: dict[int, Choice] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class UsedChoices:
    """What a contact or a head count names already; a retired choice may stay where it stands."""

    activity_id: int | None = None
    themes: frozenset[int] = frozenset()
    approaches: frozenset[int] = frozenset()
    services: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    materials: frozenset[int] = frozenset()


NOTHING_USED = UsedChoices()


class SiteChoices:
    """The site's lists to hold entries against: each is read once, however many entries there are."""

    def __init__(self) -> None:
        self._activities: dict[datetime.date, dict[int, Any]] = {}

    def pick(self, entry: ContactEntry) -> Choices:
        """What an entry may name, with its activity as it was on the day; two queries for the first entry of a day."""
        activity = self._list_activities(entry.on).get(entry.activity_id)
        return Choices(activity=activity, counts_own=activity is not None and activity.counts_own, **self._items)

    @cached_property
    def own_words(self) -> list[str]:
        """The words that are nobody's name here."""
        return list_own_words()

    def _list_activities(self, day: datetime.date) -> dict[int, Any]:
        if day not in self._activities:
            activities = Activity.objects.annotate(counts_own=counts_own_uniques(day=Value(day)))
            self._activities[day] = {activity.pk: activity for activity in activities.order_by()}
        return self._activities[day]

    @cached_property
    def _items(self) -> dict[str, dict[int, Choice]]:
        lists: dict[str, tuple[type[ListItem], str]] = {
            "themes": (Theme, ""),
            "approaches": (Approach, "kind"),
            "services": (Service, ""),
            "categories": (AttributeCategory, "dimension"),
        }
        parts = [_read_items(name, model, detail) for name, (model, detail) in lists.items()]
        found: dict[str, dict[int, Choice]] = {name: {} for name in lists}
        for name, pk, label, is_retired, detail in parts[0].union(*parts[1:], all=True).order_by():
            found[name][pk] = Choice(id=pk, name=label, is_retired=is_retired, detail=detail)
        return found


def _read_items(name: str, model: type[ListItem], detail: str) -> QuerySet[Any, tuple[Any, ...]]:
    text = detail or Value("", CharField())
    rows: QuerySet[ListItem] = model.objects.order_by()
    return rows.values_list(Value(name, CharField()), "pk", "name", "is_retired", text)


def list_used_choices(*, contact: Contact) -> UsedChoices:
    """What a contact names now."""
    requests = contact.help_requests.all()
    referrals = Referral.objects.filter(help_request__contact=contact).values_list("service_id", flat=True)
    follow_ups = FollowUp.objects.filter(help_request__contact=contact).values_list("service_id", flat=True)
    return UsedChoices(
        activity_id=contact.activity_id,
        themes=frozenset(requests.values_list("theme_id", flat=True)),
        approaches=frozenset(
            HelpRequestApproach.objects.filter(help_request__contact=contact).values_list("approach_id", flat=True)
        ),
        services=frozenset([*referrals, *follow_ups]),
        categories=frozenset(ContactAttribute.objects.filter(contact=contact).values_list("category_id", flat=True)),
    )


def list_used_in_session(*, session: Session) -> UsedChoices:
    """What a head count or a round names now."""
    answers = SessionAttribute.objects.filter(firsts__session=session)
    return UsedChoices(
        activity_id=session.activity_id,
        categories=frozenset(answers.values_list("category_id", flat=True)),
        materials=frozenset(SessionMaterial.objects.filter(session=session).values_list("material_id", flat=True)),
    )
