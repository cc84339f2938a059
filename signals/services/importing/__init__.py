"""Taking over contacts that a team kept in a spreadsheet. The format is described in `docs/import.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from signals.services.importing.cells import UnreadableFile, read_file
from signals.services.importing.examining import examine
from signals.services.importing.gathering import BadRow
from signals.services.importing.traces import leave_traces
from signals.services.importing.writing import store_contacts
from sites.models import Site
from sites.scope import current_site_id

__all__ = ["BadRow", "ImportResult", "UnreadableFile", "import_contacts", "import_content"]


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
    return import_content(content=read_file(path), dry_run=dry_run, skip_bad=skip_bad, no_names=no_names)


@transaction.atomic
def import_content(
    *, content: bytes, dry_run: bool = False, skip_bad: bool = False, no_names: bool = False
) -> ImportResult:
    """Import the bytes of a file; see `import_contacts`."""
    today = timezone.localdate()
    # Two imports of one file at once would both find that nothing is there yet.
    Site.objects.select_for_update(no_key=True).get(pk=current_site_id())
    found = examine(content=content, today=today, no_names=no_names)
    is_stored = not dry_run and (skip_bad or not found.bad_rows)
    if is_stored:
        store_contacts(drafts=list(found.new), today=today)
        leave_traces(found.new.values(), today=today)
    return ImportResult(
        contacts=len(found.new),
        help_requests=sum(len(draft.entry.help_requests) for draft in found.new),
        already_there=found.already_there,
        bad_rows=found.bad_rows,
        is_stored=is_stored,
    )
