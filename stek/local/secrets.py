"""Secrets that are made once for each home and kept in one file that only its owner can read."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Secrets:
    """What the local servers and Django sign and sign in with."""

    secret_key: str
    database_admin: str
    database_owner: str
    database_app: str
    database_backup: str
    valkey: str


def load_secrets(path: Path) -> Secrets:
    """Read the secrets, or make them when there are none yet. Call it under the home's lock."""
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    # A home of an older Stek lacks what was not there yet.
    made = Secrets(**{name.name: kept.get(name.name) or secrets.token_urlsafe(48) for name in fields(Secrets)})
    if asdict(made) == kept:
        return made
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(made), file, indent=2)
    unfinished.replace(path)
    return made
