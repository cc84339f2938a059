"""Forms about signals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from signals.forms.fields import make_day
from signals.forms.guarded import GUARDED, GuardedForm
from signals.models import HelpRequest, Signal, Theme
from signals.vocabulary import SignalStatus


class SignalForm(GuardedForm):
    """What keeps coming back, where it stands, and what happens next."""

    title = forms.CharField(label=_("Wat komt er terug?"), max_length=160, widget=forms.TextInput(attrs=GUARDED))
    description = forms.CharField(
        label=_("Wat is er aan de hand?"),
        help_text=_("Schrijf geen namen op, en niets waaraan iemand te herkennen is."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5} | GUARDED),
    )
    theme: "forms.ModelChoiceField[Theme]" = forms.ModelChoiceField(
        label=_("Thema"), queryset=None, required=False, empty_label=_("geen thema")
    )
    status = forms.ChoiceField(label=_("Waar staat het?"), choices=SignalStatus, initial=SignalStatus.NEW)
    next_step = forms.CharField(
        label=_("Volgende stap"),
        help_text=_("Wat doen we nu, en welke organisatie?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=GUARDED),
    )
    due_on = make_day(_("Tegen wanneer?"), required=False)

    def __init__(self, *args: Any, signal: Signal | None = None, **kwargs: Any) -> None:
        if signal is not None:
            kwargs["initial"] = {name: getattr(signal, name) for name in self.base_fields if name != "no_names"}
        super().__init__(*args, **kwargs)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)  # noqa: S101  (tells the type checker)
        theme.queryset = Theme.objects.all()

    def clean(self) -> dict[str, Any]:
        """Nobody is to be found by what is written, and no name goes unasked."""
        self.guard_fields("title", "description", "next_step")
        return {name: value for name, value in self.cleaned_data.items() if name != "no_names"}


class MergeForm(forms.Form):
    """Which other signal is really the same."""

    other = forms.ChoiceField(label=_("Welk signaal gaat hierin op?"))

    def __init__(self, *args: Any, others: list[Signal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(other.pk): other for other in others}
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker)
        field.choices = [("", _("Kies een signaal")), *((key, other.title) for key, other in self.others.items())]

    def clean_other(self) -> Signal:
        """The signal that was chosen."""
        return self.others[self.cleaned_data["other"]]


class PlaceForm(forms.Form):
    """With which signal a help request goes; empty starts one of its own or joins the new one on its theme."""

    help_request = forms.UUIDField(widget=forms.HiddenInput)
    signal: "forms.ModelChoiceField[Signal]" = forms.ModelChoiceField(
        label=_("Bij welk signaal?"), queryset=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signal = self.fields["signal"]
        assert isinstance(signal, forms.ModelChoiceField)  # noqa: S101  (tells the type checker)
        signal.queryset = Signal.objects.exclude(status=SignalStatus.CLOSED)

    def clean_help_request(self) -> HelpRequest:
        """The help request that was meant.

        Raises:
            ValidationError: it is gone.
        """
        found: HelpRequest | None = (
            HelpRequest.objects.filter(pk=self.cleaned_data["help_request"]).select_related("contact").first()
        )
        if found is None:
            raise forms.ValidationError(_("Deze hulpvraag bestaat niet meer."))
        return found
