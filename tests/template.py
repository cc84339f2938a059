"""A database that has had every migration, kept to be copied: that takes a moment, migrating a quarter of a minute."""

from contextlib import closing

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from stek.local.preparation import describe_migrations

PREFIX = "test_template_"
# Workers that start at once must not all make it. Any number will do that nobody else uses.
LOCK_NUMBER = 7_835_352


def find_template() -> str:
    """The name of a database with today's migrations, which is made, and the one before it dropped, when there is none.

    Call it as the owner of the tables.
    """
    name = PREFIX + describe_migrations()[:16]
    settings = connection.settings_dict
    login = {"user": settings["USER"], "password": settings["PASSWORD"]}
    place = {"host": settings["HOST"], "port": settings["PORT"] or None}
    with closing(psycopg.connect(dbname="postgres", autocommit=True, **login, **place)) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        rows = owner.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]).fetchall()
        found = {row[0] for row in rows}
        if name not in found:
            for former in found:
                owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(former)))
            unfinished = sql.Identifier(f"{PREFIX}unfinished")
            owner.execute(sql.SQL("CREATE DATABASE {}").format(unfinished))
            _migrate(f"{PREFIX}unfinished")
            owner.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(unfinished, sql.Identifier(name)))
    return name


def _migrate(database: str) -> None:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
