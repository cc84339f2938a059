"""What makes Stek an app on a phone: its name and pictures, and the worker that opens it without network."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from sites.access import SiteRequest, open_to_everyone
from sites.public_cache import keep_for_everybody

WORKER = "js/service-worker.js"
VISITOR_WORKER = "js/visitor-worker.js"
ICONS = (("icons/app-192.png", "192x192", "any"), ("icons/app-512.png", "512x512", "any"))
MASKABLE = (("icons/app-maskable-512.png", "512x512", "maskable"),)


@csp_override({"default-src": [CSP.NONE], "script-src": [CSP.SELF], "connect-src": [CSP.SELF]})
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The worker, the same for everybody. It stands at the root, so that each site registers it for its own pages."""
    return _serve_worker(WORKER)


@csp_override({"default-src": [CSP.NONE], "connect-src": [CSP.SELF]})
def visitor_worker(_request: HttpRequest) -> HttpResponse:
    """The worker of the public pages. It stands at the root too: a page in each language is below it."""
    return _serve_worker(VISITOR_WORKER)


def _serve_worker(name: str) -> HttpResponse:
    response = HttpResponse(_read_file(name), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


@open_to_everyone
@keep_for_everybody
def app_manifest(request: SiteRequest, site: str) -> JsonResponse:
    """What a phone needs to put the site's board among its apps."""
    board = reverse("board", args=[site])
    icons = [
        {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in (*ICONS, *MASKABLE)
    ]
    manifest = {
        "id": board,
        "name": f"{request.site.name} - Stek",
        "short_name": request.site.name[:24],
        "description": _("Noteer contacten en tel groepen, ook zonder verbinding."),
        "lang": "nl",
        "dir": "ltr",
        "start_url": board,
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBF4E4",
        "theme_color": "#0F4F5C",
        "icons": icons,
        "shortcuts": [{"name": _("Noteer een contact"), "url": reverse("contact_add", args=[site])}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


def _read_file(name: str) -> bytes:
    name = staticfiles_storage.stored_name(name)  # type: ignore[attr-defined]  # the storage with hashed names
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())
