"""Bringing the database and the static files up to date, and only when they are not.

Starting Django to hear that there is nothing to do takes longer than all the rest of a start.
"""

import contextlib
import hashlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import psycopg

from stek.local.failure import LocalError
from stek.local.paths import PROJECT, Home
from stek.local.programs import MANAGE

# bin/setup writes here which packages there are.
PACKAGES = PROJECT / ".venv" / "stek-stamp"


class Step:
    """A management command that runs beside others."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self._name = " ".join(arguments)
        self._process = subprocess.Popen(
            [*MANAGE, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        # Left in the middle, the step must not go on alone on a database that is about to end.
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()

    def finish(self) -> str:
        """Wait for its end. Returns what it said, or shows that when it failed."""
        output, _ = self._process.communicate()
        if self._process.returncode != 0:
            print(output, file=sys.stderr)
            raise LocalError(f"`bin/manage {self._name}` failed; see above")
        return output


def prepare(home: Home, environment: dict[str, str]) -> None:
    """Migrate the database and collect the static files, each unless nothing changed since the last time.

    Raises:
        LocalError: one of them failed.
    """
    migrated, collected = home.root / "migrated-to", home.root / "static" / "collected-from"
    owner_url, sources = environment["DATABASE_OWNER_URL"], describe_static_files()
    with contextlib.ExitStack() as stack:
        # These two do not need each other.
        migrating = collecting = None
        if _read(migrated) != _describe_schema(owner_url):
            print("Preparing the database…", flush=True)
            migrating = stack.enter_context(Step(environment, "migrate", "--no-input"))
        if _read(collected) != sources:
            print("Collecting the static files…", flush=True)
            collecting = stack.enter_context(Step(environment, "collectstatic", "--no-input", "--clear"))
        if migrating:
            migrating.finish()
            migrated.write_text(_describe_schema(owner_url), encoding="utf-8")
        if collecting:
            collecting.finish()
            collected.write_text(sources, encoding="utf-8")


def describe_migrations() -> str:
    """A digest that changes with the migrations of Stek and of its packages."""
    files = [*PROJECT.glob("*/migrations/*.py"), *PROJECT.glob("stek/settings/*.py")]
    return _digest([*(path.read_text(encoding="utf-8") for path in sorted(files)), _read(PACKAGES)])


def _describe_schema(owner_url: str) -> str:
    """A digest that changes with the migrations there are, and with those that this database has had."""
    with psycopg.connect(owner_url) as connection:
        has_any = connection.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,)
        done = connection.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2").fetchall() if has_any else []
    return _digest([describe_migrations(), *(f"{app}.{name}" for app, name in done)])


def describe_static_files() -> str:
    """A digest that changes when a static file does, ours or one that a package brings."""
    # Not the hidden folders: in one of them the collected files themselves lie.
    ours = [path for folder in [PROJECT, *PROJECT.glob("[!.]*/")] for path in (folder / "static").rglob("*")]
    facts = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in sorted(ours)]
    return _digest([*facts, _read(PACKAGES)])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _digest(facts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()
