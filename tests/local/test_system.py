"""What the operating system must bring: found, installed by root, or named with the command."""

import os
import shutil
import subprocess
from typing import Any

import pytest

from stek.local.system import Need, install_missing

THERE = Need("bash", program="sh")
MISSING = Need("libsoup-for-meetings", library="libsoup-for-meetings.so.1")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; none is."""
    run: list[list[str]] = []

    def note(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        run.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", note)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    return run


def test_nothing_is_said_or_done_when_all_is_there(commands: list[list[str]]) -> None:
    assert install_missing([THERE]) == ""
    assert commands == []


def test_an_ordinary_user_is_told_the_command(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    sentence = install_missing([THERE, MISSING])
    assert sentence.endswith("sudo apt-get install --no-install-recommends libsoup-for-meetings")
    assert commands == []


def test_root_installs_what_is_missing_and_nothing_else(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "libsoup-for-meetings" in install_missing([THERE, MISSING])
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert commands[1][-1] == "libsoup-for-meetings"
    assert "bash" not in commands[1]
