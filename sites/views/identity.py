"""Asking for the password or passkey again before something that matters."""

from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sites.access import View


def ask_who_it_is(view: View) -> View:
    """Ask again when the last time is too long ago.

    allauth replays a form that was sent too late without passing our door, which would run the view outside any
    scope. So a late form leads back to its page, and the page asks.
    """
    checked = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "GET" and is_reauthentication_required(request, app=""):
            return redirect(request.get_full_path())
        response: HttpResponse = checked(request, *args, **kwargs)
        return response

    return guarded
