"""Exact figures on the team's own screen."""

from django.http import HttpResponse
from django.utils import timezone

from activities.models import Activity
from reporting.forms.report import FiguresForm
from reporting.selectors.report import choose_year_to_date
from reporting.selectors.screen import group_figures
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.vocabulary import Role


@open_to(Role.WORKER, Role.COORDINATOR)
def figures(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """Every figure of a period, each with what it counts, where, when and what not."""
    period = choose_year_to_date(today=timezone.localdate())
    shown = {"first": f"{period.first_day:%Y-%m}", "last": f"{period.end:%Y-%m}"}
    asked = request.GET if "first" in request.GET else None
    form, without = FiguresForm(asked, initial=shown, activities=Activity.objects.all()), []
    if form.is_valid():
        period, without = form.cleaned_data["period"], form.cleaned_data["without"]
    context = {
        "groups": group_figures(period=period, without=without),
        "may_correct": request.access.includes(Role.COORDINATOR),
    }
    return render_form(request, "reporting/figures.html", form, **context)
