"""Where work starts for a steering group."""

from django.http import HttpResponse
from django.shortcuts import render

from sites.access import open_to
from sites.models import Site
from sites.places import read_place
from sites.views.people import PlaceRequest
from sites.vocabulary import Role


@open_to(Role.STEERING)
def steering(request: PlaceRequest, **_slug: str) -> HttpResponse:
    """What a steering group may read of a site or a network, and where the rest is."""
    place = read_place(request)
    owner = place.owner
    sites = [owner] if isinstance(owner, Site) else owner.sites.filter(is_open=True)
    return render(request, "sites/steering.html", {"place": place, "sites": sites})
