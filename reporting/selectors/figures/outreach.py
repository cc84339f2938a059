"""Rounds outside the walls: how many, at how many doors, and what was handed out to how many families."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from activities.models import Session
from activities.vocabulary import Round
from reporting.selectors.figures.figure import WHOLE_SITE, Figure, choose_quantity
from reporting.selectors.figures.frame import Frame
from reporting.vocabulary import FigureKind
from signals.models import Material, SessionMaterial
from signals.vocabulary import Unit


@dataclass(frozen=True, kw_only=True)
class HandedOutCount:
    """What was handed out of a material; `families` is None when they were never counted."""

    name: str
    number: int
    families: int | None


@dataclass(frozen=True, kw_only=True)
class OutreachCounts:
    """The rounds of a period. `addresses` has the kinds of rounds at which they were counted."""

    rounds: int = 0
    addresses: dict[Round, int] = field(default_factory=dict)
    materials: list[HandedOutCount] = field(default_factory=list)


def count_outreach(*, frame: Frame) -> OutreachCounts:
    """Count the rounds of a period (two queries)."""
    during = Q(is_deleted=False, on__range=(frame.period.first_day, frame.period.end))
    rounds = (
        Session.objects.filter(during)
        .exclude(Q(round="") | Q(activity_id__in=frame.excluded_ids))
        .values("round")
        .annotate(number=Count("pk"), reached=Sum("addresses"))
        .order_by()
    )
    found: list[dict[str, Any]] = list(rounds)
    return OutreachCounts(
        rounds=sum(row["number"] for row in found),
        addresses={Round(row["round"]): row["reached"] for row in found if row["reached"] is not None},
        materials=_count_materials(frame),
    )


def _count_materials(frame: Frame) -> list[HandedOutCount]:
    handed_out = SessionMaterial.objects.filter(
        session__is_deleted=False, session__on__range=(frame.period.first_day, frame.period.end)
    ).exclude(session__activity_id__in=frame.excluded_ids)
    rows = (
        Material.objects.filter(handed_out__in=handed_out)
        .annotate(total=Sum("handed_out__number"), homes=Sum("handed_out__families"))
        .order_by(F("position"), F("name"))
    )
    return [HandedOutCount(name=row.name, number=row.total, families=row.homes) for row in rows]


def list_outreach_figures(*, frame: Frame, counts: OutreachCounts) -> Iterator[Figure]:
    """The rounds of the site and what they brought; nothing when there was no round."""
    if not counts.rounds:
        return
    yield _build(
        frame,
        kind=FigureKind.ROUNDS,
        label=_("Rondes buiten de muren"),
        definition=_("Hoe vaak het team op pad ging: op straat, aan de deur, op huisbezoek of met de telefoon."),
        value=counts.rounds,
        unit=Unit.TIME,
    )
    yield from _list_addresses(frame, counts)
    for row in counts.materials:
        yield from _list_material(frame, row)


def _list_addresses(frame: Frame, counts: OutreachCounts) -> Iterator[Figure]:
    names = {
        Round.STREET: _("gesprekken op straat"),
        Round.DOOR: _("deuren"),
        Round.HOME_VISIT: _("huisbezoeken"),
        Round.PHONE: _("oproepen"),
    }
    for kind, name in names.items():
        if kind in counts.addresses:
            yield _build(
                frame,
                kind=FigureKind.ADDRESSES,
                item=kind.value,
                label=_("Buiten de muren: %s") % name,
                definition=_(
                    "Alle rondes samen, zoals het team ze telde. Wie bij twee rondes bereikt werd, telt twee keer. "
                    "Adressen bewaart Stek niet."
                ),
                value=counts.addresses[kind],
                unit=Unit.TIME,
            )


def _list_material(frame: Frame, row: HandedOutCount) -> Iterator[Figure]:
    name = row.name[0].lower() + row.name[1:]
    yield _build(
        frame,
        kind=FigureKind.MATERIAL,
        item=row.name,
        label=_("Uitgedeeld: %s") % name,
        definition=_("Hoeveel er bij alle rondes samen van uitgedeeld is."),
        value=row.number,
        unit=Unit.THING,
    )
    yield _build(
        frame,
        kind=FigureKind.MATERIAL_FAMILIES,
        item=row.name,
        label=_("Uitgedeeld: gezinnen met %s") % name,
        definition=_(
            "Aan hoeveel gezinnen dat was, bij de rondes waarop iemand dat telde. Een gezin dat bij twee rondes iets "
            "kreeg, telt twee keer."
        ),
        value=_("niet geteld") if row.families is None else row.families,
        unit=Unit.FAMILY,
    )


def _build(
    frame: Frame, *, kind: FigureKind, label: str, definition: str, value: int | str, unit: Unit, item: str = ""
) -> Figure:
    return Figure(
        key=f"{kind.value}:{item}" if item else kind.value,
        kind=kind,
        label=label,
        definition=definition,
        scope=WHOLE_SITE,
        period=frame.period,
        exclusions=frame.excluded_names,
        quantity=choose_quantity(value),
        value=value,
        unit=unit,
    )
