"""From plain choices to a rule and back."""

from hypothesis import given
from hypothesis import strategies as st

from activities.forms.slot import build_rule, read_rule
from activities.recurrence import parse_rule
from activities.vocabulary import Nth, Repeat, Weekday

WEEKDAYS = st.sets(st.sampled_from(Weekday.values), min_size=1)
NTHS = st.sets(st.sampled_from(Nth.values), min_size=1)


@given(repeat=st.sampled_from(Repeat.values), weekdays=WEEKDAYS, nth=NTHS)
def test_choices_survive_being_a_rule(repeat: str, weekdays: set[int], nth: set[int]) -> None:
    rule = build_rule(repeat=repeat, weekdays=list(weekdays), nth=list(nth))
    choices = read_rule(rule)
    assert choices["repeat"] == repeat
    assert set(choices["weekdays"]) == (set() if repeat == Repeat.ONCE else weekdays)
    assert set(choices["nth"]) == (nth if repeat == Repeat.MONTHLY else set())
    assert build_rule(**choices) == rule


@given(repeat=st.sampled_from(Repeat.values), weekdays=WEEKDAYS, nth=NTHS)
def test_every_choice_is_a_rule_with_words(repeat: str, weekdays: set[int], nth: set[int]) -> None:
    rule = build_rule(repeat=repeat, weekdays=list(weekdays), nth=list(nth))
    assert str(parse_rule(rule)) == rule


def test_a_rule_that_the_choices_cannot_say_starts_empty() -> None:
    assert read_rule("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO") == {}
