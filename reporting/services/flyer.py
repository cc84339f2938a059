"""Laying out the flyer of a site, on one side of A4 or on two."""

import datetime
import sys
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reporting.models import Document
from reporting.press import Layout
from reporting.selectors.flyer import read_flyer
from reporting.selectors.logos import collect_pictures
from reporting.vocabulary import EnterStep, Step
from sites.models import Site
from sites.scope import site_scope
from sites.vocabulary import Audience

LONG_WORD, VERY_LONG_WORD = 10, 16
LONG_NAME, VERY_LONG_NAME = 13, 44


@dataclass(frozen=True)
class Size:
    """A size of type.

    Attributes:
        name: how the style sheet calls it.
        most_seats: with more offers it is not worth trying.
        with_directions: whether to tell how to get there.
        most_pages: how many pages it may take to be good (0: any number).
    """

    name: str
    most_seats: int
    with_directions: bool
    most_pages: int


# The largest type that fits on one side; else the largest that fits on two; else whatever it takes.
SIZES = (
    Size("airy", 3, True, 1),
    Size("roomy", 5, True, 1),
    Size("normal", 6, True, 1),
    Size("normal", 7, False, 1),
    Size("dense", 9, False, 1),
    Size("roomy", 9, True, 2),
    Size("normal", 13, True, 2),
    Size("dense", 20, False, 2),
    Size("dense", sys.maxsize, False, 0),
)


def lay_out_flyer(document: Document, enter: EnterStep) -> list[Layout]:
    """Read and lay out the flyer of a document, step by step."""
    enter(Step.GATHER)
    with site_scope(document.site_id, audience=Audience.PUBLIC):
        return compose_flyer(site=Site.objects.get(pk=document.site_id), on=timezone.localdate())


def compose_flyer(*, site: Site, on: datetime.date) -> list[Layout]:
    """The ways to lay out the flyer of the site in scope as it stands on a day, best first."""
    with translation.override("nl"):
        flyer = read_flyer(site=site, on=on)
        context = {
            "document_title": _("Flyer van %(name)s, %(town)s") % {"name": site.name, "town": site.municipality},
            "site": site,
            "flyer": flyer,
            "name": site.name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
            "title_size": choose_title_size(site.name),
            "qr": draw_qr(flyer.address),
        }
        pictures = collect_pictures(flyer.logos)
        return [
            Layout(
                html=render_to_string("paper/flyer.html", context | {"size": size}),
                most_pages=size.most_pages,
                pictures=pictures,
            )
            for size in SIZES
            if len(flyer.seats) <= size.most_seats
        ]


def choose_title_size(name: str) -> str:
    """How large a name can stand on top: '' for most, 'long' or 'longer' when its words would not fit."""
    longest = max(map(len, name.split()), default=0)
    if longest > VERY_LONG_WORD or len(name) > VERY_LONG_NAME:
        return "longer"
    return "long" if longest > LONG_WORD or len(name) > LONG_NAME else ""


def draw_qr(address: str) -> SafeString:
    """A QR code as inline SVG, with its text alternative."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        border=0, dark="#26211a", omitsize=True, title=_("QR-code naar %s") % address, svgclass=None, lineclass=None
    )
    return mark_safe(svg)  # noqa: S308  (made by the library; it escapes the title)
