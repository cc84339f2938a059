"""Real Chromium against a real server. A page says what went wrong on it through `Visit`."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from sites.models import User
from tests.browser.chromium import FLAGS, find_chromium, find_shell
from tests.browser.reading import ReadingServer


@dataclass
class Visit:
    """An open page, and what the browser complained about while it was."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Open a page of the server; its status."""
        response = self.page.goto(self.home + path)
        assert response is not None
        return response.status


type Open = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """What drives browsers; it can only be started once."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright runs an event loop in this thread, in which Django would refuse to use the database.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            yield playwright
            # The loop had a connection of its own, which would keep the test database from being dropped.
            connection.close()


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """One browser for all tests; every test has a context of its own in it."""
    browser = playwright_driver.chromium.launch(executable_path=find_shell(), args=list(FLAGS))
    yield browser
    browser.close()


def serve_as_it_is(application: Any) -> Any:
    """Add nothing to the application: it serves its own static files."""
    return application


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    """The address of a live server. WhiteNoise hands out the collected files, as in production."""
    thread = LiveServerThread("localhost", static_handler=serve_as_it_is)  # type: ignore[arg-type]  # any callable will do
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="session")
def reading_server(playwright_driver: Playwright, django_db_setup: None) -> Iterator[ReadingServer]:
    """Answers inside the transaction of the test; it comes after the driver, whose loop has a connection of its own."""
    server = ReadingServer()
    yield server
    server.stop()


@pytest.fixture
def open_browser(server: str, chromium: Browser) -> Open:
    """Open a browser of this width, signed in as this user; JavaScript can be off."""

    @contextmanager
    def open_browser(user: User | None = None, *, width: int = 390, javascript: bool = True) -> Iterator[Visit]:
        context = make_context(chromium, java_script_enabled=javascript)
        with open_page(context, server, user, width) as visit:
            yield visit
        context.close()

    return open_browser


@pytest.fixture(scope="session")
def reading_context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps what every page asks for: styles, fonts and modules."""
    context = make_context(chromium)
    yield context
    context.close()


@pytest.fixture
def open_to_read(db: None, reading_server: ReadingServer, reading_context: BrowserContext) -> Open:
    """Like `open_browser`, at a fraction of the work, for pages that are only looked at."""

    @contextmanager
    def open_to_read(user: User | None = None, *, width: int = 390) -> Iterator[Visit]:
        with reading_server.in_use() as address, open_page(reading_context, address, user, width) as visit:
            yield visit
        reading_context.clear_cookies()

    return open_to_read


def make_context(chromium: Browser, **options: Any) -> BrowserContext:
    """A browser without memory."""
    context = chromium.new_context(
        # What a phone keeps is a matter of tests/browser/test_offline.py; elsewhere it would only fetch along.
        service_workers="block",
        locale="nl-BE",
        **options,
    )
    context.set_default_timeout(10_000)
    return context


@contextmanager
def open_page(context: BrowserContext, server: str, user: User | None, width: int) -> Iterator[Visit]:
    """A page that listens to what the browser complains about."""
    if user is not None:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": make_session(user), "url": server}])
    visit = Visit(context.new_page(), server)
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.on("console", lambda said: visit.complaints.append(said.text) if is_complaint(said) else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "request",
        lambda asked: (
            visit.complaints.append(f"asks {asked.url}")
            if not asked.url.startswith((server, "data:", "blob:"))
            else None
        ),
    )
    yield visit
    visit.page.close()


type OpenPhone = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def open_phone(playwright_driver: Playwright, server: str, tmp_path: Path) -> OpenPhone:
    """Open the browser of one phone, which remembers everything when it is closed and opened again."""

    @contextmanager
    def open_phone(*, wakes_worker: bool = False) -> Iterator[Page]:
        context = playwright_driver.chromium.launch_persistent_context(
            tmp_path / "phone",
            executable_path=find_chromium(),
            args=list(FLAGS),
            viewport={"width": 390, "height": 800},
            locale="nl-BE",
            base_url=server,
        )
        context.set_default_timeout(20_000)
        if not wakes_worker:
            # As on an iPhone, which has no Background Sync: nothing may depend on it.
            context.add_init_script(
                "Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', {value: undefined})"
            )
        try:
            yield context.pages[0]
        finally:
            context.close()

    return open_phone


def is_complaint(said: ConsoleMessage) -> bool:
    """Whether the browser says that something is wrong with the page."""
    return said.type in {"error", "warning"} and "blocked by Playwright" not in said.text


def make_session(user: User) -> str:
    """The cookie of a browser in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
