"""A server in a process of its own, that can be killed in the middle of its work."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote

from django.conf import settings
from django.db import connection

SECONDS_UNTIL_READY = 60
SECONDS_UNTIL_GONE = 30


def find_free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class ServerProcess:
    """Stek as it runs for people, on the database of the test."""

    def __init__(self, application: str = "stek.wsgi:application") -> None:
        self._application = application
        self.port = find_free_port()
        self.url = f"http://localhost:{self.port}"
        self._name = f"stek-{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        command = [sys.executable, "-m", "gunicorn", self._application, "--bind", f"127.0.0.1:{self.port}"]
        # A session of its own, so that its workers die with it.
        self._process = subprocess.Popen(
            [*command, "--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "error"],
            env=_build_environment() | {"PGAPPNAME": self._name},
            start_new_session=True,
        )
        deadline = time.monotonic() + SECONDS_UNTIL_READY
        while not self._listens():
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """End it and its workers at once, whatever they are doing."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it for good, and wait until the database let go of it too: it drops no database that is in use."""
        self.kill()
        deadline = time.monotonic() + SECONDS_UNTIL_GONE
        while self._count_connections():
            assert time.monotonic() < deadline, "the database still serves a server that is gone"
            time.sleep(0.1)

    def _count_connections(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [self._name])
            found: int = cursor.fetchone()[0]
        return found

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


def _build_environment() -> dict[str, str]:
    login = connection.settings_dict
    account = f"{quote(login['USER'])}:{quote(login['PASSWORD'], safe='')}"
    database = f"postgresql://{account}@/{login['NAME']}?host={login['HOST']}&port={login['PORT']}"
    return {
        **os.environ,
        "DATABASE_URL": database,
        "CACHE_URL": str(settings.CACHES["default"]["LOCATION"]),
        "SECRET_KEY": settings.SECRET_KEY,
        "DEBUG": "0",
        "STEK_HTTPS": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
    }
