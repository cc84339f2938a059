"""Bring back what `backup` kept."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from signals.tasks import fold_all_sites
from sites.models import Site, User
from stek.backups.archive import ArchiveReader, Manifest, read_archive
from stek.backups.failure import BackupError
from stek.backups.postgres import restore_database


class Command(BaseCommand):
    """The whole file is checked first; then the database changes in one transaction, and is brought up to date.

    Stop web and workers before. What a night would have erased since the backup was made is erased here at once.
    """

    help = "Put back the database and documents of a backup."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by backup")
        parser.add_argument("--replace", action="store_true", help="throw away what the database holds now")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, restore, migrate, erase."""
        if not options["replace"] and _has_content():
            raise CommandError("The database is not empty. Add --replace to throw away what it holds now.")
        version = connection.cursor().connection.info.server_version
        try:
            with read_archive(options["file"]) as archive:
                _refuse_newer(archive.manifest)
                connection.close()
                with archive.open_dump() as dump:
                    restore_database(settings.DATABASE_OWNER, dump, server_major=version // 10_000)
                _restore_media(archive)
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        fold_all_sites()
        cache.clear()
        self.stdout.write(f"Restored the backup of {archive.manifest.made_at}. Everybody signs in again.")


def _has_content() -> bool:
    tables = connection.introspection.table_names()
    return any(model._meta.db_table in tables and model._base_manager.exists() for model in (User, Site))


def _refuse_newer(manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not set(manifest.migrations) <= known:
        raise BackupError("This backup was made by a newer Stek. Upgrade first, then restore.")


def _restore_media(archive: ArchiveReader) -> None:
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    for old in root.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()
    for name in archive.list_media():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open_media(name) as content, target.open("wb") as file:
            shutil.copyfileobj(content, file)
