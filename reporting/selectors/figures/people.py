"""Unique and new visitors, for the whole site and per activity that counts its own uniques."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.selectors.figures.attributes import list_attributes, list_attributes_since_start
from reporting.selectors.figures.counters import PeopleCounts
from reporting.selectors.figures.figure import Figure
from reporting.selectors.figures.frame import Frame
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reader import PeopleReader
from reporting.selectors.figures.reported import ONE_DAY, describe_openings
from reporting.vocabulary import CounterKind, FigureKind
from signals.models import AttributeCategory
from signals.vocabulary import Basis, Measure

OF_EVER = (CounterKind.FIRST_EVER, CounterKind.UNKNOWN)
OF_YEAR = (*OF_EVER, CounterKind.FIRST_YEAR)


def list_people_figures(
    *, frame: Frame, counts: PeopleCounts, categories: Sequence[AttributeCategory]
) -> Iterator[Figure]:
    """Every figure about people, scope by scope: each year, since the start, and the attributes of both."""
    counted = {activity_id for activity_id, month, _basis in counts.firsts if activity_id and frame.period.holds(month)}
    for scope in frame.list_scopes_of_people(counted_ids=counted):
        reader = PeopleReader(scope=scope, counts=counts, reported=frame.reported, corrections=frame.corrections)
        years = frame.period.split_by_year()
        uniques = [_build_unique(reader, year) for year in years]
        yield from uniques
        for year in years:
            yield from _list_counted_parts(reader, year)
        yield from (_build_new(reader, part) for part in frame.slices)
        since_start = _build_since_start(reader, frame.period.since_start())
        yield since_start
        for unique in uniques:
            yield from list_attributes(reader, unique, categories)
        yield from list_attributes_since_start(reader, since_start, categories)


def _build_unique(reader: PeopleReader, period: Period) -> Figure:
    value, more = _count(reader, period, Measure.UNIQUE, Basis.YEAR)
    if period.starts_with_year:
        return reader.build(
            kind=FigureKind.UNIQUE,
            label=_("Unieke bezoekers"),
            definition=_(
                "Verschillende mensen die in dit kalenderjaar kwamen. Iedereen telt één keer: bij het eerste bezoek "
                "van het jaar."
            ),
            period=period,
            value=value,
            at_most_more=more,
            corrected=OF_YEAR,
        )
    return reader.build(
        kind=FigureKind.ADDED,
        label=_("Erbij in deze periode"),
        definition=_(
            "Mensen van wie het eerste bezoek van het kalenderjaar in deze periode viel. Wie vroeger dat jaar al "
            "kwam, telt niet mee: dit zijn dus niet alle unieke bezoekers van de periode."
        ),
        period=period,
        value=value,
        at_most_more=more,
        corrected=OF_YEAR,
    )


def _list_counted_parts(reader: PeopleReader, year: Period) -> Iterator[Figure]:
    """Where a year was registered in part, what was counted in the part that was."""
    if not reader.is_unregistered(Measure.UNIQUE, year):
        return
    for first, last in reader.list_counted_stretches(Measure.UNIQUE, year):
        # Counters know months: of the month in which counting began, they hold only what came after.
        part = Period(first.replace(day=1), last)
        if not reader.has_counted(part):
            continue
        since = _("Erbij sinds %s") % date_format(first, "j F Y")
        until = _("Unieke bezoekers tot en met %s") % date_format(last, "j F Y")
        definition = _(
            "Mensen van wie het eerste bezoek van het kalenderjaar in dit deel van het jaar viel. De rest van het jaar "
            "is niet geregistreerd: dit is dus niet iedereen die dat jaar kwam."
        )
        yield reader.build(
            kind=FigureKind.ADDED,
            label=until if first == year.first_day and year.starts_with_year else since,
            definition=definition,
            period=part,
            value=reader.sum_firsts(part, Basis.YEAR),
            at_most_more=reader.sum_firsts(part, Basis.UNKNOWN),
            corrected=OF_YEAR,
        )


def _build_new(reader: PeopleReader, period: Period) -> Figure:
    value, more = _count(reader, period, Measure.NEW, Basis.EVER)
    return reader.build(
        kind=FigureKind.NEW,
        label=_("Nieuwe bezoekers"),
        definition=_("Mensen die in deze periode voor de allereerste keer kwamen."),
        period=period,
        value=value,
        at_most_more=more,
        corrected=OF_EVER,
    )


def _count(reader: PeopleReader, period: Period, measure: Measure, basis: Basis) -> tuple[int | str | None, int]:
    if reader.is_unregistered(measure, period):
        return None, 0
    if not reader.has_counted(period):
        return _("niet geteld"), 0
    return reader.sum_firsts(period, basis), reader.sum_firsts(period, Basis.UNKNOWN)


def _build_since_start(reader: PeopleReader, period: Period) -> Figure:
    openings = reader.find_openings(Measure.UNIQUE, period)
    # What an opening balance covers need not have been registered here.
    covered_until = max((row.period_end for row in openings if row.period_end), default=None)
    uncovered = Period(covered_until + ONE_DAY if covered_until else None, period.end)
    value, more = _count(reader, uncovered, Measure.NEW, Basis.EVER)
    if reader.is_unregistered(Measure.UNIQUE, period, opening=True):
        value, more = None, 0
    elif openings and value is not None:
        value = sum(row.number or 0 for row in openings) + reader.sum_firsts(period, Basis.EVER)
    definition = _("Verschillende mensen die ooit kwamen: de beginstand en daarna iedereen die voor het eerst kwam.")
    return reader.build(
        kind=FigureKind.UNIQUE_SINCE_START,
        label=_("Unieke bezoekers sinds de start"),
        definition=definition,
        period=period,
        value=value,
        at_most_more=more,
        source=describe_openings(openings),
        corrected=OF_EVER,
    )
