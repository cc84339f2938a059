"""All that says what takes place at a site in a span of days, read in three queries however much there is."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONArray, JSONObject
from django.utils import translation

from activities.models import Activity, ActivityFunction, ActivityPartner, Change, Closure, Notice, Slot, Translation
from activities.selectors.texts import translate_rows
from activities.vocabulary import Function
from sites.languages import speaks_dutch
from sites.models import Funder, Partner, Site, Venue
from sites.scope import current_site_id


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Activities with all their slots, and what is different between two days."""

    first_day: datetime.date
    last_day: datetime.date
    activities: Sequence[Activity] = ()
    functions: Mapping[int, tuple[Function, ...]] = field(default_factory=dict)
    """The functions of each activity, by its id."""
    partners: Mapping[int, tuple[Partner, ...]] = field(default_factory=dict)
    """The partners of each activity, by its id; those that lead it first."""
    slots: Sequence[Slot] = ()
    changes: Mapping[int, Sequence[Change]] = field(default_factory=dict)
    """The changes on, or to, a day of the span, by the id of their slot."""
    closures: Sequence[Closure] = ()
    notices: Sequence[Notice] = ()
    main_venue: Venue | None = None
    funders: Sequence[Funder] = ()
    """Who pays on the first day."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The team's texts in the language that is spoken now, by the Dutch; empty in Dutch."""


def read_programme(
    *, first_day: datetime.date, last_day: datetime.date, only_public: bool = False, activity_slug: str | None = None
) -> Programme:
    """Read the programme of the site in scope, its texts in the language that is spoken now.

    In another language than Dutch the rows are for reading only: they must not be saved.

    Args:
        first_day: from this day on changes, closures and notices matter.
        last_day: up to and including this day.
        only_public: leave out activities that are not on the public page.
        activity_slug: only this activity.
    """
    activities: dict[int, Any] = {row.pk: row for row in _select_activities(only_public, activity_slug)}
    slots: list[Any] = list(_select_slots(first_day, last_day).filter(activity__in=activities)) if activities else []
    around = _select_surroundings(first_day, last_day)
    venues = {venue.pk: venue for venue in _revive_all(Venue, around["venue_rows"])}
    for activity in activities.values():
        activity.venue = venues.get(activity.venue_id)
    for slot in slots:
        slot.activity, slot.venue = activities[slot.activity_id], venues.get(slot.venue_id)
    changes = {slot.pk: _revive_all(Change, slot.change_rows) for slot in slots}
    closures = _revive_all(Closure, around["closure_rows"])
    placed: Iterable[Closure | Change] = chain(closures, *changes.values())
    for row in placed:
        row.venue = venues.get(row.venue_id or 0)
    partners = {pk: tuple(_revive_all(Partner, activity.partner_rows)) for pk, activity in activities.items()}
    notices = _revive_all(Notice, around["notice_rows"])
    texts: dict[str, str] = dict(around["translation_rows"])
    if not speaks_dutch():
        groups = (activities.values(), slots, *changes.values(), closures, notices, venues.values(), *partners.values())
        translate_rows(chain.from_iterable(groups), texts)
    return Programme(
        first_day=first_day,
        last_day=last_day,
        activities=list(activities.values()),
        functions={pk: tuple(map(Function, activity.function_names)) for pk, activity in activities.items()},
        partners=partners,
        slots=slots,
        changes=changes,
        closures=closures,
        notices=[notice for notice in notices if notice.activity_id is None or notice.activity_id in activities],
        main_venue=next((venue for venue in venues.values() if venue.is_main), None),
        funders=list({funder.name: funder for funder in _revive_all(Funder, around["funder_rows"])}.values()),
        texts=texts,
    )


# The rows below carry lists that annotations added, which the models do not declare.
type _Annotated = QuerySet[Any]


def _select_activities(only_public: bool, slug: str | None) -> _Annotated:
    activities: _Annotated = Activity.objects.annotate(
        function_names=ArraySubquery(
            ActivityFunction.objects.filter(activity=OuterRef("pk")).order_by("pk").values("function")
        ),
        partner_rows=ArraySubquery(
            ActivityPartner.objects.filter(activity=OuterRef("pk"))
            .order_by("-leads", "pk")
            .values(row=_as_json(Partner, prefix="partner__")),
        ),
    )
    if only_public:
        activities = activities.filter(is_public=True)
    return activities if slug is None else activities.filter(slug=slug)


def _select_slots(first_day: datetime.date, last_day: datetime.date) -> _Annotated:
    span = (first_day, last_day)
    changes = Change.objects.filter(Q(on__range=span) | Q(new_date__range=span), slot=OuterRef("pk")).order_by("on")
    slots: _Annotated = Slot.objects.annotate(change_rows=ArraySubquery(changes.values(row=_as_json(Change))))
    return slots.order_by("starts_at", "ends_at", "pk")


def _select_surroundings(first_day: datetime.date, last_day: datetime.date) -> dict[str, Any]:
    closures = Closure.objects.filter(first_day__lte=last_day, last_day__gte=first_day).order_by("first_day", "pk")
    notices = Notice.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=first_day), first_day__lte=last_day
    ).order_by("-first_day", "pk")
    # One row of four lists: a join would multiply them, and four queries would be three too many.
    surroundings: Any = Site.objects.values(
        venue_rows=_as_rows(Venue.objects.order_by("-is_main", "name")),
        closure_rows=_as_rows(closures),
        notice_rows=_as_rows(notices),
        translation_rows=_select_texts(),
        funder_rows=_as_rows(_select_funders(first_day)),
    )
    found: dict[str, Any] = surroundings.get(pk=current_site_id())
    return found


def _select_texts() -> ArraySubquery:
    texts = Translation.objects.filter(language=translation.get_language() or "")
    return ArraySubquery(texts.values(pair=JSONArray("source", "text")))


def _select_funders(day: datetime.date) -> QuerySet[Funder]:
    paid = Q(period__ends_on__isnull=True) | Q(period__ends_on__gte=day)
    return Funder.objects.filter(paid, period__starts_on__lte=day).order_by("period__starts_on", "position", "name")


def _as_rows[M: Model](queryset: QuerySet[M]) -> ArraySubquery:
    return ArraySubquery(queryset.values(row=_as_json(queryset.model)))


def _as_json(model: type[Model], prefix: str = "") -> JSONObject:
    return JSONObject(**{column.attname: F(prefix + column.attname) for column in model._meta.concrete_fields})


def _revive_all[M: Model](model: type[M], rows: Sequence[Mapping[str, Any]]) -> list[M]:
    return [_revive(model, row) for row in rows]


def _revive[M: Model](model: type[M], row: Mapping[str, Any]) -> M:
    columns = model._meta.concrete_fields
    # Dates and times come out of JSON as text.
    return model.from_db(
        "default", [column.attname for column in columns], [column.to_python(row[column.attname]) for column in columns]
    )
