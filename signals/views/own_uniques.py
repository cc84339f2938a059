"""Which activities count their own unique visitors, kept by the coordinators of a site."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.views.answers import read_answers
from signals.forms.site_lists import StartCountingForm
from signals.selectors.own_uniques import find_own_count, list_own_counts
from signals.services.own_uniques import start_counting_uniques, stop_counting_uniques
from signals.views.site_lists import KEEPERS
from sites.access import SiteRequest, open_to


@open_to(*KEEPERS)
def unique_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every activity, and whether it counts its own unique visitors."""
    return render(request, "signals/lists/unique_list.html", {"counts": list_own_counts()})


@open_to(*KEEPERS)
def unique_switch(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Begin or stop counting at one activity, after saying what that does to the figures."""
    found = get_object_or_404(Activity.objects.all(), slug=activity)
    count, today = find_own_count(activity=found), timezone.localdate()
    form = StartCountingForm(read_answers(request), is_restart=count.until is not None)
    if request.method == "POST" and found.counts_uniques:
        stop_counting_uniques(activity=found, by=request.user, today=today)
        messages.success(request, _("%(name)s telt niet meer apart. Wat geteld is, blijft.") % {"name": found})
        return redirect("unique_list", site=request.site.slug)
    if form.is_valid():
        had_visitors = form.cleaned_data.get("had_visitors") == "yes"
        start_counting_uniques(activity=found, had_visitors=had_visitors, by=request.user, today=today)
        messages.success(request, _("%(name)s telt nu apart hoeveel verschillende mensen er komen.") % {"name": found})
        return redirect("unique_list", site=request.site.slug)
    context = {"count": count, "form": form}
    return render(request, "signals/lists/unique_switch.html", context, status=422 if form.errors else 200)
