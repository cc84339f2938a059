"""Slots and programmes made in memory: occurrences are computed without a database."""

import datetime
from typing import Any

from activities.models import Activity, Change, Closure, Slot
from activities.selectors.programme import Programme
from sites.models import Venue

HERE = Venue(pk=1, name="Kantine", is_main=True)
THERE = Venue(pk=2, name="DC De Groten Uitleg")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def build_slot(rule: str = "FREQ=WEEKLY;BYDAY=TH", **fields: Any) -> Slot:
    activity = Activity(pk=1, name="Koffie & Formulieren", slug="koffie", **fields.pop("activity", {}))
    values: dict[str, Any] = {
        "starts_at": datetime.time(13),
        "ends_at": datetime.time(15, 30),
        "valid_from": day("2022-01-06"),
        "skips_public_holidays": False,
    }
    return Slot(pk=1, activity=activity, rule=rule, **values | fields)


def build_programme(
    slot: Slot,
    first_day: str,
    last_day: str,
    *,
    changes: tuple[Change, ...] = (),
    closures: tuple[Closure, ...] = (),
) -> Programme:
    return Programme(
        first_day=day(first_day),
        last_day=day(last_day),
        activities=[slot.activity],
        slots=[slot],
        changes={slot.pk: changes},
        closures=closures,
        main_venue=HERE,
    )
