"""What the application writes in its log: what went wrong, and no row of it."""

import logging
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.db import IntegrityError, connection

FORMATTERS: Any = settings.LOGGING["formatters"]
FORMATTER = structlog.stdlib.ProcessorFormatter(
    processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    foreign_pre_chain=FORMATTERS["events"]["foreign_pre_chain"],
)


@pytest.mark.django_db
@pytest.mark.parametrize("notes", [("geheim", "geheim"), ("geheim\n\nslot", "")])
def test_an_error_of_the_database_is_told_without_its_row(notes: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE noted (id int, note text PRIMARY KEY CHECK (note NOT LIKE '%slot'))")
        with pytest.raises(IntegrityError) as raised:
            cursor.execute("INSERT INTO noted VALUES (1, %s), (2, %s)", notes)
    error = raised.value
    record = logging.LogRecord(
        "celery", logging.ERROR, "", 0, "raised unexpected: %r", (error,), (type(error), error, error.__traceback__)
    )
    said = FORMATTER.format(record)
    assert "IntegrityError" in said
    assert "noted" in said
    assert "DETAIL" not in said
    assert "Key (note)" not in said
    assert "Failing row" not in said
