"""Comparing two ways of doing the same work, side by side, so that a busy machine slows both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

type Work = Callable[[], object]


class Limit(StrEnum):
    """Which side of the limit is good."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One ratio with its limit."""

    name: str
    ratio: float
    limit: float
    kind: Limit

    @property
    def is_within(self) -> bool:
        """Whether the ratio is on the good side of its limit."""
        return self.ratio >= self.limit if self.kind == Limit.AT_LEAST else self.ratio <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.is_within else "TOO SLOW"
        return f"{self.name}: {self.ratio:.2f} ({self.kind} {self.limit:g}) {verdict}"


def _time(work: Work, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start


def measure_time_ratio(ours: Work, theirs: Work, *, rounds: int, times: int = 1) -> float:
    """Time of ours divided by time of theirs: the median over rounds that alternate who goes first."""
    _time(ours, 1), _time(theirs, 1)
    ratios = []
    for number in range(rounds):
        if number % 2:
            theirs_took, ours_took = _time(theirs, times), _time(ours, times)
        else:
            ours_took, theirs_took = _time(ours, times), _time(theirs, times)
        ratios.append(ours_took / theirs_took)
    return statistics.median(ratios)


def measure_speed_ratio(ours: Work, theirs: Work, *, rounds: int, times: int = 1) -> float:
    """Speed of ours divided by speed of theirs."""
    return 1 / measure_time_ratio(ours, theirs, rounds=rounds, times=times)
