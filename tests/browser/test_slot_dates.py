"""While somebody says when a moment takes place, the page shows which dates that gives."""

import pytest

from sites.models import Site
from tests.browser.conftest import Open
from tests.conftest import Cast

pytestmark = pytest.mark.browser


def test_the_next_six_dates_follow_what_is_answered(cast: Cast, kantine: Site, open_browser: Open) -> None:
    with open_browser(cast.worker) as visit:
        visit.go(f"/{kantine.slug}/team/aanbod/activiteit/koffie/moment/")
        page = visit.page
        dates = page.locator("#volgende-data li")
        page.get_by_label("elke week", exact=True).check()
        page.get_by_label("dinsdag").check()
        page.get_by_label("Van hoe laat?").fill("10:00")
        page.get_by_label("Tot hoe laat?").fill("11:00")
        page.get_by_text("De volgende data").wait_for()
        assert dates.count() == 6
        assert all("dinsdag" in text for text in dates.all_inner_texts())
        page.get_by_label("dinsdag").uncheck()
        page.get_by_label("vrijdag").check()
        dates.filter(has_text="vrijdag").nth(5).wait_for()
        assert visit.complaints == []
