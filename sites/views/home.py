"""The first page: for visitors the sites, for people with an account the places they work at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sites.models import Site
from sites.navigation import find_start_url
from sites.selectors import list_network_accesses, list_site_accesses
from sites.vocabulary import Role


def home(request: HttpRequest) -> HttpResponse:
    """The sites and where to sign in, or somebody's own places."""
    user = request.user
    if not user.is_authenticated:
        return render(request, "sites/home.html", {"sites": Site.objects.filter(is_open=True)})
    places = [
        (site, find_start_url(site, access), sorted(role.label for role in access.roles))
        for site, access in list_site_accesses(user_id=user.pk)
    ]
    networks = [
        (name, network.name, reverse(name, args=[network.slug]))
        for network, access in list_network_accesses(user_id=user.pk)
        for name, role in (("network_people", Role.COORDINATOR), ("network_steering", Role.STEERING))
        if access.includes(role)
    ]
    return render(request, "sites/places.html", {"places": places, "networks": networks})
