"""The team's pages of one fixed moment."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from activities.forms.change import ChangeForm
from activities.forms.slot import PREVIEW, SlotEndForm, SlotForm, SlotMoveForm
from activities.models import Activity, Change, Slot
from activities.selectors.chances import can_be_removed
from activities.selectors.closing import find_closed_date, warn_of_closed_days
from activities.selectors.editing import list_dates_of_slot, list_own_dates
from activities.selectors.partner_acts import describe_changed_date, describe_moved_slot, describe_slot
from activities.selectors.words import describe_day
from activities.services.changes import change_date, undo_change
from activities.services.slots import add_dates, add_slot, edit_slot, end_slot, move_slot, remove_slot
from activities.views.activities import find_activity, find_slot, link_activity
from activities.views.answers import Keep, finish, keep_for_team, read_answers, show_form
from activities.views.offer import EDITORS
from activities.vocabulary import ChangeKind, Repeat
from sites.access import SignedInRequest, SiteRequest, open_to
from sites.once import once

FORM = "activities/manage/slot_form.html"
CHANGE_FORM = "activities/manage/change_form.html"


def wants_to_save(request: SignedInRequest) -> bool:
    """Whether the answers are to be kept; 'Toon de data' only shows what they would mean."""
    return "preview" not in request.POST


def show_closed_days(request: SiteRequest, days: Sequence[date]) -> None:
    """Say so when the place is closed on days on which something should take place."""
    if days:
        messages.warning(request, warn_of_closed_days(days))


@open_to(*EDITORS)
@once
def slot_add(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Ask how often, which days, from when until when."""
    found = find_activity(activity)
    is_extra = "extra" in request.GET
    form = SlotForm(read_answers(request), activity=found, **(read_usual_hours(found) if is_extra else {}))
    back = link_activity(request, found)
    if form.is_valid() and wants_to_save(request):
        if len(form.days) > 1:
            outcome = add_dates(activity=found, details=form.details, days=form.days, by=request.user)
        else:
            outcome = add_slot(activity=found, details=form.details, by=request.user)
        show_closed_days(request, form.closed_days)
        said = ngettext("Het moment is toegevoegd.", "De %(count)s dagen zijn toegevoegd.", len(form.days))
        return finish(request, said % {"count": len(form.days)}, back=back, steps=outcome.steps)
    title = _("Extra keer") if is_extra else _("Nieuw moment")
    return show_form(request, form, title=title, back=back, template=FORM, activity=found, dates=form.dates)


def read_usual_hours(activity: Activity) -> dict[str, Any]:
    """What an extra time starts from: once, at the hours and place of the moment that came last."""
    last = Slot.objects.filter(activity=activity).order_by("valid_from").last()
    usual = {} if last is None else {name: getattr(last, name) for name in ("starts_at", "ends_at", "venue")}
    return usual | {"repeat": Repeat.ONCE}


