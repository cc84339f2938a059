"""Correcting counters by hand: what was corrected, one more, and taking one back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.views.answers import read_answers
from reporting.entries import CorrectionRefused
from reporting.forms.correction import CorrectionForm
from reporting.selectors.corrections import list_corrections
from reporting.services.corrections import (
    describe_correction,
    record_correction,
    reverse_correction,
)
from reporting.vocabulary import CounterKind
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.once import once
from sites.vocabulary import Role

CORRECTIONS_PER_PAGE = 40


@open_to(Role.COORDINATOR)
def correction_list(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """What was corrected, by whom and why, and the counters that can be."""
    page = Paginator(list_corrections(), CORRECTIONS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reporting/corrections.html", {"page": page, "kinds": list(CounterKind)})


@open_to(Role.COORDINATOR)
@once
def correction_add(request: SiteRequest, site: str, counter: str) -> HttpResponse:
    """Correct one counter."""
    if counter not in CounterKind.values:
        raise Http404
    form = CorrectionForm(read_answers(request), kind=CounterKind(counter))
    if form.is_valid():
        try:
            row = record_correction(asked=form.build_entry(), by=request.user)
        except CorrectionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Verbeterd: %(what)s.") % {"what": describe_correction(row)})
            return redirect("correction_list", site=site)
    back = reverse("correction_list", args=[site])
    return render_form(request, "reporting/correction_add.html", form, back=back)


@open_to(Role.COORDINATOR)
@require_POST
def correction_reverse(request: SiteRequest, site: str, correction: UUID) -> HttpResponse:
    """Take a correction back with another one."""
    try:
        row = reverse_correction(correction=get_object_or_404(list_corrections(), pk=correction), by=request.user)
    except CorrectionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Teruggedraaid: %(what)s.") % {"what": describe_correction(row)})
    return redirect("correction_list", site=site)
