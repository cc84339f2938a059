"""PostgreSQL and Valkey for as long as somebody uses them.

They are embedded, or those of `DATABASE_URL` and `REDIS_URL`.
"""

import os
from types import TracebackType
from typing import Self

from stek.local.environment import build_environment
from stek.local.failure import LocalError
from stek.local.locks import UseLock, hold_lock
from stek.local.paths import Home
from stek.local.postgres import EmbeddedPostgres
from stek.local.roles import DatabaseUrls, prepare_roles
from stek.local.secrets import Secrets, load_secrets
from stek.local.valkey import EmbeddedValkey, check_broker


class Servers:
    """Both servers, started on entering when needed; whoever leaves last stops them.

    Several commands may use one home at the same time, and any of them may be killed: the kernel then drops
    its share, so the servers run on until the next command on this home ends.
    """

    def __init__(self, home: Home, *, durable: bool = True) -> None:
        """`durable=False` trades surviving a power cut for speed, for tests."""
        home.create()
        self.home = home
        self._durable = durable
        self._lock = home.run / "lock"
        self._users = UseLock(home.run / "users")
        self._urls = DatabaseUrls(owner="", app="", backup="")
        with hold_lock(self._lock):
            self._open()

    def _open(self) -> None:
        self.secrets: Secrets = load_secrets(self.home.secrets)
        self.postgres = EmbeddedPostgres(self.home, self.secrets, durable=self._durable)
        self.valkey = EmbeddedValkey(self.home, self.secrets)

    @property
    def has_own_postgres(self) -> bool:
        """Whether the database server is ours to start and stop."""
        return "DATABASE_URL" not in os.environ

    @property
    def has_own_valkey(self) -> bool:
        """Whether the broker is ours to start and stop."""
        return "REDIS_URL" not in os.environ

    def __enter__(self) -> Self:
        """Start what is needed and prepare the roles."""
        with hold_lock(self._lock):
            self._users.share()
            try:
                self._start()
                self._urls = self._find_database_urls()
            except BaseException:
                self._leave()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the servers, unless another command still uses them."""
        with hold_lock(self._lock):
            self._leave()

    def check_broker(self) -> None:
        """Make sure that somebody answers at `REDIS_URL`, when the broker is not ours.

        Raises:
            LocalError: it is no address, or nobody answers there.
        """
        if not self.has_own_valkey:
            check_broker(os.environ["REDIS_URL"])

    def revive(self) -> list[str]:
        """Start again what has died. Returns the names of what was started."""
        dead = self.has_own_postgres and self.postgres.find_postmaster() is None
        dead = dead or (self.has_own_valkey and self.valkey.find_process() is None)
        if not dead:
            return []
        with hold_lock(self._lock):
            return self._start()

    def reset(self) -> None:
        """Throw away the data of the embedded servers and all files beside it. Call it before entering.

        Raises:
            LocalError: another command uses the servers, or they are not ours to empty.
        """
        if not self.has_own_postgres:
            raise LocalError("--reset throws away only data of its own; empty the database of DATABASE_URL yourself")
        with hold_lock(self._lock):
            if not self._users.is_last():
                raise LocalError(f"another command uses {self.home.root}; wait until it ends, or stop it")
            self._stop()
            self.postgres.remove()
            self.home.remove_contents()
            self._open()
            self._users.release()

    def build_environment(self) -> dict[str, str]:
        """The environment for a program that uses these servers."""
        environment = build_environment(
            self.home,
            self.secrets,
            urls=self._urls,
            redis_url=self.valkey.url if self.has_own_valkey else os.environ["REDIS_URL"],
        )
        if self.has_own_postgres:
            # pg_dump must be at least as new as the server, which the machine's own seldom is.
            environment["PATH"] = f"{self.postgres.programs}{os.pathsep}{environment.get('PATH', os.defpath)}"
        return environment

    def _leave(self) -> None:
        if self._users.is_last():
            self._stop()
        self._users.release()

    def _start(self) -> list[str]:
        started = []
        if self.has_own_postgres and self.postgres.start():
            started.append("postgres")
        if self.has_own_valkey and self.valkey.start():
            started.append("valkey")
        return started

    def _stop(self) -> None:
        if self.has_own_valkey:
            self.valkey.stop()
        if self.has_own_postgres:
            self.postgres.stop()

    def _find_database_urls(self) -> DatabaseUrls:
        """As given, or made by whoever the one given address is."""
        if "DATABASE_URL" in os.environ and "DATABASE_OWNER_URL" in os.environ:
            return DatabaseUrls(
                owner=os.environ["DATABASE_OWNER_URL"],
                app=os.environ["DATABASE_URL"],
                backup=os.environ.get("DATABASE_BACKUP_URL", ""),
            )
        return prepare_roles(os.environ.get("DATABASE_URL") or self.postgres.admin_url, self.secrets)
