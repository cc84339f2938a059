"""The public holidays of Belgium."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

NAMES = (
    gettext_noop("Nieuwjaar"), gettext_noop("Pasen"), gettext_noop("Paasmaandag"), gettext_noop("Dag van de Arbeid"),
    gettext_noop("O. L. H. Hemelvaart"), gettext_noop("Pinksteren"), gettext_noop("Pinkstermaandag"),
    gettext_noop("Nationale feestdag"), gettext_noop("O. L. V. Hemelvaart"), gettext_noop("Allerheiligen"),
    gettext_noop("Wapenstilstand"), gettext_noop("Kerstmis"),
)  # fmt: skip
"""What the library calls them in Dutch: here so that they are translated."""


@lru_cache(maxsize=64)
def list_public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year with their Dutch names."""
    # Loaded when first needed: it takes a second, and most programs never ask.
    from holidays import country_holidays

    return dict(country_holidays("BE", years=year, language="nl", expand=False))


def name_public_holiday(day: date) -> str:
    """The name of the public holiday on a day, in the language that is spoken now; empty when it is none."""
    name = find_public_holiday(day)
    return _(name) if name else ""


def find_public_holiday(day: date) -> str | None:
    """The name of the public holiday on a day, or None."""
    return list_public_holidays(day.year).get(day)
