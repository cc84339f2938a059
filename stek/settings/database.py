"""PostgreSQL and the cache. The app runs as a role that cannot step over the walls between tenants."""

from stek.env import parse_database_url, read_flag, read_text

# `stek_owner` owns the tables and migrates; `stek_app` runs, without BYPASSRLS or TRUNCATE (see docs/architecture.md).
AS_OWNER = read_flag("STEK_AS_OWNER")
_APP_URL = read_text("DATABASE_URL", default="postgresql://stek_app@localhost/stek")
_OWNER_URL = read_text("DATABASE_OWNER_URL", default=_APP_URL)

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **parse_database_url(_OWNER_URL if AS_OWNER else _APP_URL),
        # The middleware's scope opens a transaction; this one makes a crashing view undo its own half.
        "ATOMIC_REQUESTS": True,
        # A pool looks whether a connection still lives before it lends it: the server may have restarted.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}} if read_flag("STEK_DATABASE_POOL") else {},
        "DISABLE_SERVER_SIDE_CURSORS": read_flag("STEK_PGBOUNCER"),
    }
}
# For pytest, which creates and migrates its database as the owner.
DATABASE_OWNER = parse_database_url(_OWNER_URL)
# For backups: `stek_backup` reads past the walls and writes nothing. Only the machine that makes them has its address.
_BACKUP_URL = read_text("DATABASE_BACKUP_URL")
DATABASE_BACKUP = parse_database_url(_BACKUP_URL) if _BACKUP_URL else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = read_text("REDIS_URL", default="redis://localhost:6379").rstrip("/")
# The cache may be thrown away, the broker may not: they never share a database, and in production not a server.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": read_text("CACHE_URL", default=f"{REDIS_URL}/1"),
        "KEY_PREFIX": "stek",
        # A cache that does not answer at once is no help.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}
