"""From rows to contacts: rows with one number are one contact, wherever they stand."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from activities.models import Activity
from signals.entries import ContactEntry, EntryRefused, HelpRequestEntry
from signals.import_columns import OF_CONTACT, OF_DIMENSION, REQUIRED, Column, fold
from signals.models import AttributeCategory, ListItem, Theme
from signals.selectors.choices import UsedChoices
from signals.services.checking import CheckedContact, check_contact
from signals.services.importing.cells import Cell
from signals.services.importing.sheets import Row
from signals.services.importing.values import (
    Lists,
    Refusal,
    find_item,
    read_answer,
    read_category,
    read_date,
    read_note,
    read_text,
    split_values,
)
from signals.vocabulary import NOTE_DAYS, Answer

type ContactValue = datetime.date | Activity | Answer | AttributeCategory | None
type Readers = Mapping[Column, Callable[[Cell], Any]]
"""How the cells of each column are read; a reader raises a `Refusal`."""

COLUMN_OF_PROBLEM = {
    "on": Column.DATE,
    "activity": Column.ACTIVITY,
    "activity_answer": Column.VISITOR_AT_ACTIVITY,
    "theme": Column.THEME,
    "approaches": Column.APPROACH,
    "services": Column.REFERRAL,
    "note": Column.NOTE,
}
"""The column in which a problem that the rules find with a contact was written."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ContactDraft:
    """A contact as its rows tell it, found to be in order. `number` is the file's own, and is never stored.

    Two of them are never the same one, so nobody compares what is in them.
    """

    first_row: int
    number: str
    entry: ContactEntry
    checked: CheckedContact


@dataclass(frozen=True, order=True)
class BadRow:
    """A row that cannot be taken over, and why, in a Dutch sentence."""

    number: int
    reason: str


@dataclass(kw_only=True)
class _ParsedRow:
    number: int
    contact: dict[Column, ContactValue] = field(default_factory=dict)
    request: HelpRequestEntry | None = None
    refusals: list[BadRow] = field(default_factory=list)


def gather_contacts(
    *, rows: Iterable[Row], lists: Lists, today: datetime.date, asks_names: bool = True
) -> tuple[list[ContactDraft], list[BadRow]]:
    """Make contacts out of rows, in the order of the file; a contact with a bad row is left out as a whole.

    `asks_names`: a note that may hold a name makes a bad row. A note too old to be kept is not asked about.
    """
    oldest_note = today - datetime.timedelta(days=NOTE_DAYS)
    readers = _build_readers(lists)
    grouped: dict[str, list[Row]] = defaultdict(list)
    bad: list[BadRow] = []
    for row in rows:
        number = _read(row, Column.NUMBER, bad, readers)
        if number:
            grouped[fold(number)].append(row)
        elif Column.NUMBER not in row.cells:
            bad.append(BadRow(row.number, _("Contactnr ontbreekt.")))
    drafts = []
    for number, members in grouped.items():
        parsed = [_parse_row(row, readers) for row in members]
        refusals = [refusal for row in parsed for refusal in row.refusals] or list(_find_contradictions(parsed))
        if not refusals:
            asks = lists.read_own_words if asks_names and _merge(parsed)[Column.DATE] > oldest_note else None
            draft = _build_draft(number, parsed, lists, today, refusals, read_own_words=asks)
            drafts += [draft] if draft else []
        bad += refusals
    return drafts, sorted(bad)


def _build_readers(lists: Lists) -> Readers:
    def find_activity(cell: Cell) -> Activity:
        return find_item(read_text(cell), lists.activities)

    # The same few words stand in thousands of cells, so each is looked up once. (1, 1.0 and true are not one word.)
    once = lru_cache(maxsize=None, typed=True)
    return {
        Column.NUMBER: read_text,
        Column.DATE: once(read_date),
        Column.ACTIVITY: once(find_activity),
        Column.VISITOR: once(read_answer),
        Column.VISITOR_AT_ACTIVITY: once(read_answer),
        **{column: once(partial(read_category, column=column, lists=lists)) for column in OF_DIMENSION},
        Column.THEME: once(partial(_read_theme, lists=lists)),
        Column.NOTE: read_note,
        Column.APPROACH: once(partial(_read_items, items=lists.approaches)),
        Column.REFERRAL: once(partial(_read_items, items=lists.services)),
    }


def _parse_row(row: Row, readers: Readers) -> _ParsedRow:
    parsed = _ParsedRow(number=row.number)
    for column in OF_CONTACT:
        if column in row.cells:
            parsed.contact[column] = _read(row, column, parsed.refusals, readers)
    parsed.request = _parse_request(row, readers, parsed.refusals)
    return parsed


def _read(row: Row, column: Column, refusals: list[BadRow], readers: Readers) -> Any:
    if column not in row.cells:
        return None
    try:
        return readers[column](row.cells[column])
    except Refusal as refusal:
        refusals.append(_blame(row.number, column, str(refusal)))
        return None


