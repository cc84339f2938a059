"""Logos, as everybody may see them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from sites.access import SiteRequest, open_to_everyone
from sites.models import Logo

# Another logo gets another address.
KEEP = "public, max-age=31536000, immutable"


@open_to_everyone
def logo(request: SiteRequest, logo: int, **_kwargs: str) -> HttpResponse:  # noqa: ARG001  (the door has used it)
    """One logo."""
    found = get_object_or_404(Logo.objects.all(), pk=logo)
    return HttpResponse(bytes(found.content), content_type="image/webp", headers={"Cache-Control": KEEP})
