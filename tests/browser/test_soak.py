"""Two thousand entries leave a phone while half of the replies get lost and the server is killed twice."""

import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from threading import Timer
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route

from sites.models import Site
from tests.browser.conftest import OpenPhone
from tests.browser.serving import ServerProcess
from tests.browser.test_offline import ADD, NOTE_QUICKLY, OUTBOX, count_contacts, install, sign_in
from tests.conftest import Cast
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)

pytestmark = [pytest.mark.browser, pytest.mark.soak]

ENTRIES = 2_000
KILLED_AT = (600, 1_200)
SECONDS_AT_MOST = 60
MULTIPLY = """async ([script, number]) => {
  const store = await import(script);
  const [head] = await store.listHeads();
  const entry = await store.readEntry(head.id);
  // The page would count anew after each of them.
  BroadcastChannel.prototype.postMessage = () => {};
  const save = () => store.saveEntry({ ...entry, id: crypto.randomUUID(), queuedAt: Date.now() });
  await Promise.all(Array.from({ length: number - 1 }, save));
}"""


@pytest.fixture
def server_process(transactional_db: None) -> Iterator[ServerProcess]:
    """A server that can be killed."""
    server = ServerProcess()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(server_process: ServerProcess) -> str:
    """Its address, under the name that the phone asks for."""
    return server_process.url


def test_two_thousand_entries_arrive_once_in_a_minute_through_lost_replies_and_a_server_killed_twice(
    open_phone: OpenPhone,
    server_process: ServerProcess,
    cast: Cast,
    kantine: Site,
    lists: None,
    record_property: Callable[[str, object], None],
) -> None:
    network = BadNetwork(server_process)
    with open_phone() as page:
        fill_phone(page, server_process.url, cast)
        page.context.route("**/kantine/team/versturen/", network.serve)
        page.context.set_offline(False)
        started = time.monotonic()
        page.goto(OUTBOX)
        page.get_by_text("Er wacht niets.").wait_for(timeout=600_000)
        seconds = time.monotonic() - started
    record_property(
        "measured",
        f"{ENTRIES} entries left the phone in {seconds:.0f} s (at most {SECONDS_AT_MOST}): {network.sent} sendings, "
        f"{network.lost} replies lost, server killed {len(KILLED_AT)} times",
    )
    assert network.kills == []
    assert count_contacts(kantine) == ENTRIES
    assert seconds <= SECONDS_AT_MOST


class BadNetwork:
    """Loses half of the replies, and has the server killed while it works on a batch."""

    def __init__(self, server: ServerProcess) -> None:
        self.kills = list(KILLED_AT)
        self.lost = 0
        self._sent: Counter[str] = Counter()
        self._server = server
        self._chance = random.Random(11)  # noqa: S311  (a made-up network)

    @property
    def sent(self) -> int:
        """How often an entry was sent, all together."""
        return self._sent.total()

    def serve(self, route: Route) -> None:
        """Pass a request on, and its reply or not."""
        if route.request.method == "POST":
            sent: Any = route.request.post_data_json
            self._sent.update(entry["id"] for entry in sent["entries"])
        if self.kills and len(self._sent) > self.kills[0]:
            self._kill_over(route)
            return
        try:
            reply = route.fetch()
        except PlaywrightError:
            route.abort()
            return
        if self._chance.random() < 0.5:
            self.lost += 1
            route.abort()
        else:
            route.fulfill(response=reply)

    def _kill_over(self, route: Route) -> None:
        self.kills.pop(0)
        # While it works on this very batch.
        killer = Timer(0.1, self._server.kill)
        killer.start()
        with contextlib.suppress(PlaywrightError):
            route.fetch()
        killer.join()
        self._server.start()
        route.abort()


def fill_phone(page: Page, server: str, cast: Cast) -> None:
    """Note one contact by hand without network, and as many again as a week could bring."""
    sign_in(page.context, server, cast.worker)
    install(page)
    page.context.set_offline(True)
    page.goto(ADD)
    page.evaluate(NOTE_QUICKLY, 1)
    page.evaluate(MULTIPLY, [staticfiles_storage.url("js/outbox-store.js"), ENTRIES])
