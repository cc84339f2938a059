"""What every page answers in the same way."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

REFUSED = 422


def render_form(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """A page with a form; its status tells a form that was refused from one that was asked for."""
    return render(request, template, {"form": form, **context}, status=REFUSED if form.errors else 200)
