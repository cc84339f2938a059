"""What a partner keeps: the moments of the activities it leads, and nobody else's.

Every row is looked up among the partner's own, so another's is a 404; the walls in the database say the same. Whoever
comes here has an account or opened a link (`sites.partner_door`): `request.actor`.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from activities.models import Activity, Change, PartnerAct, Slot
from activities.selectors.editing import (
    list_led_activities,
    list_led_slots,
    read_activity_line,
    read_led_lines,
)
from activities.selectors.partner_acts import describe_restored_date, list_own_acts
from activities.selectors.partner_links import find_leading_partner
from activities.services.activities import confirm_activity
from activities.services.changes import cancel_today, undo_change
from activities.services.outcome import ChangedSinceError, Outcome
from activities.services.partner_acts import DecidedAlreadyError, note_act, propose_act, take_back_act
from activities.views.answers import UNDO_SECONDS
from activities.views.slots import answer_slot_change, answer_slot_move
from sites.access import SiteRequest, open_to
from sites.models import PartnerLink
from sites.once import once
from sites.partner_door import end_visit
from sites.vocabulary import Role

UNDO_SALT = "activities.partner_undo"


def _find_activity(request: SiteRequest, slug: str) -> Activity:
    activity: Activity = get_object_or_404(list_led_activities(request.access.partner_ids), slug=slug)
    return activity


def _find_slot(request: SiteRequest, pk: int) -> Slot:
    slot: Slot = get_object_or_404(list_led_slots(request.access.partner_ids), pk=pk)
    return slot


def _link_activity(request: SiteRequest, activity: Activity) -> str:
    return reverse("partner_activity", args=[request.site.slug, activity.slug])


def is_visit(request: SiteRequest) -> bool:
    """Whether somebody came in through a link."""
    return isinstance(request.actor, PartnerLink)


@open_to(Role.PARTNER)
def partner_home(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """The partner's own activities; the one page of it when there is only one."""
    lines = read_led_lines(request.access.partner_ids, today=timezone.localdate())
    if len(lines) == 1:
        return _show_activity(request, lines[0])
    return render(request, "activities/partner/home.html", {"lines": lines, "is_visit": is_visit(request)})


