"""A month as people write it: one reader for every page and command that asks for one."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 30
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})\s*[-/. ]\s*(?P<month>[0-9]{1,2})")
MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})\s*[-/. ]\s*(?P<year>[0-9]{4})")
IN_WORDS = re.compile(r"(?P<name>[a-z]{3,9})\.?\s*[-/ ]?\s*(?P<year>[0-9]{4})")
SHORT_NAMES = {"sept": 9}


def parse_month(text: str) -> datetime.date:
    """The first day of a month: '2026-05', '05/2026', 'mei 2026'.

    Raises:
        ValueError: with a Dutch sentence, when it is no month or one that does not exist.
    """
    written = text.strip().lower()
    if found := YEAR_FIRST.fullmatch(written) or MONTH_FIRST.fullmatch(written):
        number: int | None = int(found["month"])
    elif found := IN_WORDS.fullmatch(written):
        number = _find_named_month(found["name"])
    else:
        number = None
    if found is None or number is None:
        raise ValueError(_("'%s' is geen maand. Schrijf bijvoorbeeld mei 2026 of 2026-05.") % text[:LONGEST])
    try:
        return datetime.date(int(found["year"]), number, 1)
    except ValueError:
        said = _("De maand '%s' bestaat niet. Schrijf bijvoorbeeld mei 2026 of 2026-05.")
        raise ValueError(said % text[:LONGEST]) from None


def _find_named_month(name: str) -> int | None:
    names = {str(full).lower(): number for number, full in MONTHS.items()}
    short = {str(three).lower().rstrip("."): number for number, three in MONTHS_3.items()}
    return (names | short | SHORT_NAMES).get(name)


class MonthField(forms.Field):
    """A question about a month; its answer is the first day of it. The example is for browsers without a picker."""

    widget = forms.DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Een maand, bijvoorbeeld mei 2026 of 2026-05."))
        attrs = {"type": "month", "placeholder": "2026-05", "autocomplete": "off"}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%Y-%m"), **kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        """The first day of the month that was written."""
        if value in self.empty_values:
            return None
        try:
            return parse_month(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