def _blame(number: int, column: Column | None, sentence: str) -> BadRow:
    return BadRow(number, f"{column.value}: {sentence}" if column else sentence)


def _parse_request(row: Row, readers: Readers, refusals: list[BadRow]) -> HelpRequestEntry | None:
    theme: Theme | None = _read(row, Column.THEME, refusals, readers)
    note: str | None = _read(row, Column.NOTE, refusals, readers)
    approaches: tuple[int, ...] | None = _read(row, Column.APPROACH, refusals, readers)
    services: tuple[int, ...] | None = _read(row, Column.REFERRAL, refusals, readers)
    if Column.THEME not in row.cells and (note or approaches or services):
        refusals.append(BadRow(row.number, _("Thema ontbreekt bij deze hulpvraag.")))
    if theme is None:
        return None
    return HelpRequestEntry(
        theme_id=theme.pk, note=note or "", approach_ids=approaches or (), service_ids=services or ()
    )


def _read_items(cell: Cell, items: Mapping[str, ListItem]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(find_item(word, items).pk for word in split_values(cell)))


def _read_theme(cell: Cell, lists: Lists) -> Theme:
    words = split_values(cell)
    if len(words) > 1:
        raise Refusal(_("Eén rij is één hulpvraag. Zet elk thema op een eigen rij met hetzelfde Contactnr."))
    return find_item(words[0] if words else "", lists.themes)


def _find_contradictions(rows: Sequence[_ParsedRow]) -> Iterator[BadRow]:
    for column in OF_CONTACT:
        said = [row for row in rows if column in row.contact]
        if not said and column in REQUIRED:
            yield BadRow(rows[0].number, _("%s ontbreekt.") % column.value)
        for row in said[1:]:
            if row.contact[column] != said[0].contact[column]:
                sentence = _("Dit is anders dan op rij %d, met hetzelfde Contactnr.") % said[0].number
                yield _blame(row.number, column, sentence)
    values = _merge(rows)
    at_activity = values.get(Column.VISITOR_AT_ACTIVITY)
    if values.get(Column.VISITOR) == Answer.EVER and at_activity not in (None, Answer.EVER):
        sentence = _("Wie voor het eerst ooit komt, komt ook bij de activiteit voor het eerst ooit.")
        yield _blame(rows[0].number, Column.VISITOR_AT_ACTIVITY, sentence)


def _merge(rows: Sequence[_ParsedRow]) -> dict[Column, Any]:
    merged: dict[Column, Any] = {}
    for row in reversed(rows):
        merged |= row.contact
    return merged


def _build_draft(
    number: str,
    rows: Sequence[_ParsedRow],
    lists: Lists,
    today: datetime.date,
    refusals: list[BadRow],
    *,
    read_own_words: Callable[[], Collection[str]] | None,
) -> ContactDraft | None:
    values = _merge(rows)
    activity: Activity = values[Column.ACTIVITY]
    categories = (values.get(column) for column in OF_DIMENSION)
    asked = [row for row in rows if row.request]
    entry = ContactEntry(
        id=uuid4(),
        activity_id=activity.pk,
        on=values[Column.DATE],
        site_answer=values[Column.VISITOR],
        # The column is optional: where the team did not write it down, nobody knows.
        activity_answer=values.get(Column.VISITOR_AT_ACTIVITY, Answer.UNKNOWN),
        category_ids=tuple(category.pk for category in categories if category),
        help_requests=tuple(row.request for row in asked if row.request),
    )
    try:
        checked = check_contact(
            entry=entry,
            # What held on that day, as for an entry that arrives late.
            choices=replace(
                lists.choices, activity=activity, counts_own=lists.read_own_counts().counts(activity, entry.on)
            ),
            today=today,
            used=UsedChoices(activity_id=activity.pk),
            read_own_words=read_own_words,
        )
    except EntryRefused as refused:
        # A list of bad rows may be kept or passed on, so it does not repeat what may be a name.
        doubt = _("Staat hier een naam in? Haal ze weg, of zeg bij het overnemen dat er geen namen in staan.")
        problems = refused.problems | dict.fromkeys(refused.names, doubt)
        refusals += [_locate(field, str(sentence), rows[0], asked) for field, sentence in problems.items()]
        return None
    return ContactDraft(first_row=rows[0].number, number=number, entry=entry, checked=checked)


def _locate(name: str, sentence: str, first: _ParsedRow, asked: Sequence[_ParsedRow]) -> BadRow:
    # Problems of the nth help request are called request-<n>-<field>.
    if name.startswith("request-"):
        _request, position, name = name.split("-", 2)
        return _blame(asked[int(position)].number, COLUMN_OF_PROBLEM.get(name), sentence)
    return _blame(first.number, COLUMN_OF_PROBLEM.get(name), sentence)
