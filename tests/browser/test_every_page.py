"""Every page, found through the table of roles: readable on a small phone, in the dark, and by a screen reader."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from sites.models import Membership, Site, User
from sites.scope import network_scope
from sites.vocabulary import Role
from tests.access.samples import make_samples
from tests.access.table import ADMINISTRATION, EVERYONE, NETWORK_PAGES, OUTSIDE, PAGES
from tests.browser.conftest import Open, Visit
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.browser

ENTRANCE_PAGES = (
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
ACCOUNT_PAGES = (
    *ENTRANCE_PAGES,
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
)
SCREENS = {*PAGES, *NETWORK_PAGES, *ADMINISTRATION, *OUTSIDE, *ACCOUNT_PAGES} - {"healthz", "readyz"}
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Words that stick out at the side of the window. A slab may leave the page, its text may not.
FIND_CUT_TEXT = """() => {
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || element.closest(".hidden, .skip, script, style, noscript, template")) continue;
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    if (getComputedStyle(element).clipPath === "inset(50%)") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)) cut.push(text.data.trim().slice(0, 60));
  }
  return cut;
}"""


def choose_reader(cast: Cast, site: Site, name: str) -> User | None:
    """Somebody who may open the page, with as many rights as one can have there."""
    if name in ADMINISTRATION:
        return cast.administrator
    if name in NETWORK_PAGES:
        assert site.network_id is not None
        with network_scope(site.network_id):
            Membership.objects.get_or_create(user=cast.coordinator, role=max(NETWORK_PAGES[name]))
        return cast.coordinator
    if name in ACCOUNT_PAGES:
        return None if name in ENTRANCE_PAGES else cast.coordinator
    allowed = PAGES.get(name, EVERYONE)
    people = {
        Role.COORDINATOR: cast.coordinator,
        Role.WORKER: cast.worker,
        Role.VOLUNTEER: cast.volunteer,
        Role.PARTNER: cast.partner,
        Role.STEERING: cast.steering,
    }
    return next((person for role, person in people.items() if role in allowed), None)


def widen_in_the_dark(visit: Visit) -> None:
    """Look at the same page on a wide screen in the dark, without asking for it again."""
    visit.page.emulate_media(color_scheme="dark")
    visit.page.set_viewport_size({"width": 1280, "height": 800})


def find_faults(visit: Visit) -> list[str]:
    """What is wrong with the page that is open, in words."""
    page = visit.page
    faults = list(visit.complaints)
    if (headings := page.locator("h1").count()) != 1:
        faults.append(f"{headings} h1 headings")
    if (width := page.evaluate("document.documentElement.scrollWidth")) > page.viewport_size["width"]:  # type: ignore[index]  # every context here has a size
        faults.append(f"scrolls sideways: {width} wide")
    faults += [f"cut off: {words}" for words in page.evaluate(FIND_CUT_TEXT)]
    if page.locator("[style]").count():
        faults.append("has inline styles")
    return faults + describe_violations(run_axe(page))


def run_axe(page: Page) -> list[dict[str, object]]:
    """What axe finds; it is read in once for a page, which costs as much as a look with it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations: list[dict[str, object]] = page.evaluate(
        "async (options) => (await axe.run(options)).violations", AXE_OPTIONS
    )
    return violations


def describe_violations(violations: Sequence[dict[str, object]]) -> list[str]:
    described = []
    for violation in violations:
        nodes = violation["nodes"]
        assert isinstance(nodes, list)
        described += [f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}" for node in nodes[:3]]
    return described


def shows_nothing(path: str, reader: User | None) -> bool:
    """Whether an address only takes a post or gives a file; Chromium calls either a failed visit."""
    client = Client()
    if reader is not None:
        client.force_login(reader)
    response = client.get(path)
    return response.status_code == 405 or not response.get("Content-Type", "text/html").startswith("text/html")


def is_screen(visit: Visit) -> bool:
    """Whether the browser shows a page of ours: not a calendar file or a PDF."""
    return visit.page.evaluate("document.contentType") == "text/html" and visit.page.locator("main").count() == 1


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_a_page_can_be_read_by_everybody_it_is_for(name: str, cast: Cast, kantine: Site, open_to_read: Open) -> None:
    path = reverse(name, kwargs=make_samples(kantine, name))
    reader = choose_reader(cast, kantine, name)
    if shows_nothing(path, reader):
        return
    with open_to_read(reader, width=320) as visit:
        status = visit.go(path)
        if not is_screen(visit):
            return
        assert status == 200
        assert find_faults(visit) == [], f"{path} at 320 px"
        widen_in_the_dark(visit)
        assert find_faults(visit) == [], f"{path} at 1280 px, in the dark"


def test_the_first_tab_stop_leads_past_the_menu_to_the_content(open_browser: Open, cast: Cast) -> None:
    with open_browser(cast.coordinator) as visit:
        visit.go(reverse("account_change_password"))
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_somebody_signs_in_without_javascript(open_browser: Open, cast: Cast) -> None:
    with open_browser(javascript=False) as visit:
        visit.go(reverse("account_login"))
        visit.page.get_by_label("E-mailadres").fill(cast.worker.email)
        visit.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        visit.page.get_by_role("button", name="Meld je aan").click()
        visit.page.wait_for_url(f"{visit.home}/**")
        visit.go(reverse("account_change_password"))
        assert visit.page.get_by_role("heading", level=1).inner_text() == "Verander je wachtwoord"
