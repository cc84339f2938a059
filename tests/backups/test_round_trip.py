"""From one machine to another: the same rows behind the same walls, and nothing that was erased."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from stek.backups.archive import DUMP, Manifest, write_archive
from stek.local.paths import PROJECT
from stek.local.servers import Servers
from tests.local.conftest import make_home

pytestmark = pytest.mark.servers

# Two contacts long ago: the note of the first was erased before the backup, that of the second is due afterwards.
FILL = """
import datetime
from pathlib import Path
from django.conf import settings
from activities.models import Activity
from signals.models import Contact, HelpRequest, Theme
from signals.services.folding import erase_old_notes
from sites.models import Membership, Site, User
from sites.scope import site_scope
from sites.vocabulary import Role

today = datetime.date.today()
user = User.objects.create_user("noor@stek.example", "een-lang-wachtwoord", name="Noor")
for slug in ("een", "twee"):
    site = Site.objects.create(slug=slug, name=slug, municipality=slug)
    with site_scope(site.pk):
        Membership.objects.create(user=user, role=Role.WORKER)
        activity = Activity.objects.create(name="Soep", slug="soep")
        theme = Theme.objects.create(name="Werk")
        for days, note in ((200, "briefje-erased"), (100, "briefje-due"), (1, "briefje-recent")):
            on = today - datetime.timedelta(days=days)
            contact = Contact.objects.create(activity=activity, on=on, is_folded=True)
            HelpRequest.objects.create(contact=contact, theme=theme, note=note)
        erase_old_notes(today=today - datetime.timedelta(days=50))
media = Path(settings.MEDIA_ROOT) / "documents" / "flyer.pdf"
media.parent.mkdir(parents=True)
media.write_bytes(b"%PDF of the flyer")
"""


@dataclass
class Machine:
    """One running Stek without web and workers."""

    servers: Servers

    def manage(self, *arguments: str, script: str = "") -> tuple[int, str]:
        """Run a management command; its exit status and what it said."""
        result = subprocess.run(
            [sys.executable, str(PROJECT / "manage.py"), *arguments],
            env=self.servers.build_environment(),
            input=script,
            capture_output=True,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout + result.stderr

    def connect(self, role: str) -> psycopg.Connection:
        """A connection as APP, OWNER or BACKUP."""
        name = "DATABASE_URL" if role == "APP" else f"DATABASE_{role}_URL"
        return psycopg.connect(self.servers.build_environment()[name], autocommit=True)

    def read_rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table but those of sessions, past the walls."""
        with self.connect("BACKUP") as connection:
            tables = [
                row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ]
            return {
                table: connection.execute(
                    sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(sql.Identifier(table))
                ).fetchall()
                for table in tables
            }

    def read_notes(self) -> list[str]:
        """What stands in notes, over all sites."""
        with self.connect("BACKUP") as connection:
            rows = connection.execute("SELECT note FROM signals_helprequest ORDER BY note")
            return [row[0] for row in rows if row[0]]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, Path]]:
    """A machine with two sites, and its backup."""
    file = tmp_path_factory.mktemp("kept") / "stek.zip"
    with make_home() as home, Servers(home, durable=False) as servers:
        machine = Machine(servers)
        for arguments, script in (
            (["migrate", "--no-input"], ""),
            (["shell", "--no-imports"], FILL),
            (["backup", str(file)], ""),
        ):
            status, said = machine.manage(*arguments, script=script)
            assert status == 0, said
        yield machine, file


@pytest.fixture(scope="module")
def new(old: tuple[Machine, Path]) -> Iterator[Machine]:
    """An empty machine on which the backup was restored."""
    with make_home() as home, Servers(home, durable=False) as servers:
        machine = Machine(servers)
        status, said = machine.manage("restore", str(old[1]))
        assert status == 0, said
        yield machine


def test_every_row_comes_back(old: tuple[Machine, Path], new: Machine) -> None:
    before, after = old[0].read_rows(), new.read_rows()
    notes = "signals_helprequest"
    assert set(before) == set(after)
    assert {table for table in before if before[table] != after[table]} == {notes}
    assert len(before[notes]) == len(after[notes]) == 6


