"""Secrets that are made once for each home and kept in one file that only its owner can read."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Secrets:
    """What the local servers and Django sign and sign in with."""

    secret_key: str
    database_admin: str
    database_owner: str
    database_app: str
    valkey: str


def load_secrets(path: Path) -> Secrets:
    """Read the secrets, or make them when there are none yet. Call it under the home's lock."""
    if path.exists():
        return Secrets(**json.loads(path.read_text(encoding="utf-8")))
    made = Secrets(
        secret_key=secrets.token_urlsafe(64),
        database_admin=secrets.token_urlsafe(24),
        database_owner=secrets.token_urlsafe(24),
        database_app=secrets.token_urlsafe(24),
        valkey=secrets.token_urlsafe(24),
    )
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(made), file, indent=2)
    unfinished.replace(path)
    return made
