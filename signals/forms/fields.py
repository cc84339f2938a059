"""Fields and widgets for choosing from the site's own lists, and what every form of an entry shares."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms.utils import ErrorDict

from activities.forms.base import LAST_DAY, YEAR_PROBLEM

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
CHIPS = {"class": "chips chips--grid"}

LARGEST_ID = 2**63 - 1
LARGEST_REVISION = 10_000

type Choices = Callable[[], Iterable[tuple[Any, Any]]]


def make_day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, with the picker of the phone; none so late that nothing can be reckoned from it."""
    return forms.DateField(
        label=label,
        required=required,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MaxValueValidator(LAST_DAY, YEAR_PROBLEM)],
    )


class MarkedSelect(forms.RadioSelect):
    """Radio buttons of which some carry a mark (`data-mark`), so that a style sheet can open what goes with them."""

    input_type = "radio"

    def __init__(self, *args: Any, marks: Callable[[], Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks = marks

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the mark to the option."""
        option = super().create_option(name, value, *args, **kwargs)
        mark = self.marks().get(str(value))
        if mark:
            option["attrs"]["data-mark"] = mark
        return option


class MarkedSelectMultiple(MarkedSelect, forms.CheckboxSelectMultiple):
    """Check boxes of which some carry a mark."""

    allow_multiple_selected = True
    input_type = "checkbox"
    template_name = "django/forms/widgets/checkbox_select.html"


def draw_unchecked[F: forms.Form](form: F) -> F:
    """Let a bound form be drawn from what was typed, without complaints: it is not finished."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001  (Django has no other way)
    return form


def read_id(text: str) -> int:
    """The id of a row.

    Raises:
        ValueError: this can be no id.
    """
    number = int(text)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(text)
    return number


class OneOfList(forms.TypedChoiceField):
    """One row of a list of the site. Whether it exists is asked once, by the service, not once a field."""

    def __init__(self, *, choices: Choices, coerce: Callable[[Any], Any] = read_id, **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", None)
        super().__init__(choices=choices, coerce=coerce, **kwargs)

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002  (Django's signature)
        """Anything of the right shape."""
        return True


class ManyOfList(forms.TypedMultipleChoiceField):
    """Several rows of a list of the site; see `OneOfList`."""

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(choices=choices, coerce=read_id, required=False, empty_value=[], **kwargs)

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002  (Django's signature)
        """Anything of the right shape."""
        return True
