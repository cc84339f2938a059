"""Open data of all sites together, at addresses outside any site."""

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from activities.selectors.feeds.addresses import build_address
from activities.selectors.feeds.all_sites import list_hsds_records
from activities.selectors.feeds.hsds import KINDS, Record, describe_api, shorten_record
from activities.selectors.feeds.site_map import build_site_map_index
from activities.views.feeds import share
from sites.models import Site
from sites.vocabulary import PRIVATE_SECTIONS

PER_PAGE = 25
MOST_PER_PAGE = 100


@share
def hsds(_request: HttpRequest) -> HttpResponse:
    """What this API is."""
    return JsonResponse(describe_api())


@share
def hsds_list(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of organisations, services, locations, services at locations, or schedules."""
    records = _find_records(kind)
    page = _read_number(request, "page", default=1)
    size = min(_read_number(request, "per_page", default=PER_PAGE), MOST_PER_PAGE)
    pages = max(1, -(-len(records) // size))
    shown = records[(page - 1) * size : page * size]
    if request.GET.get("full") != "true":
        shown = [shorten_record(record) for record in shown]
    return JsonResponse(
        {
            "total_items": len(records),
            "total_pages": pages,
            "page_number": page,
            "size": len(shown),
            "first_page": page == 1,
            "last_page": page >= pages,
            "empty": not shown,
            "contents": shown,
        }
    )


@share
def hsds_record(_request: HttpRequest, kind: str, record: uuid.UUID) -> HttpResponse:
    """One record with all that hangs on it."""
    found = next((row for row in _find_records(kind) if row["id"] == str(record)), None)
    if found is None:
        raise Http404
    return JsonResponse(found)


def _find_records(kind: str) -> Sequence[Record]:
    if kind not in KINDS:
        raise Http404
    return list_hsds_records(kind=kind, today=timezone.localdate())


def _read_number(request: HttpRequest, name: str, *, default: int) -> int:
    """A number from 1 on out of the address; anything else counts as not given."""
    given = request.GET.get(name, "")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 10 else default


@share
def sitemap(_request: HttpRequest) -> HttpResponse:
    """Where search engines find the pages of each site."""
    sites = Site.objects.filter(is_open=True).order_by("slug")
    return HttpResponse(build_site_map_index(sites), content_type="application/xml")


@share
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines need not look for."""
    closed = [f"Disallow: /*/{section}/" for section in sorted(PRIVATE_SECTIONS)]
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /beheer/", "Disallow: /koepel/", *closed, ""]
    return HttpResponse(
        "\n".join([*lines, f"Sitemap: {build_address('sitemap')}", ""]), content_type="text/plain; charset=utf-8"
    )
