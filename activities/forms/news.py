"""The questions about notices and milestones."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import MilestoneDetails, NoticeDetails
from activities.forms.base import FIRST_DAY, LAST_DAY, DetailsForm, ask, ask_day, ask_which
from activities.models import Activity, Milestone, Notice
from activities.vocabulary import FIRST_MONTHS, NoticeKind, Precision, Season


class NoticeForm(DetailsForm[NoticeDetails]):
    """What to tell, about what, how long."""

    details_class = NoticeDetails

    kind = ask(Notice, "kind", label=gettext_lazy("Wat is het?"), widget=forms.RadioSelect, required=False)
    title = ask(Notice, "title", label=gettext_lazy("Wat wil je zeggen, in één zin?"))
    text = ask(
        Notice, "text", label=gettext_lazy("Wil je er iets bij uitleggen?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    activity = ask_which(gettext_lazy("Waarover gaat het?"), empty_label=gettext_lazy("de hele plek"))
    first_day = ask(Notice, "first_day", label=gettext_lazy("Toon het vanaf"))
    last_day = ask(
        Notice, "last_day",
        label=gettext_lazy("Toon het tot en met"),
        help_text=gettext_lazy("Laat leeg om het te tonen tot je het weghaalt."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"first_day": timezone.localdate()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.offer("activity", Activity.objects.all())

    def clean_kind(self) -> str:
        """News, when nobody said what it is."""
        return self.cleaned_data["kind"] or NoticeKind.NEWS

    def clean(self) -> None:
        """The last day does not come before the first."""
        super().clean()
        self.refuse_end_before_start("first_day", "last_day", _("De laatste dag komt voor de eerste dag."))


class MilestoneForm(DetailsForm[MilestoneDetails]):
    """What happened, and when, as exactly as it is known."""

    details_class = MilestoneDetails

    text = ask(Milestone, "text", label=gettext_lazy("Wat gebeurde er?"), widget=forms.Textarea(attrs={"rows": 3}))
    precision = ask(
        Milestone, "precision", label=gettext_lazy("Hoe precies weet je wanneer?"), widget=forms.RadioSelect
    )
    day = ask_day(gettext_lazy("Welke dag?"), required=False)
    month = forms.TypedChoiceField(
        label=gettext_lazy("Welke maand?"), choices=[("", "-"), *MONTHS.items()], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    season = forms.ChoiceField(
        label=gettext_lazy("Welk seizoen?"), choices=[("", "-"), *Season.choices], required=False
    )
    year = forms.IntegerField(
        label=gettext_lazy("Welk jaar?"), min_value=FIRST_DAY.year, max_value=LAST_DAY.year, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_conditional("day", "month", "season", "year")

    @staticmethod
    def read_initial(milestone: Milestone) -> dict[str, Any]:
        """The answers that a milestone now gives."""
        return {
            "text": milestone.text, "precision": milestone.precision, "season": milestone.season,
            "day": milestone.on, "month": milestone.on.month, "year": milestone.on.year,
        }  # fmt: skip

    def clean(self) -> None:
        """The date that belongs to how exactly it is known."""
        super().clean()
        answers = self.cleaned_data
        precision = answers.get("precision")
        problems = {
            "day": _("Kies de dag."), "month": _("Kies de maand."),
            "season": _("Kies het seizoen."), "year": _("Vul het jaar in."),
        }  # fmt: skip
        needs = {
            Precision.DAY: ("day",), Precision.MONTH: ("month", "year"),
            Precision.SEASON: ("season", "year"), Precision.YEAR: ("year",),
        }  # fmt: skip
        for name in needs.get(cast("Precision", precision), ()):
            if not answers.get(name) and name not in self.errors:
                self.add_error(name, problems[name])
        if not self.errors:
            answers["on"] = _find_first_day(answers)
            answers["season"] = answers["season"] if precision == Precision.SEASON else ""


def _find_first_day(answers: dict[str, Any]) -> date:
    if answers["precision"] == Precision.DAY:
        day: date = answers["day"]
        return day
    if answers["precision"] == Precision.MONTH:
        return date(answers["year"], answers["month"], 1)
    if answers["precision"] == Precision.SEASON:
        return date(answers["year"], FIRST_MONTHS[Season(answers["season"])], 1)
    return date(answers["year"], 1, 1)
