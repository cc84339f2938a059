"""What people type on the ground floor, checked."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.models import Invitation, Membership, Network, Partner, Site, User
from sites.selectors import find_account
from sites.vocabulary import Role

ROLE_CHOICES = (
    (Role.WORKER, _("Opbouwwerker: ziet en doet alles van elke dag")),
    (Role.VOLUNTEER, _("Vrijwilliger: schrijft contacten op, ziet alleen die van zichzelf vandaag")),
    (Role.COORDINATOR, _("Coördinator: ook rapporten, mensen en instellingen")),
    (Role.STEERING, _("Stuurgroep: leest wat is vrijgegeven")),
    (Role.PARTNER, _("Partner: past alleen het eigen aanbod aan")),
)
NETWORK_ROLE_CHOICES = tuple(choice for choice in ROLE_CHOICES if choice[0] != Role.PARTNER)


class RoleForm(forms.Form):
    """A role, and of which partner when it is that role."""

    role = forms.ChoiceField(
        label=_("Rol"),
        widget=forms.RadioSelect({"class": "answers answers--lines"}),
        error_messages={"required": _("Kies een rol.")},
    )
    partner = forms.ModelChoiceField(
        Partner._base_manager.none(),
        label=_("Van welke partner?"),
        help_text=_("Alleen nodig bij de rol partner."),
        empty_label=_("Kies een partner"),
        required=False,
    )

    def __init__(self, *args: Any, for_network: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        if for_network:
            role.choices = NETWORK_ROLE_CHOICES  # type: ignore[attr-defined]  # a ChoiceField has them
            del self.fields["partner"]
        else:
            role.choices = ROLE_CHOICES  # type: ignore[attr-defined]
            self.fields["partner"].queryset = Partner.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Tie the partner to the role: both or neither."""
        cleaned = super().clean() or {}
        if cleaned.get("role") != Role.PARTNER:
            cleaned["partner"] = None
        elif cleaned.get("partner") is None:
            self.add_error("partner", _("Kies bij welke partner deze persoon hoort."))
        return cleaned


class PersonForm(forms.Form):
    """Who is invited."""

    name = forms.CharField(label=_("Naam"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Hierheen sturen we de link. Met dit adres meldt iemand zich daarna aan."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        """An address differs from another in more than capitals."""
        return str(self.cleaned_data["email"]).lower()

    def refuse_twice(self, *, role: Role, partner: Partner | None) -> None:
        """Refuse somebody who has the role already or was invited for it, in the scope we are in."""
        email = self.cleaned_data["email"]
        if Invitation.objects.filter(email=email, role=role, partner=partner).exists():
            self.add_error("email", _("Dit adres is hiervoor al uitgenodigd. Stuur de uitnodiging opnieuw."))
        account = find_account(email=email)
        if account and Membership.objects.filter(user=account, role=role, partner=partner).exists():
            self.add_error("email", _("Wie dit adres heeft, heeft deze rol hier al."))


class InvitationForm(PersonForm, RoleForm):
    """Who is invited, and for what."""

    field_order = ("name", "email", "role", "partner")

    def clean(self) -> dict[str, Any]:
        """Refuse a role somebody has already."""
        cleaned = super().clean()
        if not self.errors:
            self.refuse_twice(role=Role(cleaned["role"]), partner=cleaned.get("partner"))
        return cleaned


class CoordinatorForm(PersonForm):
    """Who will coordinate a site or network."""

    def clean(self) -> dict[str, Any]:
        """Refuse somebody who coordinates here already."""
        cleaned = super().clean() or {}
        if not self.errors:
            self.refuse_twice(role=Role.COORDINATOR, partner=None)
        return cleaned


class AcceptForm(forms.Form):
    """What a new account still needs: a name and a password."""

    name = forms.CharField(label=_("Je naam"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Kies een wachtwoord"),
        help_text=_("Minstens 12 tekens. Een paar woorden na elkaar is veilig en makkelijk te onthouden."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the name, the address and the list of common ones."""
        cleaned = super().clean() or {}
        if "password" in cleaned:
            try:
                validate_password(cleaned["password"], User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class SiteSettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What a site says of itself on its public page."""

    class Meta:
        model = Site
        fields = (
            "name",
            "tagline",
            "phone",
            "email",
            "accent",
            "checks_partner_changes",
            "reminds_partners",
        )
        # Django would make 'Één' of the name in the model.
        labels = {"tagline": _("Eén zin over deze plek")}
        help_texts = {
            "tagline": _("Staat bovenaan de pagina voor bezoekers."),
            "phone": _("Het nummer dat bezoekers kunnen bellen."),
            "email": _("Het adres waarop bezoekers kunnen mailen."),
        }
        widgets = {"accent": forms.RadioSelect}


class NetworkForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """A new network."""

    class Meta:
        model = Network
        fields = ("name", "slug")
        help_texts = {"slug": _("Kleine letters, cijfers en streepjes. Het kan later niet meer veranderen.")}


class SearchForm(forms.Form):
    """Words to look for among the accounts."""

    q = forms.CharField(label=_("Naam of e-mail"), max_length=120, required=False)
