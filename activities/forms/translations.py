"""The questions about the offer in another language."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms

from activities.models import Translation
from activities.selectors.translating import Source

ONE_LINE = 90


class TranslationForm(forms.Form):
    """One answer for each Dutch text; what is left empty stays Dutch on the page."""

    def __init__(self, *args: Any, sources: Sequence[Source], language: str, direction: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {name_field(source.text): source for source in sources}
        longest = Translation._meta.get_field("text").max_length
        for name, source in self.sources.items():
            rows = 1 + len(source.text) // ONE_LINE
            field: Any = forms.CharField(
                label=source.text,
                help_text=source.about,
                initial=source.translation,
                required=False,
                max_length=longest,
                widget=forms.Textarea(attrs={"rows": rows, "lang": language, "dir": direction}),
            )
            # The page says once that nothing is obligatory.
            field.is_conditional = True
            self.fields[name] = field

    @property
    def texts(self) -> dict[str, str]:
        """The answers by their Dutch text. Only of a valid form."""
        return {source.text: self.cleaned_data[name] for name, source in self.sources.items()}


def name_field(text: str) -> str:
    """A name for the question about a text that stays the same while others come and go."""
    return f"t{hashlib.sha256(text.encode()).hexdigest()[:20]}"
