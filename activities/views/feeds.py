"""The offer for programs of others. Each address is the same for everybody, may be kept, and read from any website."""

import datetime
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone

from activities.selectors.feeds.calendar import build_calendar
from activities.selectors.feeds.news import build_news
from activities.selectors.feeds.offer_document import build_offer_document
from activities.selectors.feeds.reading import read_open_offer
from activities.selectors.feeds.uitdatabank import build_uitdatabank_events
from sites.access import SiteRequest, open_to_everyone
from sites.public_cache import keep_for_everybody

type Page = Callable[..., HttpResponse]


def share[**P](view: Callable[P, HttpResponse]) -> Page:
    """Mark a page that a program of anybody may read, also one that runs in a page of somebody else's."""

    @wraps(view)
    def shared(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return open_to_everyone(keep_for_everybody(shared))


def _answer_calendar(content: bytes | None, name: str) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def _today() -> datetime.date:
    return timezone.localdate()


@share
def site_calendar(request: SiteRequest, site: str) -> HttpResponse:
    """Everything that takes place at a site, for the calendar on a phone."""
    return _answer_calendar(build_calendar(site=request.site, today=_today()), site)


@share
def activity_calendar(request: SiteRequest, site: str, activity: str) -> HttpResponse:
    """When one activity takes place."""
    calendar = build_calendar(site=request.site, today=_today(), activity_slug=activity)
    return _answer_calendar(calendar, f"{site}-{activity}")


@share
def partner_calendar(request: SiteRequest, site: str, partner_slug: str) -> HttpResponse:
    """When one partner is at a site."""
    calendar = build_calendar(site=request.site, today=_today(), partner_slug=partner_slug)
    return _answer_calendar(calendar, f"{site}-{partner_slug}")


@share
def offer_document(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door has read the slug)
    """The offer as JSON, for the website of a municipality or partner."""
    return JsonResponse(build_offer_document(read_open_offer(site=request.site, today=_today())))


@share
def uitdatabank(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """The offer as events in the shape of UiTdatabank."""
    offer = read_open_offer(site=request.site, today=_today())
    return JsonResponse({"events": build_uitdatabank_events(offer)})


@share
def site_news(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """What is new at a site: notices, closures and changed dates."""
    news = build_news(read_open_offer(site=request.site, today=_today()))
    return HttpResponse(news, content_type="application/atom+xml; charset=utf-8")
