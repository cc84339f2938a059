"""Homes of their own, away from the one that the other tests run on."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stek.local.paths import PROJECT, Home
from stek.local.servers import Servers


@contextlib.contextmanager
def make_home() -> Iterator[Home]:
    """An empty home, whose servers are stopped and removed afterwards whatever happened."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
            environment.delenv(name, raising=False)
        # Not pytest's own folder: that is closed to the account PostgreSQL runs as.
        folder = Path(tempfile.mkdtemp(prefix="stek-test-"))
        folder.chmod(0o755)
        # As people name folders: with a space and an accent.
        home = Home(folder / "mijn kopieën")
        try:
            yield home
        finally:
            Servers(home, durable=False).reset()
            shutil.rmtree(folder)


@pytest.fixture
def home() -> Iterator[Home]:
    """A home for one test."""
    with make_home() as home:
        yield home


@pytest.fixture
def start_script() -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a piece of Python in a process of its own, which is killed afterwards if it still runs."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.communicate()
