"""`bin/demo` as a person starts it: it comes up whole, survives the death of a part, and stops clean."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from stek.local.paths import PROJECT, Home
from stek.local.processes import wait_until_gone

pytestmark = pytest.mark.servers

# Far more than it takes: what is tested is that it happens, on machines that have other things to do as well.
PATIENCE_SECONDS = 240.0


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
    return number


@pytest.fixture
def demo(home: Home, port: int) -> Iterator[subprocess.Popen[str]]:
    """A demo without demo data on a home and a port of its own."""
    process = subprocess.Popen(
        [str(PROJECT / "bin" / "demo"), "--port", str(port), "--no-demo-data"],
        env={**_without_servers(), "STEK_HOME": str(home.root)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def _without_servers() -> dict[str, str]:
    ours = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "STEK_BASE_URL", "STEK_MAIL_OUTBOX")
    return {name: value for name, value in os.environ.items() if name not in ours}


def _wait_for_line(process: subprocess.Popen[str], part: str) -> None:
    seen = []
    for line in process.stdout or ():
        seen.append(line)
        if part in line:
            return
    pytest.fail(f"the demo ended without saying {part!r}:\n{''.join(seen)}")


def _wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the demo did not come back")


def test_the_demo_comes_up_survives_a_killed_part_and_stops_clean(
    demo: subprocess.Popen[str], home: Home, port: int
) -> None:
    _wait_for_line(demo, f"Stek is ready at http://localhost:{port}/")
    parts = psutil.Process(demo.pid).children(recursive=True)
    web = next(part for part in parts if "gunicorn" in " ".join(part.cmdline()))
    assert home.port == port, "bin/manage makes links that lead elsewhere"
    assert {"gunicorn", "worker", "beat"} <= {word for part in parts for word in _words(part)}

    web.kill()
    _wait_for_line(demo, "web ended (killed by SIGKILL)")
    _wait_until_ready(port)

    parts = psutil.Process(demo.pid).children(recursive=True)
    demo.send_signal(signal.SIGTERM)
    _wait_for_line(demo, "Stek has stopped")
    assert demo.wait() == 0
    assert wait_until_gone(parts, seconds=5) == []


def _words(process: psutil.Process) -> list[str]:
    return [Path(word).name for word in process.cmdline()]
