"""Keep all of Stek in one file."""

import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from stek.backups.archive import DUMP, MEDIA, Manifest, write_archive
from stek.backups.failure import BackupError
from stek.backups.postgres import dump_database


class Command(BaseCommand):
    """Works beside a running Stek: the database is seen at one moment, and the documents it names are added after."""

    help = "Write the whole database and all documents to one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make, for example stek-2026-03-19.zip")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Dump, add the documents, and close the list."""
        path: Path = options["file"]
        if settings.DATABASE_BACKUP is None:
            raise CommandError("DATABASE_BACKUP_URL is missing: the role that may read past the walls makes backups.")
        version = connection.cursor().connection.info.server_version
        try:
            with write_archive(path) as archive:
                with dump_database(settings.DATABASE_BACKUP, server_major=version // 10_000) as dump:
                    archive.add(DUMP, dump)
                for file in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
                    if file.is_file():
                        with file.open("rb") as content:
                            archive.add(MEDIA + file.relative_to(settings.MEDIA_ROOT).as_posix(), content)
                archive.finish(_describe_contents(archive.digests, version))
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {path.stat().st_size / 1_000_000:.1f} MB. Keep a copy elsewhere, encrypted.")


def _describe_contents(digests: dict[str, str], version: int) -> Manifest:
    applied = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        postgres=str(version),
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        digests=digests,
    )
