"""What one figure is: a value that never travels without its definition, period, scope and exclusions."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reporting.selectors.figures.corrections import FigureCorrection
from reporting.selectors.figures.period import Period
from reporting.vocabulary import FigureKind
from signals.vocabulary import Quantity, Unit


@dataclass(frozen=True, kw_only=True)
class FigureScope:
    """What a figure is about: one activity, or the whole site when there is none."""

    activity_id: int | None = None
    slug: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        """The activity's name, or 'hele site'."""
        return self.name or _("hele site")


WHOLE_SITE = FigureScope()


def choose_quantity(value: int | Decimal | str | None) -> Quantity:
    """How a counted value is known: as a number, in words, or not at all."""
    if value is None:
        return Quantity.NOT_REGISTERED
    return Quantity.WORDS if isinstance(value, str) else Quantity.NUMBER


class FigureData(TypedDict):
    """A figure as plain data, for JSON."""

    key: str
    kind: str
    label: str
    definition: str
    scope: str
    activity: str | None
    period: str
    start: datetime.date | None
    end: datetime.date
    exclusions: list[str]
    quantity: str
    value: int | float | str
    at_most_more: int
    unit: str
    source: str
    corrections: list[str]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure.

    Attributes:
        key: tells figures of one scope and period apart: 'unique', 'attribute:known:yes', 'theme:werk'.
        definition: one Dutch sentence on what was counted.
        exclusions: names of the activities left out.
        quantity: whether `value` is a number, a percentage, words, or absent because it was not registered.
        value: an int, a Decimal (averages, percentages) or words; None only when not registered.
        at_most_more: how many 'weet niet' could have counted too.
        source: where the figure (or its opening balance) comes from, when it was not counted here.
        corrections: what was corrected by hand after the fold; the value has it in it.
    """

    key: str
    kind: FigureKind
    label: str
    definition: str
    scope: FigureScope
    period: Period
    quantity: Quantity
    value: int | Decimal | str | None
    exclusions: tuple[str, ...] = ()
    at_most_more: int = 0
    unit: Unit = Unit.PERSON
    source: str = ""
    corrections: tuple[FigureCorrection, ...] = ()

    @property
    def correction_text(self) -> str:
        """What was corrected by hand: `verbeterd: -1 (dubbel genoteerd)`; empty when nothing was."""
        if not self.corrections:
            return ""
        return _("verbeterd: %s") % ", ".join(correction.text for correction in self.corrections)

    @property
    def number(self) -> int | None:
        """The value when it is a whole number, for charts and sums; None otherwise."""
        return self.value if isinstance(self.value, int) else None

    @property
    def text(self) -> str:
        """The value as people read it: `137`, `75 %`, `12 (en hoogstens 3 meer)`, `niet geregistreerd`."""
        if self.at_most_more and self.number is not None:
            return _("%(shown)s (en hoogstens %(more)s meer)") % {"shown": self.shown, "more": self.more_shown}
        return self.shown

    @property
    def more_shown(self) -> str:
        """How many 'weet niet' could have counted too: `1.073`."""
        return number_format(self.at_most_more, force_grouping=True)

    @property
    def shown(self) -> str:
        """The value alone, without 'en hoogstens 3 meer': `1.073`."""
        if self.value is None:
            return str(Quantity.NOT_REGISTERED.label)
        if isinstance(self.value, str):
            return self.value
        shown = number_format(self.value, force_grouping=True)
        return f"{shown} %" if self.quantity == Quantity.PERCENTAGE else shown

    def as_data(self) -> FigureData:
        """Everything there is to know about the figure, as plain data."""
        value = self.text if self.value is None else self.value
        return {
            "key": self.key,
            "kind": self.kind.value,
            "label": self.label,
            "definition": self.definition,
            "scope": self.scope.label,
            "activity": self.scope.slug or None,
            "period": self.period.label,
            "start": self.period.start,
            "end": self.period.end,
            "exclusions": list(self.exclusions),
            "quantity": self.quantity.value,
            "value": float(value) if isinstance(value, Decimal) else value,
            "at_most_more": self.at_most_more,
            "unit": self.unit.value,
            "source": self.source,
            "corrections": [correction.text for correction in self.corrections],
        }
