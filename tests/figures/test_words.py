"""A figure as people read it."""

from reporting.selectors.figures import WHOLE_SITE, Figure, Period
from reporting.vocabulary import FigureKind
from signals.vocabulary import Quantity


def test_a_large_figure_and_what_may_come_on_top_of_it_are_read_in_thousands() -> None:
    figure = Figure(
        key="unique",
        kind=FigureKind.UNIQUE,
        label="Unieke bezoekers",
        definition="Wie voor het eerst kwam.",
        scope=WHOLE_SITE,
        period=Period.of_year(2026),
        quantity=Quantity.NUMBER,
        value=5002,
        at_most_more=2503,
    )
    assert figure.text == "5.002 (en hoogstens 2.503 meer)"
