"""Today's board, and counting a group."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from activities.models import Session
from activities.selectors.occurrences import list_occurrences
from signals.entries import EntryRefused
from signals.forms.session import SessionForm
from signals.models import SessionFirsts
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import (
    count_already_logged,
    count_day,
    find_slot_id,
    list_open_entries,
    list_open_sessions,
    list_uncounted,
)
from signals.services.sessions import count_session, delete_session
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
    today = list_occurrences(first_day=now.date(), last_day=now.date())
    context: dict[str, Any] = {
        "now": now,
        "running": [found for found in today if found.is_running(now)],
        "absent": [found for found in today if not found.takes_place],
        "later": [found for found in today if found.takes_place and found.starts_at > now],
        "entries": entries[:ENTRIES_SHOWN],
        "counts": count_day(entries=entries),
        "is_worker": is_worker,
        "saved": find_just_saved(request),
    }
    context["sessions"] = list_open_sessions(on=now.date(), by=None if is_worker else request.user)
    if is_worker:
        context["uncounted"] = list_uncounted(now=now)[:UNCOUNTED_SHOWN]
    return render(request, "signals/board.html", context)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_add(request: SiteRequest, site: str) -> HttpResponse:
    """Count a group at once."""
    initial: dict[str, Any] = {"id": uuid4(), "revision": 1, "on": timezone.localdate()}
    wanted = request.GET.get("activiteit", "")
    if wanted.isdecimal() and len(wanted) < 10:
        initial["activity"] = int(wanted)
    elif running := FormLists().running:
        initial["activity"] = running[0].activity.pk
    initial["on"] = _read_day(request) or initial["on"]
    return _serve_form(request, site, initial=initial)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_edit(request: SiteRequest, site: str, session: UUID) -> HttpResponse:
    """Correct a head count, until the night; volunteers only what they counted themselves."""
    firsts = SessionFirsts.objects.filter(session=session, session__is_deleted=False).select_related("session").first()
    if firsts is None:
        raise Http404
    if _sees_only_own(request) and firsts.logged_by_id != request.user.pk:
        messages.warning(request, _("Deze groep is door iemand anders geteld."))
        return redirect("board", site=site)
    counted = firsts.session
    names = ("ever", "year", "activity_ever", "activity_year")
    initial = {
        "id": counted.pk,
        "revision": counted.revision + 1,
        "on": counted.on,
        "activity": counted.activity_id,
        "kind": counted.kind,
        "head_count": counted.head_count,
        **{name: getattr(firsts, name) or None for name in names},
    }
    return _serve_form(request, site, initial=initial, session=counted)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_delete(request: SiteRequest, site: str, session: UUID) -> HttpResponse:
    """Take a head count away, until the night."""
    counted = Session.objects.filter(pk=session, is_deleted=False).select_related("activity").first()
    if counted is None:
        raise Http404
    if request.method != "POST":
        return render(request, "signals/session_delete.html", {"session": counted})
    try:
        delete_session(session=counted, by=request.user, only_own=_sees_only_own(request))
        messages.success(request, _("De telling is verwijderd."))
    except EntryRefused as refused:
        messages.error(request, str(refused))
    return redirect("board", site=site)


def _serve_form(
    request: SiteRequest, site: str, *, initial: dict[str, Any], session: Session | None = None
) -> HttpResponse:
    form = SessionForm(request.POST or None, initial=initial, lists=FormLists())
    if form.is_valid() and _keep(request, form):
        messages.success(request, _("De telling is bewaard."))
        return redirect("board", site=site)
    context: dict[str, Any] = {"form": form, "session": session}
    if initial.get("activity") and not form.is_bound:
        context["logged"] = count_already_logged(activity_id=initial["activity"], on=initial["on"])
    return render(request, "signals/session_form.html", context, status=422 if form.errors else 200)


def _keep(request: SiteRequest, form: SessionForm) -> bool:
    data = form.cleaned_data
    try:
        entry = form.build_entry(slot_id=find_slot_id(activity_id=data["activity"], on=data["on"]))
        count_session(entry=entry, by=request.user, only_own=_sees_only_own(request))
    except EntryRefused as refused:
        form.add_problems(refused.problems)
        return False
    return True


def _sees_only_own(request: SiteRequest) -> bool:
    return not request.access.includes(Role.WORKER, Role.COORDINATOR)


def _read_day(request: SiteRequest) -> Any:
    try:
        return parse_date(request.GET.get("dag", ""))
    except ValueError:
        return None
