"""What somebody who keeps the offer needs to see: the coming dates, what is theirs, what was changed by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from activities.details import ActivityDetails, PeriodDetails, read_columns
from activities.models import Activity, Closure, Slot
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.selectors.programme import Programme, read_programme
from activities.vocabulary import Function, OccurrenceStatus, OfferAct
from sites.models import AuditEntry, Partner, ProjectPeriod

AHEAD = timedelta(days=60)
# Longer than a year: what comes once a year, or only outside school holidays, still shows.
FAR_AHEAD = timedelta(days=400)
RECENT_ACTS = 8


def list_dates_of_slot(slot: Slot, *, count: int) -> list[Occurrence]:
    """The next dates of a slot, which need not be saved yet; its first ones when it is over."""
    today = timezone.localdate()
    is_over = slot.valid_until is not None and slot.valid_until < today
    first_day = slot.valid_from if is_over else max(today, slot.valid_from)
    programme = read_programme(first_day=first_day, last_day=first_day + FAR_AHEAD, activity_slug=slot.activity.slug)
    return compute_occurrences(replace(programme, slots=[slot]))[:count]


def find_date_of_slot(slot: Slot, on: date) -> Occurrence | None:
    """What a slot's own rule says about a day, whatever was arranged since; None when it says nothing."""
    programme = read_programme(first_day=on, last_day=on, activity_slug=slot.activity.slug)
    return next(iter(compute_occurrences(replace(programme, slots=[slot], changes={}))), None)


def find_own_date(occurrence: Occurrence) -> date:
    """The date that the slot's own rule gave an occurrence, also when it was moved."""
    moved_here = occurrence.status is OccurrenceStatus.MOVED_HERE
    return occurrence.other_date if moved_here and occurrence.other_date else occurrence.date


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """One activity in a list of the offer.

    Args:
        activity: what it is.
        functions: which of the four functions it serves.
        partners: who takes part; those that lead it first.
        slots: the moments that are not over.
        dates: its coming occurrences, in order.
    """

    activity: Activity
    functions: tuple[Function, ...]
    partners: tuple[Partner, ...]
    slots: Sequence[Slot]
    dates: Sequence[Occurrence]

    @property
    def next_date(self) -> Occurrence | None:
        """The first time somebody will be there."""
        return next((occurrence for occurrence in self.dates if occurrence.takes_place), None)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The whole offer from a day on, as the team sees it."""

    current: Sequence[ActivityLine]
    former: Sequence[ActivityLine]
    today: Sequence[Occurrence]
    changed: Sequence[Occurrence]
    programme: Programme

    def find_whole_closure(self, day: date) -> Closure | None:
        """The closure of the whole site on a day."""
        closures = (closure for closure in self.programme.closures if closure.venue_id is None)
        return next((closure for closure in closures if closure.first_day <= day <= closure.last_day), None)


def read_offer(*, today: date) -> Offer:
    """All activities with their coming dates, and what is different in the coming two months."""
    programme = read_programme(first_day=today, last_day=today + AHEAD)
    occurrences = compute_occurrences(programme)
    lines = _build_lines(programme, occurrences, today)
    arranged = {
        OccurrenceStatus.CANCELLED, OccurrenceStatus.MOVED_AWAY, OccurrenceStatus.HOURS, OccurrenceStatus.ELSEWHERE,
    }  # fmt: skip
    return Offer(
        current=[line for line in lines if not _is_over(line.activity, today)],
        former=[line for line in lines if _is_over(line.activity, today)],
        today=[occurrence for occurrence in occurrences if occurrence.date == today],
        changed=[occurrence for occurrence in occurrences if occurrence.status in arranged],
        programme=programme,
    )


def read_activity_line(activity: Activity, *, today: date) -> ActivityLine:
    """One activity with its moments and coming dates."""
    programme = read_programme(first_day=today, last_day=today + AHEAD, activity_slug=activity.slug)
    return _build_lines(programme, compute_occurrences(programme), today)[0]


def _build_lines(programme: Programme, occurrences: Iterable[Occurrence], today: date) -> list[ActivityLine]:
    slots: dict[int, list[Slot]] = {}
    for slot in programme.slots:
        if slot.valid_until is None or slot.valid_until >= today:
            slots.setdefault(slot.activity_id, []).append(slot)
    dates: dict[int, list[Occurrence]] = {}
    for occurrence in occurrences:
        dates.setdefault(occurrence.activity.pk, []).append(occurrence)
    return [
        ActivityLine(
            activity=activity,
            functions=programme.functions.get(activity.pk, ()),
            partners=programme.partners.get(activity.pk, ()),
            slots=slots.get(activity.pk, ()),
            dates=dates.get(activity.pk, ()),
        )
        for activity in programme.activities
    ]


def _is_over(activity: Activity, today: date) -> bool:
    return activity.ends_on is not None and activity.ends_on < today


def list_led_activities(partner_ids: Iterable[int]) -> QuerySet[Activity]:
    """The activities whose moments these partners keep themselves."""
    return Activity.objects.filter(
        activity_partners__partner_id__in=partner_ids, activity_partners__leads=True
    ).distinct()


def list_led_slots(partner_ids: Iterable[int]) -> QuerySet[Slot]:
    """The moments of these activities."""
    return Slot.objects.filter(activity__in=list_led_activities(partner_ids)).select_related("activity")


def list_recent_acts() -> list[AuditEntry]:
    """What was last done to the offer, newest first, each with its act in words as `label`."""
    acts = AuditEntry.objects.filter(action__in=OfferAct.values).select_related("actor")[:RECENT_ACTS]
    return [_label(act) for act in acts]


def _label(act: AuditEntry) -> AuditEntry:
    act.label = OfferAct(act.action).label  # type: ignore[attr-defined]  # only for the page that shows it
    return act


def read_activity(activity: Activity) -> ActivityDetails:
    """What is now said about an activity, to start an edit from."""
    links = list(activity.activity_partners.select_related("partner"))
    return ActivityDetails(
        functions=tuple(row.function for row in activity.functions.all()),
        leaders=tuple(link.partner for link in links if link.leads),
        helpers=tuple(link.partner for link in links if not link.leads),
        **read_columns(activity, ActivityDetails),
    )


def read_period(period: ProjectPeriod) -> PeriodDetails:
    """What is now said about a project period, to start an edit from."""
    funders = tuple(funder.name for funder in period.funders.all())
    return PeriodDetails(funders=funders, **read_columns(period, PeriodDetails))
