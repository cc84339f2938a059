"""A round outside the walls, noted on a phone."""

import pytest

from activities.models import Activity, Session
from activities.vocabulary import ActivityKind
from sites.models import Site
from sites.scope import site_scope
from tests.browser.conftest import Open
from tests.conftest import Cast
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)

pytestmark = pytest.mark.browser


def test_a_round_without_a_number_is_stopped_before_it_waits_on_the_phone(
    open_browser: Open, cast: Cast, kantine: Site, lists: None
) -> None:
    with site_scope(kantine.pk):
        Activity.objects.create(slug="op-pad", name="Op pad", kind=ActivityKind.OUTREACH)
    with open_browser(cast.worker) as visit:
        sent = []
        page = visit.page
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        visit.go("/kantine/team/buiten/")
        page.get_by_label("aan de deur").check()
        page.get_by_label("Op pad").check()
        page.get_by_role("button", name="Bewaar ronde").click()
        page.get_by_role("alert").get_by_text("Vul minstens één getal in.").wait_for()
        assert sent == []
        page.get_by_role("spinbutton", name="Hoeveel deuren").fill("12")
        page.get_by_role("button", name="Bewaar ronde").click()
        page.wait_for_url("**/kantine/team/")
    with site_scope(kantine.pk):
        assert list(Session.objects.values_list("addresses", flat=True)) == [12]
