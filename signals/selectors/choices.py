"""The site's own lists, as far as an entry names them: one query, whatever the entry holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
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
    Referral,
    Service,
    SessionAttribute,
    SessionMaterial,
    Theme,
)
from signals.selectors.own_uniques import counts_own_uniques


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A row of one of the site's lists. `detail` is the kind of an approach, the dimension of a category."""

    id: int
    name: str
    is_retired: bool
    detail: str


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What of an entry exists at this site. `counts_own`: on its day the activity counted its own unique visitors."""

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


def read_choices(*, entry: ContactEntry) -> Choices:
    """Look up the activity and every list item an entry names, in two queries."""
    requests = entry.help_requests
    wanted: list[
        tuple[str, QuerySet[Theme] | QuerySet[Approach] | QuerySet[Service] | QuerySet[AttributeCategory], str]
    ]
    wanted = [
        ("themes", Theme.objects.filter(pk__in={request.theme_id for request in requests}), ""),
        (
            "approaches",
            Approach.objects.filter(pk__in={key for request in requests for key in request.approach_ids}),
            "kind",
        ),
        ("services", Service.objects.filter(pk__in=set(_list_services(entry))), ""),
        ("categories", AttributeCategory.objects.filter(pk__in=set(entry.category_ids)), "dimension"),
    ]
    parts = [
        rows.order_by().values_list(
            Value(name, CharField()), "pk", "name", "is_retired", detail or Value("", CharField())
        )
        for name, rows, detail in wanted
    ]
    found: dict[str, dict[int, Choice]] = {name: {} for name, _rows, _detail in wanted}
    for name, pk, label, is_retired, detail in parts[0].union(*parts[1:], all=True).order_by():
        found[name][pk] = Choice(id=pk, name=label, is_retired=is_retired, detail=detail)
    activities = Activity.objects.annotate(counts_own=counts_own_uniques(day=Value(entry.on)))
    activity: Any = activities.filter(pk=entry.activity_id).first()
    return Choices(activity=activity, counts_own=activity is not None and activity.counts_own, **found)


def _list_services(entry: ContactEntry) -> Iterator[int]:
    for request in entry.help_requests:
        yield from request.service_ids
        if request.follow_up:
            yield request.follow_up.service_id


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
