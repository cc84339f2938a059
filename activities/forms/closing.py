"""The questions about closing several days at once, for everything or for some activities."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import BulkClosingDetails
from activities.forms.base import DetailsForm, ask, ask_day, ask_which_ones
from activities.models import Activity, Closure

ROWS = 6
LONGEST = timedelta(days=366)


class BulkClosingForm(DetailsForm[BulkClosingDetails]):
    """Which days, from when until when, what is closed, and why."""

    details_class = BulkClosingDetails

    activities = ask_which_ones(
        gettext_lazy("Welke activiteiten?"), help_text=gettext_lazy("Kies er geen als alles dicht is.")
    )
    reason = ask(
        Closure, "reason",
        label=gettext_lazy("Wat zeg je aan bezoekers?"),
        help_text=gettext_lazy("Bijvoorbeeld: kerstvakantie."),
    )  # fmt: skip

    def __init__(self, *args: Any, current: Sequence[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("activities", Activity.objects.filter(pk__in=[activity.pk for activity in current]))
        for row in range(1, ROWS + 1):
            self.fields[f"first_{row}"] = ask_day(_("Eerste dag"), required=False)
            self.fields[f"last_{row}"] = ask_day(_("Laatste dag"), required=False)
            self.mark_conditional(f"first_{row}", f"last_{row}")

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The questions about each stretch of days: its first day and its last."""
        return [(self[f"first_{row}"], self[f"last_{row}"]) for row in range(1, ROWS + 1)]

    @property
    def uses_more_rows(self) -> bool:
        """Whether there is something in the rows that are folded away."""
        return any(field.value() for row in self.rows[2:] for field in row)

    def clean(self) -> None:
        """At least one day; no stretch that ends before it starts, or is longer than anybody means."""
        super().clean()
        spans = [span for row in range(1, ROWS + 1) if (span := self._clean_row(row))]
        asked = {field.name for row in self.rows for field in row}
        if not spans and not asked & set(self.errors):
            self.add_error("first_1", _("Kies minstens één dag."))
        self.cleaned_data["spans"] = sorted(set(spans))

    def _clean_row(self, row: int) -> tuple[date, date] | None:
        first, last = self.cleaned_data.get(f"first_{row}"), self.cleaned_data.get(f"last_{row}")
        if first is None:
            if last is not None and f"first_{row}" not in self.errors:
                self.add_error(f"first_{row}", _("Vanaf welke dag?"))
            return None
        self.refuse_end_before_start(f"first_{row}", f"last_{row}", _("De laatste dag komt voor de eerste dag."))
        if last is not None and last - first > LONGEST:
            self.add_error(f"last_{row}", _("Dat is langer dan een jaar. Klopt het jaar?"))
        return first, last or first
