"""Correcting a counter after the fold: one more row, with who, when and why; never below zero."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.entries import CorrectionEntry, CorrectionRefused
from reporting.models import Correction
from reporting.selectors.folded import count_folded, find_surplus
from reporting.vocabulary import ITEM_OF, CorrectionReason, CounterKind, ReportAct
from signals.models import ListItem
from signals.services.folding import wait_for_turn
from sites.models import User
from sites.services.audit import record_act


def record_correction(*, asked: CorrectionEntry, by: User) -> Correction:
    """Add a correction to a counter.

    Figures that were released and frozen do not change by it: they are not counted again.

    Raises:
        CorrectionRefused: it would leave less than nothing, or more answers than people; or it is of a month to come.
    """
    # The fold fills the same counters: neither may count while the other writes.
    wait_for_turn()
    if asked.month > timezone.localdate():
        raise CorrectionRefused(_("Deze maand moet nog beginnen."))
    row = _build(asked, by)
    there = count_folded(row)
    if there + asked.delta < 0:
        raise CorrectionRefused(
            _(
                "In deze teller staat %(there)d: meer kan je er niet afhalen. Wat vandaag genoteerd is, verbeter je op "
                "het bord."
            )
            % {"there": there}
        )
    surplus = find_surplus(row)
    if surplus:
        raise CorrectionRefused(
            _("Dan zijn er meer antwoorden bij '%(question)s' dan mensen. Verbeter eerst de andere teller.")
            % {"question": surplus.label}
        )
    row.save(force_insert=True)
    record_act(by=by, action=ReportAct.COUNTER_CORRECTED, subject=describe_correction(row))
    return row


def reverse_correction(*, correction: Correction, by: User) -> Correction:
    """Take a correction back with another one.

    Raises:
        CorrectionRefused: it was taken back already, takes back another, or less than nothing would be left.
    """
    wait_for_turn()
    if correction.reverses_id is not None or correction.reversals.exists():
        raise CorrectionRefused(_("Deze verbetering is al teruggedraaid."))
    item = correction.item
    asked = CorrectionEntry(
        kind=CounterKind(correction.kind),
        activity=correction.activity,
        month=correction.month,
        item=item if isinstance(item, ListItem) else None,
        delta=-correction.delta,
        reason=CorrectionReason.REVERSED,
        reverses=correction,
    )
    return record_correction(asked=asked, by=by)


def describe_correction(row: Correction) -> str:
    """The correction in one line: 'Eerste keer ooit, hele site, maart 2026: -1 (dubbel genoteerd)'."""
    counter = str(CounterKind(row.kind).label)
    what = f"{counter} ({row.item})" if row.item else counter
    where = row.activity.name if row.activity else _("hele site")
    reason = CorrectionReason(row.reason).label
    return f"{what}, {where}, {date_format(row.month, 'F Y')}: {row.change} ({reason})"


def _build(asked: CorrectionEntry, by: User) -> Correction:
    link = ITEM_OF.get(asked.kind)
    return Correction(
        kind=asked.kind,
        activity=asked.activity,
        month=asked.month,
        delta=asked.delta,
        reason=asked.reason,
        note=asked.note,
        reverses=asked.reverses,
        made_by=by,
        **({link: asked.item} if link else {}),
    )
