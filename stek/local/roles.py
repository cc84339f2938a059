"""The database roles: one owns the tables, the application runs as another, and neither passes a wall.

A third one makes backups: it reads everything and writes nothing."""

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from stek.local.failure import LocalError
from stek.local.secrets import Secrets

DATABASE = "stek"
OWNER = "stek_owner"
APP = "stek_app"
BACKUP = "stek_backup"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
# Two starts at once must not alter a role at the same moment. Any number will do that nobody else uses.
LOCK_NUMBER = 7_835_351


class DatabaseUrls(NamedTuple):
    """The addresses of one database as each of its roles; `backup` is empty where that role cannot be made."""

    owner: str
    app: str
    backup: str


def prepare_roles(admin_url: str, secrets: Secrets) -> DatabaseUrls:
    """Make the database, its roles and its extensions, or bring them back to how they should be.

    The database is the one in the address, or `stek` when the address names only PostgreSQL's own.

    Raises:
        LocalError: the address is none, the server cannot be reached, or a role of that name has rights that open the
            walls.
    """
    try:
        conninfo_to_dict(admin_url)
    except psycopg.ProgrammingError as error:
        raise LocalError(
            f"DATABASE_URL must look like postgresql://user:password@host:5432/name ({str(error).strip()})"
        ) from error
    database = _read_database_name(admin_url)
    try:
        with psycopg.connect(_change_url(admin_url, database="postgres"), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
            _prepare_role(connection, OWNER, secrets.database_owner, sql.SQL("CREATEDB"))
            _prepare_role(connection, APP, secrets.database_app, sql.SQL("NOCREATEDB"))
            has_backup = _prepare_backup_role(connection, secrets.database_backup)
            _let_admin_act_as_owner(connection)
            _prepare_database(connection, database)
            with psycopg.connect(_change_url(admin_url, database=database), autocommit=True) as inside:
                _prepare_inside(inside)
                if has_backup:
                    _let_backup_read(connection, inside, database)
    except psycopg.OperationalError as error:
        raise LocalError(f"The database server cannot be reached: {error}") from error

    def write_url(user: str, password: str) -> str:
        return _change_url(admin_url, database=database, user=user, password=password)

    return DatabaseUrls(
        owner=write_url(OWNER, secrets.database_owner),
        app=write_url(APP, secrets.database_app),
        backup=write_url(BACKUP, secrets.database_backup) if has_backup else "",
    )


def _prepare_role(connection: psycopg.Connection, name: str, password: str, may_create: sql.SQL) -> None:
    found = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [name]
    ).fetchone()
    if found is None:
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))
    elif found[0]:
        raise LocalError(
            f"The database role {name} may pass row-level security. Take that right away: "
            f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE"
        )
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN {} PASSWORD {}").format(sql.Identifier(name), may_create, sql.Literal(password))
    )


def _prepare_backup_role(connection: psycopg.Connection, password: str) -> bool:
    """A complete dump needs a role that passes the walls. It cannot write, whatever it is granted."""
    name = sql.Identifier(BACKUP)
    is_there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BACKUP]).fetchone()
    try:
        if is_there is None:
            connection.execute(sql.SQL("CREATE ROLE {} BYPASSRLS").format(name))
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN BYPASSRLS PASSWORD {}").format(name, sql.Literal(password)))
        connection.execute(sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name))
    except psycopg.errors.InsufficientPrivilege:
        # A hosting company's administrator may not always give that right; it then makes its own backups.
        return False
    return True


def _let_backup_read(connection: psycopg.Connection, inside: psycopg.Connection, database: str) -> None:
    owner, backup = sql.Identifier(OWNER), sql.Identifier(BACKUP)
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), backup))
    inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(backup))
    for kind in (sql.SQL("TABLES"), sql.SQL("SEQUENCES")):
        inside.execute(sql.SQL("GRANT SELECT ON ALL {} IN SCHEMA public TO {}").format(kind, backup))
        inside.execute(
            sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT SELECT ON {} TO {}").format(
                owner, kind, backup
            )
        )


def _let_admin_act_as_owner(connection: psycopg.Connection) -> None:
    """On a managed server the administrator is no superuser, and gives away only what it may become."""
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is not None and not row[0]:
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))


def _prepare_database(connection: psycopg.Connection, database: str) -> None:
    name = sql.Identifier(database)
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))
    connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, sql.Identifier(OWNER)))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(APP)))


def _prepare_inside(connection: psycopg.Connection) -> None:
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    owner, app = sql.Identifier(OWNER), sql.Identifier(APP)
    connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
    defaults = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public").format(owner)
    # No TRUNCATE: it empties a table past every row-level policy.
    connection.execute(sql.SQL("{} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(defaults, app))
    connection.execute(sql.SQL("{} GRANT USAGE, SELECT ON SEQUENCES TO {}").format(defaults, app))


def _read_database_name(url: str) -> str:
    name = unquote(urlsplit(url).path.lstrip("/"))
    return DATABASE if name in {"", "postgres", "template1"} else name


def _change_url(url: str, *, database: str, user: str | None = None, password: str | None = None) -> str:
    parts = urlsplit(url)
    place = parts.netloc
    if user is not None:
        host = place.rpartition("@")[2]
        place = f"{quote(user, safe='')}:{quote(password or '', safe='')}@{host}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{place}/{quote(database, safe='')}{query}"
