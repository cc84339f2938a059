"""Firsts and their attributes: counters plus what is not folded yet."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Sum
from django.db.models.functions import ExtractYear, TruncMonth

from signals.counting import list_counted, list_counted_firsts, list_counted_part
from signals.models import AttributeTally, Contact, ContactAttribute, SessionAttribute, SessionFirsts, Tally
from signals.selectors.own_uniques import counts_own_uniques
from signals.vocabulary import Basis, FirstsPart

type Firsts = Counter[tuple[int | None, datetime.date, Basis]]
type Attributes = Counter[tuple[int | None, int, Basis, int]]


@dataclass(frozen=True)
class PeopleCounts:
    """What is known of who came: per scope (an activity, or None for the site), month or year, and basis."""

    firsts: Firsts = field(default_factory=Counter)
    attributes: Attributes = field(default_factory=Counter)


def count_people(*, until: datetime.date) -> PeopleCounts:
    """Count firsts and attributes up to and including the month (attributes: the year) of `until` (six queries)."""
    counts = PeopleCounts()
    for row in Tally.objects.filter(month__lte=until).values("activity_id", "month", "basis", "count"):
        counts.firsts[row["activity_id"], row["month"], Basis(row["basis"])] += row["count"]
    for row in AttributeTally.objects.filter(year__lte=until.year).values(
        "activity_id", "year", "basis", "category_id", "count"
    ):
        counts.attributes[row["activity_id"], row["year"], Basis(row["basis"]), row["category_id"]] += row["count"]
    _add_pending_contacts(counts, until)
    _add_pending_sessions(counts, until)
    _add_pending_attributes(counts, until)
    _add_pending_attributes_of_sessions(counts, until)
    return counts


def _list_counted(row: dict[str, Any]) -> list[tuple[int | None, Basis]]:
    # A contact like those of the group, so that the fold and we go by one rule.
    contact = Contact(activity_id=row["place"], site_answer=row["site_answer"], activity_answer=row["activity_answer"])
    return list(list_counted(contact))


def _add_pending_contacts(counts: PeopleCounts, until: datetime.date) -> None:
    rows = (
        Contact.objects.filter(is_folded=False, is_deleted=False, on__lte=until)
        .values("site_answer", "activity_answer", place=F("activity_id"), month=TruncMonth("on"))
        .annotate(number=Count("pk"))
        .order_by()
    )
    for row in rows:
        for scope, basis in _list_counted(row):
            counts.firsts[scope, row["month"], basis] += row["number"]


def _add_pending_sessions(counts: PeopleCounts, until: datetime.date) -> None:
    numbers = ("ever", "year", "activity_ever", "activity_year")
    rows = (
        SessionFirsts.objects.filter(session__is_deleted=False, session__on__lte=until)
        .values(
            place=F("session__activity_id"),
            counts_own=counts_own_uniques(activity="session__activity", day=OuterRef("session__on")),
            month=TruncMonth("session__on"),
        )
        .annotate(**{f"all_{name}": Sum(name) for name in numbers})
        .order_by()
    )
    for row in rows:
        together = SessionFirsts(**{name: row[f"all_{name}"] for name in numbers})
        own = row["place"] if row["counts_own"] else None
        for scope, basis, number in list_counted_firsts(together, activity_id=own):
            if number:
                counts.firsts[scope, row["month"], basis] += number


def _add_pending_attributes(counts: PeopleCounts, until: datetime.date) -> None:
    rows = (
        ContactAttribute.objects.filter(contact__is_folded=False, contact__is_deleted=False, contact__on__lte=until)
        .values(
            "category_id",
            site_answer=F("contact__site_answer"),
            activity_answer=F("contact__activity_answer"),
            place=F("contact__activity_id"),
            year=ExtractYear("contact__on"),
        )
        .annotate(number=Count("pk"))
        .order_by()
    )
    for row in rows:
        for scope, basis in _list_counted(row):
            if basis != Basis.UNKNOWN:
                counts.attributes[scope, row["year"], basis, row["category_id"]] += row["number"]


def _add_pending_attributes_of_sessions(counts: PeopleCounts, until: datetime.date) -> None:
    rows = (
        SessionAttribute.objects.filter(firsts__session__is_deleted=False, firsts__session__on__lte=until)
        .values(
            "category_id",
            "part",
            place=F("firsts__session__activity_id"),
            counts_own=counts_own_uniques(activity="firsts__session__activity", day=OuterRef("firsts__session__on")),
            year=ExtractYear("firsts__session__on"),
        )
        .annotate(number=Sum("count"))
        .order_by()
    )
    for row in rows:
        own = row["place"] if row["counts_own"] else None
        for scope, basis in list_counted_part(FirstsPart(row["part"]), activity_id=own):
            counts.attributes[scope, row["year"], basis, row["category_id"]] += row["number"]
