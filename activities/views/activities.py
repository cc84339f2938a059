"""The team's pages of one activity."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.details import read_columns
from activities.forms.activity import ActivityForm
from activities.models import Activity, Slot
from activities.selectors.chances import read_moments
from activities.selectors.editing import read_activity, read_activity_line
from activities.selectors.order import list_current_activities
from activities.selectors.public_page import read_activity_page
from activities.services.activities import add_activity, edit_activity, move_activity
from activities.views.answers import finish, read_answers, show_form
from activities.views.offer import EDITORS
from sites.access import SiteRequest, open_to
from sites.once import once

FORM = "activities/manage/activity_form.html"


def find_activity(slug: str) -> Activity:
    """The activity at an address, or a 404."""
    activity: Activity = get_object_or_404(Activity.objects.all(), slug=slug)
    return activity


def link_activity(request: SiteRequest, activity: Activity) -> str:
    """The team's page of an activity."""
    return reverse("activity_manage", args=[request.site.slug, activity.slug])


@open_to(*EDITORS)
def activity_manage(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Its moments, its coming dates, and what can be done about them."""
    found = find_activity(activity)
    line = read_activity_line(found, today=timezone.localdate())
    context = {"line": line, "moments": read_moments(line.slots), "activity": found}
    return render(request, "activities/manage/activity.html", context)


@open_to(*EDITORS)
def activity_preview(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """The page as visitors would see it, also of an activity that is not public."""
    found = find_activity(activity)
    page = read_activity_page(slug=activity, at=timezone.now(), only_public=False)
    if page is None:
        messages.info(request, _("%(activity)s is voorbij: bezoekers vinden het niet meer.") % {"activity": found})
        return redirect(link_activity(request, found))
    context = {"page": page, "item": page.item, "back": link_activity(request, found)}
    return render(request, "activities/manage/activity_preview.html", context)


@open_to(*EDITORS)
@once
def activity_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask everything about a new activity."""
    form = ActivityForm(read_answers(request))
    back = reverse("offer", args=[request.site.slug])
    if form.is_valid():
        added = add_activity(details=form.details, by=request.user)
        said = _("%(activity)s is toegevoegd. Kies nu wanneer het is.") % {"activity": added.row}
        on = link_activity(request, added.row)
        return finish(request, said, back=on, steps=added.steps, undone_back=back)
    return show_form(request, form, title=_("Nieuwe activiteit"), back=back, template=FORM)


@open_to(*EDITORS)
def activity_edit(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Change what is said about an activity."""
    found = find_activity(activity)
    details = read_activity(found)
    start = read_columns(found, type(details)) | {
        "functions": details.functions,
        "leaders": details.leaders,
        "helpers": details.helpers,
    }
    form = ActivityForm(read_answers(request), initial=start)
    if form.is_valid():
        edited = edit_activity(activity=found, details=form.details, by=request.user)
        said = _("%(activity)s is bewaard.") % {"activity": found}
        return finish(request, said, back=link_activity(request, found), steps=edited.steps)
    title = _("%(activity)s aanpassen") % {"activity": found}
    return show_form(request, form, title=title, back=link_activity(request, found), template=FORM)


@open_to(*EDITORS)
def activity_order(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Put the activities in order, one step at a time; `up` and `down` name the one that moves."""
    activities = list_current_activities(today=timezone.localdate())
    for name, step in (("up", -1), ("down", 1)):
        moved = next((row for row in activities if row.slug == request.POST.get(name)), None)
        if moved is not None:
            move_activity(activity=moved, step=step, by=request.user)
            return _say_place(request, moved)
    return render(request, "activities/manage/order.html", {"activities": activities})


def _say_place(request: SiteRequest, moved: Activity) -> HttpResponse:
    activities = list_current_activities(today=timezone.localdate())
    facts = {"activity": moved, "place": activities.index(moved) + 1, "number": len(activities)}
    said = _("%(activity)s staat op plaats %(place)d van %(number)d.") % facts
    if request.htmx:
        return render(request, "activities/manage/order.html", {"activities": activities, "said": said})
    messages.success(request, said)
    return redirect(f"{reverse('activity_order', args=[request.site.slug])}#{moved.slug}")


def find_slot(pk: int) -> Slot:
    """A moment of this site, or a 404."""
    slot: Slot = get_object_or_404(Slot.objects.select_related("activity"), pk=pk)
    return slot
