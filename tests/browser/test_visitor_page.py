"""A public page that stays open, and one that is opened without network."""

import datetime
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from activities.models import Activity, Slot
from sites.models import Site
from sites.scope import site_scope
from sites.vocabulary import PRIVATE_SECTIONS
from tests.browser.conftest import Open, OpenPhone, make_session
from tests.browser.test_every_page import find_faults
from tests.conftest import Cast

pytestmark = pytest.mark.browser

KEPT = "async () => (await (await caches.open('stek-visitor-1')).keys()).map((one) => new URL(one.url).pathname)"
WAIT_UNTIL_KEPT = """async (path) => {
  const cache = await caches.open("stek-visitor-1");
  const files = async () => (await cache.keys()).filter((one) => one.url.endsWith(".css")).length;
  while (!await cache.match(path) || await files() < 3) await new Promise((resolve) => setTimeout(resolve, 50));
}"""


def test_the_table_at_the_top_goes_along_with_the_clock(kantine: Site, open_browser: Open) -> None:
    with open_browser() as visit:
        visit.go("/kantine/")
        # At midnight it says 'tomorrow' or 'today' under the same heading; what is waited for is another heading.
        states = visit.page.locator("template.state-of-now")
        change = states.evaluate_all(
            "(all) => all.findIndex((one) => one.content.querySelector('h2').textContent !== 'Nu gesloten')"
        )
        first = states.nth(change)
        since = datetime.datetime.fromisoformat(first.get_attribute("data-since") or "")
        later = first.evaluate("(one) => one.content.querySelector('h2').textContent")
        visit.page.clock.install(time=since - datetime.timedelta(seconds=5))
        visit.go("/kantine/")
        heading = visit.page.locator("#nu")
        before = heading.inner_text()
        visit.page.clock.run_for(10_000)
        assert (before, heading.inner_text()) == ("Nu gesloten", later)
        assert visit.page.title().endswith(later.lower())
        assert visit.complaints == []


def test_a_page_that_was_read_once_is_there_without_network_and_says_when(kantine: Site, open_phone: OpenPhone) -> None:
    with open_phone() as page:
        page.goto("/ar/kantine/")
        page.evaluate(WAIT_UNTIL_KEPT, "/ar/kantine/")
        page.context.set_offline(True)
        page.goto("/ar/kantine/")
        assert page.locator("h1").inner_text() == "Kantine Bezemheide"
        assert page.locator("#laatst-gezien").is_visible()
        assert str(datetime.datetime.now(tz=datetime.UTC).day) in page.locator("#laatst-gezien b").inner_text()
        assert page.evaluate("getComputedStyle(document.querySelector('.mast')).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.context.set_offline(False)


def test_a_page_that_was_never_read_leads_to_the_page_of_the_site_without_network(
    kantine: Site, open_phone: OpenPhone
) -> None:
    with open_phone() as page:
        page.goto("/kantine/")
        page.evaluate(WAIT_UNTIL_KEPT, "/kantine/")
        page.context.set_offline(True)
        page.goto("/kantine/aanbod/koffie/")
        assert urlsplit(page.url).path == "/kantine/"
        assert page.locator("#laatst-gezien").is_visible()
        page.context.set_offline(False)


def test_the_phone_keeps_public_pages_only(kantine: Site, cast: Cast, open_phone: OpenPhone, server: str) -> None:
    with open_phone() as page:
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": make_session(cast.coordinator), "url": server}]
        )
        page.goto("/kantine/")
        page.evaluate(WAIT_UNTIL_KEPT, "/kantine/")
        for path in ("/kantine/team/aanbod/", "/kantine/beheer/", "/account/email/", "/kantine/wie/"):
            page.goto(path)
        page.goto("/kantine/")
        kept = [path for path in page.evaluate(KEPT) if not path.startswith("/static/")]
        assert set(kept) <= {"/kantine/", "/kantine/wie/"}


@pytest.mark.parametrize(
    "path",
    ["/ar/kantine/", "/uk/kantine/kalender/", "/ps/kantine/wie/", "/ru/kantine/aanbod/koffie/", "/pl/kantine/privacy/"],
)
def test_a_page_in_another_language_can_be_read_by_everybody_too(kantine: Site, open_to_read: Open, path: str) -> None:
    with open_to_read(width=320) as visit:
        assert visit.go(path) == 200
        assert find_faults(visit) == []


def test_the_worker_passes_by_every_section_that_asks_for_an_account() -> None:
    worker = Path(settings.BASE_DIR / "static/js/visitor-worker.js").read_text()
    pattern = worker.partition("const PRIVATE = ")[2].partition("\n")[0]
    assert all(f"{section}" in pattern for section in PRIVATE_SECTIONS)


@pytest.mark.parametrize("language", ["", "ar", "uk"])
def test_a_busy_page_weighs_60_kilobytes_at_most_when_its_fonts_are_there(
    kantine: Site, open_browser: Open, language: str, record_property: Callable[[str, object], None]
) -> None:
    with site_scope(kantine.pk):
        for number in range(14):
            activity = Activity.objects.create(
                name=f"Activiteit met een naam {number}", slug=f"activiteit-{number}", summary="Kom maar binnen." * 5
            )
            Slot.objects.create(
                activity=activity,
                rule=f"FREQ=WEEKLY;BYDAY={('MO', 'TU', 'WE', 'TH', 'FR')[number % 5]}",
                starts_at=datetime.time(9 + number % 8),
                ends_at=datetime.time(11 + number % 8),
                valid_from=datetime.date(2022, 1, 1),
            )
    with open_browser() as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("Network.enable")
        asked: dict[str, str] = {}
        weights: dict[str, float] = {}
        session.on(
            "Network.responseReceived", lambda event: asked.update({event["requestId"]: event["response"]["url"]})
        )
        session.on(
            "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
        )
        visit.go(f"/{language}/kantine/" if language else "/kantine/")
        visit.page.wait_for_load_state("networkidle")
    heavy = sum(weight for request, weight in weights.items() if not asked.get(request, "").endswith(".woff2"))
    record_property("measured", f"public page {language or 'nl'}: {heavy / 1024:.1f} KB")
    assert 10 * 1024 < heavy <= 60 * 1024