@open_to(Role.PARTNER)
def partner_activity(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Is it still right, one time different, not today."""
    return _show_activity(request, read_activity_line(_find_activity(request, activity), today=timezone.localdate()))


def _show_activity(request: SiteRequest, line: Any) -> HttpResponse:
    acts = [
        (act, _link_undo(request, act) if act.is_waiting else "")
        for act in list_own_acts(line.activity, partner_ids=request.access.partner_ids)
    ]
    context = {"line": line, "acts": acts, "is_visit": is_visit(request)}
    return render(request, "activities/partner/activity.html", context)


@open_to(Role.PARTNER)
@require_POST
def partner_confirm(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """It is still right."""
    found = _find_activity(request, activity)
    confirm_activity(activity=found, by=request.actor)
    messages.success(request, _("Bedankt. Iedereen weet nu dat dit klopt."))
    return redirect(_link_activity(request, found))


@open_to(Role.PARTNER)
@require_POST
def partner_confirm_all(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every activity of the partner is still right."""
    lines = read_led_lines(request.access.partner_ids, today=timezone.localdate())
    for line in lines:
        confirm_activity(activity=line.activity, by=request.actor)
    said = ngettext("Bedankt. Iedereen weet nu dat dit klopt.", "Bedankt. Alle %(count)s zijn nagekeken.", len(lines))
    messages.success(request, said % {"count": len(lines)})
    return redirect("partner_home", site=request.site.slug)


@open_to(Role.PARTNER)
@require_POST
def partner_close_today(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Nobody is there today. Never waits for the team: visitors may be on their way."""
    found = _find_activity(request, activity)
    outcome = cancel_today(activity=found, today=timezone.localdate(), by=request.actor)
    noted = _("Vandaag is er niemand.")
    said = _("Bewaard. Bezoekers zien meteen dat jullie er vandaag niet zijn.")
    return _tell(request, found, outcome, said=said, noted=noted, back=_link_activity(request, found))


@open_to(Role.PARTNER)
def partner_slot_change(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """One date is different; the address may say which (?op=2026-11-26)."""
    found = _find_slot(request, slot)
    back = _link_activity(request, found.activity)
    return answer_slot_change(request, found, back=back, keep=keep_for_partner, is_partner=True)


@open_to(Role.PARTNER)
@once
def partner_slot_move(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """The moment is different from a day on."""
    found = _find_slot(request, slot)
    return answer_slot_move(request, found, back=_link_activity(request, found.activity), keep=_keep_and_confirm)


@open_to(Role.PARTNER)
@require_POST
def partner_change_remove(request: SiteRequest, change: int, **_kwargs: str) -> HttpResponse:
    """A date is again what the moment says."""
    found = Change.objects.filter(slot__in=list_led_slots(request.access.partner_ids), pk=change).first()
    if found is None:
        raise Http404
    return keep_for_partner(
        request,
        found.slot.activity,
        lambda: undo_change(change=found, by=request.actor),
        say=lambda _outcome: _("Deze keer gaat weer gewoon door."),
        describe=lambda _outcome: describe_restored_date(found),
        back=_link_activity(request, found.slot.activity),
    )


@open_to(Role.PARTNER)
@require_POST
def partner_undo(request: SiteRequest, token: str, **_kwargs: str) -> HttpResponse:
    """Take back what was just done, or what still waits for the team."""
    home = reverse("partner_home", args=[request.site.slug])
    try:
        pk = signing.loads(token, salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("Dit kan je niet meer ongedaan maken."))
        return redirect(home)
    act: PartnerAct = get_object_or_404(
        PartnerAct.objects.select_related("activity"), pk=pk, partner_id__in=request.access.partner_ids
    )
    try:
        take_back_act(act=act, by=request.actor)
    except ChangedSinceError:
        messages.error(request, _("Dit is intussen al veranderd. Kijk hieronder hoe het nu is."))
    except DecidedAlreadyError:
        messages.error(request, _("Dit was al teruggenomen. Kijk hieronder hoe het nu is."))
    else:
        messages.success(request, _("Ongedaan gemaakt."))
    return redirect(_link_activity(request, act.activity))


@open_to(Role.PARTNER)
@require_POST
def partner_leave(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Close the visit that a link opened, on a phone that others use too."""
    response = redirect("site_home", site=request.site.slug)
    end_visit(response)
    return response


def _keep_and_confirm(
    request: SiteRequest, activity: Activity, act: Callable[[], Outcome[Any]], **told: Any
) -> HttpResponse:
    """Whoever says what the moment is from now on has looked whether it is right."""

    def act_and_confirm() -> Outcome[Any]:
        outcome = act()
        confirm_activity(activity=activity, by=request.actor)
        return outcome

    return keep_for_partner(request, activity, act_and_confirm, **told)


def keep_for_partner(
    request: SiteRequest,
    activity: Activity,
    act: Callable[[], Outcome[Any]],
    *,
    say: Callable[[Outcome[Any]], str],
    describe: Callable[[Outcome[Any]], str],
    back: str,
) -> HttpResponse:
    """At once with the team told, or first to the team: as the site chose."""
    if not request.site.checks_partner_changes:
        outcome = act()
        return _tell(request, activity, outcome, said=say(outcome), noted=describe(outcome), back=back)
    partner = find_leading_partner(activity, request.access.partner_ids)
    proposed = propose_act(activity=activity, partner=partner, act=act, describe=describe, by=request.actor)
    if proposed is None:
        messages.info(request, _("Dat is al zo. Er verandert niets."))
    else:
        said = _("Doorgestuurd. Het team van %(site)s kijkt dit na. Daarna pas zien bezoekers het.")
        messages.success(request, said % {"site": request.site}, extra_tags=_link_undo(request, proposed))
    return redirect(back)


def _tell(
    request: SiteRequest, activity: Activity, outcome: Outcome[Any], *, said: str, noted: str, back: str
) -> HttpResponse:
    partner = find_leading_partner(activity, request.access.partner_ids)
    act = note_act(activity=activity, partner=partner, steps=outcome.steps, said=noted, by=request.actor)
    messages.success(request, said, extra_tags="" if act is None else _link_undo(request, act))
    return redirect(back)


def _link_undo(request: SiteRequest, act: PartnerAct) -> str:
    return reverse("partner_undo", args=[request.site.slug, signing.dumps(act.pk, salt=UNDO_SALT)])
