"""Days on which the site, or one venue, is closed."""

from datetime import date

from django.utils.translation import gettext as _

from activities.details import ClosureDetails, fill_row
from activities.models import Closure
from activities.selectors.words import describe_day
from activities.services.outcome import Outcome, delete_row, lock_offer, save_row
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
