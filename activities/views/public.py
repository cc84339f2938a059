"""What everybody may read. These pages are the same for each visitor, so that they can be kept and outlive a fault."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from activities.selectors.month import read_month_page
from activities.selectors.public_page import read_activity_page, read_public_page, read_topic_page
from activities.selectors.who import read_who_page
from sites.access import SiteRequest, open_to_everyone
from sites.public_cache import keep_for_everybody
from sites.selectors import find_main_venue
from sites.vocabulary import FOLLOW_UP_DAYS, IMPORT_DIGEST_DAYS, LOG_DAYS, NOTE_DAYS


@open_to_everyone
@keep_for_everybody
def site_home(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door has read the slug)
    """What is on now, today and this week, who you find here, and how to get there."""
    return render(request, "activities/public/site_home.html", {"page": read_public_page(at=timezone.now())})


@open_to_everyone
@keep_for_everybody
def activity_page(request: SiteRequest, site: str, activity: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """Everything about one activity."""
    page = read_activity_page(slug=activity, at=timezone.now())
    if page is None:
        raise Http404
    return render(request, "activities/public/activity_page.html", {"page": page, "item": page.item})


@open_to_everyone
@keep_for_everybody
def topic_page(request: SiteRequest, site: str, topic: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """What there is for somebody who comes for one thing: papers, food, children, a chat, or one of the functions."""
    page = read_topic_page(slug=topic, at=timezone.now())
    if page is None:
        raise Http404
    return render(request, "activities/public/topic_page.html", {"page": page})


@open_to_everyone
@keep_for_everybody
def calendar(request: SiteRequest, site: str, month: str = "") -> HttpResponse:  # noqa: ARG001  (as above)
    """A month, day by day. Its address has no question mark: only then the page is kept for everybody."""
    page = read_month_page(month=month, at=timezone.now())
    if page is None:
        raise Http404
    return render(request, "activities/public/calendar.html", {"page": page})


@open_to_everyone
@keep_for_everybody
def who_works_here(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """Which organisations you find here, what for, and who pays for it. Never a person."""
    return render(request, "activities/public/who_works_here.html", {"page": read_who_page(at=timezone.now())})


@open_to_everyone
@keep_for_everybody
def privacy(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """What is counted, what is never kept, and whom to ask; for visitors and for staff."""
    days = {
        "note_days": NOTE_DAYS,
        "follow_up_days": FOLLOW_UP_DAYS,
        "log_days": LOG_DAYS,
        "import_days": IMPORT_DIGEST_DAYS,
    }
    return render(request, "activities/public/privacy.html", days)


@open_to_everyone
@keep_for_everybody
def accessibility(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (as above)
    """How well this site can be used by everybody, and what to do when it cannot."""
    return render(request, "activities/public/accessibility.html", {"venue": find_main_venue()})
