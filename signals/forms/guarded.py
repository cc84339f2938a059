"""What every form with a guarded text has: its refusals, the question 'Staat hier een naam in?', and the answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from signals.guard import ask_about, find_identifiers, find_names
from signals.selectors.own_words import list_own_words

GUARDED = {"data-guarded": True}
"""Attributes of a widget by which the browser guards it too."""
NO_NAMES_LENGTH = 2000
LONGEST_READ = 4000
"""Characters of a text that are looked through: what is longer is refused for its length."""


class GuardedForm(forms.Form):
    """A form of which some texts may name nobody.

    `no_names` holds the words of which the writer said that they are no name; the button 'Nee, bewaar' sends them.
    """

    no_names = forms.CharField(required=False, max_length=NO_NAMES_LENGTH, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, Sequence[str]] = {}

    def clean_no_names(self) -> tuple[str, ...]:
        """The words, one by one."""
        return tuple(self.cleaned_data["no_names"].split())

    @property
    def words_asked(self) -> list[str]:
        """The words that may be a name, each once."""
        return list(dict.fromkeys(word for words in self.asked.values() for word in words))

    @property
    def answer(self) -> str:
        """What 'Nee, bewaar' sends: the words asked about, after those of an earlier answer."""
        return " ".join([*str(self["no_names"].value() or "").split(), *self.words_asked])

    def add_problems(self, problems: Mapping[str, str], names: Mapping[str, Sequence[str]] | None = None) -> None:
        """Put the sentences of a refusal beside their fields, and ask about the names in them."""
        self.asked = dict(names or {})
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)

    def guard_fields(self, *names: str) -> None:
        """Refuse what names somebody in these fields, and ask about probable names."""
        no_names = self.cleaned_data.get("no_names", ())
        for name in names:
            text = self.cleaned_data.get(name, "")[:LONGEST_READ]
            findings = find_identifiers(text)
            if findings:
                self.add_error(name, [f"'{finding.text}': {finding.reason}" for finding in findings])
            elif find_names(text, no_names) and (words := find_names(text, {*no_names, *list_own_words()})):
                self.asked[name] = words
                self.add_error(name, ask_about(words))
