"""Firsts and their attributes: counters plus what is not folded yet."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import ExtractYear, TruncMonth

from signals.models import AttributeTally, Contact, ContactAttribute, SessionFirsts, Tally
from signals.vocabulary import Answer, Basis

type Firsts = Counter[tuple[int | None, datetime.date, Basis]]
type Attributes = Counter[tuple[int | None, int, Basis, int]]

BASES_OF_ANSWER: dict[str, tuple[Basis, ...]] = {
    Answer.EVER: (Basis.EVER, Basis.YEAR),
    Answer.YEAR: (Basis.YEAR,),
    Answer.UNKNOWN: (Basis.UNKNOWN,),
}


@dataclass(frozen=True)
class PeopleCounts:
    """What is known of who came: per scope (an activity, or None for the site), month or year, and basis."""

    firsts: Firsts = field(default_factory=Counter)
    attributes: Attributes = field(default_factory=Counter)


def count_people(*, until: datetime.date) -> PeopleCounts:
    """Count firsts and attributes up to and including the month (attributes: the year) of `until` (five queries)."""
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
    return counts


def _scoped_bases(row: dict[str, Any]) -> list[tuple[int | None, Basis]]:
    answers = [(None, row["site_answer"])]
    if row["counts"]:
        # 'Ooit' at the site implies 'ooit' at the activity.
        is_first = row["site_answer"] == Answer.EVER
        answers.append((row["place"], Answer.EVER if is_first else row["activity_answer"]))
    return [(scope, basis) for scope, answer in answers for basis in BASES_OF_ANSWER.get(answer, ())]


def _add_pending_contacts(counts: PeopleCounts, until: datetime.date) -> None:
    rows = (
        Contact.objects.filter(is_folded=False, is_deleted=False, on__lte=until)
        .exclude(site_answer="")
        .values(
            "site_answer", "activity_answer", place=F("activity_id"), counts=F("activity__counts_uniques"),
            month=TruncMonth("on"),
        )
        .annotate(number=Count("pk"))
        .order_by()
    )  # fmt: skip
    for row in rows:
        for scope, basis in _scoped_bases(row):
            counts.firsts[scope, row["month"], basis] += row["number"]


def _add_pending_sessions(counts: PeopleCounts, until: datetime.date) -> None:
    rows = (
        SessionFirsts.objects.filter(session__is_deleted=False, session__on__lte=until)
        .values(
            place=F("session__activity_id"), counts=F("session__activity__counts_uniques"),
            month=TruncMonth("session__on"),
        )
        .annotate(Sum("ever"), Sum("year"), Sum("activity_ever"), Sum("activity_year"))
        .order_by()
    )  # fmt: skip
    for row in rows:
        month, ever, year = row["month"], row["ever__sum"], row["year__sum"]
        counts.firsts[None, month, Basis.EVER] += ever
        counts.firsts[None, month, Basis.YEAR] += ever + year
        if row["counts"]:
            ever += row["activity_ever__sum"]
            counts.firsts[row["place"], month, Basis.EVER] += ever
            counts.firsts[row["place"], month, Basis.YEAR] += ever + row["activity_year__sum"]


def _add_pending_attributes(counts: PeopleCounts, until: datetime.date) -> None:
    rows = (
        ContactAttribute.objects.filter(Q(contact__is_folded=False, contact__is_deleted=False, contact__on__lte=until))
        .values(
            "category_id", site_answer=F("contact__site_answer"), activity_answer=F("contact__activity_answer"),
            place=F("contact__activity_id"), counts=F("contact__activity__counts_uniques"),
            year=ExtractYear("contact__on"),
        )
        .annotate(number=Count("pk"))
        .order_by()
    )  # fmt: skip
    for row in rows:
        for scope, basis in _scoped_bases(row):
            if basis != Basis.UNKNOWN:
                counts.attributes[scope, row["year"], basis, row["category_id"]] += row["number"]
