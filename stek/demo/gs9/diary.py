"""What happened at GS9 from 2020 to 2022, day by day, simulated with a fixed seed."""

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from activities.public_holidays import find_public_holiday
from activities.vocabulary import SessionKind
from signals.vocabulary import Answer
from stek.demo.gs9.cohorts import ALSO_AT_SOUP, ARRIVALS, DIGIPUNT, SEWING, SOUP, Arrival, Person, draw_people

SEED = 2022

# Where people are met who do not come to a fixed moment, and how often.
PLACES = {
    "sociale-kruidenier": 40,
    "huisbezoek": 15,
    "individueel-gesprek": 15,
    "contact-op-straat": 12,
    "sociale-dienst": 8,
    "praattafel-schoolbabbel": 6,
    "huis-van-het-kind": 4,
    "cc-t-spoor": 2,
}
# Later contacts with people who came before that year: (year, activity or '' for one of the places) → how many.
LATER_CONTACTS = {
    (2020, ""): 80, (2020, SEWING): 15,
    (2021, ""): 50, (2021, SEWING): 10, (2021, DIGIPUNT): 15,
    (2022, ""): 35, (2022, SEWING): 10, (2022, DIGIPUNT): 30, (2022, SOUP): 20,
}  # fmt: skip
# Help requests: year → the activities they came from ('' is everywhere else) → how many.
HELP_REQUESTS: dict[int, dict[str, int]] = {
    2020: {"": 270},
    2021: {"": 125, DIGIPUNT: 60},
    2022: {"": 110, DIGIPUNT: 95, SOUP: 40},
}
MOST_REQUESTS = 3

DIGIPUNT_PARTICIPATIONS = 296
DIGIPUNT_OUTSIDE = {SessionKind.APPOINTMENT: (14, 1), SessionKind.HOME_VISIT: (9, 1), SessionKind.OUTREACH: (5, 5)}
"""Sessions outside the fixed moment: how many, and how many people each."""
SOUP_AVERAGE = 8

