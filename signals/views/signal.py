"""The pages about signals."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from signals.forms.signal import MergeForm, PlaceForm, SignalForm
from signals.models import Signal
from signals.selectors.own_words import list_own_words
from signals.selectors.picked_up import (
    count_closed_signals,
    find_signal,
    list_loose_requests,
    list_mergeable,
    list_signals,
    list_sources,
)
from signals.services.picking_up import add_signal, attach_to_signal, detach_from_signal, edit_signal, merge_signals
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.once import once
from sites.vocabulary import Role

LOOSE_SHOWN = 8


@open_to(Role.WORKER, Role.COORDINATOR)
def signal_list(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """What keeps coming back, what happens next, and help requests that still wait for a signal."""
    closed = request.GET.get("stand") == "afgerond"
    context: dict[str, Any] = {
        "rows": list_signals(on=timezone.localdate(), closed=closed),
        "closed": closed,
        "closed_count": count_closed_signals(),
    }
    if not closed:
        context["loose"] = list_loose_requests(most=LOOSE_SHOWN)
        context["open_signals"] = [row.signal for row in context["rows"]]
    return render(request, "signals/signal_list.html", context)


@open_to(Role.WORKER, Role.COORDINATOR)
@once
def signal_add(request: SiteRequest, site: str) -> HttpResponse:
    """Start a signal that did not come from a help request."""
    form = SignalForm(request.POST or None)
    if form.is_valid():
        add_signal(**form.cleaned_data)
        messages.success(request, _("Het signaal staat op de lijst."))
        return redirect("signal_list", site=site)
    return render_form(request, "signals/signal_add.html", form, own_words=list_own_words())


@open_to(Role.WORKER, Role.COORDINATOR)
def signal_edit(request: SiteRequest, site: str, signal: int) -> HttpResponse:
    """One signal: what it says, where it stands, and the help requests behind it."""
    found = _find_or_404(signal)
    form = SignalForm(request.POST or None, signal=found)
    if form.is_valid():
        edit_signal(signal=found, **form.cleaned_data)
        messages.success(request, _("Het signaal is bewaard."))
        return redirect("signal_list", site=site)
    return _render_signal(request, found, form=form)


@open_to(Role.WORKER, Role.COORDINATOR)
def signal_merge(request: SiteRequest, site: str, signal: int) -> HttpResponse:
    """Let another signal go up in this one."""
    found = _find_or_404(signal)
    form = MergeForm(request.POST or None, others=list_mergeable(signal=found))
    if request.method != "POST":
        return redirect("signal_edit", site=site, signal=signal)
    if not form.is_valid():
        return _render_signal(request, found, form=SignalForm(signal=found), merge_form=form)
    other = form.cleaned_data["other"]
    merge_signals(into=found, other=other)
    messages.success(request, _("'%(other)s' gaat nu op in dit signaal.") % {"other": other.title})
    return redirect("signal_edit", site=site, signal=signal)


@open_to(Role.WORKER, Role.COORDINATOR)
def signal_detach(request: SiteRequest, site: str, signal: int) -> HttpResponse:
    """Take one help request out of a signal."""
    found = _find_or_404(signal)
    if request.method == "POST":
        wanted = request.POST.get("help_request")
        for source in list_sources(signal=found):
            if str(source.pk) == wanted:
                detach_from_signal(help_request=source, signal=found)
                messages.success(request, _("De hulpvraag is losgemaakt. Ze wacht op de lijst op een ander signaal."))
    return redirect("signal_edit", site=site, signal=signal)


@open_to(Role.WORKER, Role.COORDINATOR)
def signal_place(request: SiteRequest, site: str) -> HttpResponse:
    """Put a help request that waits with a signal."""
    form = PlaceForm(request.POST or None)
    if form.is_valid():
        signal = attach_to_signal(help_request=form.cleaned_data["help_request"], signal=form.cleaned_data["signal"])
        messages.success(request, _("De hulpvraag staat nu bij '%(signal)s'.") % {"signal": signal.title})
    elif request.method == "POST":
        messages.error(request, _("Dat lukte niet: de hulpvraag of het signaal bestaat niet meer."))
    return redirect("signal_list", site=site)


def _find_or_404(signal_id: int) -> Signal:
    signal = find_signal(signal_id=signal_id)
    if signal is None:
        raise Http404
    return signal


def _render_signal(
    request: SiteRequest, signal: Signal, *, form: SignalForm, merge_form: MergeForm | None = None
) -> HttpResponse:
    others = list_mergeable(signal=signal)
    context = {
        "signal": signal,
        "sources": list_sources(signal=signal),
        "others": others,
        "merge_form": merge_form or MergeForm(others=others),
        "own_words": list_own_words(),
    }
    return render_form(request, "signals/signal_edit.html", form, **context)
