"""The languages that visitors read. Which one a page is in, its address says: /kantine/ is Dutch, /ar/kantine/ Arabic.

Never the browser: a page that is kept must be the same for everybody who asks for its address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.text import capfirst

type GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Languages whose words were read by somebody who speaks them; the pages of the others say that this is still to come.
READ_BY_A_SPEAKER = frozenset({"nl"})


@dataclass(frozen=True, kw_only=True)
class Version:
    """A page in one of the languages.

    Args:
        code: 'ar'.
        name: what the language calls itself.
        path: where the page stands in that language.
        is_this: whether it is the language that is read now.
        direction: 'ltr' or 'rtl'.
    """

    code: str
    name: str
    path: str
    is_this: bool
    direction: str


class LanguageMiddleware:
    """Speaks the language of the address while a request is answered."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language, _path = split_language(request.path_info)
        with translation.override(language):
            return self.get_response(request)


def split_language(path: str) -> tuple[str, str]:
    """The language of an address and the rest of it: ('ar', '/kantine/') of '/ar/kantine/'."""
    first, slash, rest = path.removeprefix("/").partition("/")
    if slash and first != settings.LANGUAGE_CODE and first in _list_codes():
        return first, f"/{rest}"
    return settings.LANGUAGE_CODE, path


def list_versions(path: str) -> list[Version]:
    """A page in every language there is, in the order of the settings; `path` is its address in any of them."""
    here, rest = split_language(path)
    return [
        Version(
            code=code,
            name=capfirst(str(name)),
            path=rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}",
            is_this=code == here,
            direction="rtl" if code in settings.LANGUAGES_BIDI else "ltr",
        )
        for code, name in settings.LANGUAGES
    ]


def speaks_dutch() -> bool:
    """Whether what is said now is said in Dutch, the language in which the team writes."""
    return translation.get_language() in (None, settings.LANGUAGE_CODE)


@lru_cache(maxsize=1)
def _list_codes() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES)
