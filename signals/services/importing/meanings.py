"""What headings and words in the files of a site mean, said once in the browser and remembered for every later file.

A word that a list of the site has, means that; only what no list has is looked up here. So a row is always judged by
the rules of `gathering`, with the words of the site in it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from signals.guard import find_identifiers
from signals.import_columns import LEFT_OUT, OF_DIMENSION, Column, Word, fold
from signals.models import ImportMeaning
from signals.models.importing import LONGEST_WORD
from signals.services.importing.cells import Cell, Formula
from signals.services.importing.sheets import Row
from signals.services.importing.values import ANSWERS, UNKNOWN_WORDS, Lists, read_text
from signals.vocabulary import Answer

OF_HEADINGS = ""
SEVERAL = (Column.APPROACH, Column.REFERRAL)
OF_REQUEST = (Column.THEME, Column.NOTE, Column.APPROACH, Column.REFERRAL)
ASKED = (
    Column.ACTIVITY,
    Column.VISITOR,
    Column.VISITOR_AT_ACTIVITY,
    *OF_DIMENSION,
    Column.THEME,
    Column.APPROACH,
    Column.REFERRAL,
)
"""The columns with words of which somebody can say what they mean."""


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What was said before: of headings, the column (None: not used); of words in a column, the key of a choice."""

    headings: Mapping[str, Column | None]
    words: Mapping[Word, str]


def read_meanings() -> Meanings:
    """Read what the site in scope said of its files (one query)."""
    headings: dict[str, Column | None] = {}
    words: dict[Word, str] = {}
    for row in ImportMeaning.objects.all():
        if row.column == OF_HEADINGS:
            headings[row.text] = Column.__members__.get(row.meaning)
        elif column := Column.__members__.get(row.column):
            words[column, row.text] = row.meaning
    return Meanings(headings=headings, words=words)


def list_choices(column: Column, lists: Lists) -> dict[str, str]:
    """What a word in this column may mean: the key of each choice, and the word of the site for it."""
    if column in (Column.VISITOR, Column.VISITOR_AT_ACTIVITY):
        return {answer.value: next(word for word, of in ANSWERS.items() if of == answer) for answer in Answer}
    if column in OF_DIMENSION:
        dimension = OF_DIMENSION[column]
        return {str(item.pk): item.name for (of, _word), item in lists.categories.items() if of == dimension}
    items: Mapping[str, object] = {
        Column.ACTIVITY: lists.activities,
        Column.THEME: lists.themes,
        Column.APPROACH: lists.approaches,
        Column.REFERRAL: lists.services,
    }[column]
    return {str(item.pk): str(item) for item in items.values()}  # type: ignore[attr-defined]  # rows of the site


def apply_meanings(*, rows: Iterable[Row], lists: Lists, meanings: Meanings) -> list[Row]:
    """Put the site's own words in the place of words that were explained; what is left out leaves its cell blank."""
    if not meanings.words:
        return list(rows)
    known = _list_known_words(lists)
    choices = {column: list_choices(column, lists) for column in ASKED}
    meant = {
        (column, text): choices[column][meaning] if meaning else LEFT_OUT
        for (column, text), meaning in meanings.words.items()
        if meaning == LEFT_OUT or meaning in choices[column]
    }
    return [_translate(row, known, meant) for row in rows]


def find_unknown_words(*, rows: Iterable[Row], lists: Lists) -> Counter[Word]:
    """Words that no list has and that somebody may explain, as first spelled, with the number of rows they stand in.

    Nothing that would let somebody be found is asked about, so that it is never remembered either.
    """
    known = _list_known_words(lists)
    # The same few words stand in thousands of cells.
    cells = Counter((column, type(cell), cell) for row in rows for column, cell in row.cells.items() if column in ASKED)
    found: Counter[Word] = Counter()
    spelled: dict[Word, str] = {}
    for (column, _type, cell), count in cells.items():
        words = {fold(word): word for word in _split(column, cell)}
        for folded in words.keys() - known[column]:
            found[column, folded] += count
            spelled.setdefault((column, folded), words[folded])
    return Counter(
        {
            (column, spelled[column, folded]): count
            for (column, folded), count in found.items()
            if len(folded) <= LONGEST_WORD and not find_identifiers(folded)
        }
    )


def _list_known_words(lists: Lists) -> dict[Column, Collection[str]]:
    words_of_answers = {
        column: {word for of, word in lists.categories if of == dimension} | UNKNOWN_WORDS
        for column, dimension in OF_DIMENSION.items()
    }
    return words_of_answers | {
        Column.ACTIVITY: lists.activities.keys(),
        Column.VISITOR: ANSWERS.keys(),
        Column.VISITOR_AT_ACTIVITY: ANSWERS.keys(),
        Column.THEME: lists.themes.keys(),
        Column.APPROACH: lists.approaches.keys(),
        Column.REFERRAL: lists.services.keys(),
    }


def _split(column: Column, cell: Cell) -> list[str]:
    if isinstance(cell, Formula):
        return []
    text = read_text(cell)
    return [part.strip() for part in (text.split(";") if column in SEVERAL else [text]) if part.strip()]


def _translate(row: Row, known: Mapping[Column, Collection[str]], meant: Mapping[Word, str]) -> Row:
    cells = dict(row.cells)
    for column in ASKED:
        words = _split(column, cells[column]) if column in cells else []
        explained = {word: meant.get((column, fold(word))) for word in words if fold(word) not in known[column]}
        if all(meaning is None for meaning in explained.values()):
            continue
        told = [word if (meaning := explained.get(word)) is None else meaning for word in words]
        text = "; ".join(word for word in told if word)
        if text:
            cells[column] = text
            continue
        # A theme that is left out takes its help request along.
        for gone in OF_REQUEST if column == Column.THEME else (column,):
            cells.pop(gone, None)
    return Row(number=row.number, cells=cells)


@dataclass(frozen=True, kw_only=True)
class RememberedWord:
    """A remembered word as people read it; `means` is empty for what is left out or is no choice any more."""

    pk: int
    column: str
    text: str
    means: str
    is_left_out: bool


def describe_meanings(*, lists: Lists) -> list[RememberedWord]:
    """Everything that is remembered, headings first (one query)."""
    choices = {column: list_choices(column, lists) for column in ASKED}
    found = []
    for row in ImportMeaning.objects.all():
        column = Column.__members__.get(row.column)
        if column is None:
            meant = Column.__members__.get(row.meaning)
            means = meant.value if meant else ""
        else:
            means = choices.get(column, {}).get(row.meaning, "")
        found.append(
            RememberedWord(
                pk=row.pk,
                column=column.value if column else "",
                text=row.text,
                means=means,
                is_left_out=row.meaning == LEFT_OUT,
            )
        )
    return found
