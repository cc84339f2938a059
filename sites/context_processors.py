"""What every template may ask for."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sites.navigation import list_navigation


def site(request: HttpRequest) -> dict[str, Any]:
    """The site or network of the page, what the user is there, and the menu; absent on other pages."""
    return {
        "site": getattr(request, "site", None),
        "network": getattr(request, "network", None),
        "access": getattr(request, "access", None),
        "navigation": SimpleLazyObject(lambda: list_navigation(request)),
    }
