"""What a steering-group report tells: figures, the offer, milestones and signals of a period."""

import calendar
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from activities.models import Milestone
from activities.selectors.offer import OfferItem, list_offer
from activities.vocabulary import Precision
from reporting.selectors.figures import Figure, FigureSet, Period, collect_figures
from reporting.vocabulary import FigureKind
from signals.selectors.picked_up import SignalRow, list_signals
from signals.vocabulary import Dimension

MONTHS_OF_REPORT = 4
KNOWN = f"{FigureKind.ATTRIBUTE.value}:{Dimension.KNOWN.value}:yes"


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure over several periods; None where it does not exist for that period."""

    label: str
    cells: Sequence[Figure | None]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a chart; `percent` is its length against the longest."""

    figure: Figure
    label: str
    percent: float


@dataclass(frozen=True, kw_only=True)
class ReportFigures:
    """The figures of a report, with their definitions."""

    columns: Sequence[Period]
    rows: Sequence[FigureRow]
    attributes: Sequence[Figure]
    """Of whole years and the running year only, and of the whole site only."""
    attribute_period: Period | None
    themes: Sequence[Bar]
    activities: Sequence[Bar]
    approaches: Sequence[Bar]
    referrals: Sequence[Bar]
    reported: Sequence[Bar]
    definitions: Sequence[Figure]
    """One figure for each label, to say what it means."""


@dataclass(frozen=True, kw_only=True)
class DatedMilestone:
    """A milestone with its date as precise as it is known."""

    when: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReportTexts:
    """What a report tells besides figures."""

    offer: Sequence[OfferItem]
    milestones: Sequence[DatedMilestone]
    signals: Sequence[SignalRow]


def choose_default_period(*, today: datetime.date) -> Period:
    """The last four months that are finished and make a third of a year: January, May or September is the first."""
    thirds_done = (today.month - 1) // MONTHS_OF_REPORT
    year, last = (today.year, thirds_done * MONTHS_OF_REPORT) if thirds_done else (today.year - 1, 12)
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Period(datetime.date(year, last - MONTHS_OF_REPORT + 1, 1), end)


def choose_year_to_date(*, today: datetime.date) -> Period:
    """The running year, up to and including this month."""
    last = calendar.monthrange(today.year, today.month)[1]
    return Period(datetime.date(today.year, 1, 1), today.replace(day=last))


def choose_columns(period: Period) -> list[Period]:
    """The periods a report compares: its years when it spans several, else itself and its year to date."""
    years = period.split_by_year()
    if len(years) > 1:
        return years
    to_date = Period(datetime.date(period.end.year, 1, 1), period.end)
    return [period] if to_date == period else [period, to_date]


def read_report_figures(*, period: Period) -> ReportFigures:
    """Count everything a report tells about the site in scope."""
    columns = choose_columns(period)
    sets = [collect_figures(period=column) for column in columns]
    over_all = sets[0] if columns[0] == period else collect_figures(period=period)
    with_attributes = [found for found in reversed(sets) if found.list_kind(FigureKind.ATTRIBUTE)]
    attributes = with_attributes[0].list_kind(FigureKind.ATTRIBUTE) if with_attributes else []
    rows = _build_rows(sets)
    shown = [figure for row in rows for figure in row.cells if figure]
    # With themes of its own for reports a site has more than the rest that is always there.
    report_themes = over_all.list_kind(FigureKind.REPORT_THEME)
    themes = report_themes if len(report_themes) > 1 else over_all.list_kind(FigureKind.THEME)
    referrals = [figure for figure in over_all.list_kind(FigureKind.REFERRAL) if figure.number]
    reported = [figure for figure in over_all.figures if figure.kind == FigureKind.REPORTED]
    return ReportFigures(
        columns=columns,
        rows=rows,
        attributes=attributes,
        attribute_period=attributes[0].period if attributes else None,
        themes=_build_bars(themes),
        activities=_build_bars(_list_contacts_by_activity(over_all), name=lambda figure: figure.scope.label),
        approaches=_build_bars(over_all.list_kind(FigureKind.APPROACH)),
        referrals=_build_bars(referrals),
        reported=_build_bars(reported, name=_name_in_full),
        definitions=list({figure.label: figure for figure in shown}.values()),
    )


def _build_rows(sets: Sequence[FigureSet]) -> list[FigureRow]:
    wanted = [FigureKind.UNIQUE, FigureKind.ADDED, FigureKind.NEW, KNOWN, FigureKind.CONTACTS]
    wanted += [FigureKind.HELP_REQUESTS, FigureKind.PARTICIPATIONS]
    rows = []
    for key in wanted:
        cells = [found.find(str(key), period=found.period) for found in sets]
        label = next((cell.label for cell in cells if cell), "")
        if label:
            rows.append(FigureRow(label=label, cells=cells))
    return rows


def _list_contacts_by_activity(figures: FigureSet) -> list[Figure]:
    return [
        figure
        for figure in figures.figures
        if figure.kind == FigureKind.CONTACTS and figure.scope.slug and figure.period == figures.period
    ]


def _name_alone(figure: Figure) -> str:
    # 'Thema: Huisvesting' stands under a heading that says Thema already.
    return figure.label.split(": ", 1)[-1]


def _name_in_full(figure: Figure) -> str:
    return f"{figure.label} ({figure.scope.label}, {figure.period.label})"


def _build_bars(figures: Sequence[Figure], *, name: Callable[[Figure], str] = _name_alone) -> list[Bar]:
    ordered = sorted(figures, key=lambda figure: -(figure.number or 0))
    longest = max((figure.number or 0 for figure in ordered), default=0) or 1
    return [
        Bar(figure=figure, label=name(figure), percent=round(100 * (figure.number or 0) / longest, 2))
        for figure in ordered
    ]


def read_report_texts(*, period: Period) -> ReportTexts:
    """Read the offer at the end of the period, its milestones, and the signals that are or were open in it."""
    closed = list_signals(on=period.end, closed=True)
    return ReportTexts(
        offer=list_offer(on=period.end, only_public=False),
        milestones=list_milestones(period=period),
        signals=[row for row in list_signals(on=period.end) if row.signal.heard_on <= period.end]
        + [row for row in closed if period.holds(row.signal.heard_on)],
    )


def list_milestones(*, period: Period) -> list[DatedMilestone]:
    """The milestones of a period, oldest first."""
    milestones = Milestone.objects.filter(on__range=(period.first_day, period.end))
    return [DatedMilestone(when=describe_date(milestone), text=milestone.text) for milestone in milestones]


def describe_date(milestone: Milestone) -> str:
    """The date of a milestone, no more precise than it is known: '29 september 2022', 'najaar 2021', '2020'."""
    match milestone.precision:
        case Precision.YEAR:
            return str(milestone.on.year)
        case Precision.SEASON:
            return f"{milestone.get_season_display()} {milestone.on.year}"
        case Precision.MONTH:
            return date_format(milestone.on, "F Y")
    return date_format(milestone.on, "j F Y")
