"""Where everything lives that Stek keeps on this machine."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

CONTENTS = ("postgres", "valkey", "logs", "outbox", "media", "static", "migrated-to", "secrets.json", "port")
DEFAULT_PORT = 8000
PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Home:
    """The folder with all state of one local Stek: databases, secrets, logs, uploads, outgoing mail."""

    root: Path

    @property
    def postgres(self) -> Path:
        """PostgreSQL's data and socket; a link when the account it runs as cannot reach this folder."""
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's data, configuration and port."""
        return self.root / "valkey"

    @property
    def logs(self) -> Path:
        """One log file for each program."""
        return self.root / "logs"

    @property
    def run(self) -> Path:
        """Locks, and what is true only while something runs."""
        return self.root / "run"

    @property
    def secrets(self) -> Path:
        """Passwords and the secret key, readable by their owner only."""
        return self.root / "secrets.json"

    @property
    def outbox(self) -> Path:
        """Mail that would have been sent, one file each."""
        return self.root / "outbox"

    @property
    def port(self) -> int:
        """Where the demo listens, or did when it last ran: links made beside it lead there."""
        try:
            return int(self._port_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return DEFAULT_PORT

    def keep_port(self, port: int) -> None:
        """Remember where the demo listens."""
        self._port_file.write_text(str(port), encoding="utf-8")

    @property
    def _port_file(self) -> Path:
        return self.root / "port"

    def create(self) -> None:
        """Make the folders. PostgreSQL may run as another account, which passes through and sees nothing."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o711)
        for folder in (self.valkey, self.logs, self.run, self.outbox):
            folder.mkdir(mode=0o700, exist_ok=True)

    def remove_contents(self) -> None:
        """Throw away all but the locks, and but another home inside this one: the tests have theirs there."""
        for name in CONTENTS:
            path = self.root / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        self.create()


def find_home() -> Home:
    """The home that `STEK_HOME` names, or else `.stek` in the project."""
    return Home(Path(os.environ.get("STEK_HOME") or PROJECT / ".stek").absolute())


def find_test_home() -> Home:
    """The tests' own home, inside the other: they never touch what people made."""
    return Home(find_home().root / "test")
