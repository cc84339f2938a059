"""The proxy of production on this machine, with its own configuration, in front of Stek."""

import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings

CONFIGURATION = Path(settings.BASE_DIR, "deploy/proxy/nginx.conf")
# Where Debian puts it; an ordinary user's PATH does not look there.
NGINX = "/usr/sbin/nginx"
SECONDS_UNTIL_READY = 60
SECONDS_OF_ASKING = 2


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs: where it listens, and the folder whose files it serves under `/static/`."""

    port: int
    files: Path

    def fetch(self, path: str) -> tuple[str | None, bytes]:
        """What it answers to one visitor: where the answer came from, and its bytes.

        Raises:
            RuntimeError: it answered something else than a page.
        """
        visitor = HTTPConnection("localhost", self.port, timeout=30)
        try:
            visitor.request("GET", path)
            answer = visitor.getresponse()
            content = answer.read()
        finally:
            visitor.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: this would measure something else")
        return answer.getheader("X-Cache"), content

    def count_answers(self, path: str) -> float:
        """Answers a second to 16 visitors who keep asking for this path, as `wrk` counts them.

        Raises:
            RuntimeError: some answers were errors.
        """
        command = ["wrk", "--threads", "1", "--connections", "16", "--duration", f"{SECONDS_OF_ASKING}s"]
        said = subprocess.run(
            [*command, f"http://localhost:{self.port}{path}"], check=True, capture_output=True, text=True
        ).stdout
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        if rate is None or "Non-2xx" in said:
            raise RuntimeError(f"{path} was not answered well:\n{said}")
        return float(rate[1])


@contextmanager
def run_proxy() -> Iterator[Proxy]:
    """Stek with the proxy of production before it, on free ports, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="stek-proxy-") as name:
        folder = Path(name)
        # The proxy's workers are somebody else when root starts it.
        folder.chmod(0o755)
        files = folder / "static"
        files.mkdir()
        application, plain, secure = (_find_free_port() for _ in range(3))
        configuration = folder / "nginx.conf"
        configuration.write_text(_adapt(application=application, plain=plain, secure=secure, folder=folder))
        gunicorn = ["-m", "gunicorn", "stek.wsgi:application", "--bind", f"127.0.0.1:{application}"]
        with (
            _run([sys.executable, *gunicorn, "--log-level", "error"], port=application),
            _run([NGINX, "-c", str(configuration), "-g", "daemon off;"], port=secure),
        ):
            yield Proxy(port=secure, files=files)


def _adapt(*, application: int, plain: int, secure: int, folder: Path) -> str:
    # The same file, but for where things are, and without TLS, which the client of this measurement need not speak.
    replaced = {
        " /tmp/": f" {folder}/",  # first: the folder may lie there itself
        "server web:8000": f"server 127.0.0.1:{application}",
        "listen 8080 default_server": f"listen 127.0.0.1:{plain} default_server",
        "listen 8443 ssl default_server": f"listen 127.0.0.1:{secure} default_server",
        "/var/cache/stek": f"{folder}/cache",
        "/srv/static": str(folder / "static"),
        "X-Forwarded-Proto https": "X-Forwarded-Proto http",
    }
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in replaced.items():
        if old not in text:
            raise RuntimeError(f"{CONFIGURATION} no longer says {old!r}: this would measure something else")
        text = text.replace(old, new)
    return re.sub(r"^\s*(ssl_|http2 ).*\n", "", text, flags=re.MULTILINE)


def _find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _run(command: list[str], *, port: int) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=settings.BASE_DIR)
    try:
        deadline = time.monotonic() + SECONDS_UNTIL_READY
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
