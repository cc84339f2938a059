"""From help request to signal."""

import datetime

import pytest

from signals.models import Signal
from signals.selectors.picked_up import list_loose_requests, list_signals, list_sources
from signals.services.picking_up import (
    add_signal,
    attach_to_signal,
    detach_from_signal,
    merge_signals,
    release_from_signals,
)
from signals.vocabulary import SignalStatus
from sites.models import Site
from sites.scope import site_scope
from tests.signals.conftest import Tick

TODAY = datetime.date(2026, 3, 20)


def test_a_ticked_help_request_starts_a_signal_named_after_its_theme(kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        signal = attach_to_signal(help_request=request)
        assert (signal.title, signal.status, signal.heard_on) == ("Huisvesting", "new", datetime.date(2026, 3, 19))
        assert list_sources(signal=signal) == [request]


def test_what_comes_back_gathers_in_one_new_signal_a_theme(kantine: Site, tick: Tick) -> None:
    first, second, other = tick("Huisvesting"), tick("Huisvesting"), tick("Mobiliteit")
    with site_scope(kantine.pk):
        for request in (first, second, other):
            attach_to_signal(help_request=request)
        assert {row.signal.title: row.request_count for row in list_signals(on=TODAY)} == {
            "Huisvesting": 2,
            "Mobiliteit": 1,
        }


def test_a_signal_somebody_works_on_is_not_joined_unasked(kantine: Site, tick: Tick) -> None:
    with site_scope(kantine.pk):
        working = attach_to_signal(help_request=tick("Huisvesting"))
        Signal.objects.filter(pk=working.pk).update(title="Beschimmelde studio's")
        assert attach_to_signal(help_request=tick("Huisvesting")).pk != working.pk
        assert attach_to_signal(help_request=tick("Huisvesting"), signal=working) == working


def test_attaching_twice_adds_nothing(kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        chosen = add_signal(title="Wachtlijsten")
        attach_to_signal(help_request=request, signal=chosen)
        assert attach_to_signal(help_request=request) == chosen
        assert [row.request_count for row in list_signals(on=TODAY)] == [1]


def test_a_help_request_moves_to_the_signal_that_is_chosen(kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        former, chosen = attach_to_signal(help_request=request), add_signal(title="Wachtlijsten")
        attach_to_signal(help_request=request, signal=chosen)
        assert (list_sources(signal=former), list_sources(signal=chosen)) == ([], [request])


def test_a_detached_help_request_waits_on_the_list(kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        signal = attach_to_signal(help_request=request)
        assert list_loose_requests(most=5) == []
        detach_from_signal(help_request=request, signal=signal)
        assert list_loose_requests(most=5) == [request]


def test_taking_a_contact_back_takes_its_untouched_signal_away(kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        attach_to_signal(help_request=request)
        release_from_signals(contact=request.contact)
        assert not Signal.objects.exists()


def test_taking_a_contact_back_leaves_a_signal_with_other_sources_or_with_a_text(kantine: Site, tick: Tick) -> None:
    shared, other, worked_on = tick("Huisvesting"), tick("Huisvesting"), tick("Mobiliteit")
    with site_scope(kantine.pk):
        attach_to_signal(help_request=other)
        with_text = attach_to_signal(help_request=worked_on)
        with_text.next_step = "Bel de busmaatschappij"
        with_text.save()
        for request in (shared, worked_on):
            attach_to_signal(help_request=request)
            release_from_signals(contact=request.contact)
        assert {row.signal.title: row.request_count for row in list_signals(on=TODAY)} == {
            "Huisvesting": 1,
            "Mobiliteit": 0,
        }


def test_correcting_a_contact_keeps_the_choice_for_what_stays(kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        chosen = attach_to_signal(help_request=request, signal=add_signal(title="Wachtlijsten"))
        release_from_signals(contact=request.contact, keep=[request])
        assert list_sources(signal=chosen) == [request]


def test_merging_keeps_every_help_request_and_text(kantine: Site, tick: Tick) -> None:
    first, second = tick("Huisvesting"), tick("Mobiliteit")
    with site_scope(kantine.pk):
        into, other = attach_to_signal(help_request=first), attach_to_signal(help_request=second)
        other.description, other.due_on = "De bus rijdt niet meer.", TODAY
        other.save()
        merged = merge_signals(into=into, other=other)
        assert set(list_sources(signal=merged)) == {first, second}
        assert "De bus rijdt niet meer." in merged.description
        assert merged.due_on == TODAY
        assert list(Signal.objects.all()) == [merged]


def test_a_signal_is_not_merged_with_itself(kantine: Site) -> None:
    with site_scope(kantine.pk):
        signal = add_signal(title="Wachtlijsten")
        with pytest.raises(ValueError, match="itself"):
            merge_signals(into=signal, other=signal)


def test_what_is_due_first_stands_on_top_and_closed_signals_apart(kantine: Site) -> None:
    with site_scope(kantine.pk):
        add_signal(title="zonder datum")
        add_signal(title="te laat", due_on=datetime.date(2026, 3, 19))
        add_signal(title="vandaag", due_on=TODAY)
        add_signal(title="klaar", status=SignalStatus.CLOSED, due_on=datetime.date(2026, 1, 1))
        assert [(row.signal.title, row.is_overdue) for row in list_signals(on=TODAY)] == [
            ("te laat", True),
            ("vandaag", False),
            ("zonder datum", False),
        ]
        assert [(row.signal.title, row.is_overdue) for row in list_signals(on=TODAY, closed=True)] == [("klaar", False)]
