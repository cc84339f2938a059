"""The questions about an activity."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import ActivityDetails
from activities.forms.base import DetailsForm, ask, ask_which, ask_which_ones
from activities.models import Activity
from activities.vocabulary import Function, Need, SpokenLanguage
from sites.models import Partner, Venue


class ActivityForm(DetailsForm[ActivityDetails]):
    """What it is, what for, by whom."""

    details_class = ActivityDetails

    name = ask(Activity, "name")
    summary = ask(Activity, "summary", help_text=gettext_lazy("Wat kan je er doen? Schrijf het zoals je het zegt."))
    functions = forms.MultipleChoiceField(
        label=gettext_lazy("Waar dient het voor?"),
        choices=Function.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Waarvoor komen mensen?"),
        help_text=gettext_lazy("Bezoekers vinden het daaronder terug. Kies je niets, dan volgt het uit de functies."),
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = ask(Activity, "kind", widget=forms.RadioSelect)
    description = ask(Activity, "description", widget=forms.Textarea(attrs={"rows": 5}))
    price = ask(Activity, "price", help_text=gettext_lazy("Bijvoorbeeld: gratis."))
    eligibility = ask(Activity, "eligibility", help_text=gettext_lazy("Bijvoorbeeld: voor iedereen."))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Welke talen spreekt daar iemand?"),
        choices=SpokenLanguage.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        required=False,
    )
    school_hours = ask(
        Activity, "school_hours",
        label=gettext_lazy("Past het bij de schooluren?"),
        help_text=gettext_lazy("Bijvoorbeeld: het begint nadat je kinderen naar school zijn."),
    )  # fmt: skip
    appointment = ask(Activity, "appointment", widget=forms.RadioSelect)
    leaders = ask_which_ones(
        gettext_lazy("Welke partner houdt het zelf bij?"),
        help_text=gettext_lazy("Wie daar een account heeft, kan de momenten van deze activiteit aanpassen."),
    )
    helpers = ask_which_ones(gettext_lazy("Wie doet nog mee?"))
    venue = ask_which(gettext_lazy("Waar?"), empty_label=gettext_lazy("onze eigen plek"))
    contact_phone = ask(Activity, "contact_phone", label=gettext_lazy("Wie kan je bellen?"))
    contact_email = ask(Activity, "contact_email", label=gettext_lazy("Naar welk adres kan je mailen?"))
    contact_text = ask(Activity, "contact_text", label=gettext_lazy("Hoe kan je nog iets vragen?"))
    starts_on = ask(
        Activity, "starts_on",
        label=gettext_lazy("Eerste dag"), help_text=gettext_lazy("Laat leeg als het al lang bestaat."),
    )  # fmt: skip
    ends_on = ask(
        Activity, "ends_on",
        label=gettext_lazy("Laatste dag"), help_text=gettext_lazy("Laat leeg als er geen einde is."),
    )  # fmt: skip
    is_public = ask(Activity, "is_public", label=gettext_lazy("Toon dit op de publieke pagina"))
    takes_contacts = ask(Activity, "takes_contacts", label=gettext_lazy("Je kan dit kiezen als je een contact noteert"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("leaders", Partner.objects.all())
        self.offer("helpers", Partner.objects.all())
        self.offer("venue", Venue.objects.filter(is_main=False))

    def clean(self) -> None:
        """The last day does not come before the first."""
        super().clean()
        self.refuse_end_before_start("starts_on", "ends_on", _("De laatste dag komt voor de eerste dag."))
