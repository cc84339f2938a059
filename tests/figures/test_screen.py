"""How figures are put in groups on a screen."""

import pytest

from reporting.selectors.figures import Period
from reporting.selectors.screen import group_figures
from signals.vocabulary import Answer
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
