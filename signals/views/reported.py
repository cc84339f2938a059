"""Figures of other years and of elsewhere, kept by the coordinators."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.views.answers import read_answers
from signals.forms.reported import ReportedFigureForm, TotalsFileForm
from signals.models import ReportedFigure
from signals.services.importing.cells import UnreadableFile, refuse_at_sight
from signals.services.importing.totals import TotalColumn, TotalRow, read_totals
from signals.services.reported import remove_reported, save_all_reported, save_reported
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
    """Every figure that was not counted here, and room for a file of them."""
    form = TotalsFileForm(read_answers(request), request.FILES or None, refuse=refuse_at_sight)
    bad_rows: list[BadRow] = []
    if form.is_valid():
        try:
            rows = read_totals(form.cleaned_data["file"])
        except UnreadableFile as refusal:
            form.add_error("file", str(refusal))
        else:
            forms = [(row, ReportedFigureForm(row.answers)) for row in rows]
            bad_rows = [BadRow(row.number, found) for row, answers in forms if (found := _find_problems(row, answers))]
            if not bad_rows:
                figures = [answers.save(commit=False) for _row, answers in forms]
                return _finish(request, _say_added(*save_all_reported(figures=figures, by=request.user)))
    context = {
        "place": read_place(request),
        "form": form,
        "bad_rows": bad_rows[:MOST_BAD_ROWS],
        "bad_count": len(bad_rows),
        "columns": list(TotalColumn),
        "figures": ReportedFigure.objects.select_related("activity", "category"),
    }
    return render(request, "signals/reported/list.html", context, status=422 if form.errors or bad_rows else 200)


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


def _find_problems(row: TotalRow, form: ReportedFigureForm) -> list[str]:
    found = list(row.problems)
    for name, said in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else ""
        mark = "" if not label or label.endswith("?") else ":"
        found += [f"{label}{mark} {sentence}".strip() for sentence in said]
    return found


def _say_added(added: int, known: int) -> str:
    said = ngettext("%d cijfer is bewaard.", "%d cijfers zijn bewaard.", added) % added
    if known:
        said += " " + ngettext("%d stond er al.", "%d stonden er al.", known) % known
    return said


def _get_back(request: SiteRequest) -> str:
    return reverse("reported_list", args=[request.site.slug])


def _finish(request: SiteRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_get_back(request))
