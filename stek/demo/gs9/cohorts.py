"""The simulated people of GS9, 2020-2022, in groups that come together out to the figures of its final report.

They exist in memory while the history is made, and nowhere else. Who came in which year, and what was known of them,
is chosen so that the counted figures equal the printed ones; everything the report does not tell is made up.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from signals.vocabulary import Dimension

DIGIPUNT = "digipunt"
SOUP = "soep-met-babbels"
SEWING = "naaiatelier"
ELSEWHERE = ""


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """People with the same history. The numbers are how many of `size`; None is left to chance."""

    name: str
    size: int
    known: int
    women: int | None = None
    other_origin: int | None = None
    other_language: int | None = None


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A cohort comes to a place in a year: for the first time ever or not, at the site and at the activity."""

    cohort: str
    place: str = ELSEWHERE
    is_new: bool = False
    is_new_there: bool = False


type Person = dict[Dimension, str]
"""A category key for each dimension."""

COHORTS = (
    # The sewing workshop: 63 people came before 2020; 24 of them still come, fewer each year.
    Cohort(name="sewing for years", size=14, known=4, women=13, other_origin=11, other_language=10),
    Cohort(name="sewing until 2021", size=2, known=1, women=2, other_origin=2),
    Cohort(name="sewing until 2020", size=8, known=2, women=7, other_origin=6),
    Cohort(name="sewing since 2020", size=10, known=3, women=9, other_origin=8),
    Cohort(name="sewing since 2021, new", size=5, known=1, women=4, other_origin=4),
    Cohort(name="sewing since 2021, known here", size=4, known=2, women=4, other_origin=3),
    Cohort(name="sewing since 2022, new", size=8, known=2, women=7, other_origin=7),
    Cohort(name="sewing since 2022, known here", size=8, known=2, women=8, other_origin=6),
    # Digipunt: together 110 people, 61 women and 49 men, 41 of other origin, 40 known.
    Cohort(name="digipunt 2021, new", size=22, known=8, women=12, other_origin=8),
    Cohort(name="digipunt 2021, stays", size=20, known=8, women=11, other_origin=8),
    Cohort(name="digipunt 2021, leaves", size=8, known=4, women=5, other_origin=3),
    Cohort(name="digipunt 2022, new", size=17, known=5, women=9, other_origin=6),
    Cohort(name="digipunt and soup 2022, new", size=8, known=3, women=5, other_origin=3, other_language=4),
    Cohort(name="digipunt 2022, here in 2020", size=15, known=5, women=8, other_origin=6),
    Cohort(name="digipunt 2022, here before", size=20, known=7, women=11, other_origin=7),
    # Soep met Babbels: with the eight above 43 people, 32 women, 20 not Dutch-speaking, 21 known.
    Cohort(name="soup 2022, new", size=20, known=9, women=15, other_language=10),
    Cohort(name="soup 2022, known here", size=15, known=9, women=12, other_language=6),
    # Everybody else: the grocery, the street, the doorstep.
    Cohort(name="every year", size=35, known=25),
    Cohort(name="only 2020", size=21, known=18),
    Cohort(name="new in 2021, stays", size=13, known=6),
    Cohort(name="new in 2021, leaves", size=1, known=0),
    Cohort(name="new in 2022", size=7, known=3),
)

ARRIVALS: dict[int, tuple[Arrival, ...]] = {
    # Nobody wrote down who was new in 2020.
    2020: (
        Arrival(cohort="sewing for years", place=SEWING),
        Arrival(cohort="sewing until 2021", place=SEWING),
        Arrival(cohort="sewing until 2020", place=SEWING),
        Arrival(cohort="sewing since 2020", place=SEWING, is_new_there=True),
        Arrival(cohort="sewing since 2021, known here"),
        Arrival(cohort="digipunt 2021, stays"),
        Arrival(cohort="digipunt 2021, leaves"),
        Arrival(cohort="digipunt 2022, here in 2020"),
        Arrival(cohort="every year"),
        Arrival(cohort="only 2020"),
    ),
    2021: (
        Arrival(cohort="sewing for years", place=SEWING),
        Arrival(cohort="sewing until 2021", place=SEWING),
        Arrival(cohort="sewing since 2021, new", place=SEWING, is_new=True),
        Arrival(cohort="sewing since 2021, known here", place=SEWING, is_new_there=True),
        Arrival(cohort="digipunt 2021, new", place=DIGIPUNT, is_new=True),
        Arrival(cohort="digipunt 2021, stays", place=DIGIPUNT, is_new_there=True),
        Arrival(cohort="digipunt 2021, leaves", place=DIGIPUNT, is_new_there=True),
        Arrival(cohort="every year"),
        Arrival(cohort="new in 2021, stays", is_new=True),
        Arrival(cohort="new in 2021, leaves", is_new=True),
    ),
    2022: (
        Arrival(cohort="sewing for years", place=SEWING),
        Arrival(cohort="sewing since 2022, new", place=SEWING, is_new=True),
        Arrival(cohort="sewing since 2022, known here", place=SEWING, is_new_there=True),
        Arrival(cohort="digipunt 2021, stays", place=DIGIPUNT),
        Arrival(cohort="digipunt 2022, new", place=DIGIPUNT, is_new=True),
        Arrival(cohort="digipunt and soup 2022, new", place=DIGIPUNT, is_new=True),
        Arrival(cohort="digipunt 2022, here in 2020", place=DIGIPUNT, is_new_there=True),
        Arrival(cohort="digipunt 2022, here before", place=DIGIPUNT, is_new_there=True),
        Arrival(cohort="soup 2022, new", place=SOUP, is_new=True),
        Arrival(cohort="soup 2022, known here", place=SOUP, is_new_there=True),
        Arrival(cohort="every year"),
        Arrival(cohort="new in 2021, stays"),
        Arrival(cohort="new in 2022", is_new=True),
    ),
}

# They come to Digipunt first and taste the soup later that year.
ALSO_AT_SOUP = "digipunt and soup 2022, new"

AGES = ("18-29", "30-44", "30-44", "45-64", "45-64", "65-plus")
HOUSEHOLDS = ("alone", "alone", "couple", "single-parent", "family", "family")


def draw_people(chance: random.Random) -> dict[str, list[Person]]:
    """Draw the people of every cohort."""
    return {cohort.name: _draw_cohort(cohort, chance) for cohort in COHORTS}


def _draw_cohort(cohort: Cohort, chance: random.Random) -> list[Person]:
    def choose(number: int | None, share: float, yes: str, no: str) -> Sequence[str]:
        if number is None:
            number = round(cohort.size * share)
        answers = [yes] * number + [no] * (cohort.size - number)
        chance.shuffle(answers)
        return answers

    known = choose(cohort.known, 0.5, "yes", "no")
    gender = choose(cohort.women, 0.6, "woman", "man")
    origin = choose(cohort.other_origin, 0.4, "other", "belgian")
    language = choose(cohort.other_language, 0.4, "other", "dutch")
    return [
        {
            Dimension.KNOWN: known[index],
            Dimension.GENDER: gender[index],
            Dimension.ORIGIN: origin[index],
            Dimension.LANGUAGE: language[index],
            Dimension.AGE: chance.choice(AGES),
            Dimension.HOUSEHOLD: chance.choice(HOUSEHOLDS),
        }
        for index in range(cohort.size)
    ]
