"""Asking for a report, a flyer, or figures."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.selectors.figures import Period

MOST_YEARS = 5


class PeriodForm(forms.Form):
    """From which month to which month; `cleaned_data["period"]` holds them together."""

    first = forms.CharField(
        label=_("Van"), max_length=7, widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-01"})
    )
    last = forms.CharField(
        label=_("Tot en met"), max_length=7, widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-04"})
    )

    def clean(self) -> dict[str, Any]:
        """Turn the two months into a period that has begun and is not too long."""
        cleaned = super().clean() or {}
        if "first" not in cleaned or "last" not in cleaned:
            return cleaned
        try:
            period = Period.of_months(cleaned["first"], cleaned["last"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if period.first_day > timezone.localdate():
            self.add_error("first", _("Deze periode moet nog beginnen."))
        if period.end.year - period.first_day.year >= MOST_YEARS:
            self.add_error("first", _("Kies hoogstens %(years)d jaren na elkaar.") % {"years": MOST_YEARS})
        return cleaned | {"period": period}


class ReportForm(PeriodForm):
    """A report over a period. The page chooses the id, so that pressing twice makes one report."""

    document = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class FlyerForm(forms.Form):
    """A flyer of today. The page chooses the id, so that pressing twice makes one flyer."""

    document = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
