"""What stands on a phone for whoever opens it up: sealed entries, and no page that somebody was signed in for."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_offline import ADD, BOARD, NOTE_QUICKLY, sign_out_everywhere
from tests.browser.test_outbox import go_offline
from tests.browser.test_outbox import phone as phone  # noqa: PLC0414  (a fixture, asked for by name)
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)

pytestmark = pytest.mark.browser

READ_RAW = """async () => {
  const open = indexedDB.open("stek");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const store = database.transaction("entries").objectStore("entries").getAll();
  const [entry] = await new Promise((resolve) => { store.onsuccess = () => resolve(store.result); });
  const facts = database.transaction("facts").objectStore("facts").get("key");
  const key = await new Promise((resolve) => { facts.onsuccess = () => resolve(facts.result); });
  const letters = new TextDecoder("latin1").decode(entry.sealed.bytes);
  return { heads: Object.keys(entry).sort(), letters, extractable: key.extractable };
}"""
LIST_KEPT = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map((request) => new URL(request.url).pathname);
}"""


def test_what_waits_is_sealed_with_a_key_that_stays_in_the_browser(phone: Page) -> None:
    go_offline(phone)
    phone.get_by_text("Notitie toevoegen").click()
    phone.get_by_label("Notitie").fill("kanarie in de mijn")
    phone.evaluate(NOTE_QUICKLY, 1)
    raw = phone.evaluate(READ_RAW)
    assert "kanarie" not in raw["letters"]
    assert "Financieel" not in raw["letters"]
    assert raw["extractable"] is False
    assert raw["heads"] == [
        "attempted",
        "id",
        "kind",
        "queuedAt",
        "sealed",
        "site",
        "stamp",
        "state",
        "user",
        "withdrawn",
    ]


def test_the_phone_keeps_no_page_that_somebody_was_signed_in_for(phone: Page) -> None:
    for path in (ADD, "/kantine/team/contacten/", "/kantine/team/signalen/", "/kantine/team/tellen/"):
        phone.goto(path)
    kept = [path for path in phone.evaluate(LIST_KEPT) if not path.startswith("/static/")]
    sign_out_everywhere()
    phone.goto(BOARD)
    phone.wait_for_url("**/account/login/**")
    assert sorted(kept) == [
        "/kantine/team/buiten/blanco/",
        "/kantine/team/contacten/blanco/",
        "/kantine/team/te-versturen/",
        "/kantine/team/tellen/blanco/",
        "/kantine/team/zonder-verbinding/",
    ]
