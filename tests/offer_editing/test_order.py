"""Putting the activities in order: step by step, everywhere at once."""

import datetime

import pytest
from django.test import Client

from activities.models import Activity, ActivityPartner
from activities.vocabulary import OfferAct
from signals.selectors.form_lists import FormLists
from sites.models import AuditEntry, Partner, Site
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.offer_editing.conftest import count_own_statements

ORDER = "/kantine/team/aanbod/volgorde/"


def read_order(site: Site) -> list[str]:
    with site_scope(site.pk):
        return list(Activity.objects.values_list("slug", flat=True))


def test_a_step_up_changes_the_order_on_every_list(worker: Client, kantine: Site) -> None:
    assert read_order(kantine) == ["koffie", "leersalon"]
    response = worker.post(ORDER, {"up": "leersalon"}, follow=True)
    assert response.redirect_chain == [(f"{ORDER}#leersalon", 302)]
    assert "Open Leersalon staat op plaats 1 van 2." in response.text
    assert read_order(kantine) == ["leersalon", "koffie"]
    public = Client().get("/kantine/").text
    by_partner = public[public.index('id="wie"') :]
    assert by_partner.index("Ligo") < by_partner.index("CAW")
    with site_scope(kantine.pk):
        assert [activity.slug for activity in FormLists().countable] == ["leersalon", "koffie"]


@pytest.mark.parametrize("step", [{"up": "koffie"}, {"down": "leersalon"}, {"up": "bestaat-niet"}, {"up": "\x00"}, {}])
def test_a_step_past_the_edge_changes_nothing(worker: Client, kantine: Site, step: dict[str, str]) -> None:
    assert worker.post(ORDER, step, follow=True).status_code == 200
    assert read_order(kantine) == ["koffie", "leersalon"]
    with site_scope(kantine.pk):
        assert not AuditEntry.objects.exists()


def test_a_step_with_htmx_gets_the_list_back_with_what_was_done(worker: Client) -> None:
    response = worker.post(ORDER, {"down": "koffie"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "Koffie &amp; Formulieren staat op plaats 2 van 2." in response.text
    assert 'id="down-koffie"' in response.text


def test_what_has_ended_is_not_in_the_way_of_a_step(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.create(slug="voorbij", name="L", position=0, ends_on=datetime.date(2025, 1, 1))
    assert "voorbij" not in worker.get(ORDER).text
    worker.post(ORDER, {"up": "leersalon"})
    assert read_order(kantine) == ["leersalon", "koffie", "voorbij"]


def test_a_row_of_steps_is_one_act_on_record(worker: Client, cast: Cast, kantine: Site) -> None:
    for _tap in range(3):
        worker.post(ORDER, {"up": "leersalon"})
        worker.post(ORDER, {"down": "leersalon"})
    with site_scope(kantine.pk):
        act = AuditEntry.objects.get()
    assert (act.action, act.actor_id) == (OfferAct.ORDER_CHANGED, cast.worker.pk)


def test_the_page_and_a_step_take_the_same_queries_for_two_and_for_thirty_activities(
    worker: Client, kantine: Site, count_queries: CountQueries
) -> None:
    counts = []
    for number in (0, 30):
        with site_scope(kantine.pk):
            for place in range(number):
                activity = Activity.objects.create(slug=f"nr-{place}", name=f"Nr {place}", position=place)
                ActivityPartner.objects.create(activity=activity, partner=Partner.objects.get(slug="caw"))
        worker.post(ORDER, {"up": "leersalon"})
        with count_queries() as page:
            worker.get(ORDER)
        with count_queries() as step:
            worker.post(ORDER, {"down": "leersalon"})
        counts.append((count_own_statements(page), count_own_statements(step)))
    assert counts[0] == counts[1]
