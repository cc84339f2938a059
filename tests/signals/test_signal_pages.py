"""The pages about signals, as a worker meets them."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from signals.models import Signal
from signals.selectors.picked_up import list_sources
from signals.services.picking_up import add_signal, attach_to_signal
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.signals.conftest import Tick

type SignIn = Callable[[User], Client]
FILLED = {
    "title": "Te weinig betaalbare woningen",
    "description": "Gezinnen wachten jaren.",
    "theme": "",
    "status": "gathering",
    "next_step": "Voorleggen aan de stuurgroep",
    "due_on": "2026-04-01",
}


def test_an_empty_list_says_how_signals_come_there(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.worker).get(reverse("signal_list", args=["kantine"]))
    assert "Nog geen signalen" in page.content.decode()


def test_a_worker_adds_a_signal(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    sign_in(cast.worker).post(reverse("signal_add", args=["kantine"]), FILLED)
    with site_scope(kantine.pk):
        signal = Signal.objects.get()
        assert (signal.title, signal.status, signal.due_on.isoformat()) == (
            "Te weinig betaalbare woningen",
            "gathering",
            "2026-04-01",
        )


def test_a_mistake_keeps_what_was_typed_and_says_what_is_wrong(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.worker).post(
        reverse("signal_add", args=["kantine"]), FILLED | {"title": "", "due_on": "32/13/2026"}
    )
    html = page.content.decode()
    assert "Gezinnen wachten jaren." in html
    assert "32/13/2026" in html
    assert html.count("field--wrong") == 2


def test_a_phone_number_does_not_get_into_a_signal(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    typed = {"description": "Bel haar op 0470 12 34 56."}
    page = sign_in(cast.worker).post(reverse("signal_add", args=["kantine"]), FILLED | typed).content.decode()
    assert page.count("field--wrong") == 1
    assert "Bel haar op 0470 12 34 56." in page
    with site_scope(kantine.pk):
        assert not Signal.objects.exists()


def test_a_worker_changes_a_signal(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    with site_scope(kantine.pk):
        signal = add_signal(title="Huisvesting")
    sign_in(cast.worker).post(reverse("signal_edit", args=["kantine", signal.pk]), FILLED)
    with site_scope(kantine.pk):
        signal.refresh_from_db()
        assert (signal.title, signal.next_step) == ("Te weinig betaalbare woningen", "Voorleggen aan de stuurgroep")


def test_a_text_with_markup_stays_text(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    with site_scope(kantine.pk):
        signal = add_signal(title="<script>alert(1)</script>")
    client = sign_in(cast.worker)
    for path in (reverse("signal_list", args=["kantine"]), reverse("signal_edit", args=["kantine", signal.pk])):
        assert "<script>alert" not in client.get(path).content.decode()


def test_two_signals_become_one(cast: Cast, sign_in: SignIn, kantine: Site, tick: Tick) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        into, other = add_signal(title="Wachtlijsten"), attach_to_signal(help_request=request)
    sign_in(cast.worker).post(reverse("signal_merge", args=["kantine", into.pk]), {"other": other.pk})
    with site_scope(kantine.pk):
        assert list_sources(signal=into) == [request]
        assert not Signal.objects.filter(pk=other.pk).exists()


def test_merging_without_a_choice_says_so(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    with site_scope(kantine.pk):
        into = add_signal(title="Wachtlijsten")
        add_signal(title="Huisvesting")
    page = sign_in(cast.worker).post(reverse("signal_merge", args=["kantine", into.pk]), {"other": ""})
    assert "field--wrong" in page.content.decode()


def test_a_help_request_is_taken_out_of_one_signal_and_placed_with_another(
    cast: Cast, sign_in: SignIn, kantine: Site, tick: Tick
) -> None:
    request = tick("Huisvesting")
    with site_scope(kantine.pk):
        signal, chosen = attach_to_signal(help_request=request), add_signal(title="Wachtlijsten")
    worker = sign_in(cast.worker)
    worker.post(reverse("signal_detach", args=["kantine", signal.pk]), {"help_request": request.pk})
    assert "Nog zonder signaal" in worker.get(reverse("signal_list", args=["kantine"])).content.decode()
    worker.post(reverse("signal_place", args=["kantine"]), {"help_request": request.pk, "signal": chosen.pk})
    with site_scope(kantine.pk):
        assert list_sources(signal=chosen) == [request]


def test_another_sites_signal_does_not_exist(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    with site_scope(kantine.pk):
        signal = add_signal(title="Wachtlijsten")
    path = reverse("signal_edit", args=["kattegat", signal.pk])
    assert sign_in(cast.neighbour).get(path).status_code == 404


def test_thirty_signals_cost_as_many_queries_as_one(
    cast: Cast, sign_in: SignIn, kantine: Site, tick: Tick, count_queries: CountQueries
) -> None:
    worker, path = sign_in(cast.worker), reverse("signal_list", args=["kantine"])

    def fill(number: int) -> None:
        for _ in range(number):
            placed = tick("Huisvesting")
            tick("Mobiliteit")
            with site_scope(kantine.pk):
                attach_to_signal(help_request=placed, signal=add_signal(title="Wachtlijsten", theme=placed.theme))

    fill(1)
    with count_queries() as one:
        worker.get(path)
    fill(29)
    with count_queries() as many:
        worker.get(path)
    assert len(many) == len(one)
