"""Activities: what they are, what for, by whom."""

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from activities.details import ActivityDetails, fill_row
from activities.models import Activity, ActivityFunction, ActivityPartner
from activities.selectors.order import list_current_activities
from activities.services.outcome import Outcome, Step, delete_row, lock_offer, save_row
from activities.vocabulary import OfferAct
from sites.models import Actor, AuditEntry, User
from sites.services.audit import record_act

SLUG_LENGTH = 50


def add_activity(*, details: ActivityDetails, by: User) -> Outcome[Activity]:
    """Add an activity at the end of the list, at an address made of its name."""
    lock_offer()
    activity = Activity(slug=choose_slug(details.name, taken=set(Activity.objects.values_list("slug", flat=True))))
    last = Activity.objects.aggregate(last=Max("position"))["last"]
    activity.position = 0 if last is None else last + 1
    steps = _write(activity, details)
    record_act(by=by, action=OfferAct.ACTIVITY_ADDED, subject=activity.name)
    return Outcome(row=activity, steps=steps)


def edit_activity(*, activity: Activity, details: ActivityDetails, by: User) -> Outcome[Activity]:
    """Change what is said about an activity. Its address stays: it may be on paper somewhere."""
    steps = _write(activity, details)
    record_act(by=by, action=OfferAct.ACTIVITY_EDITED, subject=activity.name)
    return Outcome(row=activity, steps=steps)


def confirm_activity(*, activity: Activity, by: Actor) -> None:
    """Note that somebody looked at an activity today and it is still right."""
    activity.confirmed_on = timezone.localdate()
    activity.save(update_fields=["confirmed_on"])
    record_act(by=by, action=OfferAct.ACTIVITY_CONFIRMED, subject=activity.name)


def move_activity(*, activity: Activity, step: int, by: User) -> None:
    """Let an activity change places with one that stands before (step -1) or after it (step 1) among those of today.

    At the edge nothing changes. What has ended keeps its order, after all that is still there. A row of moves by one
    person is one act on record: the list is what counts, not each tap.
    """
    lock_offer()
    current = list_current_activities(today=timezone.localdate())
    place = current.index(activity) if activity in current else None
    if place is None or not 0 <= place + step < len(current):
        return
    rows = [row for row in current if row != activity]
    rows.insert(place + step, activity)
    rows += Activity.objects.exclude(pk__in=[row.pk for row in current])
    for position, row in enumerate(rows):
        row.position = position
    Activity.objects.bulk_update(rows, ["position"])
    last = AuditEntry.objects.first()
    if last is None or (last.actor_id, last.action) != (by.pk, OfferAct.ORDER_CHANGED):
        record_act(by=by, action=OfferAct.ORDER_CHANGED, subject=_("Alle activiteiten"))


def choose_slug(name: str, *, taken: set[str], fallback: str = "activiteit") -> str:
    """An address made of a name, with a number behind it when it is taken."""
    base = slugify(name)[:SLUG_LENGTH].strip("-") or fallback
    slug, number = base, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = base[: SLUG_LENGTH - len(ending)].rstrip("-") + ending
    return slug


def _write(activity: Activity, details: ActivityDetails) -> tuple[Step, ...]:
    fill_row(activity, details)
    steps = [save_row(activity)]
    held = {row.function: row for row in ActivityFunction.objects.filter(activity=activity)}
    steps += [
        save_row(ActivityFunction(activity=activity, function=function))
        for function in details.functions
        if function not in held
    ]
    steps += [delete_row(row) for function, row in held.items() if function not in details.functions]
    return (*steps, *_write_partners(activity, details))


def _write_partners(activity: Activity, details: ActivityDetails) -> list[Step]:
    # Who leads also takes part: leading wins when somebody is named twice.
    wanted = dict.fromkeys(details.helpers, False) | dict.fromkeys(details.leaders, True)
    links = {link.partner_id: link for link in ActivityPartner.objects.filter(activity=activity)}
    steps = []
    for partner, leads in wanted.items():
        link = links.pop(partner.pk, None) or ActivityPartner(activity=activity, partner=partner)
        link.leads = leads
        steps.append(save_row(link))
    return steps + [delete_row(link) for link in links.values()]
