"""Figures of other years and of elsewhere, kept by the coordinators."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from activities.views.answers import read_answers
from signals.forms.reported import ReportedFigureForm, TotalsFileForm
from signals.models import ReportedFigure
from signals.selectors.reported import Effect, find_contradictions, propose_figures
from signals.services.importing.cells import UnreadableFile, refuse_at_sight
from signals.services.importing.totals import TotalColumn, TotalRow, read_signed_totals, read_totals, sign_totals
from signals.services.reported import remove_reported, save_proposed, save_reported
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.once import once
from sites.places import read_place
from sites.vocabulary import Role

FORM = "activities/manage/form.html"
MOST_BAD_ROWS = 25


@dataclass(frozen=True)
class BadRow:
    """A row of a file that cannot be a figure: its number, and why."""

    number: int
    problems: list[str]


@open_to(Role.COORDINATOR)
def reported_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every figure that was not counted here, and room for a file of them: looked at first, then kept."""
    form = TotalsFileForm(read_answers(request), request.FILES or None, refuse=refuse_at_sight)
    if form.is_valid():
        try:
            return _look_at(request, read_totals(form.cleaned_data["file"]))
        except UnreadableFile as refusal:
            form.add_error("file", str(refusal))
    return _show_list(request, form)


@open_to(Role.COORDINATOR)
@once
@require_POST
def reported_take_over(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Keep the figures of a file that was looked at."""
    try:
        rows = read_signed_totals(request.POST.get("rows", ""), whose=_name_owner(request))
    except BadSignature:
        messages.error(request, _("Kies het bestand opnieuw: dit bleef te lang openstaan."))
        return redirect(_get_back(request))
    # Looked at again: an activity or answer may have gone meanwhile.
    figures, bad_rows = _read_figures(rows)
    if bad_rows:
        return _show_list(request, _make_blank_form(), bad_rows)
    return _finish(request, _say_done(save_proposed(proposed=propose_figures(figures=figures), by=request.user)))


@open_to(Role.COORDINATOR)
@once
def reported_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask for a figure."""
    form = ReportedFigureForm(read_answers(request))
    if form.is_valid():
        save_reported(figure=form.save(commit=False), is_new=True, by=request.user)
        return _finish(request, _("Het cijfer is bewaard."))
    return render_form(request, FORM, form, title=_("Cijfer van een ander jaar"), back=_get_back(request))


@open_to(Role.COORDINATOR)
def reported_edit(request: SiteRequest, figure: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Change a figure."""
    found = get_object_or_404(ReportedFigure.objects.all(), pk=figure)
    form = ReportedFigureForm(read_answers(request), instance=found)
    if form.is_valid():
        save_reported(figure=form.save(commit=False), is_new=False, by=request.user)
        return _finish(request, _("Het cijfer is bewaard."))
    return render_form(request, FORM, form, title=_("Cijfer aanpassen"), back=_get_back(request))


@open_to(Role.COORDINATOR)
def reported_remove(request: SiteRequest, figure: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Ask whether a figure may go, and remove it."""
    found = get_object_or_404(ReportedFigure.objects.all(), pk=figure)
    if request.method == "POST":
        remove_reported(figure=found, by=request.user)
        return _finish(request, _("Het cijfer is weg."))
    return render(request, "signals/reported/remove.html", {"figure": found, "back": _get_back(request)})


def _look_at(request: SiteRequest, rows: Sequence[TotalRow]) -> HttpResponse:
    figures, bad_rows = _read_figures(rows)
    if bad_rows:
        return _show_list(request, _make_blank_form(), bad_rows)
    proposed = propose_figures(figures=figures)
    effects = Counter(found.effect for found in proposed)
    if effects[Effect.SAME] == len(proposed):
        return _finish(request, _say_done(effects))
    context = {
        "back": _get_back(request),
        "new": [found for found in proposed if found.effect == Effect.NEW],
        "changed": [found for found in proposed if found.effect == Effect.CHANGED],
        "same_count": effects[Effect.SAME],
        "kept_count": len(proposed) - effects[Effect.SAME],
        "rows": sign_totals(rows, whose=_name_owner(request)),
    }
    return render(request, "signals/reported/preview.html", context)


def _read_figures(rows: Sequence[TotalRow]) -> tuple[list[ReportedFigure], list[BadRow]]:
    forms = [(row, ReportedFigureForm(row.answers)) for row in rows]
    bad_rows = [BadRow(row.number, found) for row, form in forms if (found := _find_problems(row, form))]
    if bad_rows:
        return [], bad_rows
    figures = [form.save(commit=False) for _row, form in forms]
    said = _("Rij %(number)d zegt over hetzelfde iets anders.")
    return figures, [
        BadRow(rows[place].number, [said % {"number": rows[earlier].number}])
        for place, earlier in find_contradictions(figures=figures).items()
    ]


def _find_problems(row: TotalRow, form: ReportedFigureForm) -> list[str]:
    found = list(row.problems)
    for name, said in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else ""
        mark = "" if not label or label.endswith("?") else ":"
        found += [f"{label}{mark} {sentence}".strip() for sentence in said]
    return found


def _make_blank_form() -> TotalsFileForm:
    return TotalsFileForm(None, refuse=refuse_at_sight)


def _show_list(request: SiteRequest, form: TotalsFileForm, bad_rows: Sequence[BadRow] = ()) -> HttpResponse:
    context = {
        "place": read_place(request),
        "form": form,
        "bad_rows": bad_rows[:MOST_BAD_ROWS],
        "bad_count": len(bad_rows),
        "columns": list(TotalColumn),
        "figures": ReportedFigure.objects.select_related("activity", "category"),
    }
    return render(request, "signals/reported/list.html", context, status=422 if form.errors or bad_rows else 200)


def _say_done(done: Counter[Effect]) -> str:
    sentences = {
        Effect.NEW: ngettext("%d cijfer is bewaard.", "%d cijfers zijn bewaard.", done[Effect.NEW]),
        Effect.CHANGED: ngettext("%d cijfer is veranderd.", "%d cijfers zijn veranderd.", done[Effect.CHANGED]),
        Effect.SAME: ngettext("%d stond er al.", "%d stonden er al.", done[Effect.SAME]),
    }
    return " ".join(sentence % done[effect] for effect, sentence in sentences.items() if done[effect])


def _name_owner(request: SiteRequest) -> str:
    return f"{request.site.pk}.{request.user.pk}"


def _get_back(request: SiteRequest) -> str:
    return reverse("reported_list", args=[request.site.slug])


def _finish(request: SiteRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_get_back(request))
