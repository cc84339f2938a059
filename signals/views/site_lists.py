"""The site's own lists, kept by its coordinators: the same pages for each list."""

import copy
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.services.outcome import Step, undo_steps
from activities.views.answers import finish, read_answers, read_steps, take_back
from signals.forms.site_lists import ItemForm, NamesForm, NewNameForm, ThemeMapForm, make_item_form
from signals.models import ListItem, ReportTheme, Theme
from signals.selectors.site_lists import (
    SITE_LISTS,
    SiteList,
    find_concern,
    list_followed,
    list_items,
    summarise_lists,
    was_used,
)
from signals.services.site_lists import (
    ListRefused,
    add_items,
    begin_with_usual,
    edit_item,
    map_themes,
    move_item,
    remove_item,
    replace_item,
    restore_items,
    retire_items,
)
from signals.views.following import get_list, keeps_own_list, touches_followed_list
from signals.vocabulary import ListAct, ListName
from sites.access import SiteRequest, open_to
from sites.once import once
from sites.places import read_place
from sites.vocabulary import Role

KEEPERS = (Role.COORDINATOR,)


@open_to(*KEEPERS)
def list_overview(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every list, with what can be chosen now."""
    summaries = summarise_lists()
    context = {
        "place": read_place(request),
        "lists": [summary for summary in summaries if summary.of.dimension is None],
        "questions": [summary for summary in summaries if summary.of.dimension is not None],
        "concern": find_concern(),
    }
    return render(request, "signals/lists/overview.html", context)


@open_to(*KEEPERS)
@once
@keeps_own_list
def list_page(request: SiteRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """One list: what can be chosen, what stopped, and room for more."""
    of = _get_list(list_name)
    form = NamesForm(read_answers(request), of=of)
    if form.is_valid():
        names = form.cleaned_data["names"]
        steps = add_items(to=of, names=names, by=request.user)
        return _finish(request, of, _("Erbij gezet: %(names)s.") % {"names": ", ".join(names)}, steps)
    items: list[Any] = list_items(of=of)
    context = {
        "place": read_place(request),
        "list": of,
        "form": form,
        "items": [item for item in items if not item.is_retired],
        "retired": [item for item in items if item.is_retired],
        "is_followed": of.name in list_followed(),
    }
    return render(request, "signals/lists/list.html", context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_begin(request: SiteRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """Fill an empty list with the usual rows."""
    of = _get_list(list_name)
    steps = begin_with_usual(to=of, by=request.user)
    return _finish(request, of, _("De gewone lijst staat klaar. Pas ze aan zoals jullie het zeggen."), steps)


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_ask(request: SiteRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """Ask the question of a list of answers again, with every answer it had."""
    of = _get_list(list_name, is_question=True)
    steps = restore_items(of=of, items=of.rows, by=request.user)
    return _finish(request, of, _("De vraag staat weer op het formulier."), steps)


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_stop_asking(request: SiteRequest, list_name: str, **_kwargs: str) -> HttpResponse:
    """Take the question of a list of answers off the form."""
    of = _get_list(list_name, is_question=True)
    steps = retire_items(of=of, items=of.rows, by=request.user)
    return _finish(request, of, _("De vraag staat niet meer op het formulier. Wat geteld is, blijft."), steps)


@open_to(*KEEPERS)
def list_item(request: SiteRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """One row: its name and what else is known of it, and what can be done with it."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    form = _make_form(of, found, read_answers(request))
    if form.fields and form.is_valid():
        steps = edit_item(of=of, item=form.instance, by=request.user)
        return _finish(request, of, _("'%(name)s' is bewaard.") % {"name": form.instance.name}, steps)
    return _show_item(request, of, found, form=form, heir_form=NewNameForm(of=of))


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_item_replace(request: SiteRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Stop a row and begin a new one in its place."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    heir_form = NewNameForm(request.POST, of=of)
    if heir_form.is_valid():
        name = heir_form.cleaned_data["new_name"]
        steps = replace_item(of=of, item=found, name=name, by=request.user)
        said = _("'%(old)s' is gestopt, '%(new)s' staat op die plaats.") % {"old": found.name, "new": name}
        return _finish(request, of, said, steps)
    return _show_item(request, of, found, form=_make_form(of, found), heir_form=heir_form)


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_item_move(request: SiteRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Let a row change places with the one above (or, when so asked, below)."""
    of = _get_list(list_name)
    move_item(of=of, item=_get_item(of, item), up=request.POST.get("to") != "down", by=request.user)
    return redirect(f"{_get_url(request, of)}#item-{item}")


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_item_retire(request: SiteRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Keep a row from being chosen."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    steps = retire_items(of=of, items=[found], by=request.user)
    said = _("'%(name)s' is gestopt. Wat ermee genoteerd werd, blijft.") % {"name": found.name}
    return _finish(request, of, said, steps)


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_item_restore(request: SiteRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Let a row be chosen again."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    try:
        steps = restore_items(of=of, items=[found], by=request.user)
    except ListRefused as refusal:
        return _refuse(request, of, refusal)
    return _finish(request, of, _("'%(name)s' kan je weer kiezen.") % {"name": found.name}, steps)


@open_to(*KEEPERS)
@require_POST
@keeps_own_list
def list_item_remove(request: SiteRequest, list_name: str, item: int, **_kwargs: str) -> HttpResponse:
    """Remove a row that was never used."""
    of = _get_list(list_name)
    found = _get_item(of, item)
    try:
        steps = remove_item(of=of, item=found, by=request.user)
    except ListRefused as refusal:
        return _refuse(request, of, refusal)
    return _finish(request, of, _("'%(name)s' is weg.") % {"name": found.name}, steps)


@open_to(*KEEPERS)
def theme_map(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Under which theme of the report each theme of the form falls."""
    themes, report_themes = list(Theme.objects.select_related("report_theme")), list(ReportTheme.objects.all())
    form = ThemeMapForm(read_answers(request), themes=themes, report_themes=report_themes)
    of = SITE_LISTS[ListName.REPORT_THEMES]
    if form.is_valid():
        steps = map_themes(report_themes=form.answers, by=request.user)
        return _finish(request, of, _("Bewaard. Het volgende verslag volgt deze verdeling."), steps)
    context = {"place": read_place(request), "form": form, "list": of, "has_report_themes": bool(report_themes)}
    return render(request, "signals/lists/theme_map.html", context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
@require_POST
def list_undo(request: SiteRequest, token: str, **_kwargs: str) -> HttpResponse:
    """Take back what was just done, to a list that is still the site's."""
    if touches_followed_list(read_steps(token, request)):
        messages.error(request, _("Deze lijst volgt intussen die van de koepel. Kijk hieronder hoe ze nu is."))
        return redirect("list_overview", site=request.site.slug)
    home = reverse("list_overview", args=[request.site.slug])
    return take_back(request, token, home=home, undo_steps=partial(undo_steps, act=ListAct.UNDONE))


def _get_list(name: str, *, is_question: bool = False) -> SiteList:
    found = get_list(name)
    if is_question and found.dimension is None:
        raise Http404
    return found


def _get_item(of: SiteList, pk: int) -> Any:
    return get_object_or_404(of.rows.annotate(is_used=was_used(of.model)), pk=pk)


def _make_form(of: SiteList, item: Any, data: Any = None) -> ItemForm:
    # A copy: what was typed wrongly must not show up in the head of the page.
    is_followed = of.name in list_followed()
    return make_item_form(of=of, item=copy.copy(item), data=data, is_used=item.is_used, is_followed=is_followed)


def _get_url(request: SiteRequest, of: SiteList) -> str:
    return reverse("list_page", args=[request.site.slug, of.name])


def _show_item(request: SiteRequest, of: SiteList, item: ListItem, **forms: Any) -> HttpResponse:
    is_followed = of.name in list_followed()
    context = {"place": read_place(request), "list": of, "item": item, "is_followed": is_followed, **forms}
    has_errors = any(form.errors for form in forms.values())
    return render(request, "signals/lists/item.html", context, status=422 if has_errors else 200)


def _finish(request: SiteRequest, of: SiteList, said: str, steps: Sequence[Step]) -> HttpResponse:
    steps = () if touches_followed_list(steps) else steps
    return finish(request, said, back=_get_url(request, of), steps=steps, undo_at="list_undo")


def _refuse(request: SiteRequest, of: SiteList, refusal: ListRefused) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect(_get_url(request, of))
