"""What waits on a phone: seen by its owner only, mended when it is refused, and never thrown away by accident."""

import datetime
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route

from signals.models import Contact
from sites.models import Site
from sites.scope import site_scope
from tests.browser.conftest import OpenPhone
from tests.browser.test_offline import (
    ADD,
    BOARD,
    NOTE_QUICKLY,
    OUTBOX,
    count_contacts,
    install,
    note,
    sign_in,
)
from tests.conftest import Cast
from tests.contacts.conftest import lists as lists  # noqa: PLC0414  (a fixture, asked for by name)

pytestmark = pytest.mark.browser

SENDING = "**/kantine/team/versturen/"


def open_other_day(page: Page) -> None:
    """Unfold the other activities and the day; on a day without moments they stand open."""
    if not page.get_by_label("Welke dag?").is_visible():
        page.get_by_text("Iets anders of een andere dag").click()


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    page.goto(ADD)


@pytest.fixture
def phone(open_phone: OpenPhone, server: str, cast: Cast, lists: None) -> Iterator[Page]:
    """The phone of the worker, who is signed in and has put Stek on it."""
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        install(page)
        yield page


def test_a_contact_saved_with_network_is_on_the_server_at_once_and_can_be_taken_back(
    open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None
) -> None:
    with open_phone() as page:
        sign_in(page.context, server, cast.volunteer)
        page.goto(ADD)
        note(page)
        page.get_by_text("Bewaard.", exact=True).wait_for()
        assert count_contacts(kantine) == 1
        page.get_by_role("button", name="Maak ongedaan").click()
        page.get_by_text("Verwijderd. Het telt nergens mee.").wait_for()
        assert count_contacts(kantine) == 0
        note(page, button="Bewaar")
        page.wait_for_url("**/team/?bewaard=*")
        assert count_contacts(kantine) == 1


def test_what_the_server_refuses_waits_with_its_sentence_until_it_is_mended(phone: Page, kantine: Site) -> None:
    go_offline(phone)
    open_other_day(phone)
    phone.get_by_label("Welke dag?").fill("2040-01-01")
    phone.evaluate(NOTE_QUICKLY, 1)
    open_other_day(phone)
    phone.get_by_label("Welke dag?").fill(datetime.date.today().isoformat())  # noqa: DTZ011  (the phone's day)
    phone.evaluate(NOTE_QUICKLY, 1)
    phone.context.set_offline(False)
    phone.goto(OUTBOX)
    phone.get_by_text("Deze datum moet nog komen.").wait_for()
    # The one that is wrong did not hold up the other.
    assert count_contacts(kantine) == 1
    phone.get_by_role("link", name="Verbeter").click()
    phone.get_by_role("alert").get_by_text("Deze datum moet nog komen.").wait_for()
    phone.get_by_label("Welke dag?").fill(datetime.date.today().isoformat())  # noqa: DTZ011
    phone.get_by_role("button", name="Bewaar", exact=True).click()
    phone.wait_for_url("**/team/?bewaard=*")
    assert count_contacts(kantine) == 2


def test_on_a_shared_phone_nobody_sees_or_sends_what_somebody_else_noted(
    phone: Page, server: str, cast: Cast, kantine: Site
) -> None:
    go_offline(phone)
    phone.evaluate(NOTE_QUICKLY, 2)
    phone.context.set_offline(False)
    phone.context.clear_cookies()
    sign_in(phone.context, server, cast.volunteer)
    phone.goto(BOARD)
    phone.goto(OUTBOX)
    phone.get_by_text("Er wacht niets.").wait_for()
    phone.wait_for_timeout(1_500)
    assert phone.locator("#outbox-entries li").count() == count_contacts(kantine) == 0
    phone.context.clear_cookies()
    sign_in(phone.context, server, cast.worker)
    phone.goto(BOARD)
    phone.goto(OUTBOX)
    phone.get_by_text("Er wacht niets.").wait_for()
    with site_scope(kantine.pk):
        assert set(Contact.objects.values_list("logged_by", flat=True)) == {cast.worker.pk}
    assert count_contacts(kantine) == 2


def open_sign_out_question(page: Page) -> None:
    """Sign out from the menu while one contact cannot leave."""
    page.route(SENDING, lambda route: route.abort())
    page.goto(ADD)
    note(page)
    page.get_by_text("Bewaard op dit toestel.").wait_for()
    page.goto(BOARD)
    page.locator(".team-menu > summary").click()
    page.locator(".team-menu").get_by_role("button", name="Afmelden").click()
    page.get_by_role("heading", name="Er wacht nog 1 contact").wait_for()


def test_signing_out_can_keep_what_waits_for_who_noted_it(
    open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None
) -> None:
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        open_sign_out_question(page)
        page.get_by_role("button", name="Bewaren voor mij op dit toestel").click()
        page.wait_for_url(f"{server}/")
        page.unroute(SENDING)
        sign_in(page.context, server, cast.worker)
        page.goto(OUTBOX)
        page.get_by_text("Er wacht niets.").wait_for()
        assert count_contacts(kantine) == 1


def test_signing_out_can_send_first(open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None) -> None:
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        open_sign_out_question(page)
        page.unroute(SENDING)
        page.get_by_role("button", name="Eerst versturen").click()
        page.wait_for_url(f"{server}/")
        assert count_contacts(kantine) == 1


