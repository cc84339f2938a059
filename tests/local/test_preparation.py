"""What a start brings up to date, and what it leaves alone."""

import dataclasses
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from stek.local import preparation
from stek.local.failure import LocalError
from stek.local.paths import Home
from tests.conftest import OWNER_LOGIN


@dataclasses.dataclass
class Steps:
    """The management commands that were started, instead of starting them."""

    names: list[str] = dataclasses.field(default_factory=list)
    fail: bool = False

    def start(self, _environment: dict[str, str], *arguments: str) -> "Steps":
        self.names.append(arguments[0])
        return self

    def __enter__(self) -> "Steps":
        return self

    def __exit__(self, *_failure: object) -> None:
        pass

    def finish(self) -> str:
        if self.fail:
            raise LocalError("it failed")
        return ""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    """The steps of this test."""
    steps = Steps()
    monkeypatch.setattr(preparation, "Step", steps.start)
    return steps


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home on which nothing was prepared yet."""
    home = Home(tmp_path)
    (home.root / "static").mkdir()
    return home


def _address(database: str) -> dict[str, str]:
    login = f"{OWNER_LOGIN['USER']}:{quote(OWNER_LOGIN['PASSWORD'], safe='')}"
    settings = connection.settings_dict
    place = urlencode({"host": settings["HOST"], "port": settings["PORT"] or 5432})
    return {"DATABASE_OWNER_URL": f"postgresql://{login}@/{database}?{place}"}


@pytest.fixture
def migrated(db: None) -> dict[str, str]:
    """The environment of a migrated database."""
    return _address(connection.settings_dict["NAME"])


def test_a_second_start_has_nothing_to_prepare(steps: Steps, home: Home, migrated: dict[str, str]) -> None:
    preparation.prepare(home, migrated)
    preparation.prepare(home, migrated)

    assert steps.names == ["migrate", "collectstatic"]


def test_a_database_that_is_behind_is_migrated_although_another_one_was(
    steps: Steps, home: Home, migrated: dict[str, str]
) -> None:
    preparation.prepare(home, migrated)
    preparation.prepare(home, _address("postgres"))

    assert steps.names.count("migrate") == 2


def test_what_failed_is_tried_again(steps: Steps, home: Home, migrated: dict[str, str]) -> None:
    steps.fail = True
    with pytest.raises(LocalError, match="it failed"):
        preparation.prepare(home, migrated)
    steps.names.clear()
    steps.fail = False
    preparation.prepare(home, migrated)

    assert steps.names == ["migrate", "collectstatic"]


def test_other_packages_may_bring_other_migrations_and_files(
    steps: Steps, home: Home, migrated: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    preparation.prepare(home, migrated)
    packages = tmp_path / "stek-stamp"
    packages.write_text("base other-packages", encoding="utf-8")
    monkeypatch.setattr(preparation, "PACKAGES", packages)
    preparation.prepare(home, migrated)

    assert steps.names == 2 * ["migrate", "collectstatic"]
