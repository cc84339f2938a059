"""What a person sees when a request failed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error
from redis import RedisError

from sites.answers import say_sorry

AWAY = (RedisError, InterfaceError, OperationalError)


def explain_failure(request: HttpRequest) -> HttpResponse:
    """Say 'even niet bereikbaar' when the database or Valkey was away; anything else is a fault of ours."""
    return say_sorry(request) if isinstance(sys.exception(), AWAY) else server_error(request)
