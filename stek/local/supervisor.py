"""Keeps programs running side by side, shows what they say, and stops them together.

A program that dies is started again after a pause that grows; a signal stops them all. One event loop does
it, with no thread but for the check.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from stek.local.paths import PROJECT

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# A program that ran this long was well: its next fall starts with a short pause again.
WELL_AFTER_SECONDS = 60.0
SECONDS_TO_STOP = 10.0
SECONDS_BETWEEN_CHECKS = 1.0
LONGEST_LINE_BYTES = 1 << 20
LARGEST_LOG_BYTES = 10 << 20
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """One program to keep running, and what it needs besides the shared environment."""

    name: str
    command: list[str]
    environment: dict[str, str]


class Supervisor:
    """Runs programs until a signal asks to stop."""

    def __init__(self, programs: list[Program], logs: Path, *, check: Callable[[], list[str]] | None = None) -> None:
        """`check` is called every second, off the event loop, and returns what it had to start again."""
        self._programs = programs
        self._logs = logs
        self._check = check
        self._stopping = asyncio.Event()
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._width = max(len(program.name) for program in programs)

    async def run(self, when_started: Callable[[], Awaitable[None]] | None = None) -> None:
        """Run everything until SIGINT, SIGTERM or SIGHUP, then stop everything.

        When `when_started` fails, everything stops as well and its failure is raised.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop_or_kill)
        tasks = [asyncio.create_task(self._keep_running(program)) for program in self._programs]
        extras = [asyncio.create_task(self._keep_checking())]
        if when_started is not None:
            extras.append(asyncio.create_task(self._run_or_stop(when_started)))
        await self._stopping.wait()
        for task in extras:
            task.cancel()
        for process in self._running.values():
            _send(process, signal.SIGTERM)
        _, late = await asyncio.wait(tasks, timeout=SECONDS_TO_STOP)
        if late:
            self._kill()
        await asyncio.gather(*tasks)
        for outcome in await asyncio.gather(*extras, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    def stop(self) -> None:
        """Ask everything to stop."""
        self._stopping.set()

    def say(self, line: str) -> None:
        """Print a line of the supervisor's own."""
        self._show("stek", line)

    def _stop_or_kill(self) -> None:
        if self._stopping.is_set():
            self._kill()
        self.stop()

    def _kill(self) -> None:
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    async def _run_or_stop(self, action: Callable[[], Awaitable[None]]) -> None:
        try:
            await action()
        except Exception:
            self.stop()
            raise

    async def _keep_running(self, program: Program) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            since = time.monotonic()
            status = await self._run_once(program)
            if self._stopping.is_set():
                return
            if time.monotonic() - since > WELL_AFTER_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            self.say(f"{program.name} ended ({_name_status(status)}); starting it again in {pause:.0f} s")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _run_once(self, program: Program) -> int:
        # A pipe of our own: with asyncio's, waiting for a killed program would wait for its children too.
        reading_end, writing_end = os.pipe()
        process = await asyncio.create_subprocess_exec(
            *program.command,
            cwd=PROJECT,
            env=program.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=writing_end,
            stderr=writing_end,
            # Ctrl-C is for the supervisor; it tells the programs itself.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        os.close(writing_end)
        self._running[program.name] = process
        if self._stopping.is_set():
            _send(process, signal.SIGTERM)
        copying = asyncio.create_task(self._copy_output(program.name, reading_end))
        status = await process.wait()
        del self._running[program.name]
        # What the program itself started must not outlive it: it would hold its port, its jobs and our pipe.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await copying
        return status

    async def _copy_output(self, name: str, reading_end: int) -> None:
        output = asyncio.StreamReader(limit=LONGEST_LINE_BYTES)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(output), os.fdopen(reading_end, "rb")
        )
        with contextlib.closing(transport), _open_log(self._logs / f"{name}.log") as log:
            while line := await _read_line(output):
                log.write(line)
                log.flush()
                self._show(name, line.decode(errors="replace").rstrip())

    async def _keep_checking(self) -> None:
        while self._check is not None:
            await asyncio.sleep(SECONDS_BETWEEN_CHECKS)
            try:
                revived = await asyncio.to_thread(self._check)
            except Exception as error:  # noqa: BLE001  (whatever is wrong, the next look may succeed)
                self.say(str(error))
                continue
            for name in revived:
                self.say(f"{name} had ended; it runs again")

    def _show(self, name: str, line: str) -> None:
        sys.stdout.write(f"{name:{self._width}} | {line}\n")
        sys.stdout.flush()


def _send(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


async def _read_line(output: asyncio.StreamReader) -> bytes:
    try:
        return await output.readline()
    except ValueError:
        return b"(a line too long to show)\n"


def _open_log(path: Path) -> BinaryIO:
    """Open a log to add to; a large one is put aside first, in the place of the one before."""
    if path.exists() and path.stat().st_size > LARGEST_LOG_BYTES:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("ab")


def _name_status(status: int) -> str:
    return f"status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"


def _end_with_parent() -> None:
    """Let Linux end this program when the supervisor is killed: nobody else would."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
