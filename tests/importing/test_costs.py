"""What importing costs, as a share of something that cannot be spared."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from signals.services.importing import ImportResult, import_contacts
from tests.importing.conftest import row, write_csv

ROWS = 1200
NOTE = "Zoekt een cursus en heeft vragen bij de papieren voor de school en het werk van de kinderen"
MOST_OF_WRITING = 1.2


@pytest.mark.usefixtures("listed")
def test_looking_at_a_file_costs_little_more_processor_time_than_writing_it(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    asked = {"theme": "Werk", "note": NOTE, "approach": "Advies; Doorverwijzing", "referral": "CAW"}
    path = write_csv(tmp_path / "contacten.csv", [row(number, **asked) for number in range(ROWS)])

    def measure(*, dry_run: bool) -> tuple[float, ImportResult]:
        before = time.process_time()
        result = import_contacts(path=path, dry_run=dry_run)
        return time.process_time() - before, result

    measure(dry_run=True)
    looking, looked = measure(dry_run=True)
    both, stored = measure(dry_run=False)
    assert (looked.contacts, stored.contacts, stored.is_stored) == (ROWS, ROWS, True)
    ratio = looking / (both - looking)
    record_property("measured", f"import: looking at a file / writing it {ratio:.2f} (processor time)")
    assert ratio <= MOST_OF_WRITING
