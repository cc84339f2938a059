"""`bin/test`: every check there is, on servers of its own; with arguments, only the tests they name."""

import contextlib
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stek.local.failure import LocalError
from stek.local.locks import hold_lock
from stek.local.paths import PROJECT, Home, find_test_home
from stek.local.programs import MANAGE, end_on_signals
from stek.local.servers import Servers
from stek.local.system import FOR_DOCUMENTS, FOR_TESTS, install_missing

BINARIES = Path(sys.executable).parent
# What a machine that serves people has; the check reads no more than these, and connects to nothing.
LIKE_PRODUCTION = {
    "DEBUG": "0",
    "STEK_HTTPS": "1",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "stek.example",
    "STEK_MAIL_HOST": "mail.stek.example",
    "STEK_BASE_URL": "https://stek.example",
}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Check:
    """One tool that says yes or no about the whole tree."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def _tool(*command: str) -> list[str]:
    return [str(BINARIES / command[0]), *command[1:]]


CHECKS = [
    Check("ruff", _tool("ruff", "check", ".")),
    Check("ruff format", _tool("ruff", "format", "--check", ".")),
    Check("mypy", _tool("mypy", ".")),
    Check("import-linter", _tool("lint-imports", "--no-logo")),
    Check("djlint", _tool("djlint", "templates", "--lint", "--quiet")),
    Check("djlint format", _tool("djlint", "templates", "--check", "--quiet")),
    Check("makemigrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Check("check --deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], LIKE_PRODUCTION),
    Check(
        "compose schema",
        _tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
    ),
]


def main() -> int:
    """Run everything, or only pytest when there are arguments for it."""
    arguments = sys.argv[1:]
    end_on_signals()
    missing = install_missing([*FOR_DOCUMENTS, *FOR_TESTS])
    if missing:
        print(f"bin/test: {missing}", file=sys.stderr)
        return 1
    try:
        with Servers(find_test_home(), durable=False) as servers, _take_turns(servers.home):
            environment = servers.build_environment()
            if arguments:
                print(f"Only pytest, with: {' '.join(arguments)}", flush=True)
                return subprocess.run(_tool("pytest", *arguments), cwd=PROJECT, env=environment, check=False).returncode
            return _run_everything(environment)
    except LocalError as error:
        print(f"bin/test: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


@contextlib.contextmanager
def _take_turns(home: Home) -> Iterator[None]:
    """Test databases have fixed names: a second run on this home waits for the first."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(hold_lock(home.run / "tests", wait=False))
        except BlockingIOError:
            print("Waiting for another bin/test on this folder to end…", flush=True)
            stack.enter_context(hold_lock(home.run / "tests"))
        yield


def _run_everything(environment: dict[str, str]) -> int:
    failed = [check.name for check in CHECKS if not _passes(check, environment)]
    print("pytest", flush=True)
    status, closing_line = _run_pytest(environment)
    if failed:
        print(f"\nThese checks failed, see above: {', '.join(failed)}\n{closing_line}")
    return status or len(failed)


def _passes(check: Check, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    result = subprocess.run(
        check.command,
        cwd=PROJECT,
        env={**environment, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    ok = result.returncode == 0
    print(f"{check.name:16}{'ok' if ok else 'FAILED':8}{time.monotonic() - started:5.1f} s", flush=True)
    if not ok:
        print(result.stdout, flush=True)
    return ok


def _run_pytest(environment: dict[str, str]) -> tuple[int, str]:
    """Run the tests, showing what they say as they say it. Returns the exit status and the closing line."""
    command = _tool("pytest", "-n", "auto", f"--color={'yes' if sys.stdout.isatty() else 'no'}")
    closing_line = ""
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if COLOURS.sub("", line).startswith("=") and " in " in line:
                closing_line = line.rstrip()
    return process.returncode, closing_line


if __name__ == "__main__":
    sys.exit(main())
