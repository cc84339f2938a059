"""Two questions of a load balancer: is the process alive, and can it do its work."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from redis import Redis


@transaction.non_atomic_requests
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers, whatever the state of what it needs."""
    return HttpResponse("ok", content_type="text/plain")


def check_database() -> None:
    """Raise when PostgreSQL does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker() -> None:
    """Raise when Valkey does not answer."""
    with Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=2, socket_timeout=2) as broker:
        broker.ping()


def check_migrations() -> None:
    """Raise when the database misses a migration this code needs."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("migrations are waiting")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "broker": check_broker,
    "migrations": check_migrations,
}


@transaction.non_atomic_requests
def readyz(_request: HttpRequest) -> JsonResponse:
    """Name each thing Stek needs and whether it is there; 503 when one is not."""
    state: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            check()
            state[name] = "ok"
        except Exception as error:  # noqa: BLE001  (any failure of a dependency means: not ready)
            state[name] = type(error).__name__
    ready = all(value == "ok" for value in state.values())
    return JsonResponse(state, status=200 if ready else 503)


urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
