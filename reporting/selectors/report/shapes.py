"""The figures of a report as its pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

from reporting.selectors.figures import Figure, Period

MOST_NARROW_COLUMNS = 3
MOST_LETTERS_ON_ONE_LINE = 15
"""Of a question above one of three tables beside each other, after 'Tabel 12.'"""


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure over several periods; None where it does not exist for that period."""

    label: str
    cells: Sequence[Figure | None]

    @property
    def exclusions(self) -> tuple[str, ...]:
        """Names of the activities that are left out of it."""
        return next((cell.exclusions for cell in self.cells if cell), ())


@dataclass(frozen=True, kw_only=True)
class Question:
    """The attributes of unique visitors that answer one question: 'Leeftijd'."""

    label: str
    rows: Sequence[FigureRow]

    @property
    def is_long(self) -> bool:
        """Whether it takes two lines; the tables beside it then keep two as well, so that their heads stay level."""
        return len(self.label) > MOST_LETTERS_ON_ONE_LINE


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a chart; `percent` is its length against the longest."""

    figure: Figure
    label: str
    percent: float

    @property
    def is_missing(self) -> bool:
        """Whether it was not registered."""
        return self.figure.value is None


@dataclass(frozen=True, kw_only=True)
class ReportFigures:
    """The figures of a report, with their definitions."""

    columns: Sequence[Period]
    rows: Sequence[FigureRow]
    findings: Sequence[str]
    """What stands out, in sentences."""
    questions: Sequence[Question]
    """Of whole years and the running year only, and of the whole site only."""
    question_columns: Sequence[Period]
    themes: Sequence[Bar]
    activities: Sequence[Bar]
    approaches: Sequence[Bar]
    referrals: Sequence[Bar]
    outreach: Sequence[FigureRow]
    """Rounds outside the walls, whom they reached and what was handed out: how many, and to how many families."""
    reported: Sequence[Bar]
    excluded: Sequence[str]
    """Names of the activities that were asked to be left out."""
    definitions: Sequence[Figure]
    """One figure for each label, to say what it means."""

    @property
    def question_rows(self) -> list[tuple[Question, ...]]:
        """The questions as they stand beside each other on paper: in threes for one period, in twos for a few."""
        periods = len(self.question_columns)
        beside = 3 if periods == 1 else 2 if periods <= MOST_NARROW_COLUMNS else 1
        return list(batched(self.questions, beside, strict=False))

    @property
    def has_counts(self) -> bool:
        """Whether there is anything to put in a table: a number, or that it was not registered."""
        return any(cell.value is None or cell.number is not None for cell in self._cells)

    @property
    def has_gaps(self) -> bool:
        """Whether a figure exists for some of the periods only."""
        return any(None in row.cells for row in self.rows)

    @property
    def has_unregistered(self) -> bool:
        """Whether something was not registered."""
        return any(cell.value is None for cell in self._cells)

    @property
    def has_doubt(self) -> bool:
        """Whether of some visitors nobody knew whether they came before."""
        return any(cell.at_most_more for cell in self._cells)

    @property
    def corrected(self) -> list[Figure]:
        """What was corrected by hand after the fold, each figure once."""
        bars = [*self.themes, *self.activities, *self.approaches, *self.referrals]
        answers = [cell for question in self.questions for row in question.rows for cell in row.cells if cell]
        shown = [*self._cells, *answers, *(bar.figure for bar in bars)]
        found = {(figure.key, figure.scope, figure.period): figure for figure in shown if figure.corrections}
        return list(found.values())

    @property
    def _cells(self) -> list[Figure]:
        return [cell for row in self.rows for cell in row.cells if cell]
