"""The account PostgreSQL runs as: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from stek.local.failure import LocalError

SYSTEM_ACCOUNT = "stek-postgres"


@dataclass(frozen=True)
class Account:
    """An account of this machine, and how to run something as it."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether it is the account of this very process, so that nothing need change hands."""
        return self.uid == os.geteuid()

    def run(self, command: list[str], *, output: int = subprocess.DEVNULL, cwd: Path = Path("/")) -> int:
        """Run a command as this account, with a bare environment, and return its exit status."""
        return subprocess.run(
            command,
            cwd=cwd,
            # A locale or PG* variable of whoever starts us must not end up in a database.
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=None if self.is_ours else self.uid,
            group=None if self.is_ours else self.gid,
            extra_groups=None if self.is_ours else [],
            umask=0o077,
            start_new_session=True,
            check=False,
        ).returncode

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may pass through the folder and all above it."""
        return self.is_ours or self.run(["test", "-x", str(folder)]) == 0

    def own(self, path: Path) -> None:
        """Make this account the owner of the path."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)


def find_account() -> Account:
    """Whoever runs this, or a system account without rights when that is root.

    Raises:
        LocalError: the system account cannot be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    entry = _look_up() or _create() or _look_up()
    if entry is None:
        raise LocalError(
            f"PostgreSQL cannot run as root, and the account {SYSTEM_ACCOUNT} could not be made. "
            f"Make it with: useradd --system --user-group --no-create-home {SYSTEM_ACCOUNT}"
        )
    return Account(entry.pw_uid, entry.pw_gid)


def _look_up() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    # Two first starts at once may both try; whoever loses finds the account on the second look.
    subprocess.run(
        [useradd, *options, "--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT], check=False, capture_output=True
    )
    return _look_up()
