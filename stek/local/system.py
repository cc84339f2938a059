"""System libraries and programs that no wheel brings: installed where that may be, otherwise named."""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """Something of the operating system that Stek needs, and Debian's package for it."""

    package: str
    library: str = ""
    program: str = ""

    def is_met(self) -> bool:
        """Whether this machine has it."""
        if self.program:
            return shutil.which(self.program) is not None
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return False
        return True


# WeasyPrint draws with these. Without the subsetter it takes another road, and a document gets other bytes.
FOR_DOCUMENTS = [
    Need("libpango-1.0-0", library="libpango-1.0.so.0"),
    Need("libpangoft2-1.0-0", library="libpangoft2-1.0.so.0"),
    Need("libharfbuzz-subset0", library="libharfbuzz-subset.so.0"),
]
FOR_TESTS = [
    Need("chromium", program="chromium"),
    Need("chromium-headless-shell", program="chromium-headless-shell"),
    Need("poppler-utils", program="pdftoppm"),
]
FOR_BENCH = [
    Need("nginx-light", program="/usr/sbin/nginx"),
    Need("wrk", program="wrk"),
]


def install_missing(needs: list[Need]) -> str:
    """Install what is missing when this is Debian and root runs it.

    Returns:
        Nothing when all is there; otherwise a sentence that says what is missing and the command that helps.
    """
    packages = [need.package for need in needs if not need.is_met()]
    if not packages:
        return ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)}…", file=sys.stderr, flush=True)
        _install(packages)
        packages = [need.package for need in needs if not need.is_met()]
        if not packages:
            return ""
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    return f"This machine lacks {', '.join(packages)}. On Debian or Ubuntu, install with: sudo {command}"


def _install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "--quiet"], install):
        result = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if result.returncode != 0:
            print(result.stdout, result.stderr, file=sys.stderr)
