"""The supervisor: what it runs ends with it, however it ends, and what dies starts again."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from stek.local.processes import wait_until_gone

StartScript = Callable[[str], "subprocess.Popen[str]"]

# Each program is a shell with a child that ignores a polite request, like a worker in the middle of a job.
SUPERVISE = """
import asyncio, os
from pathlib import Path
from stek.local import supervisor

supervisor.SECONDS_TO_STOP = 1.0
supervisor.FIRST_PAUSE_SECONDS = 0.1
program = ["sh", "-c", "sh -c 'trap \\"\\" TERM; while :; do sleep 1; done' & echo started $$ $!; {last}"]
programs = [supervisor.Program(name, program, dict(os.environ)) for name in ("one", "two")]

async def fail():
    await asyncio.sleep(1)
    raise RuntimeError("what had to happen beside them failed")

async def main():
    try:
        await supervisor.Supervisor(programs, Path({logs!r})).run({when_started})
    except RuntimeError as failure:
        print(failure, flush=True)
    print("stopped", flush=True)

asyncio.run(main())
"""
WAIT_FOREVER = "wait"


def read_started(process: subprocess.Popen[str], *, programs: int = 2) -> dict[str, list[psutil.Process]]:
    """Read lines until so many programs said that they started; their processes by program."""
    started: dict[str, list[psutil.Process]] = {}
    assert process.stdout is not None
    while len(started) < programs:
        name, _, line = process.stdout.readline().partition("|")
        if line.startswith(" started "):
            started[name.strip()] = [psutil.Process(int(pid)) for pid in line.split()[1:]]
    return started


def test_sigterm_stops_every_program_and_its_children(start_script: StartScript, tmp_path: Path) -> None:
    process = start_script(SUPERVISE.format(when_started=None, logs=str(tmp_path), last=WAIT_FOREVER))
    started = read_started(process)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=10)

    assert output.endswith("stopped\n")
    assert process.returncode == 0
    assert wait_until_gone([one for processes in started.values() for one in processes], seconds=2) == []


def test_a_failure_beside_the_programs_stops_them_and_is_told(start_script: StartScript, tmp_path: Path) -> None:
    process = start_script(SUPERVISE.format(when_started="fail", logs=str(tmp_path), last=WAIT_FOREVER))
    started = read_started(process)
    output, _ = process.communicate(timeout=10)

    assert output.endswith("what had to happen beside them failed\nstopped\n")
    assert wait_until_gone([one for processes in started.values() for one in processes], seconds=2) == []


def test_a_killed_program_starts_again_while_the_others_go_on(start_script: StartScript, tmp_path: Path) -> None:
    process = start_script(SUPERVISE.format(when_started=None, logs=str(tmp_path), last=WAIT_FOREVER))
    started = read_started(process)
    started["one"][0].kill()
    again = read_started(process, programs=1)

    assert list(again) == ["one"]
    assert again["one"][0].pid != started["one"][0].pid
    assert wait_until_gone(started["one"], seconds=2) == []
    assert wait_until_gone(started["two"], seconds=0) == started["two"]


def test_programs_end_when_the_supervisor_is_killed(start_script: StartScript, tmp_path: Path) -> None:
    process = start_script(SUPERVISE.format(when_started=None, logs=str(tmp_path), last=WAIT_FOREVER))
    started = read_started(process)
    process.kill()
    process.wait()

    left = wait_until_gone([processes[0] for processes in started.values()], seconds=5)
    for stubborn_child in (processes[1] for processes in started.values()):
        stubborn_child.kill()
    assert left == []


def test_what_a_program_says_is_shown_with_its_name_and_kept_in_its_log(
    start_script: StartScript, tmp_path: Path
) -> None:
    process = start_script(SUPERVISE.format(when_started=None, logs=str(tmp_path), last=WAIT_FOREVER))
    started = read_started(process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    pid, child = (one.pid for one in started["two"])
    assert (tmp_path / "two.log").read_text() == f"started {pid} {child}\n"


@pytest.mark.parametrize("status", [0, 3])
def test_a_program_that_ends_by_itself_is_named_with_its_status(
    start_script: StartScript, tmp_path: Path, status: int
) -> None:
    process = start_script(SUPERVISE.format(when_started=None, logs=str(tmp_path), last=f"exit {status}"))
    assert process.stdout is not None
    deadline = time.monotonic() + 10
    line = ""
    while "ended" not in line and time.monotonic() < deadline:
        line = process.stdout.readline()
    assert f"ended (status {status}); starting it again in" in line
