"""From help request to signal: what one visitor asks may be what many run into."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from signals.models import Contact, HelpRequest, Signal, SignalHelpRequest, Theme
from signals.vocabulary import SignalStatus


def attach_to_signal(*, help_request: HelpRequest, signal: Signal | None = None) -> Signal:
    """Put a help request with a signal, and return that signal.

    Without a choice it goes with the newest signal on its theme that nobody has taken up yet, so that what comes back
    gathers in one place; where there is none, a new one starts, named after the theme. Doing it twice adds nothing,
    and a help request is with one signal at a time.
    """
    if signal is None:
        current: Signal | None = Signal.objects.filter(sources__help_request=help_request).first()
        if current is not None:
            return current
        signal = _find_untouched(theme=help_request.theme) or _start_signal(help_request)
    SignalHelpRequest.objects.filter(help_request=help_request).exclude(signal=signal).delete()
    SignalHelpRequest.objects.get_or_create(help_request=help_request, signal=signal)
    return signal


def detach_from_signal(*, help_request: HelpRequest, signal: Signal) -> None:
    """Take a help request out of a signal. It stays ticked, and waits on the list for another one."""
    SignalHelpRequest.objects.filter(help_request=help_request, signal=signal).delete()


def release_from_signals(*, contact: Contact, keep: Collection[HelpRequest] = ()) -> None:
    """Undo what ticking did, for a contact that is corrected or deleted.

    Help requests in `keep` stay where they are. A signal that was started by a tick and that nobody worked on
    disappears with its last help request; one that somebody gave a text, a step or a date stays.
    """
    links = SignalHelpRequest.objects.filter(help_request__contact=contact).exclude(help_request__in=keep)
    signals = list(links.values_list("signal_id", flat=True))
    links.delete()
    left = SignalHelpRequest.objects.filter(signal=OuterRef("pk"))
    _untouched().filter(~Exists(left), pk__in=signals).delete()


def merge_signals(*, into: Signal, other: Signal) -> Signal:
    """Make one signal of two: `into` takes over the help requests of `other` and what it lacks, and `other` goes.

    Raises:
        ValueError: both are the same signal.
    """
    if into.pk == other.pk:
        raise ValueError("a signal cannot be merged with itself")
    already = SignalHelpRequest.objects.filter(signal=into).values("help_request")
    SignalHelpRequest.objects.filter(signal=other).exclude(help_request__in=already).update(signal=into)
    texts = [into.description, f"{other.title}: {other.description}" if other.description else ""]
    into.description = "\n\n".join(filter(None, texts))
    into.next_step = into.next_step or other.next_step
    into.due_on = min(filter(None, (into.due_on, other.due_on)), default=None)
    into.heard_on = min(into.heard_on, other.heard_on)
    if into.theme_id != other.theme_id:
        into.theme = into.theme or other.theme
    into.save()
    other.delete()
    return into


def add_signal(
    *,
    title: str,
    description: str = "",
    theme: Theme | None = None,
    status: str = SignalStatus.NEW,
    next_step: str = "",
    due_on: date | None = None,
    heard_on: date | None = None,
) -> Signal:
    """Start a signal that came from elsewhere: a focus group, a partner, the team itself."""
    signal = Signal(
        title=title,
        description=description,
        theme=theme,
        status=status,
        next_step=next_step,
        due_on=due_on,
        heard_on=heard_on or timezone.localdate(),
    )
    signal.save()
    return signal


def edit_signal(
    *,
    signal: Signal,
    title: str,
    description: str,
    theme: Theme | None,
    status: str,
    next_step: str,
    due_on: date | None,
) -> Signal:
    """Change what a signal says and where it stands."""
    signal.title = title
    signal.description = description
    signal.theme = theme
    signal.status = status
    signal.next_step = next_step
    signal.due_on = due_on
    signal.save()
    return signal


def _start_signal(help_request: HelpRequest) -> Signal:
    theme = help_request.theme
    return add_signal(title=theme.name, theme=theme, heard_on=help_request.contact.on)


def _untouched() -> QuerySet[Signal]:
    untouched: QuerySet[Signal] = Signal.objects.filter(
        status=SignalStatus.NEW, description="", next_step="", due_on=None, title=F("theme__name")
    )
    return untouched


def _find_untouched(*, theme: Theme) -> Signal | None:
    newest: Signal | None = _untouched().filter(theme=theme).order_by("-heard_on", "-pk").first()
    return newest
