"""The site's own lists, for entries to be held against; and what is named already."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import BooleanField, CharField, DateField, QuerySet, Value
from django.db.models.functions import Cast

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
from signals.selectors.own_uniques import OwnCountDays, list_gaps
from signals.selectors.own_words import list_own_words
from sites.scope import current_site_id


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
    """The site's lists to hold entries against: two queries, however many entries there are."""

    def pick(self, entry: ContactEntry) -> Choices:
        """What an entry may name, with its activity and whether that counted its own unique visitors on the day."""
        activity = self._activities.get(entry.activity_id)
        items, own_count_days = self._lists
        counts_own = activity is not None and own_count_days.counts(activity, entry.on)
        return Choices(activity=activity, counts_own=counts_own, **items)

    @cached_property
    def own_words(self) -> list[str]:
        """The words that are nobody's name here."""
        return list_own_words()

    @cached_property
    def _activities(self) -> dict[int, Activity]:
        return {activity.pk: activity for activity in Activity.objects.order_by()}

    @cached_property
    def _lists(self) -> tuple[dict[str, dict[int, Choice]], OwnCountDays]:
        items: dict[str, dict[int, Choice]] = {name: {} for name in LISTS}
        gaps = []
        for name, pk, label, is_retired, detail, start, end in _build_query(current_site_id()).all():
            if name == GAP:
                gaps.append((pk, start, end))
            else:
                items[name][pk] = Choice(id=pk, name=label, is_retired=is_retired, detail=detail)
        return items, OwnCountDays.of(gaps)


LISTS: dict[str, tuple[type[ListItem], str]] = {
    "themes": (Theme, ""),
    "approaches": (Approach, "kind"),
    "services": (Service, ""),
    "categories": (AttributeCategory, "dimension"),
}
GAP = "gap"
EMPTY = Value("", CharField())
NO_DATE = Cast(Value(None), DateField())


@lru_cache(maxsize=1000)
def _build_query(site_id: int) -> QuerySet[Any, tuple[Any, ...]]:  # noqa: ARG001  (its managers read it from the scope)
    # One union for all, and built once: logging is what is done most, by somebody who waits, and building this takes
    # longer than answering it. Only the query is kept, never its rows.
    parts = [_read_items(name, model, detail) for name, (model, detail) in LISTS.items()]
    return _read_gaps().union(*parts, all=True).order_by()


def _read_items(name: str, model: type[ListItem], detail: str) -> QuerySet[Any, tuple[Any, ...]]:
    rows: QuerySet[ListItem] = model.objects.order_by()
    return rows.values_list(Value(name, CharField()), "pk", "name", "is_retired", detail or EMPTY, NO_DATE, NO_DATE)


def _read_gaps() -> QuerySet[Any, tuple[Any, ...]]:
    name, no = Value(GAP, CharField()), Value(False, BooleanField())
    return list_gaps().order_by().values_list(name, "activity_id", EMPTY, no, EMPTY, "period_start", "period_end")


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
