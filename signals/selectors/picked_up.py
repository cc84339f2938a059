"""Reading signals: what keeps coming back, where it stands, and what still waits for a place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet

from signals.models import HelpRequest, Signal
from signals.vocabulary import ApproachKind, SignalStatus


@dataclass(frozen=True, kw_only=True)
class SignalRow:
    """A signal as a list shows it."""

    signal: Signal
    request_count: int
    is_overdue: bool


def list_signals(*, on: date, closed: bool = False) -> list[SignalRow]:
    """The signals that are open (or closed): what is due first on top, then what was heard last.

    Args:
        on: the day from which a due date counts as passed.
        closed: list what is finished instead.
    """
    signals = (
        _all_signals().filter(status=SignalStatus.CLOSED).order_by("-heard_on", "-pk")
        if closed
        else _all_signals()
        .exclude(status=SignalStatus.CLOSED)
        .order_by(F("due_on").asc(nulls_last=True), "-heard_on", "-pk")
    )
    return [
        SignalRow(
            signal=signal,
            request_count=signal.request_count,
            is_overdue=not closed and signal.due_on is not None and signal.due_on < on,
        )
        for signal in signals
    ]


def count_closed_signals() -> int:
    """How many signals are finished."""
    return Signal.objects.filter(status=SignalStatus.CLOSED).count()


def find_signal(*, signal_id: int) -> Signal | None:
    """One signal, or None."""
    return Signal.objects.filter(pk=signal_id).select_related("theme").first()


def list_mergeable(*, signal: Signal) -> list[Signal]:
    """The other open signals, those on the same theme first."""
    others = Signal.objects.exclude(pk=signal.pk).exclude(status=SignalStatus.CLOSED).order_by("title", "pk")
    return sorted(others, key=lambda other: other.theme_id != signal.theme_id)


def list_sources(*, signal: Signal) -> list[HelpRequest]:
    """The help requests of a signal, newest first, without those of contacts that were taken back."""
    return list(_read_requests().filter(signal_sources__signal=signal))


def list_loose_requests(*, most: int) -> list[HelpRequest]:
    """Help requests that are ticked as a signal but are with none, newest first, no more than `most`."""
    ticked = _read_requests().filter(approaches__approach__kind=ApproachKind.SIGNAL, signal_sources__isnull=True)
    return list(ticked.distinct()[:most])


def _all_signals() -> QuerySet[Any]:
    # Any: the annotated count is not a field of Signal.
    signals: QuerySet[Any] = Signal.objects.select_related("theme").annotate(request_count=Count("sources"))
    return signals


def _read_requests() -> QuerySet[HelpRequest]:
    requests: QuerySet[HelpRequest] = (
        HelpRequest.objects.filter(contact__is_deleted=False)
        .select_related("contact__activity", "theme")
        .order_by("-contact__on", "theme__position", "pk")
    )
    return requests
