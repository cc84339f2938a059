"""Logs: one JSON line an event on standard output; no query strings, no bodies, no people."""

import re

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from stek.env import read_flag

# PostgreSQL tells in the detail of an error which row it was about. A repr of the error has it too (Celery's).
_DETAIL = re.compile(r"(?:\n|\\n)DETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


def leave_out_rows(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Leave the row out of an error of the database: it may hold what somebody noted."""
    for key in ("event", "exception"):
        if isinstance(text := event.get(key), str) and "DETAIL:" in text:
            event[key] = _DETAIL.sub("", text)
    return event


_SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
    leave_out_rows,
]

structlog.configure(
    processors=[*_SHARED_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "events": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED_PROCESSORS,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=False)
                if read_flag("DEBUG")
                else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "events"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
