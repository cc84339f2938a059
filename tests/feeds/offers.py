"""Offers made up by Hypothesis: a slot with any rule, changes and closures, from March to June 2023."""

import datetime
from collections.abc import Sequence

from hypothesis import strategies as st

from activities.models import Change, Closure, Slot
from activities.recurrence import DAYS, list_dates
from activities.selectors.programme import Programme
from activities.vocabulary import ChangeKind
from tests.offer.building import HERE, THERE, build_programme, build_slot, day

MARCH = st.dates(day("2023-03-01"), day("2023-06-30"))
RULES = st.one_of(
    st.builds(
        lambda days, interval: f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(sorted(days))}",
        st.sets(st.sampled_from(DAYS), min_size=1, max_size=3),
        st.integers(1, 3),
    ),
    st.builds(
        lambda day, nth: f"FREQ=MONTHLY;BYDAY={nth}{day}", st.sampled_from(DAYS), st.sampled_from([1, 2, 3, 4, -1])
    ),
    st.just("FREQ=DAILY;COUNT=1"),
)


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    valid_from = draw(st.dates(day("2021-01-01"), day("2023-04-30")))
    return build_slot(
        draw(RULES),
        valid_from=valid_from,
        valid_until=draw(st.none() | st.dates(valid_from, day("2024-06-30"))),
        skips_school_holidays=draw(st.booleans()),
        skips_public_holidays=draw(st.booleans()),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    slot = draw(slots())
    dates = list_dates(slot.rule, start=slot.valid_from, first_day=day("2023-01-01"), last_day=day("2023-07-31"))
    changes = tuple(
        Change(
            slot=slot,
            on=on,
            kind=(kind := draw(st.sampled_from(ChangeKind.values))),
            new_date=draw(MARCH) if kind == ChangeKind.MOVED else None,
            new_starts_at=draw(st.none() | st.just(datetime.time(8))) if kind != ChangeKind.CANCELLED else None,
            venue=THERE if kind == ChangeKind.ELSEWHERE else None,
        )
        for on in draw(st.lists(st.sampled_from(dates), unique=True, max_size=4) if dates else st.just([]))
    )
    return build_programme(slot, "2023-03-01", "2023-06-30", changes=changes, closures=tuple(draw(closures())))


@st.composite
def closures(draw: st.DrawFn) -> Sequence[Closure]:
    first_days = draw(st.lists(MARCH, max_size=2))
    venues = st.sampled_from([None, HERE, THERE])
    return [
        Closure(
            first_day=first,
            last_day=first + datetime.timedelta(draw(st.integers(0, 20))),
            reason="Dicht",
            venue=draw(venues),
        )
        for first in first_days
    ]
