"""What importing a file would do: what is new, what is there already, what is refused and what has to be asked."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from signals.services.importing.cells import UnreadableFile
from signals.services.importing.gathering import BadRow, ContactDraft, gather_contacts
from signals.services.importing.meanings import apply_meanings, read_meanings
from signals.services.importing.sheets import Row, parse_rows
from signals.services.importing.traces import Trace, digest_contact, find_known
from signals.services.importing.values import Lists, read_lists


@dataclass(frozen=True, kw_only=True)
class Examination:
    """A file as the site in scope would take it over.

    Attributes:
        new: contacts that are not here yet, with the trace each would leave.
        already_there: contacts that an earlier import brought.
        bad_rows: rows that cannot be taken over, in order.
        rows: the rows it was read from, in the words of the site.
        lists: the lists it was read with.
    """

    new: Mapping[ContactDraft, Trace]
    already_there: int
    bad_rows: Sequence[BadRow]
    rows: Sequence[Row]
    lists: Lists


def examine(*, content: bytes, today: datetime.date, no_names: bool = False) -> Examination:
    """Read a file and hold it against the rules and against what is there; nothing is stored.

    Args:
        content: the bytes of an .xlsx or .csv file.
        today: the day on which it is taken over.
        no_names: somebody read the notes and says that no names are in them.

    Raises:
        UnreadableFile: the file as a whole cannot be read.
    """
    meanings = read_meanings()
    rows = parse_rows(content, meanings.headings)
    if not rows:
        raise UnreadableFile(_("Onder de kolomnamen staan geen contacten."))
    lists = read_lists()
    rows = apply_meanings(rows=rows, lists=lists, meanings=meanings)
    drafts, bad_rows = gather_contacts(rows=rows, lists=lists, today=today, asks_names=not no_names)
    new, changed, already_there = _sort_out(drafts)
    return Examination(
        new=new,
        already_there=already_there,
        bad_rows=sorted([*bad_rows, *changed]),
        rows=rows,
        lists=lists,
    )


def _sort_out(drafts: Sequence[ContactDraft]) -> tuple[dict[ContactDraft, Trace], list[BadRow], int]:
    traces = {draft: digest_contact(draft) for draft in drafts}
    known = find_known(traces.values())
    new, changed, already_there = {}, [], 0
    for draft, trace in traces.items():
        if trace.content in known:
            already_there += 1
        elif trace.identity in known:
            reason = _(
                "Dit contact kwam al mee met een vorig bestand, maar met andere gegevens. Pas het aan in Stek, of geef "
                "het een ander Contactnr als het een ander contact is."
            )
            changed.append(BadRow(draft.first_row, reason))
        else:
            new[draft] = trace
    return new, changed, already_there
