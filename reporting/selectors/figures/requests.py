"""Contacts, help requests, and what they were about: themes, approaches, referrals."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from reporting.selectors.figures.corrections import describe_corrections
from reporting.selectors.figures.figure import WHOLE_SITE, Figure, FigureScope, choose_quantity
from reporting.selectors.figures.frame import Frame, scope_of
from reporting.selectors.figures.period import Period
from reporting.vocabulary import CounterKind, FigureKind
from signals.models import Approach, Contact, HelpRequest, HelpRequestApproach, ListItem, Referral, Service, Theme
from signals.vocabulary import ApproachKind, Unit

type ByActivity = Counter[tuple[int, int]]
"""(activity, year) → how many."""


@dataclass(frozen=True, kw_only=True)
class RequestCounts:
    """Contacts and help requests of a period."""

    contacts: ByActivity
    help_requests: ByActivity
    themes: Mapping[Theme, int]
    approaches: Mapping[Approach, int]
    referrals: Mapping[Service, int]


def count_requests(*, frame: Frame) -> RequestCounts:
    """Count the contacts and help requests of a period (seven queries, whatever their number)."""
    period, excluded = frame.period, frame.excluded_ids
    contacts = Contact.objects.filter(is_deleted=False, on__range=(period.first_day, period.end))
    help_requests = HelpRequest.objects.filter(
        contact__is_deleted=False, contact__on__range=(period.first_day, period.end)
    )
    by_theme = (
        help_requests.values("theme_id", activity=F("contact__activity_id"), year=ExtractYear("contact__on"))
        .annotate(number=Count("pk"))
        .order_by()
    )
    requests: ByActivity = Counter()
    themes: Counter[int] = Counter()
    for row in by_theme:
        requests[row["activity"], row["year"]] += row["number"]
        if row["activity"] not in excluded:
            themes[row["theme_id"]] += row["number"]
    _correct(requests, frame, CounterKind.HELP_REQUESTS)
    themes.update(_sum_items(frame, CounterKind.HELP_REQUESTS))
    by_activity = _count_by_activity(contacts)
    _correct(by_activity, frame, CounterKind.CONTACTS)
    return RequestCounts(
        contacts=by_activity,
        help_requests=requests,
        themes=_name(Theme.objects.select_related("report_theme"), themes),
        # Concern is absent from every figure: nothing is counted for it, and it is not listed either.
        approaches=_name(
            Approach.objects.exclude(kind=ApproachKind.CONCERN),
            _count_links(HelpRequestApproach.objects.all(), "approach_id", frame, CounterKind.APPROACHES),
        ),
        referrals=_name(
            Service.objects.all(), _count_links(Referral.objects.all(), "service_id", frame, CounterKind.REFERRALS)
        ),
    )


def _count_by_activity(contacts: QuerySet[Contact]) -> ByActivity:
    rows = contacts.values("activity_id", year=ExtractYear("on")).annotate(number=Count("pk")).order_by()
    return Counter({(row["activity_id"], row["year"]): row["number"] for row in rows})


def _correct(numbers: ByActivity, frame: Frame, kind: CounterKind) -> None:
    for row in frame.corrections.find(kind, period=frame.period):
        if row.activity_id is not None:
            numbers[row.activity_id, row.month.year] += row.delta


def _sum_items(frame: Frame, kind: CounterKind) -> Counter[int]:
    """The corrections of a counter by row of the site's lists, without what does not count."""
    summed: Counter[int] = Counter()
    for row in frame.corrections.find(kind, period=frame.period, without=frame.excluded_ids):
        if row.item_id is not None:
            summed[row.item_id] += row.delta
    return summed


def _count_links(links: QuerySet[Any], link: str, frame: Frame, kind: CounterKind) -> Counter[int]:
    rows = (
        links.filter(
            help_request__contact__is_deleted=False,
            help_request__contact__on__range=(frame.period.first_day, frame.period.end),
        )
        .exclude(help_request__contact__activity_id__in=frame.excluded_ids)
        .values(link)
        .annotate(number=Count("pk"))
        .order_by()
    )
    numbers = Counter({row[link]: row["number"] for row in rows})
    numbers.update(_sum_items(frame, kind))
    return numbers


def _name[Item: ListItem](items: Iterable[Item], numbers: Counter[int]) -> dict[Item, int]:
    # A retired item is only listed when it was used in the period.
    return {item: numbers[item.pk] for item in items if numbers[item.pk] or not item.is_retired}


def list_request_figures(*, frame: Frame, counts: RequestCounts) -> Iterator[Figure]:
    """Contacts and help requests of the site (each year, and the whole) and of each activity, and their breakdowns."""
    yield from _list_totals(frame, counts, WHOLE_SITE)
    for activity in frame.included:
        if any(activity_id == activity.pk for activity_id, _year in counts.contacts):
            yield from _list_totals(frame, counts, scope_of(activity))
    if counts.contacts:
        yield from _list_themes(frame, counts)
        yield from _list_approaches(frame, counts)
        yield from _list_referrals(frame, counts)


