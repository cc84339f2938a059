"""How a partner comes in without a password: the address of a link, and the short visit that it opens.

Opening the address writes nothing: mail programs open every link to look at it. It gives the browser a signed cookie
that names the link, good for two hours; each page asks again whether the link itself is still good.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sites.models import PartnerLink

VISIT_SECONDS = 2 * 3600
COOKIE_SECONDS = 30 * 24 * 3600
"""Longer than a visit: who comes back too late reads why, instead of being asked for a password."""

LOST = "niet-bewaard"
"""In the address of the page that asks for a link: what somebody just chose was not kept."""


def _choose_salt(site_id: int) -> str:
    return f"sites.partner_link.{site_id}"


def compute_digest(secret: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def write_link_url(link: PartnerLink, *, secret: str) -> str:
    """The whole address of a link, for in a message."""
    token = signing.dumps([link.pk, secret], salt=_choose_salt(link.site_id))
    return settings.BASE_URL.rstrip("/") + reverse("partner_link", args=[link.site.slug, token])


def read_link_token(token: str, *, site_id: int) -> tuple[int, str] | None:
    """Which link a token is of and the secret in it, or None when Stek did not make it for this site."""
    try:
        link_id, secret = signing.loads(token, salt=_choose_salt(site_id))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return link_id, secret


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A link that was opened in this browser, and whether that was too long ago."""

    link_id: int
    is_over: bool


def start_visit(response: HttpResponse, link: PartnerLink) -> None:
    """Let this browser in as the partner of a link."""
    response.set_signed_cookie(
        settings.PARTNER_COOKIE_NAME,
        str(link.pk),
        salt=_choose_salt(link.site_id),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def end_visit(response: HttpResponse) -> None:
    """Forget the link in this browser; the link itself stays good."""
    response.delete_cookie(settings.PARTNER_COOKIE_NAME, samesite="Lax")


def read_visit(request: HttpRequest, *, site_id: int) -> Visit | None:
    """The visit that a link to this site opened in this browser, or None."""
    name, salt = settings.PARTNER_COOKIE_NAME, _choose_salt(site_id)
    try:
        value = request.get_signed_cookie(name, default="", salt=salt, max_age=COOKIE_SECONDS)
        is_over = not request.get_signed_cookie(name, default="", salt=salt, max_age=VISIT_SECONDS)
        return Visit(link_id=int(value or ""), is_over=is_over)
    except ValueError:
        return None
