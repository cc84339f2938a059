"""Days on which the site, or one venue, is closed."""

from datetime import date

from django.utils.translation import gettext as _

from activities.details import BulkClosingDetails, ClosureDetails, fill_row
from activities.models import Closure
from activities.selectors.closing import list_affected
from activities.selectors.editing import find_own_date
from activities.selectors.words import describe_day
from activities.services.changes import cancel_slot
from activities.services.outcome import Outcome, Step, delete_row, lock_offer, save_row
from activities.vocabulary import OfferAct
from sites.models import User
from sites.services.audit import record_act


def add_closure(*, details: ClosureDetails, by: User) -> Outcome[Closure]:
    """Close the site or a venue. The same closure twice is one closure."""
    lock_offer()
    same = Closure.objects.filter(
        first_day=details.first_day, last_day=details.last_day, venue=details.venue, reason=details.reason
    ).first()
    if same is not None:
        return Outcome(row=same, steps=())
    return _write(Closure(), details, OfferAct.CLOSURE_ADDED, by)


def close_days(*, details: BulkClosingDetails, by: User) -> Outcome[None]:
    """Close several stretches of days at once, for everything or for some activities.

    For everything each stretch is a closure. For some activities each of their dates is cancelled, so that everything
    else goes on. What was closed or cancelled already stays as it is.
    """
    lock_offer()
    steps: list[Step] = []
    if details.activities:
        for found in list_affected(spans=details.spans, activities=details.activities):
            steps += cancel_slot(slot=found.slot, on=find_own_date(found), by=by, reason=details.reason).steps
    else:
        for first_day, last_day in details.spans:
            span = ClosureDetails(first_day=first_day, last_day=last_day, reason=details.reason)
            steps += add_closure(details=span, by=by).steps
    return Outcome(row=None, steps=tuple(steps))


def close_today(*, today: date, by: User) -> Outcome[Closure]:
    """Close the whole site for today. Doing it twice changes nothing."""
    lock_offer()
    closed = Closure.objects.filter(venue=None, first_day__lte=today, last_day__gte=today).first()
    if closed is not None:
        return Outcome(row=closed, steps=())
    details = ClosureDetails(first_day=today, last_day=today, reason=_("Vandaag onverwacht gesloten"))
    return _write(Closure(), details, OfferAct.CLOSURE_ADDED, by)


def edit_closure(*, closure: Closure, details: ClosureDetails, by: User) -> Outcome[Closure]:
    """Change from when until when, where or why."""
    return _write(closure, details, OfferAct.CLOSURE_EDITED, by)


def remove_closure(*, closure: Closure, by: User) -> Outcome[Closure]:
    """Open again: the closure is gone."""
    _record(OfferAct.CLOSURE_REMOVED, closure, by)
    return Outcome(row=closure, steps=(delete_row(closure),))


def _write(closure: Closure, details: ClosureDetails, act: OfferAct, by: User) -> Outcome[Closure]:
    fill_row(closure, details)
    step = save_row(closure)
    _record(act, closure, by)
    return Outcome(row=closure, steps=(step,))


def _record(act: OfferAct, closure: Closure, by: User) -> None:
    days = describe_day(closure.first_day)
    if closure.last_day != closure.first_day:
        days += f" - {describe_day(closure.last_day)}"
    record_act(by=by, action=act, subject=f"{days}: {closure.reason}")
