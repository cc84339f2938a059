"""`bin/demo`: everything together on this machine, with demo data, until Ctrl-C."""

import argparse
import asyncio
import contextlib
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from stek.local.failure import LocalError
from stek.local.locks import hold_lock
from stek.local.paths import DEFAULT_PORT, Home, find_home
from stek.local.preparation import Step, prepare
from stek.local.programs import end_on_signals
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
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"there is no port {text}: choose a number up to 65535")
    return int(text)


def _run(options: argparse.Namespace) -> None:
    home = find_home()
    servers = Servers(home)
    with _be_the_only_demo(home):
        if options.reset:
            servers.reset()
        missing = install_missing(FOR_DOCUMENTS)
        _wait_for_port(options.port)
        home.keep_port(options.port)
        servers.check_broker()
        with servers:
            environment = servers.build_environment()
            prepare(home, environment)
            notes = [f"Reports and flyers will fail. {missing}"] if missing else []
            if options.no_demo_data:
                notes.append("No account yet? bin/manage create_admin makes the first one.")
            filling = None if options.no_demo_data else Step(environment, "demo_data", "--skip-checks")
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


async def _serve(
    servers: Servers, environment: dict[str, str], *, port: int, notes: list[str], filling: Step | None
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
    quiet = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    # A worker need not read every page of the web to check it; `migrate` did, and bin/test does.
    environment = {**environment, **quiet, "CELERY_SKIP_CHECKS": "1"}
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
