"""`bin/manage import_contacts`: what it prints and how it ends."""

from pathlib import Path

import pytest
from django.core.management import call_command

from signals.models import Contact, HelpRequest
from sites.models import Site
from tests.conftest import CountQueries
from tests.importing.conftest import row, write_csv, write_xlsx


def test_it_tells_what_was_taken_over_and_what_was_there_already(
    listed: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1, theme="Werk"), row(2)])
    call_command("import_contacts", str(path), site="kantine")
    assert capsys.readouterr().out.strip() == "Overgenomen: 2 contacten, 1 hulpvraag."
    call_command("import_contacts", str(path), site="kantine")
    assert "Al eerder overgenomen en niet opnieuw geteld: 2 contacten." in capsys.readouterr().out


def test_bad_rows_end_with_exit_code_1_and_are_named(
    listed: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1), row(2, "31/2/2024")])
    with pytest.raises(SystemExit) as stopped:
        call_command("import_contacts", str(path), site="kantine")
    printed = capsys.readouterr().err
    assert stopped.value.code == 1
    assert "Rij 3: Datum: '31/2/2024' is geen datum." in printed
    assert "Niets overgenomen." in printed


def test_skipping_bad_rows_ends_well(listed: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1), row(2, "31/2/2024")])
    call_command("import_contacts", str(path), site="kantine", skip_bad=True)
    printed = capsys.readouterr()
    assert "Rij 3" in printed.err
    assert "Overgenomen: 1 contact, 0 hulpvragen." in printed.out


def test_a_dry_run_says_that_it_would(listed: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_contacts", str(write_csv(tmp_path / "a.csv", [row(1)])), site="kantine", dry_run=True)
    assert capsys.readouterr().out.strip() == "Zou overnemen: 1 contact, 0 hulpvragen."
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("site", "file", "sentence"),
    [("nergens", "a.csv", "Er is geen site 'nergens'."), ("kantine", "b.csv", "'b.csv' kan niet gelezen worden")],
)
def test_an_unknown_site_or_file_ends_with_exit_code_2(
    listed: Site, capsys: pytest.CaptureFixture[str], site: str, file: str, sentence: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("import_contacts", file, site=site)
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


def test_many_rows_take_as_many_statements_as_few(listed: Site, tmp_path: Path, count_queries: CountQueries) -> None:
    def import_contacts_of(day: int, number: int) -> int:
        rows = [
            row(contact, f"{day}/3/2024", visitor="eerste keer ooit", known="ja", theme="Werk", note="Zoekt werk")
            for contact in range(number)
        ]
        path = write_xlsx(tmp_path / f"{day}.xlsx", rows)
        with count_queries() as statements:
            call_command("import_contacts", str(path), site="kantine")
        return len(statements)

    assert import_contacts_of(1, number=2) == import_contacts_of(2, number=400)
    assert HelpRequest.objects.count() == 402
