"""Participations: heads counted at sessions. Not contacts, not unique visitors."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from activities.models import Session
from activities.vocabulary import SessionKind
from reporting.selectors.figures.corrections import FigureCorrection, describe_corrections
from reporting.selectors.figures.figure import WHOLE_SITE, Figure, FigureScope, choose_quantity
from reporting.selectors.figures.frame import Frame, scope_of
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reported import describe_openings
from reporting.vocabulary import CounterKind, FigureKind
from signals.vocabulary import Measure, Unit

PARTS = ("adults", "children", "families")


@dataclass(frozen=True, kw_only=True)
class SessionCount:
    """Sessions with a head count of one activity, month and kind."""

    activity_id: int
    month: datetime.date
    kind: str
    sessions: int
    heads: int
    adults: int | None = None
    children: int | None = None
    families: int | None = None


def count_sessions(*, until: datetime.date) -> list[SessionCount]:
    """Add up the head counts of all sessions until a day (one query). Sessions nobody counted are left out."""
    rows = (
        Session.objects.filter(is_deleted=False, head_count__isnull=False, on__lte=until)
        .values("activity_id", "kind", month=TruncMonth("on"))
        .annotate(sessions=Count("pk"), heads=Sum("head_count"), **{name: Sum(name) for name in PARTS})
        .order_by()
    )
    return [SessionCount(**row) for row in rows]


def list_session_figures(*, frame: Frame, counts: list[SessionCount]) -> Iterator[Figure]:
    """Participations of the site and of each activity with counted sessions; for activities also the average."""
    # A correction adds heads to fixed moments that were counted, not a moment.
    counts = [*counts, *_list_corrected(frame)]
    in_site = [count for count in counts if count.activity_id not in frame.excluded_ids]
    for part in frame.slices:
        yield _build_participations(frame, WHOLE_SITE, part, in_site)
        yield from _list_participants(frame, WHOLE_SITE, part, in_site)
    for activity in frame.included:
        own = [count for count in counts if count.activity_id == activity.pk]
        if own:
            yield from _list_of_activity(frame, scope_of(activity), own)


def _list_corrected(frame: Frame) -> Iterator[SessionCount]:
    for row in frame.corrections.find(CounterKind.PARTICIPATIONS, period=frame.period.since_start()):
        if row.activity_id is not None:
            yield SessionCount(
                activity_id=row.activity_id, month=row.month, kind=SessionKind.SLOT, sessions=0, heads=row.delta
            )


def _describe(frame: Frame, scope: FigureScope, period: Period) -> tuple[FigureCorrection, ...]:
    rows = frame.corrections.find(
        CounterKind.PARTICIPATIONS,
        period=period,
        activity_ids=None if scope == WHOLE_SITE else [scope.activity_id],
        without=frame.excluded_ids,
    )
    return describe_corrections(rows)


def _list_of_activity(frame: Frame, scope: FigureScope, counts: list[SessionCount]) -> Iterator[Figure]:
    for part in frame.slices:
        yield _build_participations(frame, scope, part, counts)
        yield from _list_participants(frame, scope, part, counts)
    yield _build_since_start(frame, scope, counts)
    for part in frame.slices:
        in_part = [count for count in counts if part.holds(count.month)]
        yield _build_number_of_sessions(scope, part, in_part)
        yield _build_average(frame, scope, part, [count for count in in_part if count.kind == SessionKind.SLOT])


def _build_participations(frame: Frame, scope: FigureScope, period: Period, counts: list[SessionCount]) -> Figure:
    return _build(
        kind=FigureKind.PARTICIPATIONS,
        label=_("Deelnames"),
        definition=_(
            "Alle aanwezigen van alle getelde keren samen: vaste momenten, op afspraak, huisbezoek en outreach. Wie "
            "tien keer komt, telt tien keer."
        ),
        scope=scope,
        period=period,
        value=_sum_heads(frame, scope, period, counts),
        exclusions=() if scope.activity_id else frame.excluded_names,
        corrections=_describe(frame, scope, period),
    )


def _list_participants(
    frame: Frame, scope: FigureScope, period: Period, counts: list[SessionCount]
) -> Iterator[Figure]:
    """Adults, children and families, as far as somebody counted them apart; otherwise nothing."""
    for name, label, unit in (
        ("adults", _("Deelnames: volwassenen"), Unit.TIME),
        ("children", _("Deelnames: kinderen"), Unit.TIME),
        ("families", _("Deelnames: gezinnen"), Unit.FAMILY),
    ):
        numbers = [getattr(count, name) for count in counts if period.holds(count.month)]
        known = [number for number in numbers if number is not None]
        if known:
            yield _build(
                kind=FigureKind.PARTICIPANTS,
                item=name,
                label=label,
                definition=_(
                    "Enkel van de keren waarop iemand dit apart telde: samen kan het minder zijn dan alle deelnames. "
                    "Wie tien keer komt, telt tien keer."
                ),
                scope=scope,
                period=period,
                value=sum(known),
                exclusions=() if scope.activity_id else frame.excluded_names,
                unit=unit,
            )


def _sum_heads(frame: Frame, scope: FigureScope, period: Period, counts: list[SessionCount]) -> int | str | None:
    if frame.reported.is_unregistered(scope=scope, measure=Measure.PARTICIPATIONS, period=period):
        return None
    in_period = [count.heads for count in counts if period.holds(count.month)]
    return sum(in_period) if in_period else _("niet geteld")


def _build_since_start(frame: Frame, scope: FigureScope, counts: list[SessionCount]) -> Figure:
    period = frame.period.since_start()
    openings = frame.reported.find_openings(scope=scope, measure=Measure.PARTICIPATIONS, period=period)
    value = _sum_heads(frame, scope, period, counts)
    if isinstance(value, int):
        value += sum(row.number or 0 for row in openings)
    return _build(
        kind=FigureKind.PARTICIPATIONS_SINCE_START,
        label=_("Deelnames sinds de start"),
        definition=_("De beginstand, als die er is, en alle aanwezigen van alle getelde keren sindsdien samen."),
        scope=scope,
        period=period,
        value=value,
        source=describe_openings(openings),
        corrections=_describe(frame, scope, period),
    )


def _build_number_of_sessions(scope: FigureScope, period: Period, counts: list[SessionCount]) -> Figure:
    return _build(
        kind=FigureKind.SESSIONS,
        label=_("Getelde keren"),
        definition=_("Hoe vaak de activiteit doorging en de aanwezigen geteld zijn."),
        scope=scope,
        period=period,
        value=sum(count.sessions for count in counts) or _("niet geteld"),
    )


def _build_average(frame: Frame, scope: FigureScope, period: Period, on_slot: list[SessionCount]) -> Figure:
    sessions = sum(count.sessions for count in on_slot)
    heads = Decimal(sum(count.heads for count in on_slot))
    return _build(
        kind=FigureKind.AVERAGE,
        label=_("Gemiddeld aantal deelnemers per vast moment"),
        definition=_(
            "Aanwezigen op de vaste momenten, gedeeld door het aantal getelde vaste momenten. Afspraken, huisbezoeken "
            "en outreach tellen hier niet mee."
        ),
        scope=scope,
        period=period,
        value=round(heads / sessions, 1) if sessions else _("niet geteld"),
        corrections=_describe(frame, scope, period),
    )


def _build(
    *,
    kind: FigureKind,
    label: str,
    definition: str,
    scope: FigureScope,
    period: Period,
    value: int | Decimal | str | None,
    exclusions: tuple[str, ...] = (),
    source: str = "",
    corrections: tuple[FigureCorrection, ...] = (),
    item: str = "",
    unit: Unit = Unit.TIME,
) -> Figure:
    return Figure(
        key=f"{kind.value}:{item}" if item else kind.value,
        kind=kind,
        label=label,
        definition=definition,
        scope=scope,
        period=period,
        exclusions=exclusions,
        quantity=choose_quantity(value),
        value=value,
        unit=unit,
        source=source,
        corrections=corrections,
    )
