"""The scope: for which site (or network) and which audience the database is read and written.

Python shouts, the database refuses: `scoped` managers raise `NoSiteScope` outside a scope, and the row-level
security policies of `sites.walls` read the settings that a scope sets for one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

from sites.vocabulary import Audience


class NoSiteScope(RuntimeError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """A site-owned table was touched outside a site scope."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What the walls know of the one who is reading or writing. None and empty mean: nobody, nothing."""

    site_id: int | None = None
    network_id: int | None = None
    audience: Audience | None = None
    user_id: int | None = None
    partner_ids: frozenset[int] = field(default_factory=frozenset)

    def as_settings(self) -> dict[str, str]:
        """The values of the database settings that the policies read."""
        return {
            "stek.site": str(self.site_id or ""),
            "stek.network": str(self.network_id or ""),
            "stek.audience": self.audience or "",
            "stek.user": str(self.user_id or ""),
            "stek.partner": ",".join(map(str, sorted(self.partner_ids))),
        }


NOWHERE = Scope()
_current: ContextVar[Scope] = ContextVar("stek_scope", default=NOWHERE)


def current_scope() -> Scope:
    """The scope we are in; `NOWHERE` outside any."""
    return _current.get()


def current_site_id() -> int:
    """The site we are in.

    Raises:
        NoSiteScope: we are in none.
    """
    site_id = _current.get().site_id
    if site_id is None:
        raise NoSiteScope("Open a site_scope first: this table belongs to one site.")
    return site_id


def _tell_database(scope: Scope) -> None:
    # Only ever local to the transaction: the session form leaks a tenant through a connection pool.
    values = scope.as_settings()
    calls = ", ".join(["set_config(%s, %s, true)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])


@contextmanager
def open_scope(scope: Scope) -> Iterator[Scope]:
    """Do everything inside as `scope`, in one transaction; restore the former scope afterwards."""
    former = _current.get()
    try:
        with transaction.atomic():
            _tell_database(scope)
            token = _current.set(scope)
            try:
                yield scope
            finally:
                _current.reset(token)
    finally:
        # Inside an outer transaction the settings would outlive this scope.
        if connection.in_atomic_block and not connection.needs_rollback:
            _tell_database(former)


@contextmanager
def site_scope(
    site_id: int,
    *,
    audience: Audience = Audience.TEAM,
    user_id: int | None = None,
    partner_ids: frozenset[int] = frozenset(),
) -> Iterator[Scope]:
    """Read and write as `audience` of one site."""
    scope = Scope(site_id=site_id, audience=audience, user_id=user_id, partner_ids=partner_ids)
    with open_scope(scope):
        yield scope


@contextmanager
def network_scope(
    network_id: int, *, audience: Audience = Audience.TEAM, user_id: int | None = None
) -> Iterator[Scope]:
    """Read and write what a network itself owns (its people, groups and documents), not its sites' rows."""
    with open_scope(Scope(network_id=network_id, audience=audience, user_id=user_id)) as scope:
        yield scope


@contextmanager
def user_scope(user_id: int) -> Iterator[Scope]:
    """See only what is a user's own: the roles they have."""
    with open_scope(Scope(user_id=user_id)) as scope:
        yield scope
