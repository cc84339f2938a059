"""What every page answers in the same way."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from sites.languages import split_language

REFUSED = 422
AWAY = 503
SECONDS_TO_COME_BACK = 30


def render_form(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """A page with a form; its status tells a form that was refused from one that was asked for."""
    return render(request, template, {"form": form, **context}, status=REFUSED if form.errors else 200)


def say_sorry(request: HttpRequest) -> HttpResponse:
    """The page for when something that Stek stands on is away."""
    # The language of the address: this may be said before anything has looked at it.
    with translation.override(split_language(request.path_info)[0]):
        response = render(request, "503.html", status=AWAY)
    response["Retry-After"] = str(SECONDS_TO_COME_BACK)
    response["Cache-Control"] = "no-store"
    return response
