"""What is still to be found out with services: put down from the list of contacts, done or put off from the board."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.views.answers import read_answers
from signals.entries import EntryRefused
from signals.forms.follow_up import FollowUpForm
from signals.models import FollowUp, Service
from signals.selectors.follow_ups import find_help_request
from signals.services.following_up import add_follow_up, finish_follow_up, postpone_follow_up, reopen_follow_up
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.once import once
from sites.vocabulary import Role


@open_to(Role.WORKER, Role.COORDINATOR)
@once
def follow_up_add(request: SiteRequest, site: str, help_request: UUID) -> HttpResponse:
    """Put down what is to be found out for a help request that was logged before."""
    found = find_help_request(help_request_id=help_request)
    if found is None:
        raise Http404
    form = FollowUpForm(read_answers(request), services=list(Service.objects.filter(is_retired=False)))
    if form.is_valid():
        try:
            row = add_follow_up(to=found, asked=form.build_entry(today=timezone.localdate()))
        except EntryRefused as refused:
            form.add_problems({f"follow_up_{name}" if name else "": said for name, said in refused.problems.items()})
        else:
            day = date_format(row.due_on, "l j F")
            messages.success(request, _("Staat op het bord, tegen %(day)s.") % {"day": day})
            return redirect("board", site=site)
    back = reverse("contact_list", args=[site])
    return render_form(request, "signals/follow_up_add.html", form, help_request=found, back=back)


@open_to(Role.WORKER, Role.COORDINATOR)
@require_POST
def follow_up_done(request: SiteRequest, site: str, follow_up: UUID) -> HttpResponse:
    """It was found out."""
    row = get_object_or_404(FollowUp.objects.select_related("service"), pk=follow_up)
    finish_follow_up(follow_up=row)
    undo = reverse("follow_up_reopen", args=[site, row.pk])
    messages.success(request, _("Nagevraagd bij %(service)s.") % {"service": row.service}, extra_tags=undo)
    return redirect("board", site=site)


@open_to(Role.WORKER, Role.COORDINATOR)
@require_POST
def follow_up_reopen(request: SiteRequest, site: str, follow_up: UUID) -> HttpResponse:
    """It was not found out after all."""
    try:
        reopen_follow_up(follow_up=get_object_or_404(FollowUp.objects.all(), pk=follow_up))
        messages.success(request, _("Ongedaan gemaakt."))
    except EntryRefused as refused:
        messages.error(request, str(refused))
    return redirect("board", site=site)


@open_to(Role.WORKER, Role.COORDINATOR)
@require_POST
@once
def follow_up_later(request: SiteRequest, site: str, follow_up: UUID) -> HttpResponse:
    """Put it off by a week."""
    due_on = postpone_follow_up(follow_up=get_object_or_404(FollowUp.objects.all(), pk=follow_up))
    messages.success(request, _("Verschoven naar %(day)s.") % {"day": date_format(due_on, "l j F")})
    return redirect("board", site=site)
