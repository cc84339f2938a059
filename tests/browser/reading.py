"""A server inside the transaction of the test: what it shows is gone afterwards, without emptying tables."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.testcases import LiveServerThread


class ReadingServer:
    """One server for all tests of a worker, for pages that are only looked at.

    It shares the connection of the tests, so it answers one request at a time, and only while `in_use`.
    A test that lets the page write, or looks into the database while a page is at work, wants the `server` fixture.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._turn.acquire()
        self._connection = connections["default"]
        self._connection.inc_thread_sharing()
        self._thread = LiveServerThread("localhost", self._take_turns)  # type: ignore[arg-type]  # any callable will do
        self._thread.daemon = True
        self._thread.start()
        self._thread.is_ready.wait()
        assert self._thread.error is None
        self.url = f"http://localhost:{self._thread.port}"

    @contextmanager
    def in_use(self) -> Iterator[str]:
        """The address, where requests are answered until the end of this block; later ones wait for the next block."""
        assert connections["default"] is self._connection
        self._turn.release()
        try:
            yield self.url
        finally:
            self._turn.acquire()

    def stop(self) -> None:
        """End it; the connection stays open."""
        self._thread.terminate()
        self._connection.dec_thread_sharing()

    def _take_turns(self, application: Callable[..., Any]) -> Callable[..., Iterator[bytes]]:
        def answer(*request: Any) -> Iterator[bytes]:
            with self._turn, _lend_connection(self._connection):
                response = application(*request)
                try:
                    yield from response
                finally:
                    response.close()

        return answer


@contextmanager
def _lend_connection(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let this thread use it, and not close it, as Django does at either end of a request and of a thread."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    connections["default"] = connection
    try:
        yield
    finally:
        del connections["default"]
        for end in ends:
            end.connect(close_old_connections)
