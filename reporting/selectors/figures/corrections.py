"""Corrections of counters: what the figures add to what was counted, and what they say of it."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reporting.models import Correction
from reporting.selectors.figures.counters import PeopleCounts
from reporting.selectors.figures.period import Period
from reporting.vocabulary import CorrectionReason, CounterKind
from signals.counting import BASES
from signals.vocabulary import Answer, Basis

ANSWERS: dict[str, Answer] = {
    CounterKind.FIRST_EVER: Answer.EVER,
    CounterKind.FIRST_YEAR: Answer.YEAR,
    CounterKind.UNKNOWN: Answer.UNKNOWN,
}
"""Which answer of a visitor a counter of people counts."""

ATTRIBUTE_ANSWERS: dict[str, Answer] = {
    CounterKind.ATTRIBUTE_EVER: Answer.EVER,
    CounterKind.ATTRIBUTE_YEAR: Answer.YEAR,
}
"""The same for attributes."""


@dataclass(frozen=True, kw_only=True)
class FigureCorrection:
    """What a figure says of one correction in it.

    Attributes:
        change: how many more or fewer: `+2`, `-1`.
        reason: why, in words of the screen.
        about: what it is about when that is not the figure itself but 'en hoogstens N meer'.
    """

    change: str
    reason: str
    about: str = ""

    @property
    def text(self) -> str:
        """`-1 (dubbel genoteerd)`."""
        return f"{self.about} {self.change} ({self.reason})".strip()


@dataclass(frozen=True)
class CorrectionBook:
    """The corrections of a site, oldest first, looked up by counter, scope and period."""

    rows: Sequence[Correction] = field(default_factory=tuple)

    def find(
        self,
        *kinds: CounterKind,
        period: Period,
        activity_ids: Collection[int | None] | None = None,
        without: Collection[int] = (),
        item_ids: Collection[int] | None = None,
    ) -> list[Correction]:
        """The corrections of some counters in the months of a period.

        Args:
            kinds: which counters.
            period: whole months.
            activity_ids: of which activities, None in it for the whole site; all of them when left out.
            without: activities that do not count.
            item_ids: of which rows of the site's lists; all of them when left out.
        """
        return [
            row
            for row in self.rows
            if row.kind in kinds
            and period.holds(row.month)
            and (activity_ids is None or row.activity_id in activity_ids)
            and row.activity_id not in without
            and (item_ids is None or row.item_id in item_ids)
        ]


def read_correction_book(*, until: datetime.date) -> CorrectionBook:
    """Read the corrections up to the month of a day (one query)."""
    return CorrectionBook(rows=list(Correction.objects.filter(month__lte=until).order_by("made_at", "pk")))


def describe_corrections(rows: Iterable[Correction]) -> tuple[FigureCorrection, ...]:
    """What a figure says of the corrections in it."""
    return tuple(
        FigureCorrection(
            change=row.change,
            reason=str(CorrectionReason(row.reason).label),
            about=_("'weet niet'") if row.kind == CounterKind.UNKNOWN else "",
        )
        for row in rows
    )


def correct_people(counts: PeopleCounts, book: CorrectionBook) -> None:
    """Add the corrections to the counts of firsts and attributes; a pair that cancels out leaves no trace in them."""
    firsts: Counter[tuple[int | None, datetime.date, Basis]] = Counter()
    attributes: Counter[tuple[int | None, int, Basis, int]] = Counter()
    for row in book.rows:
        if row.kind in ANSWERS:
            for basis in BASES[ANSWERS[CounterKind(row.kind)]]:
                firsts[row.activity_id, row.month, basis] += row.delta
        elif row.kind in ATTRIBUTE_ANSWERS and row.category_id is not None:
            for basis in BASES[ATTRIBUTE_ANSWERS[CounterKind(row.kind)]]:
                attributes[row.activity_id, row.month.year, basis, row.category_id] += row.delta
    for first, number in firsts.items():
        if number:
            counts.firsts[first] += number
    for attribute, number in attributes.items():
        if number:
            counts.attributes[attribute] += number
