"""What is asked to start a site, a screen at a time."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.details import ActivityDetails
from activities.forms.base import ask, ask_which
from activities.forms.slot import SlotForm
from activities.models import Activity
from activities.services.activities import choose_slug
from activities.vocabulary import Function
from signals.usual_sites import USUAL_SITES
from sites.models import Network, Partner, Site, Venue
from sites.vocabulary import RESERVED_SLUGS

PARTNER_LENGTH = Partner._meta.get_field("name").max_length or 0


class StartForm(forms.Form):
    """Where the place is and what it is called. The web address follows from the name unless somebody chooses one."""

    name = ask(Site, "name", label=gettext_lazy("Hoe heet jullie plek?"))
    municipality = ask(Site, "municipality", label=gettext_lazy("In welke gemeente?"))
    street = ask(Venue, "street", label=gettext_lazy("Straat en nummer"))
    postcode = ask(Venue, "postcode", label=gettext_lazy("Postcode"))
    phone = ask(Site, "phone", label=gettext_lazy("Welk nummer kunnen bezoekers bellen?"))
    tagline = ask(
        Site, "tagline", label=gettext_lazy("Eén zin over deze plek"),
        help_text=gettext_lazy("Bijvoorbeeld: kom binnen, de koffie staat klaar."),
    )  # fmt: skip
    network = ask_which(gettext_lazy("Hoort ze bij een koepel?"), empty_label=gettext_lazy("geen koepel"))
    slug = forms.SlugField(
        label=gettext_lazy("Webadres"),
        help_text=gettext_lazy("Laat leeg: dan maken we het van de naam. Na het openen verandert het niet meer."),
        max_length=50,
        required=False,
    )

    def __init__(
        self, *args: Any, networks: list[Network], is_network_needed: bool, site: Site | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        field: Any = self.fields["network"]
        field.queryset = Network.objects.filter(pk__in=[network.pk for network in networks])
        field.required = is_network_needed
        if is_network_needed:
            field.empty_label = None
            field.initial = networks[0].pk
        if not networks:
            del self.fields["network"]

    def clean(self) -> dict[str, Any]:
        """Propose an address, or say which one is free."""
        answers = super().clean() or {}
        others = Site.objects.all() if self.site is None else Site.objects.exclude(pk=self.site.pk)
        taken = set(others.values_list("slug", flat=True)) | RESERVED_SLUGS
        chosen = answers.get("slug")
        if chosen and chosen.lower() in taken:
            free = choose_slug(chosen, taken=taken)
            self.add_error("slug", _("Dit webadres is al in gebruik. Dit is nog vrij: %(free)s") % {"free": free})
        elif "name" in answers and "slug" in answers:
            # A Dutch article says nothing: 't Kattegat lives at /kattegat/.
            base = slugify(answers["name"]).removeprefix("t-")
            answers["slug"] = (chosen or choose_slug(base, taken=taken, fallback="stek")).lower()
        return answers


class TemplateForm(forms.Form):
    """What kind of place it is."""

    template = forms.ChoiceField(
        label=gettext_lazy("Waarop lijkt jullie plek het meest?"),
        choices=[(key, usual.label) for key, usual in USUAL_SITES.items()],
        widget=forms.RadioSelect({"class": "answers answers--lines"}),
        initial=next(iter(USUAL_SITES)),
    )


class PartnersForm(forms.Form):
    """Which organisations take part."""

    names = forms.CharField(
        label=gettext_lazy("Welke organisaties doen mee?"),
        help_text=gettext_lazy("Eén naam op elke regel. Logo's en uitleg kunnen later."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=3000,
    )

    def clean_names(self) -> list[str]:
        """The names that are not there yet, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        long = next((line for line in lines if len(line) > PARTNER_LENGTH), None)
        if long is not None:
            raise forms.ValidationError(_("Deze naam is te lang: %(name)s") % {"name": f"{long[:40]}…"})
        held = {name.lower() for name in Partner.objects.values_list("name", flat=True)}
        new = {line.lower(): line for line in reversed(lines) if line and line.lower() not in held}
        return list(reversed(new.values()))


class FirstOfferForm(SlotForm):
    """An activity with its first fixed moment, on one screen."""

    name = ask(Activity, "name", label=gettext_lazy("Wat is het?"))
    summary = ask(Activity, "summary", label=gettext_lazy("Wat kan je er doen, in één zin?"))
    functions = forms.MultipleChoiceField(
        label=gettext_lazy("Waar dient het voor?"),
        choices=Function.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    partner = ask_which(gettext_lazy("Wie doet het?"), empty_label=gettext_lazy("wij zelf"))
    without_hours = forms.BooleanField(label=gettext_lazy("Er is nog geen vast uur"), required=False)

    field_order = ("name", "summary", "functions", "partner", "without_hours")
    hours = ("repeat", "weekdays", "nth", "starts_at", "ends_at", "valid_from")

    def __init__(self, data: Any = None, **start: Any) -> None:
        super().__init__(data, activity=Activity(), repeat="weekly", **start)
        self.offer("partner", Partner.objects.all())
        for name in ("valid_until", "venue", "skips_school_holidays", "skips_public_holidays", "note"):
            del self.fields[name]
        self.has_hours = not (data and data.get("without_hours"))
        if not self.has_hours:
            for name in self.hours:
                self.fields[name].required = False

    def clean(self) -> None:
        """A moment needs its day and hours; an offer without hours needs neither."""
        if self.has_hours:
            self.cleaned_data["valid_until"] = None
            super().clean()
        else:
            forms.Form.clean(self)

    @property
    def activity_details(self) -> ActivityDetails:
        """What is said about the activity. Only of a valid form."""
        answers = self.cleaned_data
        return ActivityDetails(
            name=answers["name"],
            summary=answers["summary"],
            functions=tuple(answers["functions"]),
            leaders=(answers["partner"],) if answers["partner"] else (),
        )
