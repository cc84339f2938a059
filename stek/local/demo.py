"""`bin/demo`: everything together on this machine, with demo data, until Ctrl-C."""

import argparse
import asyncio
import contextlib
import hashlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from stek.local.failure import LocalError
from stek.local.locks import hold_lock
from stek.local.paths import DEFAULT_PORT, PROJECT, Home, find_home
from stek.local.programs import MANAGE, end_on_signals
from stek.local.servers import Servers
from stek.local.supervisor import Program, Supervisor
from stek.local.system import FOR_DOCUMENTS, install_missing

ADDRESS = "127.0.0.1"
SECONDS_FOR_PORT = 15.0
SECONDS_UNTIL_READY = 120.0


def main() -> int:
    """Run the demo with the options in this process's arguments."""
    options = _parse_options()
    end_on_signals()
    try:
        _run(options)
    except LocalError as error:
        print(f"bin/demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("Stek has stopped. Everything is kept; bin/demo starts it again.")
    return 0


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo", description="Run Stek on this machine.")
    parser.add_argument("--port", type=_read_port, default=DEFAULT_PORT, help="where to listen (default: %(default)s)")
    parser.add_argument("--reset", action="store_true", help="throw away all data first")
    parser.add_argument("--no-demo-data", action="store_true", help="start without the three demo sites")
    return parser.parse_args()


def _read_port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError(f"there is no port {port}: choose one up to 65535")
    return port


def _run(options: argparse.Namespace) -> None:
    home = find_home()
    servers = Servers(home)
    with _be_the_only_demo(home):
        if options.reset:
            servers.reset()
        missing = install_missing(FOR_DOCUMENTS)
        _wait_for_port(options.port)
        home.keep_port(options.port)
        with servers:
            environment = servers.build_environment()
            _prepare(home, environment)
            notes = [f"Reports and flyers will fail. {missing}"] if missing else []
            filling = None if options.no_demo_data else _Step(environment, "demo_data")
            asyncio.run(_serve(servers, environment, port=options.port, notes=notes, filling=filling))


@contextlib.contextmanager
def _be_the_only_demo(home: Home) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(hold_lock(home.run / "demo", wait=False))
        except BlockingIOError:
            raise LocalError(f"a demo already runs on {home.root}; stop it first, or set STEK_HOME") from None
        yield


def _wait_for_port(port: int) -> None:
    """Wait for what a killed demo may have left behind, which ends by itself within seconds."""
    deadline = time.monotonic() + SECONDS_FOR_PORT
    while _is_taken(port):
        if time.monotonic() > deadline:
            raise LocalError(f"port {port} is taken by another program. Choose another: bin/demo --port {port + 1}")
        time.sleep(0.2)


def _is_taken(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except OSError:
            return True
    return False


def _prepare(home: Home, environment: dict[str, str]) -> None:
    """Bring database and static files up to date."""
    print("Preparing the database and the static files…", flush=True)
    stamp = home.root / "static" / "collected-from"
    sources = _describe_static_files()
    with contextlib.ExitStack() as stack:
        # These two do not need each other.
        steps = [stack.enter_context(_Step(environment, "migrate", "--no-input"))]
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != sources:
            steps.append(stack.enter_context(_Step(environment, "collectstatic", "--no-input", "--clear")))
        for step in steps:
            step.finish()
    stamp.write_text(sources, encoding="utf-8")


def _describe_static_files() -> str:
    """A digest that changes when a static file does, ours or one that a package brings."""
    # Not the hidden folders: in one of them the collected files themselves lie.
    ours = [path for folder in [PROJECT, *PROJECT.glob("[!.]*/")] for path in (folder / "static").rglob("*")]
    facts = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in sorted(ours)]
    facts.append((PROJECT / ".venv" / "stek-stamp").read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


class _Step:
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


async def _serve(
    servers: Servers, environment: dict[str, str], *, port: int, notes: list[str], filling: _Step | None
) -> None:
    """Run all programs until asked to stop, while the demo data are brought up to today beside them."""
    supervisor = Supervisor(_list_programs(environment, port), servers.home.logs, check=servers.revive)

    async def announce() -> None:
        is_ready, signing_in = await asyncio.gather(
            asyncio.to_thread(_wait_until_ready, port), asyncio.to_thread(filling.finish if filling else str)
        )
        if not is_ready:
            supervisor.say("the web server is not ready yet; its lines above, and /readyz, say why")
            return
        for note in [*signing_in.splitlines(), *notes]:
            supervisor.say(note)
        supervisor.say(f"Stek is ready at http://localhost:{port}/ (Ctrl-C stops it)")

    print("Starting everything, and preparing the demo data…" if filling else "Starting everything…", flush=True)
    with filling or contextlib.nullcontext():
        await supervisor.run(announce)


def _list_programs(environment: dict[str, str], port: int) -> list[Program]:
    binaries = Path(sys.executable).parent
    celery = [str(binaries / "celery"), "--app", "stek.celery:app", "--quiet"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    schedule = Path(environment["STEK_HOME"]) / "run" / "beat-schedule"
    web = [str(binaries / "gunicorn"), "stek.wsgi:application", "--bind", f"{ADDRESS}:{port}"]
    web += [
        "--workers",
        "2",
        "--threads",
        "4",
        "--preload",
        "--no-control-socket",
        "--worker-tmp-dir",
        environment["STEK_HOME"] + "/run",
    ]
    commands = {
        "web": web,
        # A document takes seconds of a core and much memory: one at a time, apart from the rest.
        "documents": [*worker, "--queues", "documents", "--hostname", "documents@%h", "--concurrency", "1"],
        "default": [*worker, "--queues", "default", "--hostname", "default@%h", "--concurrency", "1"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", str(schedule), "--pidfile="],
    }
    # Root is warned off by Celery at every start; PostgreSQL, which would refuse, has an account of its own here.
    environment = {**environment, "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    pool = {"web": {"STEK_DATABASE_POOL": "1"}}
    return [Program(name, command, environment | pool.get(name, {})) for name, command in commands.items()]


def _wait_until_ready(port: int) -> bool:
    url = f"http://{ADDRESS}:{port}/readyz"
    deadline = time.monotonic() + SECONDS_UNTIL_READY
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
        time.sleep(0.2)
    return False


if __name__ == "__main__":
    sys.exit(main())
