"""Running one program of Stek in the foreground, as if it had been started by hand."""

import signal
import subprocess
import sys
from types import FrameType

from stek.local.paths import PROJECT

MANAGE = [sys.executable, str(PROJECT / "manage.py")]


def run_in_foreground(command: list[str], environment: dict[str, str]) -> int:
    """Run a program with this terminal and pass signals on. Returns its exit status as a shell would."""
    # Ctrl-C reaches the program by itself, and only the program decides what it means.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = subprocess.Popen(command, env=environment)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    try:
        status = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return status if status >= 0 else 128 - status


def end_on_signals() -> None:
    """Make SIGTERM and SIGHUP end this process the way Ctrl-C does, so that what it opened is closed."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
