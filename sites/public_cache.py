"""Keeps the public pages of sites, so that they are quick and go on answering when the database is away.

`PublicCacheMiddleware` stands outermost: what it finds in the cache goes out before the slug is looked up, a session is
read or a transaction opens. It keeps only pages whose view says `@keep_for_everybody`, which are the same for each
visitor. A page is fresh for `settings.PUBLIC_PAGE_FRESH_SECONDS`; an older one goes out only when making a new one
fails, up to a day. Two layers: Valkey, shared by all processes, and a few pages in the memory of this one.
"""

import gzip
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from sites.vocabulary import PRIVATE_SECTIONS, RESERVED_SLUGS

logger = logging.getLogger(__name__)

CACHE_CONTROL = "public, max-age=0, s-maxage=5, stale-if-error=86400"
STALE_SECONDS = 24 * 3600
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


class PublicCacheMiddleware:
    """Answers public pages from the cache; see the module."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.memory = Memory()
        self.shared = Shared()
        self._rest_until: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not may_be_kept(request):
            return self.get_response(request)
        key = build_key(request)
        page = self._find(key)
        if page is not None and (page.is_fresh or time.monotonic() < self._rest_until.get(key, 0)):
            return _answer(request, page)
        response = self.get_response(request)
        if response.status_code >= 500:
            return self._answer_in_need(request, response, key, page)
        self._rest_until.pop(key, None)
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

    def _answer_in_need(
        self, request: HttpRequest, response: HttpResponseBase, key: str, page: Page | None
    ) -> HttpResponseBase:
        if page is not None:
            # Waiting for a database that is away would make each visitor wait.
            self._rest_until[key] = time.monotonic() + PAUSE_SECONDS
            return _answer(request, page)
        if not connection.errors_occurred:
            return response
        sorry = render(request, "503.html", status=503)
        sorry["Retry-After"] = "30"
        sorry["Cache-Control"] = "no-store"
        return sorry


def may_be_kept(request: HttpRequest) -> bool:
    """Whether this asks for a public page of a site: nothing private, and no question behind the address."""
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return False
    slug, slash, rest = request.path_info.removeprefix("/").partition("/")
    return bool(slug and slash) and slug not in RESERVED_SLUGS and rest.partition("/")[0] not in PRIVATE_SECTIONS


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
    response.headers["Age"] = str(max(0, int(time.time() - page.made_at)))
    if "HTTP_IF_NONE_MATCH" in request.META:
        return get_conditional_response(request, etag=etag, response=response) or response
    return response
