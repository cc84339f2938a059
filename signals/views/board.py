"""Today's board."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from activities.selectors.announcements import list_notices
from activities.selectors.occurrences import compute_occurrences
from activities.selectors.partner_acts import list_partner_news
from activities.selectors.programme import read_programme
from signals.selectors.follow_ups import list_to_find_out
from signals.selectors.logbook import UNCOUNTED_DAYS, count_day, list_open_entries, list_open_sessions, list_uncounted
from signals.views.contact import find_just_saved
from sites.access import SiteRequest, open_to
from sites.vocabulary import Role

ENTRIES_SHOWN = 20
UNCOUNTED_SHOWN = 6


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def board(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """What runs now, what to do next, and what was noted today."""
    now = timezone.localtime()
    is_worker = request.access.includes(Role.WORKER, Role.COORDINATOR)
    entries = list_open_entries(on=now.date(), by=None if is_worker else request.user)
    programme = read_programme(first_day=now.date() - datetime.timedelta(days=UNCOUNTED_DAYS), last_day=now.date())
    week = compute_occurrences(programme)
    today = [found for found in week if found.date == now.date()]
    context: dict[str, Any] = {
        "now": now,
        "running": [found for found in today if found.is_running(now)],
        "absent": [found for found in today if not found.takes_place],
        "later": [found for found in today if found.takes_place and found.starts_at > now],
        "entries": entries[:ENTRIES_SHOWN],
        "counts": count_day(entries=entries),
        "is_worker": is_worker,
        "saved": find_just_saved(request),
        "notices": list_notices(programme, on=now.date()),
    }
    context["sessions"] = list_open_sessions(on=now.date(), by=None if is_worker else request.user)
    if is_worker:
        context["uncounted"] = list_uncounted(now=now, occurrences=week)[:UNCOUNTED_SHOWN]
        context["partner_news"] = list_partner_news()
        context["to_find_out"] = list_to_find_out(today=now.date())
    return render(request, "signals/board.html", context)
