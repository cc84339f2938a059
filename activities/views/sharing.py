"""Taking the offer along: in a calendar, on another website, in a message, in a search engine."""

from collections.abc import Collection
from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from activities.pictures import draw_site_picture
from activities.selectors.feeds.reading import read_open_offer
from activities.selectors.feeds.site_map import build_site_map
from activities.selectors.public_page import read_public_page
from activities.views.feeds import share
from sites.access import SiteRequest, open_to_everyone
from sites.public_cache import keep_for_everybody

# Any website may show this page inside its own; nothing runs in it.
EMBED_POLICY: dict[str, Collection[str]] = {
    **settings.SECURE_CSP,
    "frame-ancestors": ["*"],
    "script-src": [CSP.NONE],
    "form-action": [CSP.NONE],
}


@open_to_everyone
@keep_for_everybody
def take_along(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door has read the slug)
    """How to follow the offer in a calendar, and how to show it on another website."""
    offer = read_open_offer(site=request.site, today=timezone.localdate())
    # A calendar without a date in it would only look broken.
    with_hours = replace(offer, items=[item for item in offer.items if item.has_hours])
    context = {"items": with_hours.items, "partners": with_hours.list_partners()}
    return render(request, "activities/public/take_along.html", context)


@open_to_everyone
@keep_for_everybody
@xframe_options_exempt
@csp_override(EMBED_POLICY)
def embed(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """The coming week, to be shown inside a page of somebody else's."""
    return render(request, "activities/public/embed.html", {"page": read_public_page(at=timezone.now())})


@share
def site_picture(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """The picture that goes along when somebody shares a page of the site."""
    shown = request.site
    picture = draw_site_picture(name=shown.name, below=f"STEK in {shown.municipality}", accent=shown.accent)
    return HttpResponse(picture, content_type="image/png")


@share
def site_map(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """The public pages of the site, for search engines."""
    offer = read_open_offer(site=request.site, today=timezone.localdate())
    return HttpResponse(build_site_map(offer), content_type="application/xml")
