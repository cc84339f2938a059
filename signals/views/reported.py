"""Figures of other years and of elsewhere, kept by the coordinators."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.views.answers import read_answers
from signals.forms.reported import ReportedFigureForm
from signals.models import ReportedFigure
from signals.services.reported import remove_reported, save_reported
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.once import once
from sites.places import read_place
from sites.vocabulary import Role

FORM = "activities/manage/form.html"


@open_to(Role.COORDINATOR)
def reported_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every figure that was not counted here."""
    figures = ReportedFigure.objects.select_related("activity", "category")
    context = {"place": read_place(request), "figures": figures}
    return render(request, "signals/reported/list.html", context)


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


def _get_back(request: SiteRequest) -> str:
    return reverse("reported_list", args=[request.site.slug])


def _finish(request: SiteRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_get_back(request))
