"""What the pages that change the offer share: showing a form, saying what was done, and taking it back."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol, Self

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.services.outcome import ChangedSinceError, Outcome, Step, undo_steps
from sites.access import SignedInRequest, SiteRequest
from sites.answers import render_form
from sites.models import User
from sites.places import read_place

UNDO_SECONDS = 24 * 3600
LONGEST_TOKEN = 3000
HELD_UNDO = "held_undo"
NAME_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class Undo:
    """An act that may be taken back, as it travels through the page: signed, for one user at one site or network.

    Args:
        steps: what the act did.
        said: the act in words.
        back: the path to go on from.
    """

    steps: Sequence[Step]
    said: str
    back: str

    def sign(self, request: SignedInRequest) -> str:
        """The undo as text that nobody can make up or use as somebody else."""
        return signing.dumps(asdict(self), salt=_choose_salt(request), compress=True)

    @classmethod
    def read(cls, token: str, request: SignedInRequest) -> Self:
        """The undo behind a signed text.

        Raises:
            BadSignature: it was made up, is somebody else's, or is older than a day.
        """
        held = request.session.get(HELD_UNDO, {}).get(token, token)
        content = signing.loads(held, salt=_choose_salt(request), max_age=UNDO_SECONDS)
        return cls(**content | {"steps": tuple(Step(**step) for step in content["steps"])})


def _choose_salt(request: SignedInRequest) -> str:
    owner = read_place(request).owner
    return f"activities.undo.{owner._meta.model_name}.{owner.pk}.{request.user.pk}"


class UndoSteps(Protocol):
    """Puts every row back as it was before an act, and has that on record.

    Raises:
        ChangedSinceError: a row was changed after the act.
    """

    def __call__(self, *, steps: tuple[Step, ...], said: str, by: User) -> None: ...


def read_answers(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def read_files(request: SiteRequest) -> MultiValueDict[str, Any] | None:
    """The files that came with what was sent; None when the form is only asked for."""
    return request.FILES if request.method == "POST" else None


def show_form(
    request: SiteRequest,
    form: forms.Form,
    *,
    title: str,
    back: str,
    template: str = "activities/manage/form.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form; `back` is where 'Annuleer' leads."""
    return render_form(request, template, form, title=title, back=back, **context)


class Keep(Protocol):
    """Does what a form asked, or lets it wait for the team, and goes back saying so.

    Args:
        act: what was asked.
        say: what to tell whoever asked, once it is done.
        describe: the same for the team, who reads it elsewhere and later.
        back: where to go on from.
    """

    def __call__(
        self,
        request: SiteRequest,
        activity: Activity,
        act: Callable[[], Outcome[Any]],
        *,
        say: Callable[[Outcome[Any]], str],
        describe: Callable[[Outcome[Any]], str],
        back: str,
    ) -> HttpResponse: ...


def keep_for_team(
    request: SiteRequest,
    activity: Activity,  # noqa: ARG001  (who keeps it for a partner needs it)
    act: Callable[[], Outcome[Any]],
    *,
    say: Callable[[Outcome[Any]], str],
    describe: Callable[[Outcome[Any]], str],  # noqa: ARG001  (as above)
    back: str,
) -> HttpResponse:
    """The team agrees with itself: it is done at once."""
    outcome = act()
    return finish(request, say(outcome), back=back, steps=outcome.steps)


def finish(
    request: SignedInRequest,
    said: str,
    *,
    back: str,
    steps: Sequence[Step] = (),
    undo_at: str = "offer_undo",
    undone_back: str = "",
) -> HttpResponse:
    """Go back and say what was done, with a button that takes it back when there are steps.

    Args:
        request: of who did it.
        said: the act in words.
        back: the path to go on from.
        steps: what the act did.
        undo_at: the page that takes it back; a network's is found by the name of a site's (`sites/places.py`).
        undone_back: the path to go on from once it is taken back, when `back` is gone by then.
    """
    undo_url = ""
    if steps:
        token = Undo(steps=steps, said=said, back=undone_back or back).sign(request)
        if len(token) > LONGEST_TOKEN:
            token = _hold(token, request)
        undo_url = read_place(request).url(undo_at, token=token)
    messages.success(request, said, extra_tags=undo_url)
    return redirect(back)


def _hold(token: str, request: SignedInRequest) -> str:
    """Keep an undo of dozens of rows, which does not fit in an address, with the session; the last one only."""
    name = hashlib.sha256(token.encode()).hexdigest()[:NAME_LENGTH]
    request.session[HELD_UNDO] = {name: token}
    return name


def read_steps(token: str, request: SignedInRequest) -> Sequence[Step]:
    """What an undo would take back; nothing when it cannot be taken back any more."""
    try:
        return Undo.read(token, request).steps
    except signing.BadSignature:
        return ()


def take_back(request: SignedInRequest, token: str, *, home: str, undo_steps: UndoSteps = undo_steps) -> HttpResponse:
    """Undo an act with `undo_steps`, or say why that is no longer possible and go `home`."""
    try:
        undo = Undo.read(token, request)
    except signing.BadSignature:
        messages.error(request, _("Dit kan je niet meer ongedaan maken."))
        return redirect(home)
    try:
        undo_steps(steps=tuple(undo.steps), said=undo.said, by=request.user)
    except ChangedSinceError:
        messages.error(request, _("Dit is intussen al veranderd. Kijk hieronder hoe het nu is."))
    else:
        if token in request.session.get(HELD_UNDO, {}):
            del request.session[HELD_UNDO]
        messages.success(request, _("Ongedaan gemaakt."))
    return redirect(undo.back)
