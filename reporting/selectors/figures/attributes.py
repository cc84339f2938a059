"""What is known of unique visitors: one figure for each category of each dimension, and 'onbekend'."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.selectors.figures.figure import Figure
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reader import PeopleReader
from reporting.vocabulary import CounterKind, FigureKind
from signals.models import AttributeCategory
from signals.vocabulary import Basis, Dimension, Measure

CORRECTED = {
    FigureKind.ATTRIBUTE: (CounterKind.ATTRIBUTE_EVER, CounterKind.ATTRIBUTE_YEAR),
    FigureKind.ATTRIBUTE_SINCE_START: (CounterKind.ATTRIBUTE_EVER,),
}


def list_attributes(reader: PeopleReader, unique: Figure, categories: Sequence[AttributeCategory]) -> Iterator[Figure]:
    """The attributes of the unique visitors of a year; nothing for a part-year that is over.

    Attributes are counted by calendar year, so they exist for a whole year and for the running year to date.
    """
    period = unique.period
    if not (period.starts_with_year and _misses_nothing_of_its_last_year(period)):
        return

    def count(category: AttributeCategory) -> int | None:
        if reader.is_unregistered(Measure.ATTRIBUTE, period, category):
            return None
        return reader.sum_attribute(period, Basis.YEAR, category)

    yield from _list_by_dimension(reader, unique, FigureKind.ATTRIBUTE, categories, count)


def list_attributes_since_start(
    reader: PeopleReader, since_start: Figure, categories: Sequence[AttributeCategory]
) -> Iterator[Figure]:
    """The attributes of everybody who ever came: opening balances plus what was counted of firsts since."""
    period = since_start.period
    if not _misses_nothing_of_its_last_year(period):
        return

    def count(category: AttributeCategory) -> int | None:
        if any(reader.is_unregistered(Measure.ATTRIBUTE, period, category, opening=part) for part in (True, False)):
            return None
        openings = reader.find_openings(Measure.ATTRIBUTE, period, category)
        return sum(row.number or 0 for row in openings) + reader.sum_attribute(period, Basis.EVER, category)

    yield from _list_by_dimension(reader, since_start, FigureKind.ATTRIBUTE_SINCE_START, categories, count)


def _misses_nothing_of_its_last_year(period: Period) -> bool:
    return period.ends_with_year or period.end >= timezone.localdate()


def _list_by_dimension(
    reader: PeopleReader,
    total: Figure,
    kind: FigureKind,
    categories: Sequence[AttributeCategory],
    count: Callable[[AttributeCategory], int | None],
) -> Iterator[Figure]:
    if total.number is None:
        return
    for dimension, members in groupby(categories, key=lambda category: Dimension(category.dimension)):
        known = 0
        is_complete = True
        is_asked = False
        for category in members:
            number = count(category)
            is_complete = is_complete and number is not None
            known += number or 0
            # What stopped is listed only where it was answered; a question that stopped as a whole is not listed.
            if number or not category.is_retired:
                is_asked = True
                yield _build(reader, total, kind, dimension, category.key, category.name, number, category)
        if is_complete and is_asked:
            unknown = max(total.number - known, 0)
            yield _build(reader, total, kind, dimension, "unknown", _("onbekend"), unknown)


def _build(
    reader: PeopleReader,
    total: Figure,
    kind: FigureKind,
    dimension: Dimension,
    key: str,
    name: str,
    number: int | None,
    category: AttributeCategory | None = None,
) -> Figure:
    definition = (
        _(
            "Hoeveel van deze mensen (%s) dit antwoord gaven. De vraag wordt alleen bij een eerste bezoek gesteld; wie "
            "niet antwoordt, staat bij 'onbekend'."
        )
        % total.label.lower()
    )
    question = str(dimension.label)
    return reader.build(
        key=f"{kind.value}:{dimension.value}:{key}",
        kind=kind,
        label=f"{question[0].upper()}{question[1:]}: {name}",
        definition=definition,
        period=total.period,
        value=number,
        corrected=CORRECTED[kind] if category else (),
        category=category,
    )
