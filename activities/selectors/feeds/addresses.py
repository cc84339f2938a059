"""Addresses and identities that stay the same wherever a feed is read."""

from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.urls import reverse


def build_address(name: str, **arguments: str) -> str:
    """The full address of one of Stek's pages."""
    return settings.BASE_URL.rstrip("/") + reverse(name, kwargs=arguments)


def build_identity(kind: str, *keys: object) -> UUID:
    """An identity for something at this Stek: the same keys give the same one, on each machine."""
    return uuid5(NAMESPACE_URL, "/".join([settings.BASE_URL.rstrip("/"), kind, *map(str, keys)]))


def find_host() -> str:
    """The name under which this Stek is known."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"
