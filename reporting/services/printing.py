"""Having a document printed by the press: a separate process with limits (see `reporting.press`)."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Lock
from typing import IO

from reporting import press
from reporting.press import Job, Layout

PROJECT = Path(press.__file__).resolve().parent.parent


class PressError(Exception):
    """No PDF came out of the press."""


class TooLongError(PressError):
    """Making the PDF took more time than it may."""


class TooLargeError(PressError):
    """Making the PDF took more memory than it may."""


class RefusedError(PressError):
    """The document asked for something that is not bundled with Stek."""


class UnwantedError(PressError):
    """Whoever asked for the document does not want it any more."""


ERRORS: dict[str, type[PressError]] = {
    press.OUT_OF_TIME: TooLongError,
    press.OUT_OF_MEMORY: TooLargeError,
    press.REFUSED: RefusedError,
}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one document may take: processor seconds, seconds on the clock, bytes of memory."""

    cpu_seconds: int = 90
    wall_seconds: float = 150
    memory_bytes: int = 1024**3


@dataclass
class _Press:
    """The press of this process. It is started when it is first needed, and again after it went."""

    process: subprocess.Popen[bytes] | None = None
    owner: int = 0
    lock: Lock = field(default_factory=Lock)

    def start(self) -> subprocess.Popen[bytes]:
        """The running press; a new one when it stopped, or when it belongs to the process we were forked from."""
        if self.process is not None and self.owner == os.getpid() and self.process.poll() is None:
            return self.process
        self.stop()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reporting.press"],
            cwd=PROJECT,
            # Nothing of our own environment: it holds the passwords.
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.owner = os.getpid()
        return self.process

    def stop(self) -> None:
        """Kill the press with whatever it is printing."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        # Also closes our ends of the pipes, and reads what was left in them.
        process.communicate()


_press = _Press()


def stop_press() -> None:
    """End the press of this process; the next document starts another."""
    _press.stop()


def print_pdf(
    layouts: Sequence[Layout], *, limits: Limits | None = None, is_wanted: Callable[[], bool] = lambda: True
) -> bytes:
    """Turn HTML into a tagged PDF (PDF/UA-1), byte for byte the same for the same HTML.

    Args:
        layouts: ways to lay the document out, best first; the first that fits its number of pages is taken, else the
            last.
        limits: what it may take.
        is_wanted: asked about once a second; when it says no, the press stops.

    Raises:
        PressError: and its kinds, when nothing came out.
    """
    limits = limits or Limits()
    with _press.lock, tempfile.TemporaryDirectory(prefix="stek-print-") as folder:
        job = Job(
            layouts=list(layouts),
            folder=folder,
            cpu_seconds=limits.cpu_seconds,
            memory_bytes=limits.memory_bytes,
        )
        outcome = _send(job, limits=limits, is_wanted=is_wanted)
        if outcome != press.DONE:
            raise ERRORS.get(outcome, PressError)(outcome)
        return Path(folder, "document.pdf").read_bytes()


def _hand_over(job: Job) -> IO[bytes]:
    """Give the job to the press and return where it will answer."""
    line = json.dumps(job).encode() + b"\n"
    try:
        return _write(line)
    except BrokenPipeError:
        # It may just have gone because nothing was asked for a while.
        _press.stop()
    try:
        return _write(line)
    except BrokenPipeError as error:
        _press.stop()
        raise PressError("the press went away") from error


def _write(line: bytes) -> IO[bytes]:
    process = _press.start()
    assert process.stdin is not None  # noqa: S101  (both are pipes)
    assert process.stdout is not None  # noqa: S101  (both are pipes)
    process.stdin.write(line)
    process.stdin.flush()
    return process.stdout


def _send(job: Job, *, limits: Limits, is_wanted: Callable[[], bool]) -> str:
    answers = _hand_over(job)
    deadline = time.monotonic() + limits.wall_seconds
    with DefaultSelector() as selector:
        selector.register(answers, EVENT_READ)
        while not selector.select(min(1.0, limits.wall_seconds)):
            if not is_wanted():
                _press.stop()
                raise UnwantedError
            if time.monotonic() > deadline:
                _press.stop()
                raise TooLongError
    answer = answers.readline()
    if not answer:
        _press.stop()
        raise PressError("the press went away")
    outcome: str = json.loads(answer)["outcome"]
    return outcome
