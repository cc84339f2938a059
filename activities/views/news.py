"""The team's pages of closures, notices and milestones."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.details import ClosureDetails, NoticeDetails, read_columns
from activities.forms.closure import ClosureForm
from activities.forms.news import MilestoneForm, NoticeForm
from activities.models import Closure, Milestone, Notice
from activities.services.closures import add_closure, edit_closure, remove_closure
from activities.services.news import (
    add_milestone,
    add_notice,
    edit_milestone,
    edit_notice,
    remove_milestone,
    remove_notice,
)
from activities.views.answers import finish, read_answers, show_form
from activities.views.offer import EDITORS
from activities.vocabulary import NoticeKind
from sites.access import SiteRequest, open_to
from sites.once import once

MILESTONE_FORM = "activities/manage/milestone_form.html"


@open_to(*EDITORS)
def closure_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Closures to come, and those that are over."""
    closures = Closure.objects.select_related("venue").order_by("first_day")
    today = timezone.localdate()
    context = {
        "coming": closures.filter(last_day__gte=today),
        "over": closures.filter(last_day__lt=today).reverse(),
    }
    return render(request, "activities/manage/closure_list.html", context)


@open_to(*EDITORS)
@once
def closure_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask when it is closed."""
    form = ClosureForm(read_answers(request))
    back = reverse("closure_list", args=[request.site.slug])
    if form.is_valid():
        outcome = add_closure(details=form.details, by=request.user)
        return finish(request, _("De sluiting staat op de publieke pagina."), back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Wanneer gesloten?"), back=back)


@open_to(*EDITORS)
def closure_edit(request: SiteRequest, closure: int, **_kwargs: str) -> HttpResponse:
    """Change when it is closed."""
    found = get_object_or_404(Closure.objects.all(), pk=closure)
    form = ClosureForm(read_answers(request), initial=read_columns(found, ClosureDetails))
    back = reverse("closure_list", args=[request.site.slug])
    if form.is_valid():
        outcome = edit_closure(closure=found, details=form.details, by=request.user)
        return finish(request, _("De sluiting is bewaard."), back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Sluiting aanpassen"), back=back)


@open_to(*EDITORS)
@require_POST
def closure_remove(request: SiteRequest, closure: int, **_kwargs: str) -> HttpResponse:
    """Take it away; it can be undone."""
    outcome = remove_closure(closure=get_object_or_404(Closure.objects.all(), pk=closure), by=request.user)
    back = reverse("closure_list", args=[request.site.slug])
    return finish(request, _("De sluiting is weggehaald."), back=back, steps=outcome.steps)


@open_to(*EDITORS)
def notice_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every notice, the newest first."""
    notices = Notice.objects.select_related("activity")
    return render(request, "activities/manage/notice_list.html", {"notices": notices, "today": timezone.localdate()})


@open_to(*EDITORS)
@once
def notice_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask what to tell."""
    wanted = request.GET.get("soort")
    initial = {"kind": wanted if wanted in NoticeKind else NoticeKind.NEWS}
    form = NoticeForm(read_answers(request), initial=initial)
    back = reverse("notice_list", args=[request.site.slug])
    if form.is_valid():
        outcome = add_notice(details=form.details, by=request.user)
        return finish(request, _("De mededeling is bewaard."), back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Nieuwe mededeling"), back=back)


@open_to(*EDITORS)
def notice_edit(request: SiteRequest, notice: int, **_kwargs: str) -> HttpResponse:
    """Change what is told."""
    found = get_object_or_404(Notice.objects.all(), pk=notice)
    form = NoticeForm(read_answers(request), initial=read_columns(found, NoticeDetails))
    back = reverse("notice_list", args=[request.site.slug])
    if form.is_valid():
        outcome = edit_notice(notice=found, details=form.details, by=request.user)
        return finish(request, _("De mededeling is bewaard."), back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Mededeling aanpassen"), back=back)


@open_to(*EDITORS)
@require_POST
def notice_remove(request: SiteRequest, notice: int, **_kwargs: str) -> HttpResponse:
    """Take it away; it can be undone."""
    outcome = remove_notice(notice=get_object_or_404(Notice.objects.all(), pk=notice), by=request.user)
    back = reverse("notice_list", args=[request.site.slug])
    return finish(request, _("De mededeling is weggehaald."), back=back, steps=outcome.steps)


@open_to(*EDITORS)
def milestone_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """The history of the project."""
    return render(request, "activities/manage/milestone_list.html", {"milestones": Milestone.objects.all()})


@open_to(*EDITORS)
@once
def milestone_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask what happened when."""
    form = MilestoneForm(read_answers(request))
    back = reverse("milestone_list", args=[request.site.slug])
    if form.is_valid():
        outcome = add_milestone(details=form.details, by=request.user)
        return finish(request, _("Het sleutelmoment is bewaard."), back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Nieuw sleutelmoment"), back=back, template=MILESTONE_FORM)


@open_to(*EDITORS)
def milestone_edit(request: SiteRequest, milestone: int, **_kwargs: str) -> HttpResponse:
    """Change what happened when."""
    found = get_object_or_404(Milestone.objects.all(), pk=milestone)
    form = MilestoneForm(read_answers(request), initial=MilestoneForm.read_initial(found))
    back = reverse("milestone_list", args=[request.site.slug])
    if form.is_valid():
        outcome = edit_milestone(milestone=found, details=form.details, by=request.user)
        return finish(request, _("Het sleutelmoment is bewaard."), back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Sleutelmoment aanpassen"), back=back, template=MILESTONE_FORM)


@open_to(*EDITORS)
@require_POST
def milestone_remove(request: SiteRequest, milestone: int, **_kwargs: str) -> HttpResponse:
    """Take it away; it can be undone."""
    outcome = remove_milestone(milestone=get_object_or_404(Milestone.objects.all(), pk=milestone), by=request.user)
    back = reverse("milestone_list", args=[request.site.slug])
    return finish(request, _("Het sleutelmoment is weggehaald."), back=back, steps=outcome.steps)
