"""A form that makes something makes it once, however often the same form arrives: a double tap, a lost reply."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sites.access import SignedInRequest
from sites.services.sent import note_answer, release_form, take_form

FIELD = "once"
LONGEST_LOCATION = 300

type View = Callable[..., Any]


def once(view: View) -> View:
    """Answer a form with a `{% once %}` in it that comes a second time with the redirect of the first, and do nothing.

    The same token with other answers is another form: somebody went back and wrote something new.
    """

    @wraps(view)
    def answer(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return answer_once(request, lambda: view(request, *args, **kwargs))

    answer.makes_once = True  # type: ignore[attr-defined]  # a mark that tests/access reads
    return answer


def answer_once(request: SignedInRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What `once` does, for a view that opens its own scope.

    Args:
        request: of somebody signed in or of a partner with a link, inside a scope and its transaction.
        act: answers the form; a redirect says that it was accepted.
    """
    if request.method != "POST" or not request.POST.get(FIELD):
        return act()
    sent, is_first = take_form(digest=_compute_digest(request), by=getattr(request, "actor", request.user))
    if not is_first:
        messages.info(request, _("Dit was al bewaard. Het staat er maar één keer."))
        return HttpResponseRedirect(sent.location)
    response = act()
    location = response.headers.get("Location", "")
    if isinstance(response, HttpResponseRedirect) and len(location) <= LONGEST_LOCATION:
        note_answer(sent=sent, location=location)
    else:
        release_form(sent=sent)
    return response


def _compute_digest(request: HttpRequest) -> str:
    # The token against forgery is another one each time the page is drawn.
    answers = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, [_digest_file(file) for file in sent]) for name, sent in request.FILES.lists())
    return salted_hmac("sites.once", json.dumps([request.path, answers, files]), algorithm="sha256").hexdigest()


def _digest_file(file: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
