"""What every template may ask for."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sites.navigation import list_navigation, list_site_choices


def site(request: HttpRequest) -> dict[str, Any]:
    """The site or network of the page, what the user is there, the menu, the other sites. Only asked when shown."""
    return {
        "site": getattr(request, "site", None),
        "network": getattr(request, "network", None),
        "access": getattr(request, "access", None),
        "navigation": SimpleLazyObject(lambda: list_navigation(request)),
        "site_choices": SimpleLazyObject(lambda: list_site_choices(request)),
    }
