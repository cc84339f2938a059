"""What a living site shows this week: a change, a notice, a closure to come, and signals somebody works on."""

import datetime

from activities.details import ActivityDetails, ClosureDetails, NoticeDetails, SlotDetails
from activities.models import Activity, Change, Closure, Milestone, Notice, Slot
from activities.recurrence import ONCE
from activities.selectors.occurrences import list_occurrences
from activities.services.activities import add_activity
from activities.services.changes import cancel_slot
from activities.services.closures import add_closure
from activities.services.news import add_notice
from activities.services.slots import add_slot
from activities.vocabulary import ActivityKind, Function, Need, NoticeKind
from signals.models import Signal
from signals.services.picking_up import edit_signal
from signals.vocabulary import SignalStatus
from sites.models import User

NEXT_STEPS = (
    ("Het duurt te lang voor mensen een antwoord krijgen", "Bespreken in de werkgroep", SignalStatus.GATHERING, 12),
    (
        "De aanvraag kan enkel op het internet",
        "Navragen bij de gemeente of het ook op papier mag",
        SignalStatus.RAISED,
        5,
    ),
    ("Er rijdt 's avonds geen bus meer", "Vragen aan De Lijn en de gemeente samen", SignalStatus.NEW, -3),
)


FEAST = ActivityDetails(
    name="Soepfeest met de buurt",
    kind=ActivityKind.ONE_OFF,
    functions=(Function.MEET,),
    needs=(Need.FOOD, Need.TALK),
    summary="Soep, muziek en een lange tafel. Iedereen uit de buurt is welkom.",
    price="Gratis",
)
SATURDAY_OF_NEXT_WEEK = 12  # Days after the Monday of this week.


# Month, day and what happened: every year of the demo has these.
MILESTONES = (
    (3, 12, "Werkgroep: partners en vrijwilligers kijken vooruit"),
    (5, 21, "Langste Tafel met de buurt"),
    (9, 14, "Ideeëntafel: wat kan hier beter?"),
    (10, 17, "Open deur op de Werelddag van Verzet tegen Armoede"),
)


def add_news(*, today: datetime.date, by: User) -> None:
    """Add what is missing for today at the site in scope; what the team made or removed this week stays so."""
    _add_winter_closure(today, by)
    for month, day, text in MILESTONES:
        on = datetime.date(today.year, month, day)
        if on <= today:
            Milestone.objects.get_or_create(on=on, text=text)
    week = today - datetime.timedelta(days=today.weekday())
    if not Notice.objects.filter(first_day__gte=week).exists():
        for details in list_notices_of_week(week):
            add_notice(details=details, by=by)
    if not Notice.objects.filter(kind=NoticeKind.ANSWER).exists():
        add_notice(details=describe_answer(today), by=by)
    if not Change.objects.filter(on__gte=week).exists():
        _cancel_one(today, by)


def list_notices_of_week(week: datetime.date) -> list[NoticeDetails]:
    """Something to know and somebody who visits, in the week that begins on a Monday."""
    sunday = week + datetime.timedelta(days=6)
    cooking = NoticeDetails(
        title="Samen koken",
        text="Deze week koken we samen. Je hoeft niets mee te brengen, enkel goesting.",
        first_day=week,
        last_day=sunday,
    )
    library = NoticeDetails(
        title="Te gast: de bibliotheek",
        text="De bibliotheek brengt deze week boeken mee, in veel talen. Lenen is gratis.",
        first_day=week,
        last_day=sunday,
        kind=NoticeKind.GUEST,
    )
    return [cooking, library]


def describe_answer(today: datetime.date) -> NoticeDetails:
    """What became of something that visitors said, as it stands on the page for some weeks already."""
    return NoticeDetails(
        title="De brieven worden korter",
        text="Jullie zeiden dat brieven moeilijk te lezen zijn. Wij legden het voor aan de gemeente. "
        "Nieuwe brieven zijn korter, en er staat op wie je kan bellen.",
        first_day=today - datetime.timedelta(weeks=3),
        kind=NoticeKind.ANSWER,
    )


def add_feast(*, today: datetime.date, by: User) -> None:
    """Let the site in scope have a feast to come, on the Saturday of next week; once it was, the next is on its way."""
    if Slot.objects.filter(activity__name=FEAST.name, valid_until__gte=today).exists():
        return
    feast = Activity.objects.filter(name=FEAST.name).first() or add_activity(details=FEAST, by=by).row
    on = today + datetime.timedelta(days=SATURDAY_OF_NEXT_WEEK - today.weekday())
    details = SlotDetails(
        rule=str(ONCE),
        starts_at=datetime.time(14),
        ends_at=datetime.time(17),
        valid_from=on,
        valid_until=on,
    )
    add_slot(activity=feast, details=details, by=by)


def work_on_signals(*, today: datetime.date) -> None:
    """Give the newest signals a title in words, a next step and a date; once, when the site is new."""
    untouched = Signal.objects.filter(status=SignalStatus.NEW, next_step="").order_by("-heard_on")
    for signal, (title, next_step, status, days) in zip(untouched, NEXT_STEPS, strict=False):
        edit_signal(
            signal=signal,
            title=title,
            description="",
            theme=signal.theme,
            status=status,
            next_step=next_step,
            due_on=today + datetime.timedelta(days=days),
        )


def _add_winter_closure(today: datetime.date, by: User) -> None:
    first_day = datetime.date(today.year, 12, 24)
    if not Closure.objects.filter(first_day=first_day).exists():
        details = ClosureDetails(
            first_day=first_day,
            last_day=datetime.date(today.year + 1, 1, 1),
            reason="Gesloten tussen kerst en nieuwjaar",
        )
        add_closure(details=details, by=by)


def _cancel_one(today: datetime.date, by: User) -> None:
    tomorrow, in_ten_days = today + datetime.timedelta(days=1), today + datetime.timedelta(days=10)
    coming = list_occurrences(first_day=tomorrow, last_day=in_ten_days)
    learning = [found for found in coming if found.takes_place and "learn" in found.functions]
    if learning:
        chosen = learning[-1]
        cancel_slot(slot=chosen.slot, on=chosen.date, by=by, reason="De begeleider volgt die dag een opleiding")
