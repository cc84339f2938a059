"""Looking at processes that are not our children."""

import time
from collections.abc import Iterable
from pathlib import Path

import psutil

SECONDS_BETWEEN_LOOKS = 0.02


def wait_until_gone(processes: Iterable[psutil.Process], *, seconds: float) -> list[psutil.Process]:
    """Wait until the processes have ended, collected by their parent or not. Returns those that have not."""
    deadline = time.monotonic() + seconds
    left = [process for process in processes if _is_alive(process)]
    while left and time.monotonic() < deadline:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        left = [process for process in left if _is_alive(process)]
    return left


def end(process: psutil.Process, *, seconds: float) -> None:
    """Wait for a process that was asked to end, and kill it when it does not."""
    for stubborn in wait_until_gone([process], seconds=seconds):
        stubborn.kill()
        wait_until_gone([stubborn], seconds=seconds)


def find_by_working_folder(folder: Path) -> list[psutil.Process]:
    """Every process that works in this very folder, as far as this account may see."""
    return [process for process in psutil.process_iter() if _working_folder(process) == str(folder)]


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _working_folder(process: psutil.Process) -> str | None:
    try:
        return process.cwd()
    except psutil.Error:
        return None
