"""A whole Stek as people run it, and browsers that type into it."""

import os
import re
import signal
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from stek.local.paths import PROJECT, Home

OF_THE_TESTS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "STEK_BASE_URL", "STEK_MAIL_OUTBOX")


class Machine:
    """`bin/demo` without demo data, on a home and a port of its own."""

    def __init__(self, home: Home) -> None:
        self.home = home
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self._port = int(listener.getsockname()[1])
        self.url = f"http://localhost:{self._port}"
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        self._environment = kept | {"STEK_HOME": str(home.root)}
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start everything and wait until it serves."""
        command = [str(PROJECT / "bin" / "demo"), "--no-demo-data", "--port", str(self._port)]
        self._process = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in self._process.stdout or ():
            if "Stek is ready" in line:
                # A full pipe would stop the machine.
                self._reading = threading.Thread(target=self._process.communicate)
                self._reading.start()
                return
        raise AssertionError("the machine ended before it was ready")

    def stop(self) -> None:
        """Stop everything; what it kept stays in its home."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._reading.join()
            self._process = None

    def run(self, script: str) -> str:
        """Run Python inside Stek; the last line that it printed."""
        result = subprocess.run(
            [str(PROJECT / "bin" / "manage"), "shell", "--no-imports"],
            env=self._environment,
            input=script,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return (result.stdout.strip().splitlines() or [""])[-1]


class Browser:
    """Keeps cookies and follows where it is sent."""

    def __init__(self, machine: Machine, headers: Mapping[str, str] | None = None) -> None:
        self._url = machine.url
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self._opener.addheaders = list((headers or {}).items())

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page."""
        return self._open(self._ask(path))

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Send a form, with the token that an earlier page brought."""
        token = next((cookie.value or "" for cookie in self._cookies if cookie.name.endswith("csrftoken")), "")
        body = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        return self._open(self._ask(path, body))

    def download(self, path: str) -> bytes:
        """The bytes of a file."""
        with self._opener.open(self._url + path, timeout=60) as answer:
            content: bytes = answer.read()
        return content

    def _ask(self, path: str, body: bytes | None = None) -> urllib.request.Request:
        return urllib.request.Request(self._url + path, data=body)  # noqa: S310  (the machine's own address)

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def read_hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]
