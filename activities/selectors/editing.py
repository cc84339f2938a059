"""What somebody who keeps the offer needs to see: the coming dates, what is theirs, what was changed by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.details import ActivityDetails, PeriodDetails, read_columns
from activities.models import Activity, ActivityPartner, Change, Closure, Notice, Slot
from activities.selectors.freshness import is_fresh
from activities.selectors.occurrences import Occurrence, compute_occurrences
from activities.selectors.programme import Programme, read_programme
from activities.selectors.words import describe_day, describe_hours
from activities.vocabulary import Function, OccurrenceStatus, OfferAct
from sites.models import AuditEntry, Partner, ProjectPeriod

AHEAD = timedelta(days=60)
# Longer than a year: what comes once a year, or only outside school holidays, still shows.
FAR_AHEAD = timedelta(days=400)
RECENT_ACTS = 8
NEXT_DATES = 6


def list_dates_of_slot(slot: Slot, *, count: int, others: Sequence[Slot] = ()) -> list[Occurrence]:
    """The next dates of a slot, which need not be saved yet, and of others of its activity; its first ones when it is
    over.
    """
    slots, today = [slot, *others], timezone.localdate()
    is_over = all(one.valid_until is not None and one.valid_until < today for one in slots)
    starts_on = min(one.valid_from for one in slots)
    first_day = starts_on if is_over else max(today, starts_on)
    programme = read_programme(first_day=first_day, last_day=first_day + FAR_AHEAD, activity_slug=slot.activity.slug)
    return compute_occurrences(replace(programme, slots=slots))[:count]


def list_own_dates(slot: Slot, *, count: int) -> list[Occurrence]:
    """The next dates of the slot's own rule: what was moved stands on the day it left, where it can be changed."""
    dates = list_dates_of_slot(slot, count=2 * count)
    return [occurrence for occurrence in dates if occurrence.status is not OccurrenceStatus.MOVED_HERE][:count]


def find_date_of_slot(slot: Slot, on: date) -> Occurrence | None:
    """What a slot's own rule says about a day, whatever was arranged since; None when it says nothing."""
    programme = read_programme(first_day=on, last_day=on, activity_slug=slot.activity.slug)
    return next(iter(compute_occurrences(replace(programme, slots=[slot], changes={}))), None)


def find_own_date(occurrence: Occurrence) -> date:
    """The date that the slot's own rule gave an occurrence, also when it was moved."""
    moved_here = occurrence.status is OccurrenceStatus.MOVED_HERE
    return occurrence.other_date if moved_here and occurrence.other_date else occurrence.date


@dataclass(frozen=True, kw_only=True)
class DateLine:
    """One date in a list that somebody can change: what takes place, and what was arranged for it, if anything."""

    occurrence: Occurrence
    change: Change | None

    @property
    def own_date(self) -> date:
        """The date to change: the one that the moment itself gave."""
        return find_own_date(self.occurrence)

    @property
    def function(self) -> str:
        """The first function it serves, for the stool of somebody who is there; empty when nobody is."""
        functions = self.occurrence.functions
        return functions[0] if functions and self.occurrence.takes_place else ""

    @property
    def state(self) -> str:
        """The stool when there is no function to show."""
        if self.occurrence.takes_place:
            return "later"
        return "moved" if self.occurrence.status is OccurrenceStatus.MOVED_AWAY else "gone"

    @property
    def said(self) -> str:
        """What is different, in a few words."""
        return describe_date(self.occurrence, self.change)


def describe_date(occurrence: Occurrence, change: Change | None) -> str:
    """What is different on a date: 'wordt dinsdag 28 maart, 13.00 - 15.30 uur'."""
    other = describe_day(occurrence.other_date, with_weekday=True) if occurrence.other_date else ""
    said = str(OccurrenceStatus(occurrence.status).label)
    if occurrence.status is OccurrenceStatus.MOVED_AWAY:
        hours = describe_hours(Hours.of(occurrence.slot, change))
        said = _("wordt %(day)s, %(hours)s") % {"day": other, "hours": hours}
    elif occurrence.status is OccurrenceStatus.MOVED_HERE:
        said = _("in plaats van %(day)s") % {"day": other}
    elif occurrence.status is OccurrenceStatus.HOURS:
        said = _("nu %(hours)s") % {"hours": describe_hours(occurrence)}
    elif occurrence.status is OccurrenceStatus.ELSEWHERE and occurrence.venue:
        said = _("in %(venue)s") % {"venue": occurrence.venue}
    return f"{said}: {occurrence.reason}" if occurrence.reason else said


