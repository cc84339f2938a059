"""Figures of what a site asked and counted for a while: nothing is printed for the years in which it did not."""

from reporting.selectors.figures import Period, collect_figures
from signals.models import AttributeCategory
from signals.vocabulary import Answer
from sites.models import Site
from tests.figures.conftest import add_contact


def test_a_question_that_stopped_is_listed_only_for_years_in_which_it_was_answered(counting: Site) -> None:
    add_contact("2025-03-05", site_answer=Answer.EVER, attributes=("woman",))
    add_contact("2026-03-05", site_answer=Answer.EVER)
    AttributeCategory.objects.filter(key="woman").update(is_retired=True)
    assert collect_figures(period=Period.of_year(2025)).find("attribute:gender:unknown") is not None
    assert collect_figures(period=Period.of_year(2026)).find("attribute:gender:unknown") is None
    assert collect_figures(period=Period.of_year(2026)).find("attribute:known:unknown") is not None
