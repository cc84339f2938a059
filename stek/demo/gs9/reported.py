"""What GS9 counted elsewhere, before, or not at all."""

import datetime
from typing import Any

from activities.models import Activity
from signals.models import AttributeCategory, ReportedFigure
from signals.vocabulary import Dimension, Measure, Quantity, Unit
from stek.demo.gs9.cohorts import SEWING

REPORT = "eindverslag van STEK Harelbeke"
ASSUMPTION = f"{REPORT}; de verdeling tussen de beginstand en wie later kwam, is een aanname van de demo"
BEFORE_COUNTING = datetime.date(2019, 12, 31)

OPENING_ATTRIBUTES = {
    (Dimension.KNOWN, "yes"): 16,
    (Dimension.KNOWN, "no"): 47,
    (Dimension.ORIGIN, "other"): 51,
    (Dimension.ORIGIN, "belgian"): 12,
}


def add_reported_figures() -> None:
    """Store the reported figures, the opening balance of the sewing workshop, and what was not registered."""
    _add_not_registered()
    _add_opening_of_sewing()
    _add_holiday_offer()
    _add_focus_group()
    _add_outreach()


def _add(label: str, start: str | None, end: str, *, measure: Measure = Measure.OTHER, **fields: Any) -> None:
    ReportedFigure.objects.create(
        label=label,
        measure=measure,
        period_start=start and datetime.date.fromisoformat(start),
        period_end=datetime.date.fromisoformat(end),
        **({"source": REPORT} | fields),
    )


def _add_not_registered() -> None:
    _add("Nieuwe bezoekers", "2020-01-01", "2020-12-31", measure=Measure.NEW, quantity=Quantity.NOT_REGISTERED)


def _add_opening_of_sewing() -> None:
    sewing = Activity.objects.get(slug=SEWING)
    opening: dict[str, Any] = {"activity": sewing, "is_opening": True, "source": ASSUMPTION}
    _add("Deelnemers voor 2020", None, BEFORE_COUNTING.isoformat(), measure=Measure.UNIQUE, number=63, **opening)
    for (dimension, key), number in OPENING_ATTRIBUTES.items():
        category = AttributeCategory.objects.get(dimension=dimension, key=key)
        _add(
            f"Deelnemers voor 2020: {dimension.label}, {category.name}",
            None,
            BEFORE_COUNTING.isoformat(),
            measure=Measure.ATTRIBUTE,
            category=category,
            number=number,
            **opening,
        )


def _add_holiday_offer() -> None:
    years = ("2018-01-01", "2019-12-31")
    share: dict[str, Any] = {"quantity": Quantity.PERCENTAGE, "unit": Unit.FAMILY}
    _add("Gezinnen bij het vakantieaanbod", *years, number=50, unit=Unit.FAMILY)
    _add("Kinderen bij het vakantieaanbod", *years, number=105, unit=Unit.CHILD)
    _add("Gezinnen bij het vakantieaanbod met een andere herkomst", *years, percentage="75", **share)
    _add("Gezinnen bij het vakantieaanbod, gekend bij de sociale dienst", *years, percentage="30", **share)


def _add_focus_group() -> None:
    group = Activity.objects.get(slug="focusgroep")
    years = ("2020-01-01", "2022-12-31")
    _add("Bijeenkomsten van de focusgroep per jaar", *years, number=4, unit=Unit.TIME, activity=group)
    _add(
        "Unieke deelnemers aan de focusgroep",
        *years,
        measure=Measure.UNIQUE,
        quantity=Quantity.WORDS,
        words="zo'n 20",
        activity=group,
    )


def _add_outreach() -> None:
    in_may, in_winter, in_december = (
        ("2020-05-01", "2020-05-31"),
        ("2020-11-01", "2020-12-31"),
        ("2020-12-01", "2020-12-31"),
    )
    _add("Spelpakketten aan huis", *in_may, number=180, unit=Unit.THING)
    _add("Gezinnen die een spelpakket kregen", *in_may, number=115, unit=Unit.FAMILY)
    _add("Soepbezoekjes", *in_winter, number=115, unit=Unit.TIME)
    _add("Kerstkaartjes in de buurt", *in_december, number=150, unit=Unit.THING)
