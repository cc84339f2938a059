"""A figure of another year, or counted elsewhere: what is known of it, in one way, and where that comes from."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Activity
from signals.forms.importing import UploadForm
from signals.models import AttributeCategory, ReportedFigure
from signals.vocabulary import Measure, Quantity

KNOWN_AS = {Quantity.NUMBER: "number", Quantity.PERCENTAGE: "percentage", Quantity.WORDS: "words"}


def _ask(field: Any, **kwargs: Any) -> Any:
    # What a link may point to depends on the site, which is known only when the form is made.
    return None if field.is_relation else field.formfield(**kwargs)


class ReportedFigureForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """One total with its scope, period, unit and source. 'Niet geregistreerd' is an answer too, never 0."""

    activity: Any = forms.ModelChoiceField(queryset=None, required=False, label=gettext_lazy("Waar?"))
    category: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Welk antwoord?"),
        help_text=gettext_lazy("Alleen als het over een kenmerk gaat."),
    )

    class Meta:
        model = ReportedFigure
        formfield_callback = _ask
        fields = (
            "label", "activity", "measure", "category", "period_start", "period_end", "quantity", "number",
            "percentage", "words", "unit", "is_opening", "source",
        )  # fmt: skip
        labels = {
            "label": gettext_lazy("Wat werd er geteld?"),
            "measure": gettext_lazy("Waarover gaat het?"),
            "quantity": gettext_lazy("Hoe weet je het?"),
            "is_opening": gettext_lazy("Dit is een beginstand: ze telt mee in 'sinds de start'"),
            "source": gettext_lazy("Waar komt het vandaan?"),
        }
        help_texts = {
            "label": gettext_lazy("Zoals het in het verslag staat, bijvoorbeeld 'Unieke bezoekers in 2021'."),
            "period_start": gettext_lazy("Leeg: vanaf het begin."),
            "number": gettext_lazy("Als je het getal kent."),
            "percentage": gettext_lazy("Als je alleen het percentage kent."),
            "words": gettext_lazy("Als er geen cijfer is, bijvoorbeeld 'een tiental'."),
            "source": gettext_lazy("Bijvoorbeeld 'jaarverslag 2021, blz. 4'."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("period_start", "period_end"):
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        activity: Any = self.fields["activity"]
        activity.queryset, activity.empty_label = Activity.objects.all(), _("De hele site")
        category: Any = self.fields["category"]
        category.queryset, category.empty_label = AttributeCategory.objects.all(), _("Geen kenmerk")
        category.label_from_instance = lambda item: f"{item.get_dimension_display()}: {item.name}"
        for name in ("activity", "category", "number", "percentage", "words", "is_opening"):
            self.fields[name].is_conditional = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Known in one way, of one period; and an opening balance adds up, so it is a number or was not registered."""
        cleaned = super().clean() or {}
        self._check_quantity(cleaned)
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if end is None and "period_end" not in self.errors and cleaned.get("quantity") != Quantity.NOT_REGISTERED:
            self.add_error("period_end", _("Zeg tot en met welke dag het telt."))
        if start and end and end < start:
            self.add_error("period_end", _("Het einde ligt voor het begin."))
        if cleaned.get("measure") == Measure.ATTRIBUTE and not cleaned.get("category"):
            self.add_error("category", _("Kies welk antwoord geteld werd."))
        if cleaned.get("measure") != Measure.ATTRIBUTE and cleaned.get("category"):
            self.add_error("category", _("Dit cijfer gaat niet over een kenmerk. Kies 'Geen kenmerk'."))
        if cleaned.get("is_opening") and cleaned.get("quantity") in (Quantity.PERCENTAGE, Quantity.WORDS):
            self.add_error("quantity", _("Een beginstand is een getal, of niet geregistreerd."))
        return cleaned

    def _check_quantity(self, cleaned: dict[str, Any]) -> None:
        wanted = KNOWN_AS.get(cleaned.get("quantity", ""))
        for name in KNOWN_AS.values():
            given = cleaned.get(name) not in (None, "")
            if name == wanted and not given and name not in self.errors:
                self.add_error(name, _("Vul dit in, of kies een ander antwoord bij 'Hoe weet je het?'."))
            if name != wanted and given:
                self.add_error(name, _("Laat dit leeg, of kies een ander antwoord bij 'Hoe weet je het?'."))

    def clean_percentage(self) -> Any:
        """A share of a whole."""
        percentage = self.cleaned_data["percentage"]
        if percentage is not None and not 0 <= percentage <= 100:
            raise forms.ValidationError(_("Een percentage ligt tussen 0 en 100."))
        return percentage


class TotalsFileForm(UploadForm):
    """A file of such figures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("Een .xlsx of een .csv, hoogstens 500 rijen.")
