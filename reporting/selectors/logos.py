"""Logos for paper, where no address leads to them: handed to the press as they stand in the database."""

import base64
import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from reporting.press import HANDED, Pictures
from sites.models import Funder, Logo, Partner

WIDE, SQUARE = 2.6, 1.25
"""From how many times as wide as high a logo is wide, and from how many it is no longer about square."""


@dataclass(frozen=True, kw_only=True)
class PrintedLogo:
    """A logo on paper.

    Args:
        name: whose it is: its text alternative.
        picture: WebP in base64.
        digest: of the picture; how a document calls it.
        shape: 'wide', 'oblong' or 'square', so that all look equally large.
    """

    name: str
    picture: str
    digest: str
    shape: str

    @property
    def address(self) -> str:
        """Where a document finds it."""
        return HANDED + self.digest


def list_funders(*, first_day: datetime.date, last_day: datetime.date) -> list[Funder]:
    """Who paid for some of these days."""
    paid = Funder.objects.filter(period__starts_on__lte=last_day).exclude(period__ends_on__lt=first_day)
    return list(paid.order_by("position", "name"))


def read_logos(owners: Iterable[Partner | Funder]) -> tuple[PrintedLogo, ...]:
    """The logos of partners or funders that have one, each picture once, in their order; one query."""
    owners = [owner for owner in owners if owner.logo_id]
    found = Logo.objects.in_bulk([owner.logo_id for owner in owners]) if owners else {}
    logos = [_print_logo(owner.name, found[owner.logo_id]) for owner in owners if owner.logo_id in found]
    return tuple({logo.digest: logo for logo in reversed(logos)}.values())[::-1]


def collect_pictures(logos: Iterable[PrintedLogo]) -> Pictures:
    """What the press needs to print them."""
    return {logo.digest: logo.picture for logo in logos}


def _print_logo(name: str, logo: Logo) -> PrintedLogo:
    content = bytes(logo.content)
    ratio = logo.width / logo.height
    return PrintedLogo(
        name=name,
        picture=base64.b64encode(content).decode(),
        digest=hashlib.sha256(content).hexdigest(),
        shape="wide" if ratio >= WIDE else "oblong" if ratio >= SQUARE else "square",
    )
