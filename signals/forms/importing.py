"""The questions about a file of contacts: which file, what its words mean, and how to take it over."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signals.import_columns import LEFT_OUT, NEVER_LEFT_OUT, REQUIRED, Column, Word, fold

NOT_USED = "-"
NEW = "+"


class UploadForm(forms.Form):
    """The file.

    `refuse` raises a ValueError, with a sentence, for what is no file of contacts at first sight; `too_large` is the
    sentence for a file that the server did not take in.
    """

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een .xlsx of een .csv, hoogstens 20 MB en 50.000 rijen."),
        error_messages={
            "required": gettext_lazy("Kies eerst een bestand."),
            "missing": gettext_lazy("Kies eerst een bestand."),
            "empty": gettext_lazy("Het bestand is leeg."),
            "max_length": gettext_lazy("De naam van dit bestand is te lang. Geef het een kortere naam."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, refuse: Callable[[bytes], None], too_large: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refuse = refuse
        if too_large:
            # The server never took it in, so nothing is there to look at.
            self.fields["file"].error_messages["required"] = too_large

    def clean_file(self) -> bytes:
        """The bytes: the name, which may name somebody, goes no further."""
        content: bytes = self.cleaned_data["file"].read()
        try:
            self.refuse(content)
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None
        return content


class ColumnsForm(forms.Form):
    """Which column each heading of a file is. Headings that Stek knows are not asked about."""

    def __init__(self, *args: Any, headings: Sequence[str], remembered: Mapping[str, Column | None], **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = {fold(column.value): column for column in Column}
        self.known = [known[fold(heading)] for heading in headings if fold(heading) in known]
        self.headings = list(dict.fromkeys(heading for heading in headings if fold(heading) not in known))
        choices = [
            ("", _("Kies een kolom")),
            (NOT_USED, _("Niet gebruiken")),
            *((column.name, column.value) for column in Column if column not in self.known),
        ]
        for number, heading in enumerate(self.headings):
            meant = remembered.get(fold(heading), ...)
            self.fields[f"heading-{number}"] = forms.ChoiceField(
                label=f"'{heading[:80]}'",
                choices=choices,
                initial="" if meant is ... else meant.name if isinstance(meant, Column) else NOT_USED,
                error_messages={"required": _("Zeg wat dit is, of kies 'Niet gebruiken'.")},
            )

    @property
    def columns(self) -> dict[str, Column | None]:
        """Per heading the column it was said to be."""
        return {
            heading: Column.__members__.get(self.cleaned_data[f"heading-{number}"])
            for number, heading in enumerate(self.headings)
        }

    def clean(self) -> dict[str, Any]:
        """Every column once, and those without which there is no contact."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        chosen = [*self.known, *(column for column in self.columns.values() if column)]
        twice = [column for column in dict.fromkeys(chosen) if chosen.count(column) > 1]
        missing = [column for column in REQUIRED if column not in chosen]
        if twice:
            self.add_error(None, _("Deze kolommen staan er meer dan één keer: %s.") % ", ".join(twice))
        if missing:
            self.add_error(None, _("Deze kolommen ontbreken: %s.") % ", ".join(missing))
        return cleaned


class WordsForm(forms.Form):
    """What words mean that no list of the site has. A word that is not answered stays a refused row.

    `growing` are the columns of which the site may put a word in its list.
    """

    def __init__(
        self,
        *args: Any,
        words: Sequence[tuple[Word, int]],
        choices: Mapping[Column, Mapping[str, str]],
        growing: Container[Column],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        for number, ((column, word), rows) in enumerate(words):
            offered: list[tuple[str, str]] = [("", _("Nog niet kiezen"))]
            if column not in NEVER_LEFT_OUT:
                offered.append((NOT_USED, _("Niet overnemen")))
            if column in growing:
                offered.append((NEW, _("Zet '%(word)s' in onze lijst") % {"word": word}))
            self.fields[f"word-{number}"] = forms.ChoiceField(
                label=f"{column.value}: '{word}'",
                help_text=_("Staat op %(rows)d rijen.") % {"rows": rows} if rows > 1 else _("Staat op één rij."),
                choices=[*offered, (_("Dit betekent"), list(choices[column].items()))] if choices[column] else offered,
                required=False,
            )
            # Every question may wait, so none of them says so.
            self.fields[f"word-{number}"].is_conditional = True  # type: ignore[attr-defined]  # a mark

    @property
    def new_words(self) -> list[Word]:
        """The words that are put in a list of the site."""
        return [word for word, answer in self._list_answers() if answer == NEW]

    @property
    def meanings(self) -> dict[Word, str]:
        """What the other words were said to mean."""
        return {
            word: LEFT_OUT if answer == NOT_USED else answer
            for word, answer in self._list_answers()
            if answer not in ("", NEW)
        }

    def _list_answers(self) -> list[tuple[Word, str]]:
        return [(word, self.cleaned_data[f"word-{number}"]) for number, (word, _rows) in enumerate(self.words)]


class TakeOverForm(forms.Form):
    """How a file is taken over."""

    skip_bad = forms.BooleanField(
        label=gettext_lazy("Laat contacten met een foute rij weg, en lees de rest in"), required=False
    )
    no_names = forms.BooleanField(
        label=gettext_lazy("Ik las de omschrijvingen na: er staan geen namen in"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_conditional = True  # type: ignore[attr-defined]  # 'niet verplicht' says nothing beside a tick
