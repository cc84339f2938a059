"""The questions about partners, places and project periods."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import PartnerDetails, PeriodDetails, VenueDetails
from activities.forms.base import DetailsForm, ask
from activities.forms.logo import LogoForm
from sites.models import Funder, Partner, ProjectPeriod, Venue

FUNDER_LENGTH = Funder._meta.get_field("name").max_length or 0


class _NamedForm[Details](DetailsForm[Details]):
    """A form about something whose name no other has."""

    model: type[Model]
    taken_problem = gettext_lazy("Deze naam is er al.")

    def __init__(self, *args: Any, row: Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean_name(self) -> str:
        """No two of the same name: nobody could tell them apart in a list."""
        name: str = self.cleaned_data["name"]
        same = self.model._default_manager.filter(name__iexact=name)
        if self.row is not None:
            same = same.exclude(pk=self.row.pk)
        if same.exists():
            raise forms.ValidationError(self.taken_problem)
        return name


class PartnerForm(LogoForm, _NamedForm[PartnerDetails]):
    """Who the organisation is."""

    details_class = PartnerDetails
    model = Partner
    taken_problem = gettext_lazy("Er is al een partner met deze naam.")
    field_order = ("name", "description", "picture", "drops_logo")

    name = ask(Partner, "name")
    description = ask(
        Partner, "description", label=gettext_lazy("Wie zijn ze?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    phone = ask(Partner, "phone")
    email = ask(Partner, "email")
    website = ask(Partner, "website")
    active_from = ask(Partner, "active_from")
    active_until = ask(Partner, "active_until", help_text=gettext_lazy("Vul dit in als de partner hier stopt."))

    def clean(self) -> None:
        """The last day does not come before the first."""
        self.refuse_end_before_start("active_from", "active_until", _("De laatste dag komt voor de eerste dag."))
        super().clean()


class VenueForm(_NamedForm[VenueDetails]):
    """Where it is and how one gets in."""

    details_class = VenueDetails
    model = Venue
    taken_problem = gettext_lazy("Er is al een plek met deze naam.")

    name = ask(Venue, "name")
    street = ask(Venue, "street")
    postcode = ask(Venue, "postcode")
    town = ask(Venue, "town")
    directions = ask(
        Venue, "directions", label=gettext_lazy("Hoe kom je er?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    accessibility = ask(
        Venue, "accessibility",
        label=gettext_lazy("Kan je er met een rolstoel binnen?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    without_car = ask(
        Venue, "without_car",
        label=gettext_lazy("Hoe geraak je er zonder auto?"),
        help_text=gettext_lazy("Bijvoorbeeld: tien minuten stappen van de kerk. Er is plaats voor fietsen."),
    )  # fmt: skip
    public_transport = ask(
        Venue, "public_transport",
        label=gettext_lazy("Welke bus of trein stopt dichtbij?"),
        help_text=gettext_lazy("Welke lijn, welke halte, en rijdt die op jullie uren?"),
    )  # fmt: skip
    lift = ask(
        Venue, "lift",
        label=gettext_lazy("Kan iemand meerijden of opgehaald worden?"),
        help_text=gettext_lazy("Bijvoorbeeld: bel ons de dag voordien, dan zoeken we wie je meeneemt."),
    )  # fmt: skip
    is_main = ask(Venue, "is_main")


class PeriodForm(DetailsForm[PeriodDetails]):
    """How long there is money, and from whom."""

    details_class = PeriodDetails

    name = ask(ProjectPeriod, "name", help_text=gettext_lazy("Bijvoorbeeld: projectjaar 2026."))
    starts_on = ask(ProjectPeriod, "starts_on", label=gettext_lazy("Eerste dag"))
    ends_on = ask(ProjectPeriod, "ends_on", label=gettext_lazy("Laatste dag"))
    funders = forms.CharField(
        label=gettext_lazy("Wie betaalt mee?"),
        help_text=gettext_lazy("Eén naam op elke regel, in de volgorde waarin je ze op papier wil."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )
    note = ask(ProjectPeriod, "note")

    def clean_funders(self) -> tuple[str, ...]:
        """The names, each once."""
        lines = [line.strip() for line in self.cleaned_data["funders"].splitlines()]
        names = tuple(dict.fromkeys(line for line in lines if line))
        long = [name for name in names if len(name) > FUNDER_LENGTH]
        if long:
            raise forms.ValidationError(
                _("Deze naam is te lang (hoogstens %(number)s tekens): %(name)s")
                % {"number": FUNDER_LENGTH, "name": long[0][:40] + "…"}
            )
        return names

    def clean(self) -> None:
        """The last day does not come before the first."""
        super().clean()
        self.refuse_end_before_start("starts_on", "ends_on", _("De laatste dag komt voor de eerste dag."))
