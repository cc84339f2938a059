"""Typed reading of environment variables, the only place configuration comes from."""

import os
from urllib.parse import unquote, urlsplit


def read_flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable: 1, true, yes and on are yes, in any case."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def read_list(name: str, *, default: str = "") -> list[str]:
    """Read a comma-separated variable; blanks are dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def read_text(name: str, *, default: str = "") -> str:
    """Read a variable as it is."""
    return os.environ.get(name, default)


def parse_database_url(url: str) -> dict[str, str]:
    """Turn `postgresql://user:password@host:port/name?host=/socket/folder` into Django's keys.

    Raises:
        ValueError: the scheme is not PostgreSQL's.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL must start with postgresql://, not {parts.scheme}://")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.get("host", parts.hostname or "")),
        "PORT": options.get("port", str(parts.port or "")),
    }