def _list_totals(frame: Frame, counts: RequestCounts, scope: FigureScope) -> Iterator[Figure]:
    for kind, counter, label, definition, unit, numbers in (
        (
            FigureKind.CONTACTS,
            CounterKind.CONTACTS,
            _("Contacten"),
            _("Eén contact is één gesprek of ontmoeting op één dag. Dezelfde persoon telt elke keer opnieuw mee."),
            Unit.TIME,
            counts.contacts,
        ),
        (
            FigureKind.HELP_REQUESTS,
            CounterKind.HELP_REQUESTS,
            _("Hulpvragen"),
            _("Elke vraag die tijdens een contact gesteld werd; één contact kan er geen, één of meer hebben."),
            Unit.THING,
            counts.help_requests,
        ),
    ):
        for part in frame.slices:
            value: int | str = _sum_years(numbers, part, scope, frame.excluded_ids)
            # Contacts that were all taken off by a correction were counted: that is 0.
            if not any(part.first_day.year <= year <= part.end.year for _activity, year in counts.contacts):
                value = _("niet geteld")
            yield _build(
                frame,
                kind=kind,
                label=label,
                definition=definition,
                period=part,
                value=value,
                scope=scope,
                unit=unit,
                counter=counter,
            )


def _sum_years(numbers: ByActivity, period: Period, scope: FigureScope, excluded: frozenset[int]) -> int:
    return sum(
        number
        for (activity_id, year), number in numbers.items()
        if period.first_day.year <= year <= period.end.year
        and activity_id not in excluded
        and scope.activity_id in (None, activity_id)
    )


def _list_themes(frame: Frame, counts: RequestCounts) -> Iterator[Figure]:
    in_report: Counter[str] = Counter()
    members: dict[str, list[int]] = {}
    for theme, number in counts.themes.items():
        heading = theme.report_theme.name if theme.report_theme else _("andere thema's")
        in_report[heading] += number
        members.setdefault(heading, []).append(theme.pk)
        yield _build(
            frame,
            kind=FigureKind.THEME,
            item=theme.name,
            counter=CounterKind.HELP_REQUESTS,
            item_ids=[theme.pk],
            label=_("Thema: %s") % theme.name,
            definition=_("Hulpvragen met dit thema. Elke hulpvraag heeft één thema."),
            value=number,
        )
    for name, number in in_report.items():
        yield _build(
            frame,
            kind=FigureKind.REPORT_THEME,
            item=name,
            counter=CounterKind.HELP_REQUESTS,
            item_ids=members[name],
            label=_("Thema in het verslag: %s") % name,
            definition=_("Hulpvragen met een thema van het formulier dat in verslagen hieronder valt."),
            value=number,
        )


def _list_approaches(frame: Frame, counts: RequestCounts) -> Iterator[Figure]:
    for approach, number in counts.approaches.items():
        yield _build(
            frame,
            kind=FigureKind.APPROACH,
            item=approach.name,
            counter=CounterKind.APPROACHES,
            item_ids=[approach.pk],
            label=_("Aanpak: %s") % approach.name,
            definition=_("Hulpvragen waarbij dit aangeduid werd. Eén hulpvraag kan meer dan één aanpak hebben."),
            value=number,
        )


def _list_referrals(frame: Frame, counts: RequestCounts) -> Iterator[Figure]:
    for service, number in counts.referrals.items():
        yield _build(
            frame,
            kind=FigureKind.REFERRAL,
            item=service.name,
            counter=CounterKind.REFERRALS,
            item_ids=[service.pk],
            label=_("Doorverwezen naar: %s") % service.name,
            definition=_("Hulpvragen waarmee iemand hierheen doorverwezen werd."),
            value=number,
        )


def _build(
    frame: Frame,
    *,
    kind: FigureKind,
    label: str,
    definition: str,
    value: int | str,
    counter: CounterKind,
    item: str = "",
    item_ids: Collection[int] | None = None,
    period: Period | None = None,
    scope: FigureScope = WHOLE_SITE,
    unit: Unit = Unit.THING,
) -> Figure:
    rows = frame.corrections.find(
        counter,
        period=period or frame.period,
        activity_ids=None if scope == WHOLE_SITE else [scope.activity_id],
        without=frame.excluded_ids,
        item_ids=item_ids,
    )
    return Figure(
        key=f"{kind.value}:{item}" if item else kind.value,
        kind=kind,
        label=label,
        definition=definition,
        scope=scope,
        period=period or frame.period,
        exclusions=frame.excluded_names if scope == WHOLE_SITE else (),
        quantity=choose_quantity(value),
        value=value,
        unit=unit,
        corrections=describe_corrections(rows),
    )
