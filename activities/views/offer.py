"""The team's overview of the offer, and closing for today."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.models import Activity
from activities.selectors.chances import find_end_of_holidays
from activities.selectors.editing import list_recent_acts, read_offer
from activities.selectors.partner_acts import list_partner_news
from activities.services.changes import cancel_today
from activities.services.closures import close_today as close_site_today
from activities.views.answers import finish, take_back
from sites.access import SiteRequest, open_to
from sites.vocabulary import Role

EDITORS = (Role.WORKER, Role.COORDINATOR)


@open_to(*EDITORS)
def offer(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Today, what is different soon, every activity, and who changed what."""
    today = timezone.localdate()
    context = {
        "offer": read_offer(today=today),
        "acts": list_recent_acts(),
        "today": today,
        "partner_news": list_partner_news(),
        "holidays_until": find_end_of_holidays(today=today),
    }
    return render(request, "activities/manage/offer.html", context)


@open_to(*EDITORS)
@require_POST
def close_today(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Close the whole site for today."""
    outcome = close_site_today(today=timezone.localdate(), by=request.user)
    said = _("Vandaag is alles gesloten. Bezoekers zien het meteen.")
    return finish(request, said, back=reverse("offer", args=[request.site.slug]), steps=outcome.steps)


@open_to(*EDITORS)
@require_POST
def activity_close_today(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Cancel what an activity has left today."""
    found = get_object_or_404(Activity.objects.all(), slug=activity)
    outcome = cancel_today(activity=found, today=timezone.localdate(), by=request.user)
    said = _("%(activity)s is er vandaag niet. Bezoekers zien het meteen.") % {"activity": found}
    return finish(request, said, back=reverse("offer", args=[request.site.slug]), steps=outcome.steps)


@open_to(*EDITORS)
@require_POST
def offer_undo(request: SiteRequest, token: str, **_kwargs: str) -> HttpResponse:
    """Take back what was just done."""
    return take_back(request, token, home=reverse("offer", args=[request.site.slug]))
