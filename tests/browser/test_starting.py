"""A new site from the first screen to its public page, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from signals.models import Theme
from sites.models import Invitation, Site
from sites.scope import site_scope
from tests.browser.conftest import Open
from tests.conftest import Cast

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_a_site_starts_on_a_phone_and_ends_on_its_public_page(cast: Cast, open_browser: Open, javascript: bool) -> None:
    with open_browser(cast.administrator, width=390, javascript=javascript) as visit:
        page = visit.page
        visit.go("/beheer/")
        page.get_by_role("link", name="Nieuwe site").click()
        page.get_by_label("Hoe heet jullie plek?").fill("Het Anker")
        page.get_by_label("In welke gemeente?").fill("Brecht")
        page.get_by_label("Straat en nummer").fill("Dorpsplein 7")
        page.get_by_role("button", name="Bewaar en ga verder").click()
        page.get_by_label("Een plek met partners").check()
        page.get_by_role("button", name="Bewaar en ga verder").click()
        page.get_by_label("Welke organisaties doen mee?").fill("CAW\nLigo")
        page.get_by_role("button", name="Bewaar en ga verder").click()
        page.get_by_role("link", name="Koffie & Formulieren").click()
        expect(page.get_by_label("Wat is het?")).to_have_value("Koffie & Formulieren")
        page.get_by_label("Wie doet het?").select_option(label="CAW")
        page.get_by_label("donderdag").check()
        page.get_by_label("Van hoe laat?").fill("13:00")
        page.get_by_label("Tot hoe laat?").fill("15:30")
        page.get_by_role("button", name="Bewaar").click()

        # Left in the middle, and gone on with from the list of sites.
        page.get_by_role("link", name="Later verder doen").click()
        visit.go("/beheer/")
        page.get_by_role("link", name=re.compile("Ga verder met voorbereiden")).click()
        page.get_by_role("link", name="Naar de mensen").click()
        page.get_by_label("Naam").fill("Nele")
        page.get_by_label("E-mail").fill("nele@stek.example")
        page.get_by_role("button", name="Zet op de lijst").click()
        page.get_by_role("link", name="Dit is iedereen, ga verder").click()
        page.get_by_role("link", name="Zo zullen bezoekers het zien").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Het Anker")
        page.get_by_role("link", name="Terug naar de stappen").click()
        page.get_by_role("button", name="Open Het Anker").click()

        expect(page).to_have_url(f"{visit.home}/het-anker/")
        expect(page.get_by_role("link", name="Koffie & Formulieren").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390 if javascript else True
        assert visit.complaints == []
    site = Site.objects.get(slug="het-anker")
    with site_scope(site.pk):
        assert Theme.objects.count() == 13
        assert Invitation.objects.get().email == "nele@stek.example"
