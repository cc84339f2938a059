"""Taking over contacts that a team kept in a spreadsheet. The format is described in `docs/import.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from signals.services.importing.gathering import BadRow, ContactDraft, gather_contacts
from signals.services.importing.sheets import UnreadableFile, read_rows
from signals.services.importing.traces import (
    Trace,
    digest_contact,
    find_known,
    leave_traces,
)
from signals.services.importing.values import read_lists
from signals.services.importing.writing import store_contacts
from sites.models import Site
from sites.scope import current_site_id

__all__ = ["BadRow", "ImportResult", "UnreadableFile", "import_contacts"]


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """What an import did, or would do when it was a dry run or was refused.

    Attributes:
        contacts: contacts that were new.
        help_requests: their help requests.
        already_there: contacts that an earlier import brought.
        bad_rows: rows that could not be taken over.
        is_stored: whether the new contacts were stored.
    """

    contacts: int
    help_requests: int
    already_there: int
    bad_rows: Sequence[BadRow]
    is_stored: bool


@transaction.atomic
def import_contacts(
    *, path: Path, dry_run: bool = False, skip_bad: bool = False, no_names: bool = False
) -> ImportResult:
    """Import a file into the site in scope, all of it or, with bad rows, nothing.

    Args:
        path: an .xlsx or .csv file.
        dry_run: look at everything, store nothing.
        skip_bad: leave out the contacts that have a bad row, and import the others.
        no_names: somebody read the notes and says that no names are in them.

    Raises:
        UnreadableFile: the file as a whole cannot be read.
    """
    today = timezone.localdate()
    rows = read_rows(path)
    if not rows:
        raise UnreadableFile(_("Onder de kolomnamen staan geen contacten."))
    # Two imports of one file at once would both find that nothing is there yet.
    Site.objects.select_for_update(no_key=True).get(pk=current_site_id())
    drafts, bad_rows = gather_contacts(rows=rows, lists=read_lists(), today=today, asks_names=not no_names)
    new, changed, already_there = _sort_out(drafts)
    bad_rows = sorted([*bad_rows, *changed])
    is_stored = not dry_run and (skip_bad or not bad_rows)
    if is_stored:
        store_contacts(drafts=list(new), today=today)
        leave_traces(new.values(), today=today)
    return ImportResult(
        contacts=len(new),
        help_requests=sum(len(draft.entry.help_requests) for draft in new),
        already_there=already_there,
        bad_rows=bad_rows,
        is_stored=is_stored,
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