@open_to(*EDITORS)
def slot_edit(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """Correct a moment as if it had always been so."""
    found = find_slot(slot)
    form = SlotForm(read_answers(request), activity=found.activity, slot=found)
    back = link_activity(request, found.activity)
    if form.is_valid() and wants_to_save(request):
        outcome = edit_slot(slot=found, details=form.details, by=request.user)
        show_closed_days(request, form.closed_days)
        return finish(request, _("Het moment is verbeterd."), back=back, steps=outcome.steps)
    return show_form(
        request, form, title=_("Verbeter een fout"), back=back, template=FORM,
        activity=found.activity, slot=found, is_correction=True, dates=choose_dates(form, found),
    )  # fmt: skip


@open_to(*EDITORS)
@once
def slot_move(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """Let a moment be different from a day on."""
    found = find_slot(slot)
    return answer_slot_move(request, found, back=link_activity(request, found.activity), keep=keep_for_team)


def answer_slot_move(request: SiteRequest, slot: Slot, *, back: str, keep: Keep) -> HttpResponse:
    """The same page for team and partner."""
    form = SlotMoveForm(read_answers(request), slot=slot)
    if form.is_valid() and wants_to_save(request):
        former = describe_slot(slot)
        show_closed_days(request, form.closed_days)
        return keep(
            request,
            slot.activity,
            lambda: move_slot(slot=slot, from_day=form.details.valid_from, details=form.details, by=request.actor),
            say=lambda outcome: (
                _("Vanaf %(day)s is dit het nieuwe moment.")
                % {"day": describe_day(outcome.row.valid_from, with_weekday=True)}
            ),
            describe=lambda outcome: describe_moved_slot(outcome.row, former=former),
            back=back,
        )
    return show_form(
        request, form, title=_("Voortaan anders"), back=back, template=FORM,
        activity=slot.activity, slot=slot, dates=choose_dates(form, slot),
    )  # fmt: skip


def choose_dates(form: SlotForm, slot: Slot) -> list[object]:
    """The dates that the answers give, or those of the moment as it is while nothing was answered."""
    return list(form.dates if form.is_bound else list_dates_of_slot(slot, count=PREVIEW))


@open_to(*EDITORS)
def slot_end(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """Let a moment stop."""
    found = find_slot(slot)
    form = SlotEndForm(read_answers(request), slot=found)
    back = link_activity(request, found.activity)
    if form.is_valid():
        last_day: date = form.cleaned_data["last_day"]
        outcome = end_slot(slot=found, last_day=last_day, by=request.user)
        said = _("Dit moment stopt na %(day)s.") % {"day": describe_day(last_day, with_weekday=True)}
        return finish(request, said, back=back, steps=outcome.steps)
    return show_form(request, form, title=_("Dit moment stopt"), back=back, slot=found)


@open_to(*EDITORS)
@require_POST
def slot_remove(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """Take away a moment that has not begun."""
    found = find_slot(slot)
    back = link_activity(request, found.activity)
    if not can_be_removed(found, today=timezone.localdate()):
        messages.error(request, _("Dit moment is al begonnen. Laat het stoppen."))
        return redirect(back)
    said = _("Weggehaald: %(moment)s.") % {"moment": describe_slot(found)}
    outcome = remove_slot(slot=found, by=request.user)
    return finish(request, said, back=back, steps=outcome.steps)


@open_to(*EDITORS)
def slot_change(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """Let one date be different; the address may say which (?op=2026-11-26)."""
    found = find_slot(slot)
    back = link_activity(request, found.activity)
    return answer_slot_change(request, found, back=back, keep=keep_for_team, is_partner=False)


def answer_slot_change(request: SiteRequest, slot: Slot, *, back: str, keep: Keep, is_partner: bool) -> HttpResponse:
    """The same page for team and partner."""
    on = _read_day(request.GET.get("op", ""))
    form = ChangeForm(read_answers(request), slot=slot, on=on, is_partner=is_partner)
    if form.is_valid():
        asked = {"slot": slot, "on": form.cleaned_data["on"], "details": form.details, "by": request.actor}
        return keep(
            request,
            slot.activity,
            lambda: change_date(**asked),
            say=lambda outcome: _say_changed(request, outcome.row),
            describe=lambda outcome: describe_changed_date(outcome.row),
            back=back,
        )
    return show_form(
        request, form, title=_("Eén keer anders"), back=back, template=CHANGE_FORM,
        slot=slot, dates=list_own_dates(slot, count=PREVIEW),
    )  # fmt: skip


def _say_changed(request: SiteRequest, change: Change) -> str:
    closed = find_closed_date(change)
    show_closed_days(request, [closed] if closed else [])
    facts = {"activity": change.slot.activity, "day": describe_day(change.on, with_weekday=True)}
    said = (
        _("%(activity)s gaat niet door op %(day)s.")
        if change.kind == ChangeKind.CANCELLED
        else _("%(activity)s is anders op %(day)s.")
    )
    return said % facts


def _read_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@open_to(*EDITORS)
@require_POST
def change_remove(request: SiteRequest, change: int, **_kwargs: str) -> HttpResponse:
    """Let a date be again what its moment says."""
    found = get_object_or_404(Change.objects.select_related("slot__activity"), pk=change)
    outcome = undo_change(change=found, by=request.user)
    back = link_activity(request, found.slot.activity)
    return finish(request, _("Deze keer gaat weer gewoon door."), back=back, steps=outcome.steps)
