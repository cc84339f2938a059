"""Text made to keep the guard busy: the time it takes grows with the text and no faster."""

import time
from collections.abc import Callable

import pytest

from signals.guard import find_identifiers, find_names

SHORT, LONG = 1000, 4000
HOSTILE = (
    "a", "0", "0 ", "1.", "a.", "a-", "A ", "Aa ", "rue ", "rue a ", "be00 ", "a@", "@ ", "a at ", "www", "(", " ",
    "\n", "Woont ",
    "woont in ", "€1", "12/3/", "a (at) ", "aZ9.-@/ ", "straat", "é", "\U0001f600", "'-", "+0", "a punt ", "be0",
    "1 straat ",
)  # fmt: skip


def spend(read: Callable[[str], object], text: str) -> float:
    """Seconds of this processor."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    text = piece * LONG
    for read in (find_identifiers, find_names):
        read(text[:SHORT])
        # Taken in turns, the best of each: what else the machine does hits both alike. A square would be sixteen.
        turns = [(spend(read, text[:SHORT]), spend(read, text[:LONG])) for _ in range(5)]
        short, long = (min(times) for times in zip(*turns, strict=True))
        assert long < 9 * short
