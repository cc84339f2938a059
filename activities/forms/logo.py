"""Asking for a logo."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.pictures import LARGEST_FILE, Picture, PictureRefused, describe_too_large, draw_anew


class PictureField(forms.FileField):
    """A logo somebody may send; its value is a `Picture`, or None when there was no file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
            help_text=gettext_lazy("Een PNG, JPEG of WebP, hoogstens 5 MB. We maken het zelf kleiner."),
            error_messages={
                "empty": gettext_lazy("Dit bestand is leeg."),
                "max_length": gettext_lazy("De naam van dit bestand is te lang. Geef het een kortere naam."),
            },
            max_length=200,
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Picture | None:  # noqa: ARG002  (Django's signature)
        """Draw what was sent anew."""
        upload = super().clean(data, None)
        if not upload:
            return None
        if upload.size > LARGEST_FILE:
            raise ValidationError(describe_too_large())
        try:
            return draw_anew(upload.read())
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from None


class LogoForm(forms.Form):
    """Questions about a logo, by themselves or before others of one form.

    Args:
        has_logo: whether there is one that could be removed.
        is_cut_off: the server did not take the file in, because all that was sent is too large.
    """

    picture = PictureField(label=gettext_lazy("Logo"))
    drops_logo = forms.BooleanField(label=gettext_lazy("Haal het logo weg"), required=False)

    def __init__(self, *args: Any, has_logo: bool = False, is_cut_off: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_cut_off = is_cut_off
        if not has_logo:
            del self.fields["drops_logo"]

    def clean(self) -> None:
        """Say why a file never arrived, and that a browser forgets which one was chosen."""
        super().clean()
        if self.is_cut_off:
            self.add_error("picture", describe_too_large())
        elif self.errors and self.cleaned_data.get("picture"):
            self.add_error("picture", _("Dit logo is in orde, maar je browser onthoudt het niet. Kies het nog eens."))
