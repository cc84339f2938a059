"""The public holidays of Belgium."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=64)
def list_public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year with their Dutch names."""
    # Loaded when first needed: it takes a second, and most programs never ask.
    from holidays import country_holidays

    return dict(country_holidays("BE", years=year, language="nl", expand=False))


def find_public_holiday(day: date) -> str | None:
    """The name of the public holiday on a day, or None."""
    return list_public_holidays(day.year).get(day)
