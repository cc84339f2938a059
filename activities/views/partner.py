"""What a partner keeps: the moments of the activities it leads, and nobody else's.

Every row is looked up among the partner's own, so another's is a 404; the walls in the database say the same.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.models import Activity, Change, Slot
from activities.selectors.editing import list_led_activities, list_led_slots, read_activity_line, read_led_lines
from activities.services.activities import confirm_activity
from activities.services.changes import cancel_today, undo_change
from activities.views.answers import finish, take_back
from activities.views.slots import answer_slot_change, answer_slot_move
from sites.access import SiteRequest, open_to
from sites.once import once
from sites.vocabulary import Role

UNDO = "partner_undo"


def _find_activity(request: SiteRequest, slug: str) -> Activity:
    activity: Activity = get_object_or_404(list_led_activities(request.access.partner_ids), slug=slug)
    return activity


def _find_slot(request: SiteRequest, pk: int) -> Slot:
    slot: Slot = get_object_or_404(list_led_slots(request.access.partner_ids), pk=pk)
    return slot


def _link_activity(request: SiteRequest, activity: Activity) -> str:
    return reverse("partner_activity", args=[request.site.slug, activity.slug])


@open_to(Role.PARTNER)
def partner_home(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """The partner's own activities; the one page of it when there is only one."""
    lines = read_led_lines(request.access.partner_ids, today=timezone.localdate())
    if len(lines) == 1:
        return render(request, "activities/partner/activity.html", {"line": lines[0]})
    return render(request, "activities/partner/home.html", {"lines": lines})


@open_to(Role.PARTNER)
def partner_activity(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Is it still right, one time different, not today."""
    line = read_activity_line(_find_activity(request, activity), today=timezone.localdate())
    return render(request, "activities/partner/activity.html", {"line": line})


@open_to(Role.PARTNER)
@require_POST
def partner_confirm(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """It is still right."""
    found = _find_activity(request, activity)
    confirm_activity(activity=found, by=request.user)
    return finish(request, _("Bedankt. Iedereen weet nu dat dit klopt."), back=_link_activity(request, found))


@open_to(Role.PARTNER)
@require_POST
def partner_close_today(request: SiteRequest, activity: str, **_kwargs: str) -> HttpResponse:
    """Nobody is there today."""
    found = _find_activity(request, activity)
    outcome = cancel_today(activity=found, today=timezone.localdate(), by=request.user)
    said = _("Bewaard. Bezoekers zien meteen dat jullie er vandaag niet zijn.")
    return finish(request, said, back=_link_activity(request, found), steps=outcome.steps, undo_at=UNDO)


@open_to(Role.PARTNER)
def partner_slot_change(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """One date is different; the address may say which (?op=2026-11-26)."""
    found = _find_slot(request, slot)
    back = _link_activity(request, found.activity)
    return answer_slot_change(request, found, back=back, undo_at=UNDO, keeps_past=False)


@open_to(Role.PARTNER)
@once
def partner_slot_move(request: SiteRequest, slot: int, **_kwargs: str) -> HttpResponse:
    """The moment is different from a day on."""
    found = _find_slot(request, slot)
    return answer_slot_move(request, found, back=_link_activity(request, found.activity), undo_at=UNDO)


@open_to(Role.PARTNER)
@require_POST
def partner_change_remove(request: SiteRequest, change: int, **_kwargs: str) -> HttpResponse:
    """A date is again what the moment says."""
    found = Change.objects.filter(slot__in=list_led_slots(request.access.partner_ids), pk=change).first()
    if found is None:
        raise Http404
    outcome = undo_change(change=found, by=request.user)
    back = _link_activity(request, found.slot.activity)
    return finish(request, _("Deze keer gaat weer gewoon door."), back=back, steps=outcome.steps, undo_at=UNDO)


@open_to(Role.PARTNER)
@require_POST
def partner_undo(request: SiteRequest, token: str, **_kwargs: str) -> HttpResponse:
    """Take back what was just done."""
    return take_back(request, token, home=reverse("partner_home", args=[request.site.slug]))
