"""What the forms of the offer share: questions taken from the tables, inputs that a phone has a picker for."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
YEAR_PROBLEM = gettext_lazy("Dit jaar kan niet kloppen.")


class DayInput(forms.DateInput):
    """A date, with the picker of the phone."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of the day, with the picker of the phone."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def ask(model: type[models.Model], name: str, **options: Any) -> Any:
    """The question that belongs to a column: its label, its choices and how long the answer may be."""
    column: Any = model._meta.get_field(name)
    if isinstance(column, models.DateField):
        return ask_day(options.pop("label", _capitalise(column)), required=not column.blank, **options)
    if isinstance(column, models.TimeField):
        return ask_clock(options.pop("label", _capitalise(column)), required=not column.blank, **options)
    return column.formfield(**options)


def ask_day(label: Any, **options: Any) -> forms.DateField:
    """A question about a date that exists, in our time."""
    return forms.DateField(
        label=label,
        widget=DayInput(),
        validators=[MinValueValidator(FIRST_DAY, YEAR_PROBLEM), MaxValueValidator(LAST_DAY, YEAR_PROBLEM)],
        error_messages={"invalid": gettext_lazy("Deze datum bestaat niet. Schrijf bijvoorbeeld 15/3/2027.")},
        **options,
    )


def ask_clock(label: Any, **options: Any) -> forms.TimeField:
    """A question about a time of the day."""
    return forms.TimeField(
        label=label,
        widget=ClockInput(),
        error_messages={"invalid": gettext_lazy("Dit is geen uur. Schrijf bijvoorbeeld 13:30.")},
        **options,
    )


def ask_which(label: Any, *, empty_label: Any, **options: Any) -> Any:
    """A question about one row; `DetailsForm.offer` says out of which."""
    return forms.ModelChoiceField(label=label, queryset=None, empty_label=empty_label, required=False, **options)


def ask_which_ones(label: Any, **options: Any) -> Any:
    """A question about any number of rows; `DetailsForm.offer` says out of which."""
    widget = forms.CheckboxSelectMultiple(attrs={"class": "chips"})
    return forms.ModelMultipleChoiceField(label=label, queryset=None, widget=widget, required=False, **options)


def _capitalise(column: Any) -> str:
    return capfirst(str(column.verbose_name))


class DetailsForm[Details](forms.Form):
    """A form whose valid answers are one details object."""

    details_class: ClassVar[type[Any]]

    def mark_conditional(self, *names: str) -> None:
        """These questions matter for some answers only: 'niet verplicht' beside them would be half the truth."""
        for name in names:
            field: Any = self.fields[name]
            field.is_conditional = True

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """Say out of which rows one may choose. Not where the field is made: there is no site in scope yet."""
        field: Any = self.fields[name]
        field.queryset = rows

    @property
    def details(self) -> Details:
        """The answers, for the service. Only of a valid form."""
        names = [field.name for field in fields(self.details_class)]
        answers = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        details: Details = self.details_class(**{name: _freeze(value) for name, value in answers.items()})
        return details

    def refuse_end_before_start(self, first: str, last: str, problem: str) -> None:
        """Put the problem beside the last day when it comes before the first."""
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start and end and end < start:
            self.add_error(last, problem)


def refuse_impossible_hours(form: forms.Form, starts_at: time | None, ends_at: time | None, *, field: str) -> None:
    """Put the problem beside the end of a moment that does not end after it began."""
    if starts_at is None or ends_at is None or ends_at > starts_at:
        return
    if ends_at == starts_at:
        form.add_error(field, _("Het einde is hetzelfde uur als het begin. Tot hoe laat duurt het?"))
    else:
        form.add_error(
            field,
            _(
                "Het einde komt voor het begin. Duurt het tot na middernacht? "
                "Maak er dan twee momenten van: het eerste tot 23.59 uur."
            ),
        )


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value
