"""What every template may ask for."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The site or network of the page and what the user is there; absent on other pages."""
    return {
        "site": getattr(request, "site", None),
        "network": getattr(request, "network", None),
        "access": getattr(request, "access", None),
    }
