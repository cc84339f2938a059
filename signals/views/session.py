"""Counting a group, and noting a round outside the walls."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from activities.models import Session
from signals.entries import EntryConflict, EntryRefused, Outcome, Receipt
from signals.forms.fields import draw_unchecked
from signals.forms.outreach import OutreachForm, describe_round
from signals.forms.session import SessionForm, describe_session
from signals.models import SessionFirsts
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import count_already_logged
from signals.services.sessions import delete_session
from signals.views.arrivals import keep_head_count, sees_only_own
from signals.views.contact import show_closed
from sites.access import SiteRequest, open_to
from sites.vocabulary import Role


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_add(request: SiteRequest, site: str) -> HttpResponse:
    """Count a group at once."""
    lists = FormLists()
    running = lists.running[0].activity.pk if lists.running else None
    initial = _suggest(request) | {"slot": _read_number(request, "moment")}
    initial["activity"] = _read_number(request, "activiteit") or running
    return _serve_group(request, site, SessionForm(_settle_conflict(request) or None, initial=initial, lists=lists))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def outreach_add(request: SiteRequest, site: str) -> HttpResponse:
    """Note a round outside the walls."""
    lists = FormLists()
    initial = _suggest(request) | {"activity": _read_number(request, "activiteit") or lists.only_outreach}
    return _serve_round(request, site, OutreachForm(_settle_conflict(request) or None, initial=initial, lists=lists))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def session_edit(request: SiteRequest, site: str, session: UUID) -> HttpResponse:
    """Correct a head count or a round, until the night; volunteers only what they counted themselves."""
    counted = Session.objects.filter(pk=session, is_deleted=False).first()
    if counted is None:
        raise Http404
    firsts = SessionFirsts.objects.filter(session=counted).first()
    if firsts is None or _is_closed_to(request, firsts):
        return _explain_closed(request, firsts)
    data, lists = _settle_conflict(request) or None, FormLists(kept=counted)
    if counted.round:
        round_form = OutreachForm(data, initial=describe_round(session=counted), lists=lists)
        return _serve_round(request, site, round_form, counted)
    group_form = SessionForm(data, initial=describe_session(session=counted, firsts=firsts), lists=lists)
    return _serve_group(request, site, group_form, counted)


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


def _suggest(request: SiteRequest) -> dict[str, Any]:
    return {"id": uuid4(), "revision": 1, "on": _read_day(request) or timezone.localdate()}


def _serve_group(request: SiteRequest, site: str, form: SessionForm, session: Session | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "session": session}
    if "look" in request.POST:
        # Only what the page says about another activity or day is asked for.
        draw_unchecked(form)
    elif _keep(request, form, context):
        return redirect("board", site=site)
    # Volunteers see of other days nothing at all.
    is_theirs_to_see = not sees_only_own(request) or form.chosen_day == timezone.localdate()
    if form.chosen_activity and form.chosen_day and is_theirs_to_see:
        context["logged"] = count_already_logged(activity_id=form.chosen_activity.pk, on=form.chosen_day)
    return render(request, "signals/session_form.html", context, status=422 if form.errors else 200)


def _serve_round(request: SiteRequest, site: str, form: OutreachForm, session: Session | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "session": session}
    if _keep(request, form, context):
        return redirect("board", site=site)
    context["may_add_activity"] = not sees_only_own(request)
    return render(request, "signals/outreach_form.html", context, status=422 if form.errors else 200)


def _keep(request: SiteRequest, form: SessionForm | OutreachForm, context: dict[str, Any]) -> bool:
    """Whether what was posted is kept; if not, the form and the context say why."""
    if not form.is_valid():
        return False
    session: Session | None = context["session"]
    if session and form.cleaned_data["id"] != session.pk and request.POST.get("conflict") != "new":
        form.add_error(None, _("Dit hoort bij een andere telling. Open die opnieuw en verbeter ze daar."))
        return False
    try:
        _say_outcome(request, keep_head_count(request, form), form)
    except EntryRefused as refused:
        form.add_problems(refused.problems)
        context["is_conflict"] = isinstance(refused, EntryConflict)
        return False
    return True


def _say_outcome(request: SiteRequest, receipt: Receipt, form: SessionForm | OutreachForm) -> None:
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
