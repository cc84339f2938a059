"""Settings, one file a concern. Everything that differs between machines comes from `stek.env`."""

from stek.settings.base import *  # noqa: F403  (Django reads settings as module attributes)
from stek.settings.celery import *  # noqa: F403
from stek.settings.database import *  # noqa: F403
from stek.settings.logging import *  # noqa: F403
from stek.settings.security import *  # noqa: F403
