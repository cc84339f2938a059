"""Pages outside a site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sites.models import Site


def home(request: HttpRequest) -> HttpResponse:
    """The sites, and where to sign in."""
    return render(request, "sites/home.html", {"sites": Site.objects.filter(is_open=True)})
