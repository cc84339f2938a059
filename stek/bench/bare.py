"""The simpler things Stek is measured against: plain Django views behind the middleware of a new project."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import path
from django.utils import timezone

from signals.models import Contact, HelpRequest, HelpRequestApproach
from sites.scope import site_scope

USUAL_MIDDLEWARE = [
    "stek.bench.bare.use_bare_urls",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# What the views answer and write; filled in before the first request.
page: dict[str, bytes] = {}
rows: dict[str, int] = {}


def use_bare_urls(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer from the views below instead of Stek's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return middleware


def show_page(_request: HttpRequest) -> HttpResponse:
    """The bytes of the public page, ready made."""
    return HttpResponse(page["bytes"])


def write_contact(request: HttpRequest) -> HttpResponse:
    """The rows of the usual contact, for a user that is signed in, without rules, roles or idempotence."""
    with site_scope(rows["site"]):
        contact = Contact.objects.create(
            id=uuid4(),
            activity_id=rows["activity"],
            on=timezone.localdate(),
            site_answer="before",
            logged_by_id=request.user.pk,
            logged_on=timezone.localdate(),
        )
        help_request = HelpRequest.objects.create(contact=contact, theme_id=rows["theme"])
        HelpRequestApproach.objects.create(help_request=help_request, approach_id=rows["approach"])
    return HttpResponse(status=302)


urlpatterns = [path("page/", show_page), path("contact/", write_contact)]


def make_bare_client() -> Client:
    """A browser that speaks to the bare views."""
    client = Client(headers={"host": "localhost"})
    handler = ClientHandler(enforce_csrf_checks=False)
    with override_settings(MIDDLEWARE=USUAL_MIDDLEWARE):
        handler.load_middleware()
    client.handler = handler
    return client