def test_signing_out_throws_away_only_after_a_second_question(
    open_phone: OpenPhone, server: str, cast: Cast, kantine: Site, lists: None
) -> None:
    with open_phone() as page:
        sign_in(page.context, server, cast.worker)
        open_sign_out_question(page)
        page.get_by_role("button", name="Weggooien").click()
        page.get_by_role("heading", name="1 contact weggooien?").wait_for()
        page.get_by_role("button", name="Ja, gooi weg en meld me af").click()
        page.wait_for_url(f"{server}/")
        page.unroute(SENDING)
        sign_in(page.context, server, cast.worker)
        page.goto(OUTBOX)
        page.get_by_text("Er wacht niets.").wait_for()
        assert count_contacts(kantine) == 0


def test_lost_replies_and_two_tabs_send_each_entry_but_count_it_once(phone: Page, kantine: Site) -> None:
    asked: Counter[str] = Counter()
    chance = random.Random(7)  # noqa: S311  (a made-up network)

    def lose_half(route: Route) -> None:
        for entry in (route.request.post_data_json or {}).get("entries", []) if route.request.method == "POST" else []:
            asked[entry["id"]] += 1
        reply = route.fetch()
        if chance.random() < 0.5:
            route.abort()
        else:
            route.fulfill(response=reply)

    go_offline(phone)
    phone.evaluate(NOTE_QUICKLY, 60)
    phone.context.route(SENDING, lose_half)
    phone.context.set_offline(False)
    other = phone.context.new_page()
    other.goto(OUTBOX)
    phone.goto(OUTBOX)
    phone.get_by_text("Er wacht niets.").wait_for(timeout=60_000)
    other.get_by_text("Er wacht niets.").wait_for()
    assert count_contacts(kantine) == 60
    assert len(asked) == 60
    # One tab at a time: what the other tab was sending was not sent beside it, only again after a lost reply.
    assert max(asked.values()) < 20


@pytest.mark.parametrize("is_right", [True, False])
def test_a_phone_whose_clock_is_wrong_asks_which_day_it_was(phone: Page, kantine: Site, is_right: bool) -> None:
    behind = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=3)
    phone.clock.install(time=behind)
    go_offline(phone)
    phone.evaluate(NOTE_QUICKLY, 1)
    phone.context.set_offline(False)
    phone.goto(OUTBOX)
    phone.get_by_text("Klopt jouw dag?").wait_for()
    phone.get_by_text("De klok van je telefoon staat verkeerd").wait_for()
    assert count_contacts(kantine) == 0
    phone.get_by_role("button", name="Ja, die dag klopt" if is_right else "Nee, het was").click()
    phone.get_by_text("Er wacht niets.").wait_for()
    with site_scope(kantine.pk):
        assert [contact.on for contact in Contact.objects.all()] == [
            behind.date() if is_right else timezone.localdate()
        ]


def test_the_board_shows_what_arrived_while_it_was_open(phone: Page, kantine: Site) -> None:
    go_offline(phone)
    phone.evaluate(NOTE_QUICKLY, 2)
    phone.context.set_offline(False)
    phone.goto(BOARD)
    phone.get_by_text("2 contacten verstuurd.").wait_for()
    assert phone.get_by_role("link", name="Verbeter").count() == 2


def test_what_must_be_looked_at_does_not_hide_what_waits(phone: Page) -> None:
    go_offline(phone)
    open_other_day(phone)
    phone.get_by_label("Welke dag?").fill("2040-01-01")
    phone.evaluate(NOTE_QUICKLY, 1)
    phone.context.set_offline(False)
    phone.goto(OUTBOX)
    phone.get_by_text("Deze datum moet nog komen.").wait_for()
    go_offline(phone)
    phone.evaluate(NOTE_QUICKLY, 2)
    strip = phone.locator("#outbox-strip")
    strip.get_by_text("1 contact moet nog nagekeken worden").wait_for()
    strip.get_by_text("2 contacten wachten op verzending.").wait_for()


def test_two_help_requests_and_a_head_count_are_noted_without_network_too(phone: Page, kantine: Site) -> None:
    go_offline(phone)
    phone.get_by_role("button", name="Nog een vraag").click()
    phone.locator(".request").nth(1).locator("label", has_text="Huisvesting").first.click()
    note(phone)
    phone.get_by_text("Bewaard op dit toestel.").wait_for()
    phone.goto("/kantine/team/tellen/")
    phone.locator("label", has_text="Koffie & Formulieren").click()
    phone.get_by_role("spinbutton", name="Hoeveel mensen waren er?").fill("12")
    phone.get_by_label("Wat voor keer was het?").select_option("extra")
    phone.get_by_role("button", name="Bewaar telling").click()
    phone.wait_for_url("**/kantine/team/")
    phone.get_by_text("1 contact en 1 telling wachten op verzending").wait_for()
    phone.context.set_offline(False)
    phone.goto(OUTBOX)
    phone.get_by_text("Er wacht niets.").wait_for()
    with site_scope(kantine.pk):
        contact = Contact.objects.get()
        assert [str(request) for request in contact.help_requests.all()] == ["Financieel", "Huisvesting"]
        assert contact.activity.sessions.get().head_count == 12
