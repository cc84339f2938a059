"""Keeps the public pages of sites, so that they are quick and go on answering when the database is away.

`PublicCacheMiddleware` stands outermost: what it finds in the cache goes out before the slug is looked up, a session is
read or a transaction opens. It keeps only pages whose view says `@keep_for_everybody`, which are the same for each
visitor. A page is fresh for `settings.PUBLIC_PAGE_FRESH_SECONDS`; an older one goes out only when making a new one
fails, up to a day. Two layers: Valkey, shared by all processes, and a few pages in the memory of this one.
"""

import gzip
import hashlib
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from sites.answers import say_sorry
from sites.languages import split_language
from sites.vocabulary import OPEN_DATA, PRIVATE_SECTIONS, RESERVED_SLUGS

logger = logging.getLogger(__name__)

FRESH_SECONDS = 5
STALE_SECONDS = 24 * 3600
CACHE_CONTROL = f"public, max-age=0, s-maxage={FRESH_SECONDS}, stale-if-error={STALE_SECONDS}"
JUST_NOW_SECONDS = 0.1
PAUSE_SECONDS = 5
"""How long to leave a database or cache alone that just failed."""
PAGES_IN_MEMORY = 256
BYTES_OF_ONE_PAGE = 512 * 1024

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


def keep_for_everybody[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let caches keep this page: it reads nothing about who is asking."""

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = CACHE_CONTROL
        return response

    return kept


@dataclass(frozen=True)
class Page:
    """A page as it went out, and when (seconds since 1970)."""

    made_at: float
    headers: tuple[tuple[str, str], ...]
    etag: str
    body: bytes
    packed: bytes

    @property
    def is_fresh(self) -> bool:
        return time.time() - self.made_at < settings.PUBLIC_PAGE_FRESH_SECONDS

    @property
    def is_usable(self) -> bool:
        return time.time() - self.made_at < STALE_SECONDS


class Memory:
    """The pages asked for last, in this process."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def set(self, key: str, page: Page) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > PAGES_IN_MEMORY:
                self._pages.popitem(last=False)

    def delete(self, key: str) -> None:
        with self._lock:
            self._pages.pop(key, None)


class Shared:
    """The pages of all processes, in Valkey. When it is away it is left alone for a moment: pages are made anew."""

    def __init__(self) -> None:
        self._away_until = 0.0

    def get(self, key: str) -> Page | None:
        found = self._ask(lambda: cache.get(key))
        return found if isinstance(found, Page) else None

    def set(self, key: str, page: Page) -> None:
        self._ask(lambda: cache.set(key, page, timeout=STALE_SECONDS))

    def delete(self, key: str) -> None:
        self._ask(lambda: cache.delete(key))

    def _ask(self, question: Callable[[], Any]) -> Any:
        if time.monotonic() < self._away_until:
            return None
        try:
            return question()
        except Exception as error:  # noqa: BLE001  (whatever is wrong with the cache, the page must come)
            self._away_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("page cache is away: %s", type(error).__name__)
            return None


class DatabaseWatch:
    """Whether it makes sense to ask the database: nobody should wait in line for one that is away."""

    def __init__(self) -> None:
        self._away_until: float | None = None

    def is_there(self) -> bool:
        """As far as we know. After a failure it is left alone for a moment, then asked with a connection of its own."""
        if self._away_until is None:
            return True
        if time.monotonic() < self._away_until:
            return False
        if not is_database_answering():
            self.note_failure()
            return False
        self._away_until = None
        return True

    def note_failure(self) -> None:
        self._away_until = time.monotonic() + PAUSE_SECONDS


def is_database_answering() -> bool:
    """Whether a new connection succeeds within a second, past the pool, which would wait much longer."""
    probe = connection.copy()
    options = {name: value for name, value in probe.settings_dict["OPTIONS"].items() if name != "pool"}
    probe.settings_dict["OPTIONS"] = options | {"connect_timeout": 1}
    try:
        probe.ensure_connection()
    except Error:
        return False
    finally:
        probe.close()
    return True


class PublicCacheMiddleware:
    """Answers public pages from the cache; see the module."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.memory = Memory()
        self.shared = Shared()
        self.database = DatabaseWatch()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not may_be_kept(request):
            return self.get_response(request)
        key = build_key(request)
        page = self._find(key)
        if page is not None and page.is_fresh:
            return _answer(request, page)
        if not self.database.is_there():
            return _answer(request, page) if page else say_sorry(request)
        response = self.get_response(request)
        if response.status_code >= 500:
            return self._answer_in_need(request, response, page)
        kept = _read_page(response)
        if kept is None:
            self._forget(key)
            return response
        if request.method == "GET":
            self.memory.set(key, kept)
            self.shared.set(key, kept)
        return _answer(request, kept)

    def _find(self, key: str) -> Page | None:
        near = self.memory.get(key)
        if near is not None and near.is_fresh:
            return near
        far = self.shared.get(key)
        newest = max(filter(None, (near, far)), key=lambda page: page.made_at, default=None)
        if newest is None or not newest.is_usable:
            return None
        if newest is far:
            self.memory.set(key, far)
        return newest

    def _forget(self, key: str) -> None:
        if self.memory.get(key) is not None:
            self.memory.delete(key)
            self.shared.delete(key)

    def _answer_in_need(self, request: HttpRequest, response: HttpResponseBase, page: Page | None) -> HttpResponseBase:
        is_about_database = connection.errors_occurred
        if is_about_database:
            self.database.note_failure()
        if page is not None:
            return _answer(request, page)
        return say_sorry(request) if is_about_database else response


def may_be_kept(request: HttpRequest) -> bool:
    """Whether this asks for a site's public page or for open data: nothing private, no question behind the address."""
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return False
    _language, path = split_language(request.path_info)
    slug, slash, rest = path.removeprefix("/").partition("/")
    if not slash or not slug or slug in RESERVED_SLUGS:
        return bool(slash) and slug == OPEN_DATA
    return rest.partition("/")[0] not in PRIVATE_SECTIONS


def build_key(request: HttpRequest) -> str:
    """The name of a page in the cache: scheme, host and path."""
    address = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.path_info}"
    return f"public-page-1:{hashlib.sha256(address.encode()).hexdigest()}"


