"""Rounds outside the walls in the current year: on the street, along doors, on the telephone. All of it is made up."""

import datetime
import random
from collections.abc import Collection, Iterator
from uuid import UUID, uuid5

from activities.models import Activity
from activities.vocabulary import ActivityKind, Function, Round, SessionKind
from signals.entries import HandedOut, SessionEntry
from signals.models import Material
from signals.services.sessions import count_session
from sites.models import User
from stek.demo.shapes import ActivityFacts

ROUND_IDS = UUID("b06f0a52-8f0c-4b6e-9a53-6c1d8a1a5e0f")
WEDNESDAY = 2
OUTREACH = ActivityFacts(
    slug="op-pad",
    name="Op pad in de buurt",
    functions=(Function.MEET, Function.REFER),
    partners=("saamo",),
    kind=ActivityKind.OUTREACH,
    summary="We gaan zelf langs: op straat, aan de deur en bij mensen thuis.",
    is_public=False,
)
HANDED_OUT = {Round.DOOR: ("Flyers", "Speelpakketten"), Round.STREET: ("Kaartjes", "Soep"), Round.PHONE: ()}


def add_rounds(*, seed: str, first_day: datetime.date, today: datetime.date, known: Collection[UUID], by: User) -> int:
    """Note a round every other week; returns how many were added. What exists is recognised by its id."""
    activity = Activity.objects.filter(kind=ActivityKind.OUTREACH).first()
    if activity is None:
        return 0
    materials: dict[str, int] = dict(Material.objects.values_list("name", "pk"))
    rounds = [entry for entry in _plan(seed, activity, materials, first_day, today) if entry.id not in known]
    for entry in rounds:
        count_session(entry=entry, by=by, today=entry.on)
    return len(rounds)


def _plan(
    seed: str, activity: Activity, materials: dict[str, int], first_day: datetime.date, today: datetime.date
) -> Iterator[SessionEntry]:
    kinds = tuple(HANDED_OUT)
    for on in _list_days(first_day, today):
        chance = random.Random(f"{seed}/{on}")  # noqa: S311  (made-up data that must be the same each time)
        kind = kinds[on.isocalendar().week // 2 % len(kinds)]
        addresses = chance.randint(8, 26)
        yield SessionEntry(
            id=uuid5(ROUND_IDS, f"{seed}/{on}"),
            activity_id=activity.pk,
            kind=SessionKind.OUTREACH,
            round=kind,
            on=on,
            addresses=addresses,
            head_count=addresses - chance.randint(1, 6),
            materials=tuple(
                HandedOut(material_id=materials[name], number=addresses + chance.randint(0, 9), families=addresses - 4)
                for name in HANDED_OUT[kind]
                if name in materials
            ),
        )


def _list_days(first_day: datetime.date, today: datetime.date) -> Iterator[datetime.date]:
    # By the week of the calendar, so that the days are the same whatever day the counting starts.
    on = first_day + datetime.timedelta(days=(WEDNESDAY - first_day.weekday()) % 7)
    while on <= today:
        if on.isocalendar().week % 2 == 0:
            yield on
        on += datetime.timedelta(weeks=1)
