"""A second factor under the strict policy: the scripts of allauth run, and what they need is on the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from playwright.sync_api import Page

from sites.models import User
from tests.browser.conftest import Open, Visit
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def worker(cast: Cast) -> User:
    """An opbouwwerker whose address is confirmed."""
    EmailAddress.objects.update_or_create(
        user=cast.worker, email=cast.worker.email, defaults={"verified": True, "primary": True}
    )
    return cast.worker


def go_as_oneself(visit: Visit, path: str) -> None:
    """Open a page that first asks for the password again."""
    visit.go(path)
    visit.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    visit.page.get_by_role("button", name="Ga verder").click()
    visit.page.wait_for_url(visit.home + path)


@contextmanager
def key_that_says_yes(page: Page) -> Iterator[None]:
    """Plug in a key that holds passkeys and approves whatever is asked."""
    developer = page.context.new_cdp_session(page)
    developer.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    yield
    developer.detach()


def test_a_passkey_is_made_and_opens_the_door_later(worker: User, open_browser: Open) -> None:
    with open_browser(worker) as visit, key_that_says_yes(visit.page):
        page = visit.page
        go_as_oneself(visit, reverse("mfa_add_webauthn"))
        page.get_by_label("Naam").fill("mijn gsm")
        page.get_by_label("Ook zonder wachtwoord aanmelden").check()
        page.get_by_role("button", name="Maak de passkey").click()
        page.get_by_role("heading", name="Je herstelcodes").wait_for()
        page.context.clear_cookies()
        visit.go(reverse("account_login"))
        page.get_by_role("button", name="Gebruik je passkey").click()
        page.wait_for_url(lambda url: reverse("account_login") not in url)
        assert visit.complaints == []


def test_a_passkey_that_is_not_there_is_said_on_the_page(open_browser: Open) -> None:
    with open_browser() as visit:
        visit.page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no key'))")
        visit.go(reverse("account_login"))
        visit.page.get_by_role("button", name="Gebruik je passkey").click()
        visit.page.get_by_text("Je passkey of sleutel werd niet gelezen.").wait_for()


def test_the_code_on_a_phone_is_turned_on_with_the_square_on_the_page(worker: User, open_browser: Open) -> None:
    with open_browser(worker) as visit:
        page = visit.page
        go_as_oneself(visit, reverse("mfa_activate_totp"))
        assert page.locator(".qr svg path").bounding_box() is not None
        secret = page.locator("form b").first.inner_text()
        counter = next(iter(yield_hotp_counters_from_time()))
        page.get_by_label("Code uit je app").fill(format_hotp_value(hotp_value(secret, counter)))
        page.get_by_role("button", name="Zet aan").click()
        page.get_by_role("heading", name="Je herstelcodes").wait_for()
        assert visit.complaints == []
