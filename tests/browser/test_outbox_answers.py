"""What a phone does with answers of the server, and with what browsers offer: one tap answers a question."""

import time
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from playwright.sync_api import Page

from signals.models import Contact, HelpRequest
from sites.models import Partner, Site
from sites.scope import site_scope
from tests.browser.conftest import OpenPhone
from tests.browser.test_offline import ADD, NOTE_QUICKLY, OUTBOX, count_contacts, install, sign_in
from tests.conftest import Cast
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)
from tests.outbox.conftest import MakeParcel, send
from tests.outbox.conftest import make_parcel as make_parcel  # noqa: PLC0414  (a fixture, asked for by name)

pytestmark = pytest.mark.browser

READ_ID = "async (script) => (await (await import(script)).listHeads())[0].id"
LIST_WAKES = "async () => (await navigator.serviceWorker.getRegistration('/kantine/team/')).sync.getTags()"
OFFER_TO_INSTALL = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = () => { document.title = "gevraagd"; };
  dispatchEvent(offer);
  return offer.defaultPrevented;
}"""
# Chromium makes the offer too, at a moment of its own choice.
LEAVE_OFFERS_TO_US = """addEventListener("beforeinstallprompt", (offer) => {
  if (offer.isTrusted) offer.stopImmediatePropagation();
})"""
SECONDS_UNTIL_WOKEN = 20


def note_without_network(page: Page) -> str:
    """Note one contact that waits on the phone; its id."""
    install(page)
    page.context.set_offline(True)
    page.goto(ADD)
    page.evaluate(NOTE_QUICKLY, 1)
    found: str = page.evaluate(READ_ID, staticfiles_storage.url("js/outbox-store.js"))
    return found


@pytest.mark.parametrize(
    ("button", "answers"), [("Pas aan wat bewaard is", ["before"]), ("Bewaar als nieuw", ["before", "ever"])]
)
def test_two_devices_that_say_something_else_of_an_entry_are_settled_with_one_tap(
    button: str,
    answers: list[str],
    open_phone: OpenPhone,
    server: str,
    cast: Cast,
    kantine: Site,
    make_parcel: MakeParcel,
) -> None:
    other = Client()
    other.force_login(cast.worker)
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        entry = note_without_network(page)
        assert send(other, make_parcel({"site_answer": "ever"}, id=entry))[0]["outcome"] == "kept"
        page.context.set_offline(False)
        page.goto(OUTBOX)
        page.get_by_text("Dit is al bewaard, maar anders ingevuld.").wait_for()
        page.get_by_role("button", name=button).click()
        page.get_by_text("Er wacht niets.").wait_for()
    with site_scope(kantine.pk):
        assert sorted(Contact.objects.values_list("site_answer", flat=True)) == answers


@pytest.fixture
def known_partner(kantine: Site, lists: None) -> Partner:
    """An organisation of which the phone still knows that it is nobody's name."""
    with site_scope(kantine.pk):
        partner: Partner = Partner.objects.create(name="Lindegroep", slug="lindegroep")
    return partner


def read_notes(site: Site) -> list[str]:
    with site_scope(site.pk):
        return list(HelpRequest.objects.values_list("note", flat=True))


@pytest.mark.parametrize("place", ["in the list", "beside the note"])
def test_a_name_that_only_the_server_asks_about_is_answered_with_one_tap(
    place: str, open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, known_partner: Partner
) -> None:
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        install(page)
        page.context.set_offline(True)
        page.goto(ADD)
        page.get_by_text("Notitie toevoegen").click()
        page.get_by_label("Notitie").fill("Kwam met Lindegroep langs")
        page.evaluate(NOTE_QUICKLY, 1)
        with site_scope(kantine.pk):
            known_partner.delete()
        page.context.set_offline(False)
        page.goto(OUTBOX)
        page.get_by_text("Staat hier een naam in? ('Lindegroep')").wait_for()
        assert read_notes(kantine) == []
        if place == "beside the note":
            page.get_by_role("link", name="Verbeter").click()
            page.get_by_role("group", name="Staat hier een naam in? ('Lindegroep')").wait_for()
        page.get_by_role("button", name="Nee, bewaar").click()
        if place == "beside the note":
            page.wait_for_url("**/kantine/team/**")
            page.goto(OUTBOX)
        page.get_by_text("Er wacht niets.").wait_for()
    assert read_notes(kantine) == ["Kwam met Lindegroep langs"]


def test_where_the_browser_can_wake_the_worker_the_outbox_leaves_with_no_page_open(
    open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None
) -> None:
    with open_phone(wakes_worker=True) as page:
        sign_in(page.context, server, cast.worker)
        note_without_network(page)
        # It stays asked for as long as the worker cannot send.
        assert page.evaluate(LIST_WAKES) == ["outbox"]
        page.goto("about:blank")
        page.context.set_offline(False)
        wake(page, server)
        deadline = time.monotonic() + SECONDS_UNTIL_WOKEN
        while count_contacts(kantine) == 0:
            assert time.monotonic() < deadline, "the worker sent nothing"
            page.wait_for_timeout(100)
    assert count_contacts(kantine) == 1


def wake(page: Page, server: str) -> None:
    """Let the browser wake the worker of the site, as it does when the network is back."""
    found: list[dict[str, Any]] = []
    tools = page.context.new_cdp_session(page)
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda news: found.extend(news["registrations"]))
    tools.send("ServiceWorker.enable")
    page.wait_for_timeout(500)
    number = next(one["registrationId"] for one in found if one["scopeURL"].endswith("/kantine/team/"))
    asked = {"origin": server, "registrationId": number, "tag": "outbox", "lastChance": False}
    tools.send("ServiceWorker.dispatchSyncEvent", asked)


def test_the_app_is_installed_with_a_button_where_the_browser_offers_it(
    open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None
) -> None:
    with open_phone() as page:
        page.add_init_script(LEAVE_OFFERS_TO_US)
        sign_in(page.context, server, cast.worker)
        page.goto(OUTBOX)
        # The browser's own bar stays away, for the button is there.
        assert page.evaluate(OFFER_TO_INSTALL) is True
        page.get_by_role("button", name="Zet op mijn startscherm").click()
        assert page.title() == "gevraagd"
        page.evaluate("() => dispatchEvent(new Event('appinstalled'))")
        assert not page.get_by_role("heading", name="Stek op je telefoon").is_visible()
