"""Real values for what a URL names, made for the site the page is about."""

from datetime import date
from typing import Any

from django.urls import NoReverseMatch, get_resolver

from signals.models import Signal
from sites.models import Site
from sites.scope import site_scope


def list_arguments(name: str) -> list[str]:
    """The names of the arguments of a URL."""
    possibilities = get_resolver().reverse_dict.getlist(name)
    if not possibilities:
        raise NoReverseMatch(name)
    return list(possibilities[0][0][0][1])


def make_samples(site: Site, name: str) -> dict[str, Any]:
    """Arguments for the URL `name` that lead to an existing row of `site`."""
    with site_scope(site.pk):
        makers: dict[str, Any] = {
            "site": lambda: site.slug,
            "signal": lambda: Signal.objects.create(title="Wachttijden", heard_on=date(2026, 3, 2)).pk,
        }
        return {argument: makers[argument]() for argument in list_arguments(name)}
