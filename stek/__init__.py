"""The roof: settings, URLs and the entry points of web and workers."""

from stek.celery import app as celery_app

__all__ = ["celery_app"]
