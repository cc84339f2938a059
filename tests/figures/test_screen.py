"""How figures are put in groups on a screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from reporting.selectors.figures import Period
from reporting.selectors.screen import group_figures
from signals.vocabulary import Answer
from sites.models import Site, User
from tests.conftest import Cast
from tests.figures.conftest import add_contact, add_request


@pytest.mark.usefixtures("counting")
def test_totals_come_first_and_every_question_heads_its_own_answers() -> None:
    add_request(add_contact("2024-03-07", site_answer=Answer.EVER), "Werk")
    whole_site = group_figures(period=Period.of_year(2024))[0]
    questions = [part.question for part in whole_site.parts]
    assert questions[0] == ""
    assert "Thema" in questions
    assert len(set(questions)) == len(questions)
    assert not [line.name for part in whole_site.parts for line in part.lines if ": " in line.name]


def test_the_screen_counts_without_an_activity_and_says_beside_each_figure_of_what_it_is(
    counting: Site, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    for activity in ("koffie", "leersalon"):
        add_request(add_contact("2024-03-07", activity=activity, site_answer=Answer.EVER), "Werk")
    url = f"/{counting.slug}/rapporten/cijfers/?first=2024-01&last=2024-12&without=leersalon"
    groups = sign_in(cast.worker).get(url).context["groups"]
    lines = {line.name: line for group in groups for part in group.parts for line in part.lines}
    assert (lines["Werk"].figure.value, lines["Werk"].reach) == (1, "zonder Open Leersalon")
    unique = next(line for line in lines.values() if line.figure.key == "unique")
    assert (unique.figure.value, unique.reach) == (2, "hele site")
