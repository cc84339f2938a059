"""People who never existed, walking in and out of a site for a year: the same people each time it is computed.

The simulation knows who is who so that its answers hold together (nobody is new twice); what it hands over is what a
worker would tap, and nothing more.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from signals.usual_lists import THEMES
from signals.vocabulary import Answer, Dimension

VISITORS = 110
SHARE_KNOWN_BEFORE = 0.55
SHARE_UNKNOWN = 0.04
SHARE_ATTRIBUTE_ASKED = 0.85
# Of those who came before, how many a worker notes as a contact; firsts are always noted.
SHARE_NOTED = 0.4
# How often a contact brings no, one or two help requests.
REQUESTS_PER_CONTACT = (0, 1, 1, 1, 1, 2)
APPROACHES = ("Informatie", "Informatie", "Advies", "Luisterend oor", "Luisterend oor", "Doorverwijzing")
# How visitors are divided over the categories of an attribute, as shares of a hundred.
PROFILES: dict[Dimension, dict[str, int]] = {
    Dimension.KNOWN: {"yes": 46, "no": 54},
    Dimension.GENDER: {"woman": 61, "man": 38, "other": 1},
    Dimension.AGE: {"under-18": 3, "18-29": 14, "30-44": 34, "45-64": 33, "65-plus": 16},
    Dimension.LANGUAGE: {"dutch": 55, "other": 45},
    Dimension.HOUSEHOLD: {"alone": 36, "couple": 14, "single-parent": 19, "family": 31},
    Dimension.ORIGIN: {"belgian": 51, "other": 49},
}


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody of the simulation."""

    number: int
    was_known: bool
    profile: dict[Dimension, str]
    favourite: int


@dataclass(frozen=True, kw_only=True)
class PlannedRequest:
    theme: str
    approach: str
    service_number: int
    becomes_signal: bool


@dataclass(frozen=True, kw_only=True)
class PlannedContact:
    """What a worker taps for one encounter."""

    number: int
    answer: Answer
    activity_answer: Answer | None
    attributes: dict[Dimension, str]
    requests: tuple[PlannedRequest, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedMoment:
    """One dated occurrence to simulate: an activity, and whether it counts uniques of its own."""

    on: datetime.date
    activity: str
    counts_uniques: bool


@dataclass
class Population:
    """Everybody around one site, and whom it has seen so far."""

    seed: str
    themes_most_used: tuple[str, ...]
    seen: set[tuple[int, int]] = field(default_factory=set)
    ever_seen: set[int] = field(default_factory=set)
    seen_at: set[tuple[int, str, int]] = field(default_factory=set)
    ever_seen_at: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        random = Random(self.seed)  # noqa: S311  (a simulation wants to be repeatable)
        self.visitors = [self._make_visitor(number, random) for number in range(VISITORS)]

    def _make_visitor(self, number: int, random: Random) -> Visitor:
        return Visitor(
            number=number,
            was_known=random.random() < SHARE_KNOWN_BEFORE,
            profile={
                dimension: random.choices(list(shares), weights=list(shares.values()))[0]
                for dimension, shares in PROFILES.items()
            },
            favourite=random.randrange(1000),
        )

    def visit(self, moment: PlannedMoment) -> tuple[int, list[PlannedContact]]:
        """How many came to a moment, and the contacts a worker noted.

        Moments must come in the order of the calendar. Every first is noted; of the others a part.
        """
        random = Random(f"{self.seed}/{moment.on}/{moment.activity}")  # noqa: S311
        guests = self._choose_guests(moment, random)
        contacts = []
        for number, guest in enumerate(guests):
            is_first = (guest.number, moment.on.year) not in self.seen
            if is_first or random.random() < SHARE_NOTED:
                contacts.append(self._note(number, guest, moment, random))
        return len(guests), contacts

    def _choose_guests(self, moment: PlannedMoment, random: Random) -> list[Visitor]:
        # Most people come back to the same moments; a few wander.
        taste = Random(moment.activity).randrange(1000)  # noqa: S311
        by_taste = sorted(self.visitors, key=lambda visitor: abs(visitor.favourite - taste))
        regulars = by_taste[: VISITORS // 3]
        size = random.randint(2, 5)
        return random.sample(regulars, size - 1) + random.sample(by_taste[VISITORS // 3 :], 1)

    def _note(self, number: int, guest: Visitor, moment: PlannedMoment, random: Random) -> PlannedContact:
        if random.random() < SHARE_UNKNOWN:
            answer, activity_answer = Answer.UNKNOWN, None
        else:
            answer = self._answer_for_site(guest, moment.on.year)
            activity_answer = self._answer_for_activity(guest, moment, answer) if moment.counts_uniques else None
        is_first = Answer.EVER in (answer, activity_answer) or Answer.YEAR in (answer, activity_answer)
        attributes = {
            dimension: key
            for dimension, key in guest.profile.items()
            if is_first and random.random() < SHARE_ATTRIBUTE_ASKED
        }
        return PlannedContact(
            number=number,
            answer=answer,
            activity_answer=activity_answer,
            attributes=attributes,
            requests=tuple(self._ask(random) for _ in range(random.choice(REQUESTS_PER_CONTACT))),
        )

    def _answer_for_site(self, guest: Visitor, year: int) -> Answer:
        if (guest.number, year) in self.seen:
            return Answer.BEFORE
        is_new = not guest.was_known and guest.number not in self.ever_seen
        self.seen.add((guest.number, year))
        self.ever_seen.add(guest.number)
        return Answer.EVER if is_new else Answer.YEAR

    def _answer_for_activity(self, guest: Visitor, moment: PlannedMoment, answer: Answer) -> Answer | None:
        here, this_year = (guest.number, moment.activity), (guest.number, moment.activity, moment.on.year)
        if this_year in self.seen_at:
            return Answer.BEFORE
        is_new = here not in self.ever_seen_at and not guest.was_known
        self.seen_at.add(this_year)
        self.ever_seen_at.add(here)
        # A first ever at the site is one at the activity too; the form does not ask.
        if answer == Answer.EVER:
            return None
        return Answer.EVER if is_new else Answer.YEAR

    def _ask(self, random: Random) -> PlannedRequest:
        theme = random.choice(self.themes_most_used) if random.random() < 0.7 else random.choice(THEMES)
        return PlannedRequest(
            theme=theme,
            approach=random.choice(APPROACHES),
            service_number=random.randrange(1000),
            becomes_signal=random.random() < 0.02,
        )


def walk_through(
    population: Population, moments: Iterable[PlannedMoment]
) -> Iterator[tuple[PlannedMoment, int, list[PlannedContact]]]:
    """Let the population visit moments in the order of the calendar."""
    for moment in sorted(moments, key=lambda moment: (moment.on, moment.activity)):
        head_count, contacts = population.visit(moment)
        yield moment, head_count, contacts
