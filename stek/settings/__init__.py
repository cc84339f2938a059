"""Settings, one file a concern. Everything that differs between machines comes from `stek.env`."""

from stek.settings.base import *
from stek.settings.celery import *
from stek.settings.database import *
from stek.settings.logging import *
from stek.settings.security import *
