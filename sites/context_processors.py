"""What every template may ask for."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sites.device import describe_phone
from sites.navigation import list_navigation, list_site_choices


def site(request: HttpRequest) -> dict[str, Any]:
    """The site or network of the page, what the user is there, the phone, the menu, other sites. Asked if shown."""
    return {
        "site": getattr(request, "site", None),
        "network": getattr(request, "network", None),
        "access": getattr(request, "access", None),
        "phone": SimpleLazyObject(lambda: describe_phone(request)),
        "navigation": SimpleLazyObject(lambda: list_navigation(request)),
        "site_choices": SimpleLazyObject(lambda: list_site_choices(request)),
    }
