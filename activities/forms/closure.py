"""The questions about days on which it is closed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import ClosureDetails
from activities.forms.base import DetailsForm, ask, ask_day, ask_which
from activities.models import Closure
from sites.models import Venue


class ClosureForm(DetailsForm[ClosureDetails]):
    """From when until when, which place, and why."""

    details_class = ClosureDetails

    first_day = ask(Closure, "first_day", label=gettext_lazy("Eerste dag dat het gesloten is"))
    last_day = ask_day(
        gettext_lazy("Laatste dag dat het gesloten is"),
        required=False,
        help_text=gettext_lazy("Laat leeg als het maar één dag is."),
    )
    venue = ask_which(gettext_lazy("Wat is gesloten?"), empty_label=gettext_lazy("alles: er is nergens iets"))
    reason = ask(
        Closure, "reason",
        label=gettext_lazy("Wat zeg je aan bezoekers?"),
        help_text=gettext_lazy("Bijvoorbeeld: zomervakantie."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("venue", Venue.objects.all())

    def clean_last_day(self) -> date | None:
        """One day when no last day is given."""
        day: date | None = self.cleaned_data["last_day"] or self.cleaned_data.get("first_day")
        return day

    def clean(self) -> None:
        """The last day does not come before the first."""
        super().clean()
        self.refuse_end_before_start("first_day", "last_day", _("De laatste dag komt voor de eerste dag."))