@dataclass(frozen=True)
class Hours:
    """From when until when."""

    starts_at: time
    ends_at: time

    @classmethod
    def of(cls, slot: Slot, change: Change | None) -> "Hours":
        """The hours of a slot on a date that may be different."""
        return cls(
            (change and change.new_starts_at) or slot.starts_at,
            (change and change.new_ends_at) or slot.ends_at,
        )


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """One activity in a list of the offer.

    Args:
        activity: what it is.
        functions: which of the four functions it serves.
        partners: who takes part; those that lead it first.
        slots: the moments that are not over.
        former_slots: the moments that are.
        dates: its coming dates, in order.
    """

    activity: Activity
    functions: tuple[Function, ...]
    partners: tuple[Partner, ...]
    slots: Sequence[Slot]
    former_slots: Sequence[Slot]
    dates: Sequence[DateLine]

    @property
    def next_date(self) -> DateLine | None:
        """The first time somebody will be there."""
        return next((line for line in self.dates if line.occurrence.takes_place), None)

    @property
    def today(self) -> Sequence[DateLine]:
        """What should take place today."""
        return [line for line in self.dates if line.occurrence.date == timezone.localdate()]

    @property
    def is_to_check(self) -> bool:
        """Whether nobody looked for long whether it is still right."""
        return not is_fresh(self.activity.confirmed_on, today=timezone.localdate())

    @property
    def is_on_today(self) -> bool:
        """Whether there is something left to cancel today."""
        return any(line.occurrence.takes_place for line in self.today)

    @property
    def next_dates(self) -> Sequence[DateLine]:
        """Enough dates to choose from."""
        return self.dates[:NEXT_DATES]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The whole offer from a day on, as the team sees it."""

    current: Sequence[ActivityLine]
    former: Sequence[ActivityLine]
    today: Sequence[DateLine]
    changed: Sequence[DateLine]
    closures: Sequence[Closure]
    notices: Sequence[Notice]
    closed_today: Closure | None


def read_offer(*, today: date) -> Offer:
    """All activities with their coming dates, and what is different in the coming two months."""
    programme = read_programme(first_day=today, last_day=today + AHEAD)
    lines = _build_lines(programme, today)
    dates = sorted((line for of in lines for line in of.dates), key=lambda line: line.occurrence.starts_at)
    whole = (closure for closure in programme.closures if closure.venue_id is None)
    return Offer(
        current=[line for line in lines if not _is_over(line.activity, today)],
        former=[line for line in lines if _is_over(line.activity, today)],
        today=[line for line in dates if line.occurrence.date == today],
        changed=[line for line in dates if line.occurrence.status in _ARRANGED],
        closures=programme.closures,
        notices=programme.notices,
        closed_today=next((closure for closure in whole if closure.first_day <= today <= closure.last_day), None),
    )


# What was moved is told on the day it left.
_ARRANGED = frozenset(
    {OccurrenceStatus.CANCELLED, OccurrenceStatus.MOVED_AWAY, OccurrenceStatus.HOURS, OccurrenceStatus.ELSEWHERE}
)


def read_activity_line(activity: Activity, *, today: date) -> ActivityLine:
    """One activity with its moments and coming dates."""
    programme = read_programme(first_day=today, last_day=today + AHEAD, activity_slug=activity.slug)
    return _build_lines(programme, today)[0]


def read_led_lines(partner_ids: Iterable[int], *, today: date) -> list[ActivityLine]:
    """The activities whose moments these partners keep themselves, with their coming dates."""
    led = set(list_led_activities(partner_ids).values_list("pk", flat=True))
    lines = _build_lines(read_programme(first_day=today, last_day=today + AHEAD), today)
    return [line for line in lines if line.activity.pk in led and not _is_over(line.activity, today)]


def _build_lines(programme: Programme, today: date) -> list[ActivityLine]:
    dates: dict[int, list[DateLine]] = {}
    for occurrence in compute_occurrences(programme):
        line = DateLine(occurrence=occurrence, change=_find_change(programme, occurrence))
        dates.setdefault(occurrence.activity.pk, []).append(line)
    slots: dict[tuple[int, bool], list[Slot]] = {}
    for slot in programme.slots:
        is_over = slot.valid_until is not None and slot.valid_until < today
        slots.setdefault((slot.activity_id, is_over), []).append(slot)
    return [
        ActivityLine(
            activity=activity,
            functions=programme.functions.get(activity.pk, ()),
            partners=programme.partners.get(activity.pk, ()),
            slots=slots.get((activity.pk, False), ()),
            former_slots=slots.get((activity.pk, True), ()),
            dates=dates.get(activity.pk, ()),
        )
        for activity in programme.activities
    ]


def _find_change(programme: Programme, occurrence: Occurrence) -> Change | None:
    own_date = find_own_date(occurrence)
    changes = programme.changes.get(occurrence.slot.pk, ())
    return next((change for change in changes if change.on == own_date), None)


def _is_over(activity: Activity, today: date) -> bool:
    return activity.ends_on is not None and activity.ends_on < today


def list_led_activities(partner_ids: Iterable[int]) -> QuerySet[Activity]:
    """The activities whose moments these partners keep themselves; none of a partner that left."""
    leads = ActivityPartner.objects.filter(partner_id__in=partner_ids, leads=True)
    still = leads.exclude(partner__active_until__lt=timezone.localdate())
    return Activity.objects.filter(pk__in=still.values("activity"))


def list_led_slots(partner_ids: Iterable[int]) -> QuerySet[Slot]:
    """The moments of these activities."""
    return Slot.objects.filter(activity__in=list_led_activities(partner_ids)).select_related("activity")


def list_recent_acts() -> list[AuditEntry]:
    """What was last done to the offer, newest first, each with its act in words as `label`."""
    acts = AuditEntry.objects.filter(action__in=OfferAct.values).select_related("actor", "partner")[:RECENT_ACTS]
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
