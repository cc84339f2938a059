"""Today's board, and counting a group."""

import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from activities.models import Session
from activities.selectors.announcements import list_notices
from activities.selectors.occurrences import compute_occurrences
from activities.selectors.programme import read_programme
from signals.entries import EntryConflict, EntryRefused, Outcome, Receipt
from signals.forms.fields import draw_unchecked
from signals.forms.session import SessionForm
from signals.models import SessionFirsts
from signals.selectors.follow_ups import list_to_find_out
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import (
    UNCOUNTED_DAYS,
    count_already_logged,
    count_day,
    list_open_entries,
    list_open_sessions,
    list_uncounted,
)
from signals.services.sessions import delete_session
from signals.views.arrivals import keep_head_count, sees_only_own
from signals.views.contact import find_just_saved, show_closed
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
        context["to_find_out"] = list_to_find_out(today=now.date())
    return render(request, "signals/board.html", context)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_add(request: SiteRequest, site: str) -> HttpResponse:
    """Count a group at once."""
    initial: dict[str, Any] = {"id": uuid4(), "revision": 1, "on": timezone.localdate()}
    lists = FormLists()
    running = lists.running[0].activity.pk if lists.running else None
    initial["activity"] = _read_number(request, "activiteit") or running
    initial["slot"] = _read_number(request, "moment")
    initial["on"] = _read_day(request) or initial["on"]
    return _serve_form(request, site, initial=initial, lists=lists)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_edit(request: SiteRequest, site: str, session: UUID) -> HttpResponse:
    """Correct a head count, until the night; volunteers only what they counted themselves."""
    counted = Session.objects.filter(pk=session, is_deleted=False).first()
    if counted is None:
        raise Http404
    firsts = SessionFirsts.objects.filter(session=counted).first()
    if firsts is None or _is_closed_to(request, firsts):
        return _explain_closed(request, firsts)
    names = ("ever", "year", "activity_ever", "activity_year")
    initial = {
        "id": counted.pk,
        "revision": counted.revision + 1,
        "on": counted.on,
        "activity": counted.activity_id,
        "slot": counted.slot_id,
        "kind": counted.kind,
        "head_count": counted.head_count,
        **{name: getattr(firsts, name) or None for name in names},
    }
    return _serve_form(request, site, initial=initial, lists=FormLists(), session=counted)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_delete(request: SiteRequest, site: str, session: UUID) -> HttpResponse:
    """Take a head count away, until the night."""
    counted = Session.objects.filter(pk=session, is_deleted=False).select_related("activity").first()
    if counted is None:
        # A second tap, or a second phone: it is gone already.
        messages.success(request, _("De telling is verwijderd."))
        return redirect("board", site=site)
    firsts = SessionFirsts.objects.filter(session=counted).first()
    if firsts is None or _is_closed_to(request, firsts):
        return _explain_closed(request, firsts)
    if request.method != "POST":
        return render(request, "signals/session_delete.html", {"session": counted})
    try:
        delete_session(session=counted, by=request.user, only_own=sees_only_own(request))
        messages.success(request, _("De telling is verwijderd."))
    except EntryRefused as refused:
        messages.error(request, str(refused))
    return redirect("board", site=site)


def _serve_form(
    request: SiteRequest, site: str, *, initial: dict[str, Any], lists: FormLists, session: Session | None = None
) -> HttpResponse:
    data = _settle_conflict(request)
    form = SessionForm(data or None, initial=initial, lists=lists)
    context: dict[str, Any] = {"form": form, "session": session}
    if "look" in request.POST:
        # Only what the page says about another activity or day is asked for.
        draw_unchecked(form)
    elif form.is_valid() and session and form.cleaned_data["id"] != session.pk and data.get("conflict") != "new":
        form.add_error(None, _("Dit hoort bij een andere telling. Open die opnieuw en verbeter ze daar."))
    elif form.is_valid():
        try:
            _say_outcome(request, keep_head_count(request, form), form)
            return redirect("board", site=site)
        except EntryRefused as refused:
            form.add_problems(refused.problems)
            context["is_conflict"] = isinstance(refused, EntryConflict)
    # Volunteers see of other days nothing at all.
    is_theirs_to_see = not sees_only_own(request) or form.chosen_day == timezone.localdate()
    if form.chosen_activity and form.chosen_day and is_theirs_to_see:
        context["logged"] = count_already_logged(activity_id=form.chosen_activity.pk, on=form.chosen_day)
    return render(request, "signals/session_form.html", context, status=422 if form.errors else 200)


def _say_outcome(request: SiteRequest, receipt: Receipt, form: SessionForm) -> None:
    if receipt.outcome == Outcome.DELETED:
        messages.warning(request, _("Deze telling was al verwijderd en blijft verwijderd."))
    elif form.became_extra:
        messages.success(request, _("De telling is bewaard als extra keer: die dag was er geen vast moment."))
    else:
        messages.success(request, _("De telling is bewaard."))


def _settle_conflict(request: SiteRequest) -> QueryDict:
    """What was posted; after 'aanpassen of andere telling?' under the id and revision that the answer asks for."""
    data = request.POST.copy()
    meant = data.get("conflict")
    if meant == "new":
        data["id"], data["revision"] = str(uuid4()), "1"
    elif meant == "adjust":
        known = _find_session(data.get("id", ""))
        if known is not None:
            data["revision"] = str(known.revision + 1)
    return data


def _find_session(text: str) -> Session | None:
    try:
        return Session.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _is_closed_to(request: SiteRequest, firsts: SessionFirsts) -> bool:
    return sees_only_own(request) and firsts.logged_by_id != request.user.pk


def _explain_closed(request: SiteRequest, firsts: SessionFirsts | None) -> HttpResponse:
    title = _("Deze telling staat vast")
    if firsts is None:
        # Who counted is forgotten by then, so nobody is told that it was somebody else.
        said = _("Ze is al verwerkt in de cijfers. Verbeteren kan enkel op de dag dat ze gemaakt werd.")
        return show_closed(request, title=title, said=said, status=409)
    said = _("Iemand anders heeft deze groep geteld. Vraag het aan die persoon of aan de opbouwwerker.")
    return show_closed(request, title=title, said=said, status=403)


def _read_number(request: SiteRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _read_day(request: SiteRequest) -> Any:
    try:
        return parse_date(request.GET.get("dag", ""))
    except ValueError:
        return None
