"""A phone on which somebody notes without network, sends it later, and signs out.

A process of its own (`python -m tests.canary.phone URL PROFILE PASSWORD NOTE REFUSED`), for Playwright can be started
only once in a process. It prints what scripts can read of what the browser keeps, before sending and after signing out.
"""

import json
import sys

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import FLAGS, WAIT_UNTIL_INSTALLED, find_chromium

LIST_KEPT = """async () => {
  const tell = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value)
    : value instanceof Object ? Object.entries(value).map(([name, part]) => [name, tell(part)]) : value;
  const answer = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const kept = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      kept.push(tell(await answer(database.transaction(store).objectStore(store).getAll())));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const page of await cache.keys()) kept.push(page.url, await (await cache.match(page)).text());
  }
  return kept;
}"""


def use_phone(page: Page, *, password: str, note: str, refused: str) -> list[str]:
    """Note, send and sign out; what the browser keeps in between and at the end."""
    page.goto("/account/login/?next=/kantine/team/")
    page.get_by_label("E-mailadres").fill("noor@stek.example")
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Meld je aan", exact=True).click()
    page.wait_for_url("**/kantine/team/")
    page.evaluate(WAIT_UNTIL_INSTALLED)
    page.context.set_offline(True)
    page.goto("/kantine/team/contacten/nieuw/")
    for words in ("Soep", "Weet ik niet", "Werk", "Advies"):
        page.locator("label", has_text=words).first.click()
    page.get_by_text("Notitie toevoegen").click()
    page.get_by_label("Notitie").fill(refused)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("alert").first.wait_for()
    page.get_by_label("Notitie").fill(note)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.wait_for_url("**/kantine/team/")
    page.get_by_text("1 contact wacht op verzending").wait_for()
    while_waiting = page.evaluate(LIST_KEPT)
    page.context.set_offline(False)
    page.goto("/kantine/team/te-versturen/")
    page.get_by_text("Er wacht niets.").wait_for()
    page.goto("/kantine/team/")
    page.locator(".team-menu > summary").click()
    page.locator(".team-menu").get_by_role("button", name="Afmelden").click()
    page.wait_for_url(lambda url: url.endswith("/") and "/team/" not in url)
    return [json.dumps(while_waiting), json.dumps(page.evaluate(LIST_KEPT))]


if __name__ == "__main__":
    url, profile, password, note, refused = sys.argv[1:]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=find_chromium(),
            args=list(FLAGS),
            viewport={"width": 390, "height": 800},
            locale="nl-BE",
            base_url=url,
        )
        context.set_default_timeout(60_000)
        kept = use_phone(context.pages[0], password=password, note=note, refused=refused)
        context.close()
    sys.stdout.write(json.dumps(kept))
