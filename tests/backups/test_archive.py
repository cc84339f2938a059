"""The file of a backup: complete, checked, and nobody else's to read."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from stek.backups.archive import DUMP, MANIFEST, Manifest, read_archive, write_archive
from stek.backups.failure import BackupError


def make_archive(path: Path, **files: bytes) -> Path:
    """A complete archive with a dump and these documents."""
    with write_archive(path) as archive:
        archive.add(DUMP, io.BytesIO(b"everything"))
        for name, content in files.items():
            archive.add(f"media/{name}", io.BytesIO(content))
        archive.finish(Manifest(made_at="2026-03-19", postgres="180000", migrations=[], digests=archive.digests))
    return path


def rewrite(path: Path, **changes: bytes) -> None:
    """Put other content in an archive, as somebody with a zip program could."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (content | {name.replace("__", "/"): data for name, data in changes.items()}).items():
            archive.writestr(name, data)


def read(path: Path) -> None:
    with read_archive(path):
        pass


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip", flyer=b"%PDF")
    with read_archive(path) as archive:
        assert archive.open_dump().read() == b"everything"
        assert [(name, archive.open_media(name).read()) for name in archive.list_media()] == [("flyer", b"%PDF")]


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip")
    with pytest.raises(BackupError, match="exists already"):
        make_archive(path)


def test_half_a_backup_leaves_no_file(tmp_path: Path) -> None:
    class FullDisk(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError("No space left")

    with pytest.raises(OSError, match="No space"), write_archive(tmp_path / "backup.zip") as archive:
        archive.add(DUMP, FullDisk())
    assert list(tmp_path.iterdir()) == []


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip", flyer=b"%PDF")
    path.write_bytes(path.read_bytes().replace(b"everything", b"everythinG"))
    with pytest.raises(BackupError, match="damaged"):
        read(path)


@pytest.mark.parametrize("change", [{"database.dump": b"other"}, {"media__flyer": b"other"}])
def test_other_content_is_noticed(tmp_path: Path, change: dict[str, bytes]) -> None:
    path = make_archive(tmp_path / "backup.zip", flyer=b"%PDF")
    rewrite(path, **change)
    with pytest.raises(BackupError, match="damaged"):
        read(path)


def test_a_file_that_is_not_on_the_list_is_refused(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip")
    rewrite(path, media__extra=b"more")
    with pytest.raises(BackupError, match="exactly"):
        read(path)


def test_a_path_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip", **{"../../etc/passwd": b"root"})
    with pytest.raises(BackupError, match="outside"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"not a zip at all", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_not_a_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup.zip"
    path.write_bytes(content)
    with pytest.raises(BackupError, match="not a backup"):
        read(path)


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b"\xff", b'{"format": 1, "more": 2}'])
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, manifest: bytes) -> None:
    path = make_archive(tmp_path / "backup.zip")
    rewrite(path, **{MANIFEST: manifest})
    with pytest.raises(BackupError, match="cannot be read"):
        read(path)


def test_a_later_format_is_named(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "backup.zip")
    rewrite(path, **{MANIFEST: b'{"format": 2}'})
    with pytest.raises(BackupError, match="format 2"):
        read(path)