THEMES = {
    "Dienstverlening": 30, "Financieel": 18, "Huisvesting": 14, "Vrije tijd": 9, "Mobiliteit": 8, "Onderwijs": 7,
    "Werk": 6, "Gezondheid": 6, "Materieel": 6, "NT2": 5, "Vrijwilligerswerk": 4, "Opleiding": 4, "Integratie": 3,
}  # fmt: skip
APPROACHES = (("Informatie",), ("Advies",), ("Luisterend oor",), ("Doorverwijzing",), ("Informatie", "Doorverwijzing"))
SERVICES = ("Huis van Welzijn", "Stadhuis", "School/Ligo/CVO", "SHM/SVK/Woonclub", "CAW", "Kind & Gezin", "Arktos")


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A help request."""

    theme: str
    approaches: Sequence[str]
    services: Sequence[str]


@dataclass(kw_only=True)
class Visit:
    """A contact. `person` is whose attributes a first opens; nobody for somebody who came before."""

    on: datetime.date
    activity: str
    site_answer: Answer
    activity_answer: Answer | None = None
    person: Person | None = None
    asks: list[Ask] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class HeadCount:
    """A counted session."""

    on: datetime.date
    activity: str
    kind: SessionKind
    heads: int

    @property
    def is_at_slot(self) -> bool:
        """Whether it is a fixed moment."""
        return self.kind == SessionKind.SLOT


@dataclass(frozen=True, kw_only=True)
class Day:
    """Everything written down on one day."""

    on: datetime.date
    visits: Sequence[Visit]
    sessions: Sequence[HeadCount]


type Moments = Mapping[str, Sequence[datetime.date]]
"""Activity → the dates of its fixed moments."""


def simulate_days(*, moments: Moments) -> list[Day]:
    """Simulate the three years. The same moments always give the same days."""
    chance = random.Random(SEED)  # noqa: S311  (a story, not a secret)
    people = draw_people(chance)
    visits: list[Visit] = []
    for year, arrivals in ARRIVALS.items():
        calendar = _Calendar(year, moments, chance)
        for arrival in arrivals:
            for person in people[arrival.cohort]:
                visits += _arrive(calendar, arrival, person)
        visits += _come_again(calendar)
        _ask(year, [visit for visit in visits if visit.on.year == year], chance)
    sessions = _count_heads(visits, moments, chance)
    return _sort_by_day(visits, sessions)


class _Calendar:
    """The days of a year on which something may happen."""

    def __init__(self, year: int, moments: Moments, chance: random.Random) -> None:
        self.year = year
        self.chance = chance
        self.moments = {activity: [day for day in days if day.year == year] for activity, days in moments.items()}
        first = datetime.date(year, 1, 1)
        every_day = (first + datetime.timedelta(days=number) for number in range(365))
        self.workdays = [day for day in every_day if day.weekday() < 5 and not find_public_holiday(day)]

    def choose(
        self, activity: str, *, after: datetime.date | None = None, before: datetime.date | None = None
    ) -> datetime.date:
        """A day on which this activity takes place; a working day when it has no fixed moment."""
        days = self.moments.get(activity, self.workdays)
        return self.chance.choice([day for day in days if (not after or day > after) and (not before or day < before)])

    def choose_place(self) -> str:
        return self.chance.choices(list(PLACES), weights=list(PLACES.values()))[0]


def _arrive(calendar: _Calendar, arrival: Arrival, person: Person) -> list[Visit]:
    first = Answer.EVER if arrival.is_new else Answer.YEAR
    if not arrival.place:
        place = calendar.choose_place()
        return [Visit(on=calendar.choose(place), activity=place, site_answer=first, person=person)]
    at_activity = Answer.EVER if arrival.is_new_there else Answer.YEAR
    on = calendar.choose(arrival.place)
    if arrival.cohort == ALSO_AT_SOUP:
        on = calendar.choose(DIGIPUNT, before=datetime.date(calendar.year, 11, 1))
        later = calendar.choose(SOUP, after=on)
        soup = Visit(on=later, activity=SOUP, site_answer=Answer.BEFORE, activity_answer=Answer.EVER, person=person)
        return [Visit(on=on, activity=DIGIPUNT, site_answer=first, person=person), soup]
    if not arrival.is_new and on.month > 1 and calendar.chance.random() < 0.3:
        # Some are met elsewhere first that year.
        place = calendar.choose_place()
        met = Visit(on=calendar.choose(place, before=on), activity=place, site_answer=first, person=person)
        known_here = Visit(
            on=on,
            activity=arrival.place,
            site_answer=Answer.BEFORE,
            activity_answer=at_activity,
            person=person,
        )
        return [met, known_here]
    asked = None if arrival.is_new else at_activity
    return [Visit(on=on, activity=arrival.place, site_answer=first, activity_answer=asked, person=person)]


def _come_again(calendar: _Calendar) -> Iterable[Visit]:
    for (year, activity), number in LATER_CONTACTS.items():
        if year != calendar.year:
            continue
        for _number in range(number):
            place = activity or calendar.choose_place()
            yield Visit(
                on=calendar.choose(place, after=datetime.date(year, 1, 31)),
                activity=place,
                site_answer=Answer.BEFORE,
                activity_answer=Answer.BEFORE if activity else None,
            )


def _ask(year: int, visits: Sequence[Visit], chance: random.Random) -> None:
    apart = [activity for activity in HELP_REQUESTS[year] if activity]
    for activity, number in HELP_REQUESTS[year].items():
        here = [visit for visit in visits if (visit.activity == activity if activity else visit.activity not in apart)]
        turns = [visit for visit in here for _turn in range(MOST_REQUESTS)]
        for visit in chance.sample(turns, number):
            approaches = chance.choice(APPROACHES)
            visit.asks.append(
                Ask(
                    theme=chance.choices(list(THEMES), weights=list(THEMES.values()))[0],
                    approaches=approaches,
                    services=[chance.choice(SERVICES)] if "Doorverwijzing" in approaches else [],
                )
            )


def _count_heads(visits: Sequence[Visit], moments: Moments, chance: random.Random) -> list[HeadCount]:
    outside = [
        HeadCount(on=chance.choice(_workdays_of_digipunt(moments)), activity=DIGIPUNT, kind=kind, heads=heads)
        for kind, (sessions, heads) in DIGIPUNT_OUTSIDE.items()
        for _session in range(sessions)
    ]
    at_digipunt = DIGIPUNT_PARTICIPATIONS - sum(session.heads for session in outside)
    at_soup = SOUP_AVERAGE * len(moments[SOUP])
    at_sewing = 9 * len(moments[SEWING])
    return outside + [
        HeadCount(on=day, activity=activity, kind=SessionKind.SLOT, heads=heads)
        for activity, total in ((DIGIPUNT, at_digipunt), (SOUP, at_soup), (SEWING, at_sewing))
        for day, heads in _spread(total, activity, visits, moments, chance).items()
    ]


def _workdays_of_digipunt(moments: Moments) -> list[datetime.date]:
    # Appointments and home visits are on the day after a fixed moment.
    return [day + datetime.timedelta(days=1) for day in moments[DIGIPUNT]]


def _spread(
    total: int, activity: str, visits: Sequence[Visit], moments: Moments, chance: random.Random
) -> Mapping[datetime.date, int]:
    # Whoever has a contact at a session was there; the others came often and asked nothing that was written down.
    heads = Counter(dict.fromkeys(moments[activity], 0))
    heads.update(visit.on for visit in visits if visit.activity == activity)
    remaining = total - heads.total()
    if remaining < 0:
        raise ValueError(f"More contacts than participations at {activity}.")
    for _head in range(remaining):
        # The emptiest of a few chairs: sessions differ, but none stays empty.
        heads[min(chance.sample(sorted(heads), 3), key=lambda day: heads[day])] += 1
    return heads


def _sort_by_day(visits: Iterable[Visit], sessions: Iterable[HeadCount]) -> list[Day]:
    visits_on: dict[datetime.date, list[Visit]] = defaultdict(list)
    sessions_on: dict[datetime.date, list[HeadCount]] = defaultdict(list)
    for visit in visits:
        visits_on[visit.on].append(visit)
    for session in sessions:
        sessions_on[session.on].append(session)
    return [Day(on=day, visits=visits_on[day], sessions=sessions_on[day]) for day in sorted({*visits_on, *sessions_on})]
