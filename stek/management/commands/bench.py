"""Measure how fast Stek is, as ratios within one run."""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stek.bench.comparisons import (
    compare_figures,
    compare_logging,
    compare_proxy,
    compare_public_page,
    compare_report,
)
from stek.bench.stage import build_stage


class Command(BaseCommand):
    """`bin/bench` runs this in a home of its own."""

    help = "Print each ratio with its limit; fails when one is on the wrong side."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run every comparison."""
        site, worker = build_stage()
        comparisons = (
            partial(compare_public_page, site),
            partial(compare_proxy, site),
            partial(compare_logging, site, worker),
            partial(compare_figures, site),
            partial(compare_report, site),
        )
        results = []
        for compare in comparisons:
            results.append(compare())
            self.stdout.write(str(results[-1]))
        too_slow = [result.name for result in results if not result.is_within]
        if too_slow:
            raise CommandError("Too slow: " + "; ".join(too_slow))
