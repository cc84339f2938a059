"""The environment variables that Stek's settings read, for running on this machine.

A variable that is already set is used as it is.
"""

import os

from stek.local.paths import PROJECT, Home
from stek.local.roles import DatabaseUrls
from stek.local.secrets import Secrets


def build_environment(home: Home, secrets: Secrets, *, urls: DatabaseUrls, redis_url: str) -> dict[str, str]:
    """The whole environment for a program of Stek, this process's own included."""
    wanted = {
        "SECRET_KEY": secrets.secret_key,
        "DEBUG": "0",
        # Plain HTTP is for this machine alone; anywhere else a proxy with a certificate stands in front.
        "STEK_HTTPS": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "STEK_BASE_URL": f"http://localhost:{home.port}",
        "STEK_MAIL_OUTBOX": str(home.outbox),
    }
    return {
        **wanted,
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "stek.settings",
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        # Some machines forbid keeping compiled code; every process would then compile all of Stek again, for seconds.
        "PYTHONDONTWRITEBYTECODE": "",
        "STEK_HOME": str(home.root),
        "DATABASE_OWNER_URL": urls.owner,
        "DATABASE_URL": urls.app,
        "REDIS_URL": redis_url,
        **({"DATABASE_BACKUP_URL": urls.backup} if urls.backup else {}),
    }
