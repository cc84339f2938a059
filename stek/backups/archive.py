"""The file itself: a zip with `manifest.json`, `database.dump` and `media/…`."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Self

from stek.backups.failure import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
MEDIA = "media/"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is in an archive. `digests` holds the SHA-256 of every other file in it."""

    format: int = FORMAT
    made_at: str
    postgres: str
    migrations: list[str]
    digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: bytes) -> Self:
        """Read a manifest.

        Raises:
            BackupError: it is not one, or of another format.
        """
        try:
            content = json.loads(text)
            if content["format"] != FORMAT:
                raise BackupError(f"This backup has format {content['format']}; this Stek reads format {FORMAT}.")
            return cls(**content)
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError("The list of contents in this backup cannot be read.") from error


class ArchiveWriter:
    """Adds files to an archive and remembers their digests."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.digests: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        """Copy a stream into the archive."""
        digest = hashlib.sha256()
        with self._archive.open(name, "w", force_zip64=True) as member:
            while chunk := content.read(CHUNK_BYTES):
                digest.update(chunk)
                member.write(chunk)
        self.digests[name] = digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, which makes the archive complete."""
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


@contextmanager
def write_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Make an archive that only its owner can read. The file appears under its name when it is complete.

    Raises:
        BackupError: something has that name already, or its folder is not there.
    """
    if path.exists():
        raise BackupError(f"{path} exists already. Give another name: a backup is never written over.")
    if not path.absolute().parent.is_dir():
        raise BackupError(f"The folder {path.absolute().parent} is not there.")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with (
            os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file,
            zipfile.ZipFile(file, "w") as archive,
        ):
            yield ArchiveWriter(archive)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


class ArchiveReader:
    """An archive whose every byte was checked."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = self._check()

    def open_dump(self) -> IO[bytes]:
        """The dump of the database."""
        return self._archive.open(DUMP)

    def list_media(self) -> list[str]:
        """The documents, as paths below the media folder."""
        return [name.removeprefix(MEDIA) for name in self.manifest.digests if name.startswith(MEDIA)]

    def open_media(self, name: str) -> IO[bytes]:
        """One document."""
        return self._archive.open(MEDIA + name)

    def _check(self) -> Manifest:
        try:
            manifest = Manifest.parse(self._archive.read(MANIFEST))
        except KeyError as error:
            raise BackupError("This file is not a backup of Stek.") from error
        if set(self._archive.namelist()) != {MANIFEST, *manifest.digests} or DUMP not in manifest.digests:
            raise BackupError("This backup does not hold exactly what it says it holds.")
        for name, digest in manifest.digests.items():
            _refuse_strange_path(name)
            if self._compute_digest(name) != digest:
                raise BackupError(f"{name} in this backup is damaged.")
        return manifest

    def _compute_digest(self, name: str) -> str:
        try:
            with self._archive.open(name) as member:
                return hashlib.file_digest(member, "sha256").hexdigest()  # type: ignore[arg-type]  # it reads, which is enough
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            raise BackupError(f"{name} in this backup is damaged.") from error


@contextmanager
def read_archive(path: Path) -> Iterator[ArchiveReader]:
    """Open an archive after checking all of it.

    Raises:
        BackupError: it is not there, is not a backup, or is damaged.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupError(f"{path} is not there, or is not a backup of Stek.") from error
    with archive:
        yield ArchiveReader(archive)


def _refuse_strange_path(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise BackupError(f"This backup wants to write outside its folder: {name}")
