"""Asking for documents, following how they are made, and taking them along."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from reporting.forms.report import FlyerForm, ReportForm
from reporting.models import Document
from reporting.selectors.documents import (
    describe_progress,
    find_document,
    list_documents,
    name_file,
    name_report,
)
from reporting.selectors.report import choose_default_period
from reporting.services.documents import request_document, retry_document, stop_document
from reporting.tasks import enqueue_document
from reporting.vocabulary import DocumentKind, DocumentStatus
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.services.audit import record_act
from sites.vocabulary import Role

DOCUMENTS_A_PAGE = 20
SECONDS_BETWEEN_LOOKS = 3


@open_to(Role.COORDINATOR)
def report_list(request: SiteRequest, site: str) -> HttpResponse:
    """Ask for a report, and all reports that were asked for."""
    period = choose_default_period(today=timezone.localdate())
    months = {"first": f"{period.first_day:%Y-%m}", "last": f"{period.end:%Y-%m}"}
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, initial=months, activities=Activity.objects.all())
    if form.is_valid():
        period, without = form.cleaned_data["period"], form.cleaned_data["without"]
        document = request_document(
            kind=DocumentKind.STEERING_REPORT,
            title=name_report(period=period, without=without),
            by=request.user,
            period_start=period.start,
            period_end=period.end,
            without=without,
            document_id=form.cleaned_data["document"],
        )
        enqueue_document(document)
        return redirect("document_status", site=site, document=document.pk)
    return _render_list(request, "reporting/report_list.html", DocumentKind.STEERING_REPORT, form)


@open_to(Role.WORKER, Role.COORDINATOR)
def print_list(request: SiteRequest, site: str) -> HttpResponse:
    """Ask for a flyer, and all flyers that were asked for."""
    form = FlyerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        document = request_document(
            kind=DocumentKind.FLYER,
            title=_("Flyer van %(site)s") % {"site": request.site.name},
            by=request.user,
            document_id=form.cleaned_data["document"],
        )
        enqueue_document(document)
        return redirect("document_status", site=site, document=document.pk)
    return _render_list(request, "reporting/print_list.html", DocumentKind.FLYER, form)


@open_to(Role.WORKER, Role.COORDINATOR)
def document_status(request: SiteRequest, site: str, document: uuid.UUID) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """How far a document is. The page looks again by itself, with a script (htmx) and without (a refresh)."""
    found = _find_or_404(request, document)
    context = {"document": found, "progress": describe_progress(found), "seconds": SECONDS_BETWEEN_LOOKS}
    template = "reporting/document_progress.html" if request.htmx else "reporting/document_status.html"
    response = render(request, template, context)
    response.headers["Vary"] = "HX-Request"
    return response


@open_to(Role.WORKER, Role.COORDINATOR)
def document_download(request: SiteRequest, site: str, document: uuid.UUID) -> FileResponse | HttpResponse:
    """The PDF itself."""
    found = _find_or_404(request, document)
    if found.status != DocumentStatus.DONE:
        return redirect("document_status", site=site, document=document)
    try:
        pdf = found.file.open("rb")
    except FileNotFoundError:
        messages.error(request, _("Dit bestand is er niet meer. Vraag het document opnieuw."))
        return redirect("report_list" if found.kind == DocumentKind.STEERING_REPORT else "print_list", site=site)
    if found.kind == DocumentKind.STEERING_REPORT:
        record_act(by=request.user, action="report-downloaded", subject=found.title)
    name = name_file(document=found, site=request.site)
    return FileResponse(pdf, as_attachment=True, filename=name, content_type="application/pdf")


@open_to(Role.WORKER, Role.COORDINATOR)
def document_retry(request: SiteRequest, site: str, document: uuid.UUID) -> HttpResponse:
    """Try once more after a failure or a stop."""
    found = _find_or_404(request, document)
    if request.method == "POST" and retry_document(document=found):
        enqueue_document(found)
    return redirect("document_status", site=site, document=document)


@open_to(Role.WORKER, Role.COORDINATOR)
def document_stop(request: SiteRequest, site: str, document: uuid.UUID) -> HttpResponse:
    """Stop making a document."""
    found = _find_or_404(request, document)
    if request.method == "POST":
        stop_document(document=found)
    return redirect("document_status", site=site, document=document)


def _find_or_404(request: SiteRequest, document_id: uuid.UUID) -> Document:
    document = find_document(document_id=document_id, access=request.access)
    if document is None:
        raise Http404
    return document


def _render_list(request: SiteRequest, template: str, kind: DocumentKind, form: ReportForm | FlyerForm) -> HttpResponse:
    page = Paginator(list_documents(kind=kind), DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    return render_form(request, template, form, page=page)
