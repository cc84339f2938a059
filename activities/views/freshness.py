"""The team's list of what nobody looked at for too long."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.selectors.chasers import read_chasers
from activities.services.activities import confirm_activity
from activities.views.activities import find_activity, link_activity
from activities.views.offer import EDITORS
from sites.access import SiteRequest, open_to


@open_to(*EDITORS)
def chaser_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Who has not said for long whether their moment is right, since when, and how to ask."""
    context = {"chasers": read_chasers(today=timezone.localdate())}
    return render(request, "activities/manage/chaser_list.html", context)


@open_to(*EDITORS)
@require_POST
def activity_confirm(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """The team looked itself, or somebody said so on the phone."""
    found = find_activity(activity)
    confirm_activity(activity=found, by=request.user)
    messages.success(request, _("%(activity)s is nagekeken: het klopt.") % {"activity": found})
    # Back to where it was said: the page of the activity, or the list.
    back = link_activity(request, found) if "stay" in request.POST else reverse("chaser_list", args=[request.site.slug])
    return redirect(back)
