"""Asking for a report, a flyer, or figures."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from reporting.selectors.figures import BadPeriod, Period
from sites.months import MonthField

MOST_YEARS = 5


class FiguresForm(forms.Form):
    """From which month to which month, and without which activities.

    `cleaned_data["period"]` holds the months together, `cleaned_data["without"]` the slugs of the activities.
    """

    first = MonthField(label=_("Van"))
    last = MonthField(label=_("Tot en met"))
    without = forms.MultipleChoiceField(
        label=_("Tel zonder"),
        help_text=_(
            "Contacten, hulpvragen en deelnames tellen dan niet mee. Unieke bezoekers blijven van de hele site."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
    )

    def __init__(self, *args: Any, activities: Iterable[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without: Any = self.fields["without"]
        without.choices = [(activity.slug, activity.name) for activity in activities]

    def clean(self) -> dict[str, Any]:
        """Turn the two months into a period that has begun and is not too long."""
        cleaned = super().clean() or {}
        if "first" not in cleaned or "last" not in cleaned:
            return cleaned
        try:
            period = Period.between(cleaned["first"], cleaned["last"])
        except BadPeriod as error:
            self.add_error(error.month, str(error))
            return cleaned
        if period.end.year - period.first_day.year >= MOST_YEARS:
            self.add_error("first", _("Kies hoogstens %(years)d jaren na elkaar.") % {"years": MOST_YEARS})
        return cleaned | {"period": period}


class ReportForm(FiguresForm):
    """A report over a period. The page chooses the id, so that pressing twice makes one report."""

    document = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class FlyerForm(forms.Form):
    """A flyer of today. The page chooses the id, so that pressing twice makes one flyer."""

    document = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
