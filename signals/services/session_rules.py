"""The rules of a head count and of a round: which numbers go together, and what may be chosen."""

import datetime
from collections import Counter
from typing import Any

from django.db.models import Model, Value
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.vocabulary import SessionKind
from signals.entries import MAX_HANDED_OUT, MAX_HEAD_COUNT, SessionEntry
from signals.models import AttributeCategory, Material
from signals.selectors.choices import NOTHING_USED, UsedChoices
from signals.selectors.own_uniques import counts_own_uniques
from signals.services.checking import EARLIEST_YEAR
from signals.vocabulary import Dimension, FirstsPart

NUMBERS = ("head_count", "adults", "children", "families", "addresses", *FirstsPart.values)


def find_problems(entry: SessionEntry, today: datetime.date, used: UsedChoices = NOTHING_USED) -> dict[str, str]:
    """A sentence for each field that is not right; nothing when the head count may be kept.

    Args:
        entry: what was counted.
        today: the last day it may be about.
        used: what it names already.
    """
    problems: dict[str, str] = {}
    _check_day(entry, today, problems)
    dated = Activity.objects.annotate(counts_own=counts_own_uniques(day=Value(entry.on)))
    activity = dated.filter(pk=entry.activity_id).first()
    if activity is None:
        problems["activity"] = _("Kies een activiteit uit de lijst.")
    else:
        _check_activity(entry, activity, problems)
    _check_numbers(entry, problems)
    if not problems:
        _check_head_count(entry, problems)
        _check_answers(entry, used, problems)
        _check_round(entry, used, problems)
    return problems


def _check_day(entry: SessionEntry, today: datetime.date, problems: dict[str, str]) -> None:
    if entry.on > today:
        problems["on"] = _("Deze datum moet nog komen. Kies vandaag of een dag die voorbij is.")
    elif entry.on.year < EARLIEST_YEAR:
        problems["on"] = _("Dit jaar kan niet kloppen.")


def _check_activity(entry: SessionEntry, activity: Any, problems: dict[str, str]) -> None:
    # What stopped asking may be told late, or corrected, about a day on which it still counted.
    counts = activity.counts_uniques or activity.counts_own
    if not counts and (entry.activity_ever or entry.activity_year):
        problems["activity_ever"] = _("%(activity)s telt geen eigen unieke bezoekers.") % {"activity": activity.name}


def _check_numbers(entry: SessionEntry, problems: dict[str, str]) -> None:
    for name in NUMBERS:
        if not 0 <= (getattr(entry, name) or 0) <= MAX_HEAD_COUNT:
            problems[name] = _("Geef een getal van 0 tot %(max)d.") % {"max": MAX_HEAD_COUNT}
    for row in entry.materials:
        if not 0 < row.number <= MAX_HANDED_OUT or not 0 <= (row.families or 0) <= MAX_HEAD_COUNT:
            problems[f"material-{row.material_id}"] = _("Geef een getal van 1 tot %(max)d.") % {"max": MAX_HANDED_OUT}


def _check_head_count(entry: SessionEntry, problems: dict[str, str]) -> None:
    heads = entry.head_count
    if heads is None:
        return
    # Somebody may be first this year at the site and first ever at the activity, so the two are not added up.
    most = max(entry.ever + entry.year, entry.ever + entry.activity_ever + entry.activity_year)
    if most > heads:
        problems["head_count"] = _("Er zijn meer nieuwe mensen geteld dan er aanwezig waren.")
    parts = (entry.adults or 0) + (entry.children or 0)
    is_whole = entry.adults is not None and entry.children is not None
    if parts > heads or (is_whole and parts != heads):
        said = _("Volwassenen en kinderen zijn samen %(parts)d, maar er waren %(heads)d mensen.")
        problems["adults"] = said % {"parts": parts, "heads": heads}
    if (entry.families or 0) > heads:
        problems["families"] = _("Er zijn meer gezinnen dan mensen geteld.")


def _check_answers(entry: SessionEntry, used: UsedChoices, problems: dict[str, str]) -> None:
    wanted = {row.category_id for row in entry.answers}
    if not wanted:
        return
    dimensions = dict(AttributeCategory.objects.filter(pk__in=wanted).values_list("pk", "dimension"))
    allowed = _list_allowed(AttributeCategory, wanted, used.categories)
    totals: Counter[tuple[FirstsPart, str]] = Counter()
    for row in entry.answers:
        if row.category_id not in allowed or row.count < 1:
            problems[f"{row.part}-{row.category_id}"] = _("Kies uit de lijst, of sla deze vraag over.")
        else:
            totals[row.part, dimensions[row.category_id]] += row.count
    for (part, dimension), total in totals.items():
        if total > (most := getattr(entry, part)):
            said = _("Bij '%(question)s' zijn %(total)d mensen geteld, maar er waren er %(most)d: %(part)s.")
            values = {"question": Dimension(dimension).label, "total": total, "most": most, "part": part.label}
            problems[part] = said % values


def _check_round(entry: SessionEntry, used: UsedChoices, problems: dict[str, str]) -> None:
    if entry.round is None:
        if entry.addresses is not None or entry.materials:
            problems[""] = _("Adressen en materialen tel je bij een ronde buiten de muren.")
        return
    if entry.kind != SessionKind.OUTREACH:
        problems[""] = _("Een ronde buiten de muren heeft geen vast moment.")
    if entry.head_count is None and entry.addresses is None and not entry.materials:
        problems["addresses"] = _("Vul minstens één getal in.")
    allowed = _list_allowed(Material, {row.material_id for row in entry.materials}, used.materials)
    for row in entry.materials:
        if row.material_id not in allowed:
            problems[f"material-{row.material_id}"] = _("Kies materiaal uit de lijst.")


def _list_allowed(model: type[Model], wanted: set[int], used: frozenset[int]) -> set[int]:
    rows = model._default_manager.filter(pk__in=wanted).values_list("pk", "is_retired")
    return {pk for pk, is_retired in rows if pk in used or not is_retired}
