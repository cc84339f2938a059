"""The lists that a network keeps for its sites: the same pages for each list."""

import copy
from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.services.outcome import Step
from activities.views.answers import finish, read_answers, take_back
from signals.forms.shared_lists import SharedItemForm
from signals.forms.site_lists import NamesForm
from signals.models import SharedItem
from signals.selectors.shared_lists import SHARED_LISTS, SharedList, list_followers, summarise_shared_lists
from signals.services.shared_lists import (
    add_shared_items,
    begin_shared_list,
    edit_shared_item,
    move_shared_item,
    restore_shared_item,
    retire_shared_item,
    undo_shared_steps,
)
from signals.services.site_lists import ListRefused
from sites.access import NetworkRequest, open_to
from sites.answers import render_form
from sites.once import once
from sites.places import read_place
from sites.vocabulary import Role

KEEPERS = (Role.COORDINATOR,)


@open_to(*KEEPERS)
def shared_overview(request: NetworkRequest, **_kwargs: str) -> HttpResponse:
    """Every list of the network, with who follows it."""
    summaries = summarise_shared_lists(network=request.network)
    context = {
        "place": read_place(request),
        "lists": [summary for summary in summaries if summary.of.dimension is None],
        "questions": [summary for summary in summaries if summary.of.dimension is not None],
    }
    return render(request, "signals/lists/shared_overview.html", context)


@open_to(*KEEPERS)
@once
def shared_page(request: NetworkRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """One list: what can be chosen, what stopped, and room for more."""
    of = _get_list(list_name)
    form = NamesForm(read_answers(request), of=of)
    if form.is_valid():
        names = form.cleaned_data["names"]
        steps = add_shared_items(to=of, names=names, network=request.network, by=request.user)
        return _finish(request, of, _("Erbij gezet: %(names)s.") % {"names": ", ".join(names)}, steps)
    items = list(of.rows)
    context = {
        "place": read_place(request),
        "list": of,
        "items": [item for item in items if not item.is_retired],
        "retired": [item for item in items if item.is_retired],
        "followers": list_followers(network=request.network)[of.name],
    }
    return render_form(request, "signals/lists/shared_list.html", form, **context)


@open_to(*KEEPERS)
@require_POST
def shared_begin(request: NetworkRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """Fill an empty list with the usual rows."""
    of = _get_list(list_name)
    steps = begin_shared_list(to=of, network=request.network, by=request.user)
    return _finish(request, of, _("De gewone lijst staat klaar. Pas ze aan zoals jullie het zeggen."), steps)


@open_to(*KEEPERS)
def shared_item(request: NetworkRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """One row: its name and what else the network says of it."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    # A copy: what was typed wrongly must not show up in the head of the page.
    form = SharedItemForm(read_answers(request), instance=copy.copy(found), of=of)
    if form.is_valid():
        steps = edit_shared_item(of=of, item=form.instance, network=request.network, by=request.user)
        return _finish(request, of, _("'%(name)s' is bewaard.") % {"name": form.instance.name}, steps)
    context = {"place": read_place(request), "list": of, "item": found}
    return render_form(request, "signals/lists/shared_item.html", form, **context)


@open_to(*KEEPERS)
@require_POST
def shared_item_move(request: NetworkRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Let a row change places with the one above (or, when so asked, below)."""
    of = _get_list(list_name)
    is_up = request.POST.get("to") != "down"
    move_shared_item(of=of, item=_get_item(of, item), up=is_up, network=request.network, by=request.user)
    return redirect(f"{_get_url(request, of)}#item-{item}")


@open_to(*KEEPERS)
@require_POST
def shared_item_retire(request: NetworkRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Keep a row from being chosen, at every site that follows."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    steps = retire_shared_item(of=of, item=found, network=request.network, by=request.user)
    said = _("'%(name)s' is gestopt. Wat ermee genoteerd werd, blijft.") % {"name": found.name}
    return _finish(request, of, said, steps)


@open_to(*KEEPERS)
@require_POST
def shared_item_restore(request: NetworkRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Let a row be chosen again."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    try:
        steps = restore_shared_item(of=of, item=found, network=request.network, by=request.user)
    except ListRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(_get_url(request, of))
    return _finish(request, of, _("'%(name)s' kan je weer kiezen.") % {"name": found.name}, steps)


@open_to(*KEEPERS)
@require_POST
def shared_undo(request: NetworkRequest, token: str, **_kwargs: str) -> HttpResponse:
    """Take back what was just done, here and at every site that follows."""
    home = read_place(request).url("list_overview")
    return take_back(request, token, home=home, undo_steps=partial(undo_shared_steps, network=request.network))


def _get_list(name: str) -> SharedList:
    found = SHARED_LISTS.get(name)  # type: ignore[call-overload]  # a member equals its own text
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _get_item(of: SharedList, pk: int) -> SharedItem:
    return get_object_or_404(of.rows, pk=pk)


def _get_url(request: NetworkRequest, of: SharedList) -> str:
    return read_place(request).url("list_page", list_name=of.name)


def _finish(request: NetworkRequest, of: SharedList, said: str, steps: Sequence[Step]) -> HttpResponse:
    return finish(request, said, back=_get_url(request, of), steps=steps, undo_at="list_undo")
