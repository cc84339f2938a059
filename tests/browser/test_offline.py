"""A week without network on a real phone: what was noted arrives, each entry once, and shows what it waits for."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session as SignIn
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page

from signals.models import Contact
from sites.models import Site, User
from sites.scope import site_scope
from tests.browser.chromium import WAIT_UNTIL_INSTALLED
from tests.browser.conftest import OpenPhone, make_session
from tests.conftest import PASSWORD, Cast
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)

pytestmark = pytest.mark.browser

BOARD = "/kantine/team/"
ADD = "/kantine/team/contacten/nieuw/"
OUTBOX = "/kantine/team/te-versturen/"


def sign_in(context: BrowserContext, server: str, user: User) -> None:
    """Give the phone the cookie of somebody who signed in."""
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": make_session(user), "url": server, "expires": 2**31}]
    )


def install(page: Page) -> None:
    """Open the board, and wait until the phone has what it needs to do without network."""
    page.goto(BOARD)
    page.evaluate(WAIT_UNTIL_INSTALLED)


def note(page: Page, *, button: str = "Bewaar en volgende") -> None:
    """The usual contact, in four taps: al geweest, one theme, one approach, save. On a day without moments one more."""
    if not page.locator("[name=activity]:checked").count():
        page.locator("label", has_text="Koffie & Formulieren").click()
    for words in ("Al geweest dit jaar", "Financieel", "Informatie"):
        page.locator("label", has_text=words).first.click()
    page.get_by_role("button", name=button, exact=True).click()


# The same taps without the mouse of a test, which looks for its way before every one of them.
NOTE_QUICKLY = """async (number) => {
  const tap = (words) => [...document.querySelectorAll("form label, form button")]
    .find((one) => one.textContent.trim() === words && one.checkVisibility()).click();
  while (!document.querySelector("[name=id]").value) await new Promise((go) => setTimeout(go, 5));
  for (let count = 0; count < number; count += 1) {
    const id = document.querySelector("[name=id]").value;
    if (!document.querySelector("[name=activity]:checked")) document.querySelector("[name=activity]").click();
    ["Al geweest dit jaar", "Financieel", "Informatie", "Bewaar en volgende"].forEach(tap);
    while (document.querySelector("[name=id]").value === id) await new Promise((go) => setTimeout(go, 5));
  }
}"""


def sign_out_everywhere() -> None:
    """End every visit, as the server does when somebody signs out elsewhere or too much time went by."""
    SignIn.objects.all().delete()
    cache.clear()


def count_contacts(site: Site) -> int:
    with site_scope(site.pk):
        return Contact.objects.filter(is_deleted=False).count()


def test_a_week_in_airplane_mode_arrives_once_after_signing_in_again(
    open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None
) -> None:
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        install(page)
        page.context.set_offline(True)
        page.goto(ADD)
        note(page)
        page.get_by_text("Bewaard op dit toestel.").wait_for()
        page.get_by_text("1 contact wacht op verzending").wait_for()
        page.evaluate(NOTE_QUICKLY, 49)
        page.goto(BOARD)
        page.get_by_text("50 contacten wachten op verzending").wait_for()
    assert count_contacts(kantine) == 0
    sign_out_everywhere()
    with open_phone() as page:
        page.goto(OUTBOX)
        page.wait_for_url("**/account/login/**")
        page.get_by_text("Meld je aan om 50 contacten te versturen").wait_for()
        page.get_by_label("E-mailadres").fill(cast.worker.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Meld je aan", exact=True).click()
        page.get_by_text("Er wacht niets.").wait_for()
        assert count_contacts(kantine) == 50
