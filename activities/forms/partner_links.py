"""What somebody gives to get a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AskLinkForm(forms.Form):
    """The address of the organisation, or a link that no longer works."""

    email = forms.EmailField(
        label=gettext_lazy("Wat is het e-mailadres van je organisatie?"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        required=False,
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["email"]
        # Needed, unless an old link says it all: 'niet verplicht' beside it would mislead.
        field.is_conditional = True

    def clean(self) -> dict[str, Any]:
        """One of both."""
        answers = super().clean() or {}
        if not answers.get("email") and not answers.get("token") and "email" not in self.errors:
            self.add_error("email", _("Vul het adres in waarop je organisatie mails krijgt."))
        return answers
