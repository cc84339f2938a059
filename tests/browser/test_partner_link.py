"""A partner gets an e-mail, opens the link on a phone and moves its moment, without a password and within a minute."""

import re
import time
from typing import Any

import pytest
from django.urls import reverse

from activities.models import Slot
from activities.tasks import mail_partner_link
from sites.models import Partner, Site
from sites.scope import site_scope
from sites.services.partner_links import prepare_link
from sites.vocabulary import LinkReason
from tests.browser.conftest import Open
from tests.conftest import Cast

pytestmark = pytest.mark.browser

A_MINUTE = 60


@pytest.mark.parametrize("javascript", [True, False])
def test_a_partner_moves_a_moment_by_e_mail_link_in_under_a_minute(
    javascript: bool, kantine: Site, open_browser: Open, mailoutbox: Any
) -> None:
    with site_scope(kantine.pk):
        Partner.objects.filter(slug="caw").update(email="onthaal@caw.example")
        asked = prepare_link(partner=Partner.objects.get(slug="caw"), reason=LinkReason.TEAM)
    mail_partner_link(site_id=kantine.pk, link_id=asked.pk)
    found = re.search(r"https?://[^/\s]+(/\S+)", mailoutbox[0].body)
    assert found
    with open_browser(javascript=javascript) as visit:
        started = time.monotonic()
        visit.go(found[1])
        page = visit.page
        page.get_by_role("link", name="Nee, voortaan anders").click()
        page.get_by_label("Vanaf welke dag is het anders?").fill("2027-02-09")
        page.get_by_label("donderdag").uncheck()
        page.get_by_label("dinsdag").check()
        page.get_by_role("button", name="Bewaar").click()
        page.get_by_text("Vanaf dinsdag 9 februari is dit het nieuwe moment.").wait_for()
        assert time.monotonic() - started < A_MINUTE
        assert visit.complaints == []
    with site_scope(kantine.pk):
        former, moved = Slot.objects.filter(activity__slug="koffie")
    assert (former.rule, str(former.valid_until)) == ("FREQ=WEEKLY;BYDAY=TH", "2027-02-08")
    assert (moved.rule, str(moved.valid_from)) == ("FREQ=WEEKLY;BYDAY=TU", "2027-02-09")
    with open_browser() as visitor:
        visitor.go(reverse("activity_page", args=[kantine.slug, "koffie"]))
        assert "vanaf 9 februari 2027" in visitor.page.inner_text("main")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_text_for_a_phone_is_copied_with_one_tap(
    javascript: bool, kantine: Site, cast: Cast, open_browser: Open
) -> None:
    with open_browser(cast.worker, javascript=javascript) as visit:
        visit.go(reverse("chaser_list", args=[kantine.slug]))
        page = visit.page
        page.get_by_role("button", name="Tekst met link").first.click()
        button = page.get_by_role("button", name="Kopieer het bericht")
        if not javascript:
            assert button.count() == 0
            return
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button.click()
        page.get_by_role("status").filter(has_text="Gekopieerd").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.get_by_label("Je bericht").input_value()
        assert visit.complaints == []