def _read_page(response: HttpResponseBase) -> Page | None:
    # A page that differs by cookie or language, or sets a cookie, is not the same for everybody.
    is_for_everybody = (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response.headers.get("Cache-Control") == CACHE_CONTROL
        and not response.has_header("Vary")
        and not response.cookies
        and len(response.content) <= BYTES_OF_ONE_PAGE
    )
    if not is_for_everybody or not isinstance(response, HttpResponse):
        return None
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    headers = {name: value for name, value in response.items() if name != "Content-Length"} | {
        "Vary": "Accept-Encoding"
    }
    return Page(
        made_at=time.time(),
        headers=tuple(headers.items()),
        etag=digest,
        body=response.content,
        # Nothing on a public page is secret, so packing it gives nothing away.
        packed=gzip.compress(response.content, compresslevel=6, mtime=0),
    )


def _tell_age(response: HttpResponse, age: float) -> None:
    if age > FRESH_SECONDS:
        response.headers["Age"] = str(int(age))
    elif age > JUST_NOW_SECONDS:
        # The proxy in front counts from when it got the page (nginx reads no Age): give it only what is left.
        left = FRESH_SECONDS - math.ceil(age)
        response.headers["Cache-Control"] = CACHE_CONTROL.replace(f"s-maxage={FRESH_SECONDS}", f"s-maxage={left}")


def _answer(request: HttpRequest, page: Page) -> HttpResponseBase:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    is_packed = "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")
    body, etag = (page.packed, f'"{page.etag}-gzip"') if is_packed else (page.body, f'"{page.etag}"')
    response = HttpResponse(body)
    for name, value in page.headers:
        response.headers[name] = value
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    response.headers["ETag"] = etag
    _tell_age(response, time.time() - page.made_at)
    if "HTTP_IF_NONE_MATCH" in request.META:
        return get_conditional_response(request, etag=etag, response=response) or response
    return response
