"""The pages that a phone keeps, so that they open without network. They say nothing about who reads them.

They are drawn without the request, so nothing of a person can get in: no name, no token, no message, no menu.
"""

import datetime
import hashlib
import time
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from activities.selectors.occurrences import list_occurrences
from signals.forms.contact import ContactForm
from signals.forms.outreach import OutreachForm
from signals.forms.session import SessionForm
from signals.selectors.form_lists import FormLists, put_most_asked_first
from signals.selectors.own_words import list_own_words
from sites.access import SiteRequest, open_to
from sites.device import Phone
from sites.models import Site
from sites.vocabulary import Role

DAYS_AHEAD = 10
"""How far the kept form knows what runs when."""
VERSION_SECONDS = 300
"""How long a process remembers the version: drawing four pages for every entry that is sent would be too much."""
FILES = (
    "css/base.css",
    "css/components.css",
    "css/forms.css",
    "css/figures.css",
    "css/team.css",
    "css/print.css",
    "fonts/atkinson-hyperlegible-next-latin-400-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-600-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-800-normal.woff2",
    "icons/stek.svg",
    "icons/app-180.png",
    "js/entry-form.js",
    "js/form-fields.js",
    "js/guard-rules.js",
    "js/guard.js",
    "js/guarded-notes.js",
    "js/outbox-list.js",
    "js/outbox-page.js",
    "js/outbox-send.js",
    "js/outbox-store.js",
    "js/outbox-words.js",
    "js/running-now.js",
    "js/sign-out.js",
    "js/stepper.js",
)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def contact_blank(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """The contact form with the site's lists, and what runs in the coming days."""
    return HttpResponse(_draw_contact(request.site))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_blank(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """The form for counting a group, and what runs in the coming days."""
    return HttpResponse(_draw_session(request.site))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def outreach_blank(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """The form for a round outside the walls, where there often is no network."""
    return HttpResponse(_draw_outreach(request.site))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def outbox_page(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """What waits on this phone; also what opens instead of the board without network."""
    return HttpResponse(_draw_outbox(request.site))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def app_shell(request: SiteRequest, site: str) -> JsonResponse:
    """What a phone must keep: the pages, by the address they stand in for, and the files on them."""
    pages = {
        reverse("board", args=[site]): reverse("outbox_page", args=[site]),
        reverse("contact_add", args=[site]): reverse("contact_blank", args=[site]),
        reverse("session_add", args=[site]): reverse("session_blank", args=[site]),
        reverse("outreach_add", args=[site]): reverse("outreach_blank", args=[site]),
    }
    return JsonResponse({"version": _compute_version(request.site), "pages": pages, "files": _list_files()})


def find_shell_version(site: Site) -> str:
    """The version of the kept pages, and so of the lists on them; at most some minutes old."""
    return _remember_version(site, int(time.monotonic() / VERSION_SECONDS))


@lru_cache(maxsize=256)
def _remember_version(site: Site, _span: int) -> str:
    return _compute_version(site)


def _compute_version(site: Site) -> str:
    pages = _draw_contact(site) + _draw_session(site) + _draw_outreach(site) + _draw_outbox(site)
    return hashlib.sha256("\n".join([pages, *_list_files()]).encode()).hexdigest()[:16]


def _list_files() -> list[str]:
    return [staticfiles_storage.url(name) for name in FILES]


def _draw_contact(site: Site) -> str:
    lists = FormLists(running=[])
    form = ContactForm(initial={"requests": 1, "revision": 1}, lists=lists)
    activities = {row.pk for row in lists.activities}
    moments = _list_moments(activities)
    return _draw("signals/contact_form.html", site, form=form, moments=moments, own_words=list_own_words())


def _draw_session(site: Site) -> str:
    lists = FormLists(running=[])
    form = SessionForm(initial={"revision": 1}, lists=lists)
    activities = {row.pk for row in lists.countable}
    return _draw("signals/session_form.html", site, form=form, moments=_list_moments(activities))


def _draw_outreach(site: Site) -> str:
    lists = FormLists(running=[])
    form = OutreachForm(initial={"revision": 1, "activity": lists.only_outreach}, lists=lists)
    # It has no fixed moments, so there is none to open on.
    return _draw("signals/outreach_form.html", site, form=form, moments=[])


def _draw_outbox(site: Site) -> str:
    return _draw("signals/outbox.html", site)


def _draw(template: str, site: Site, **context: Any) -> str:
    blank = {"site": site, "is_blank": True, "phone": Phone(keeps_entries=True)}
    return render_to_string(template, blank | context)


def _list_moments(activity_ids: set[int]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    coming = list_occurrences(first_day=today, last_day=today + datetime.timedelta(days=DAYS_AHEAD))
    offered = [found for found in coming if found.takes_place and found.activity.pk in activity_ids]
    return [
        {
            "activity": found.activity.pk,
            "from": found.starts_at.isoformat(),
            "until": found.ends_at.isoformat(),
        }
        for found in put_most_asked_first(offered)
    ]