def test_what_was_erased_stays_erased_and_what_is_due_is_erased_at_once(
    old: tuple[Machine, Path], new: Machine
) -> None:
    assert old[0].read_notes() == ["briefje-due", "briefje-due", "briefje-recent", "briefje-recent"]
    assert new.read_notes() == ["briefje-recent", "briefje-recent"]


def test_the_walls_stand_as_before(old: tuple[Machine, Path], new: Machine) -> None:
    catalogue = """
        SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polcmd::text,
               pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, 4"""
    with old[0].connect("APP") as before, new.connect("APP") as after:
        walls = after.execute(catalogue.encode()).fetchall()
        assert walls == before.execute(catalogue.encode()).fetchall()
    assert len([wall for wall in walls if wall[2]]) > 50


def test_the_application_reads_its_own_site_and_nothing_without_one(new: Machine) -> None:
    with new.connect("APP") as connection, connection.transaction():
        assert connection.execute("SELECT count(*) FROM signals_contact").fetchone() == (0,)
        connection.execute("SELECT set_config('stek.site', id::text, true) FROM sites_site WHERE slug = 'een'")
        connection.execute("SELECT set_config('stek.audience', 'team', true)")
        assert connection.execute("SELECT count(*) FROM signals_contact").fetchone() == (3,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute("TRUNCATE signals_contact CASCADE")


def test_new_rows_get_numbers_that_are_free(new: Machine) -> None:
    with new.connect("APP") as connection, connection.transaction(force_rollback=True):
        highest = connection.execute("SELECT max(id) FROM sites_user").fetchone()
        made = connection.execute(
            "INSERT INTO sites_user (password, email, name, is_active, is_administrator) "
            "VALUES ('', 'nieuw@stek.example', '', true, false) RETURNING id"
        ).fetchone()
    assert highest is not None
    assert made is not None
    assert made[0] > highest[0]


def test_the_documents_come_back(new: Machine) -> None:
    assert (new.servers.home.root / "media" / "documents" / "flyer.pdf").read_bytes() == b"%PDF of the flyer"


def test_a_database_with_content_is_not_replaced_by_accident(old: tuple[Machine, Path], new: Machine) -> None:
    before = new.read_rows()
    status, said = new.manage("restore", str(old[1]))
    assert status == 1
    assert "--replace" in said
    assert new.read_rows() == before


def test_with_replace_what_was_added_since_is_gone(old: tuple[Machine, Path], new: Machine) -> None:
    before = new.read_rows()
    with new.connect("APP") as connection:
        connection.execute("UPDATE sites_site SET name = 'veranderd'")
    status, said = new.manage("restore", "--replace", str(old[1]))
    assert status == 0, said
    assert new.read_rows() == before


def test_a_dump_that_cannot_be_restored_changes_nothing(new: Machine, tmp_path: Path) -> None:
    before = new.read_rows()
    with write_archive(tmp_path / "bad.zip") as archive:
        archive.add(DUMP, io.BytesIO(b"PGDMP" + os.urandom(5000)))
        archive.finish(Manifest(made_at="2026-03-19", postgres="180000", migrations=[], digests=archive.digests))
    status, said = new.manage("restore", "--replace", str(tmp_path / "bad.zip"))
    assert status == 1
    assert "pg_restore failed" in said
    assert new.read_rows() == before


def test_a_backup_of_a_newer_stek_is_refused(new: Machine, tmp_path: Path) -> None:
    with write_archive(tmp_path / "newer.zip") as archive:
        archive.add(DUMP, io.BytesIO(b""))
        migrations = ["sites.9999_later"]
        archive.finish(
            Manifest(made_at="2026-03-19", postgres="180000", migrations=migrations, digests=archive.digests)
        )
    status, said = new.manage("restore", "--replace", str(tmp_path / "newer.zip"))
    assert status == 1
    assert "newer Stek" in said
