"""What stands in a counter for good: folded, corrections included; what waits for the fold is corrected where it is."""

import datetime
from collections import Counter
from collections.abc import Callable

from django.db.models import QuerySet, Sum

from activities.models import Session
from activities.vocabulary import SessionKind
from reporting.models import Correction
from reporting.selectors.figures.corrections import ANSWERS, ATTRIBUTE_ANSWERS
from reporting.vocabulary import ITEM_OF, CounterKind
from signals.counting import BASES
from signals.models import (
    AttributeTally,
    Contact,
    HelpRequest,
    HelpRequestApproach,
    Referral,
    Tally,
)
from signals.vocabulary import Answer, Basis, Dimension


def count_folded(asked: Correction) -> int:
    """What stands in the counter that a correction is about, before that correction."""
    counted = _COUNTS[CounterKind(asked.kind)](asked)
    same = _in_span(Correction.objects.filter(kind=asked.kind, activity=asked.activity_id), asked)
    link = ITEM_OF.get(asked.kind)
    if link:
        same = same.filter(**{link: asked.item_id})
    return counted + (same.aggregate(sum=Sum("delta"))["sum"] or 0)


def find_surplus(asked: Correction) -> Dimension | None:
    """The first question that would have more answers in the year than there are people; None when there is none.

    A surplus that a correction does not make larger is left alone: it may come from elsewhere.
    """
    change = _sum_bases([(ANSWERS.get(asked.kind), asked.delta)])
    answers = _sum_bases([(ATTRIBUTE_ANSWERS.get(asked.kind), asked.delta)])
    people = _count_people(asked)
    for basis in (Basis.EVER, Basis.YEAR):
        for dimension, number in _count_answers(asked, basis).items():
            is_asked = asked.category is not None and asked.category.dimension == dimension
            more = answers[basis] if is_asked else 0
            is_worse = change[basis] < 0 or more > 0
            if is_worse and number + more > people[basis] + change[basis]:
                return Dimension(dimension)
    return None


def _count_people(asked: Correction) -> Counter[Basis]:
    found: Counter[Basis] = Counter()
    rows = Tally.objects.filter(activity=asked.activity_id, month__year=asked.month.year)
    for basis, number in rows.values_list("basis", "count"):
        found[Basis(basis)] += number
    found.update(_sum_bases([(ANSWERS.get(row.kind), row.delta) for row in _list_in_year(asked)]))
    return found


def _count_answers(asked: Correction, basis: Basis) -> Counter[str]:
    found: Counter[str] = Counter()
    rows = AttributeTally.objects.filter(activity=asked.activity_id, year=asked.month.year, basis=basis)
    for dimension, number in rows.values_list("category__dimension", "count"):
        found[dimension] += number
    for row in _list_in_year(asked):
        if row.category is not None:
            found[row.category.dimension] += _sum_bases([(ATTRIBUTE_ANSWERS.get(row.kind), row.delta)])[basis]
    if asked.category is not None:
        found[asked.category.dimension] += 0
    return found


def _list_in_year(asked: Correction) -> QuerySet[Correction]:
    rows: QuerySet[Correction] = Correction.objects.filter(activity=asked.activity_id, month__year=asked.month.year)
    return rows.select_related("category")


def _sum_bases(answered: list[tuple[Answer | None, int]]) -> Counter[Basis]:
    """The bases that answers count on."""
    found: Counter[Basis] = Counter()
    for answer, number in answered:
        for basis in BASES[answer] if answer else ():
            found[basis] += number
    return found


def _in_span(rows: QuerySet[Correction], asked: Correction) -> QuerySet[Correction]:
    # Attributes are counted by year, all else by month.
    if asked.kind in ATTRIBUTE_ANSWERS:
        return rows.filter(month__year=asked.month.year)
    return rows.filter(month=asked.month)


def _count_answered(asked: Correction, rows: QuerySet[Tally] | QuerySet[AttributeTally], answer: Answer) -> int:
    numbers: Counter[str] = Counter(dict(rows.filter(activity=asked.activity_id).values_list("basis", "count")))
    # 'Ooit' counts on both bases, so who came for the first time this year only is the difference.
    return {
        Answer.EVER: numbers[Basis.EVER],
        Answer.YEAR: numbers[Basis.YEAR] - numbers[Basis.EVER],
        Answer.UNKNOWN: numbers[Basis.UNKNOWN],
    }[answer]


def _count_firsts(asked: Correction) -> int:
    return _count_answered(asked, Tally.objects.filter(month=asked.month), ANSWERS[asked.kind])


def _count_attribute(asked: Correction) -> int:
    rows = AttributeTally.objects.filter(year=asked.month.year, category=asked.category_id)
    return _count_answered(asked, rows, ATTRIBUTE_ANSWERS[asked.kind])


def _count_contacts(asked: Correction) -> int:
    return Contact.objects.filter(**_folded("", asked)).count()


def _count_help_requests(asked: Correction) -> int:
    return HelpRequest.objects.filter(theme=asked.theme_id, **_folded("contact__", asked)).count()


def _count_approaches(asked: Correction) -> int:
    links = HelpRequestApproach.objects.filter(approach=asked.approach_id)
    return links.filter(**_folded("help_request__contact__", asked)).count()


def _count_referrals(asked: Correction) -> int:
    links = Referral.objects.filter(service=asked.service_id)
    return links.filter(**_folded("help_request__contact__", asked)).count()


def _count_participations(asked: Correction) -> int:
    sessions = Session.objects.filter(
        **_in_month("", asked), kind=SessionKind.SLOT, is_deleted=False, firsts__isnull=True
    )
    return sessions.aggregate(sum=Sum("head_count"))["sum"] or 0


def _folded(path: str, asked: Correction) -> dict[str, object]:
    return _in_month(path, asked) | {f"{path}is_folded": True, f"{path}is_deleted": False}


def _in_month(path: str, asked: Correction) -> dict[str, object]:
    next_month = (asked.month + datetime.timedelta(days=31)).replace(day=1)
    return {
        f"{path}activity": asked.activity_id,
        f"{path}on__gte": asked.month,
        f"{path}on__lt": next_month,
    }


_COUNTS: dict[CounterKind, Callable[[Correction], int]] = {
    CounterKind.FIRST_EVER: _count_firsts,
    CounterKind.FIRST_YEAR: _count_firsts,
    CounterKind.UNKNOWN: _count_firsts,
    CounterKind.ATTRIBUTE_EVER: _count_attribute,
    CounterKind.ATTRIBUTE_YEAR: _count_attribute,
    CounterKind.CONTACTS: _count_contacts,
    CounterKind.HELP_REQUESTS: _count_help_requests,
    CounterKind.APPROACHES: _count_approaches,
    CounterKind.REFERRALS: _count_referrals,
    CounterKind.PARTICIPATIONS: _count_participations,
}
