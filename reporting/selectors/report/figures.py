"""Counting what a report tells, in tables, charts and a few sentences."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.selectors.figures import Figure, FigureSet, Period, collect_figures
from reporting.selectors.report.periods import choose_columns
from reporting.selectors.report.shapes import Bar, FigureRow, Question, ReportFigures
from reporting.vocabulary import FigureKind
from signals.vocabulary import Dimension

OUTREACH = (FigureKind.ROUNDS, FigureKind.ADDRESSES, FigureKind.MATERIAL)
KNOWN = f"{FigureKind.ATTRIBUTE.value}:{Dimension.KNOWN.value}:yes"


@dataclass(frozen=True)
class _Column:
    """One of the periods a report compares, and the set that was counted for it (which may hold more periods)."""

    period: Period
    counted: FigureSet

    def find(self, key: str) -> Figure | None:
        return self.counted.find(key, period=self.period)

    def list_attributes(self) -> list[Figure]:
        found = self.counted.list_kind(FigureKind.ATTRIBUTE)
        return [figure for figure in found if figure.period == self.period]


def read_report_figures(*, period: Period, without: Collection[str] = ()) -> ReportFigures:
    """Count everything a report tells about the site in scope.

    Args:
        period: whole months.
        without: slugs of activities to leave out, as `collect_figures` does.

    Raises:
        UnknownActivity: the site has no activity with one of these slugs.
    """
    over_all = collect_figures(period=period, without=without)
    columns = [
        # What spans several years holds each of them.
        _Column(
            column,
            over_all
            if column == period or len(period.split_by_year()) > 1
            else collect_figures(period=column, without=without),
        )
        for column in choose_columns(period)
    ]
    with_attributes = [column for column in columns if column.list_attributes()]
    rows = _build_rows(columns)
    shown = [figure for row in rows for figure in row.cells if figure]
    # With themes of its own for reports a site has more than the rest that is always there.
    report_themes = over_all.list_kind(FigureKind.REPORT_THEME)
    themes = report_themes if len(report_themes) > 1 else over_all.list_kind(FigureKind.THEME)
    referrals = [figure for figure in over_all.list_kind(FigureKind.REFERRAL) if figure.number]
    reported = [figure for figure in over_all.figures if figure.kind == FigureKind.REPORTED]
    return ReportFigures(
        columns=[column.period for column in columns],
        rows=rows,
        findings=_tell_findings(latest=columns[-1], whole=_Column(period, over_all)),
        questions=_build_questions(with_attributes),
        question_columns=[column.period for column in with_attributes],
        themes=_build_bars(themes),
        activities=_build_bars(_list_contacts_by_activity(over_all), name=lambda figure: figure.scope.label),
        approaches=_build_bars(over_all.list_kind(FigureKind.APPROACH)),
        referrals=_build_bars(referrals),
        outreach=_list_outreach(over_all),
        reported=_build_bars(reported),
        excluded=[activity.name for activity in over_all.excluded],
        definitions=list({figure.label: figure for figure in shown}.values()),
    )


def _build_rows(columns: Sequence[_Column]) -> list[FigureRow]:
    wanted = [FigureKind.UNIQUE, FigureKind.ADDED, FigureKind.NEW, KNOWN, FigureKind.CONTACTS]
    wanted += [FigureKind.HELP_REQUESTS, FigureKind.PARTICIPATIONS]
    rows = []
    for key in wanted:
        cells = [column.find(str(key)) for column in columns]
        label = next((cell.label for cell in cells if cell), "")
        if label:
            rows.append(FigureRow(label=label, cells=cells))
    return rows


def _build_questions(columns: Sequence[_Column]) -> list[Question]:
    names: dict[str, dict[str, str]] = {}
    for column in columns:
        for figure in column.list_attributes():
            question, _colon, answer = figure.label.partition(": ")
            names.setdefault(question, {})[figure.key] = answer
    return [
        Question(
            label=question,
            rows=[
                FigureRow(label=answers[key], cells=[column.find(key) for column in columns])
                # What one year asked and another did not comes before who did not answer.
                for key in sorted(answers, key=lambda key: key.endswith(":unknown"))
            ],
        )
        for question, answers in names.items()
    ]


def _tell_findings(*, latest: _Column, whole: _Column) -> list[str]:
    """The main figures in sentences; what was not counted or not registered is left to the table.

    Args:
        latest: the last year (to date): unique visitors exist for it.
        whole: the whole period of the report.
    """
    unique, new = _find_number(latest, FigureKind.UNIQUE), _find_number(latest, FigureKind.NEW)
    requests = _find_number(whole, FigureKind.HELP_REQUESTS)
    sentences = []
    if unique:
        came = ngettext("%(when)s kwam %(number)s persoon langs.", "%(when)s kwamen %(number)s mensen langs.", unique)
        sentences.append(came % {"when": latest.period.opening_words, "number": _write(unique)})
    if unique and new:
        sentences.append(_("Voor %s van hen was het de allereerste keer.") % _write(new))
    if requests:
        when = "" if unique and whole.period == latest.period else whole.period.opening_words
        sentences.append(_say_requests(requests, when=when))
    return sentences


def _say_requests(number: int, *, when: str) -> str:
    if not when:
        return ngettext("We noteerden %s hulpvraag.", "We noteerden %s hulpvragen.", number) % _write(number)
    asked = ngettext(
        "%(when)s noteerden we %(number)s hulpvraag.", "%(when)s noteerden we %(number)s hulpvragen.", number
    )
    return asked % {"when": when, "number": _write(number)}


def _find_number(column: _Column, kind: FigureKind) -> int:
    figure = column.find(kind.value)
    return (figure.number or 0) if figure else 0


def _write(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def _list_contacts_by_activity(figures: FigureSet) -> list[Figure]:
    return [
        figure
        for figure in figures.figures
        if figure.kind == FigureKind.CONTACTS and figure.scope.slug and figure.period == figures.period
    ]


def _list_outreach(figures: FigureSet) -> list[FigureRow]:
    families = {figure.key.partition(":")[2]: figure for figure in figures.list_kind(FigureKind.MATERIAL_FAMILIES)}
    counted = [figure for kind in OUTREACH for figure in figures.list_kind(kind)]
    return [
        FigureRow(
            label=capfirst(_name_alone(figure)),
            cells=[figure, families.get(figure.key.partition(":")[2]) if figure.kind == FigureKind.MATERIAL else None],
        )
        for figure in counted
    ]


def _name_alone(figure: Figure) -> str:
    # 'Thema: Huisvesting' stands under a heading that says Thema already.
    return figure.label.split(": ", 1)[-1]


def _build_bars(figures: Sequence[Figure], *, name: Callable[[Figure], str] = _name_alone) -> list[Bar]:
    ordered = sorted(figures, key=lambda figure: -(figure.number or 0))
    longest = max((figure.number or 0 for figure in ordered), default=0) or 1
    return [
        Bar(figure=figure, label=name(figure), percent=round(100 * (figure.number or 0) / longest, 2))
        for figure in ordered
    ]
