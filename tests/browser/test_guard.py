"""The browser's half of the guard: it says what the server's half says, and keeps what was typed on the page."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from playwright.sync_api import Page, expect

from signals.guard import ask_about, find_identifiers, find_names, make_plain, split_words
from signals.models import HelpRequest, Theme
from sites.models import Site
from sites.scope import site_scope
from tests.browser.conftest import Open, Visit
from tests.conftest import Cast
from tests.guard.clean import make_clean_sentences
from tests.guard.identifiers import INVISIBLE, make_corpus
from tests.guard.test_hostile import HOSTILE, SHORT

pytestmark = pytest.mark.browser

OWN_WORDS = split_words("Koffie & Formulieren in de Kantine")
READ_ALL = """async ([address, texts, words]) => {
  const { askAbout, findIdentifiers, findNames, makePlain } = await import(address);
  return texts.map((text) => {
    const names = findNames(text, words);
    return [makePlain(text), findIdentifiers(text), names, names.length ? askAbout(names) : ""];
  });
}"""
BATCH = 2500


@pytest.fixture
def entrance(open_browser: Open) -> Iterator[Visit]:
    """A page of the server, from which its modules can be loaded."""
    with open_browser() as visit:
        visit.go(reverse("account_login"))
        yield visit


def make_mixtures() -> list[str]:
    """Bits of identifiers, words and odd characters, thrown together."""
    random = Random(14)  # noqa: S311  (a corpus, not a secret)
    bits = [
        *HOSTILE, *INVISIBLE, *make_clean_sentences()[:40], "0470", "12 34 56", "BE68", "5390 0754 7034",
        "85.07.30-", "033.28", "Kerkstraat",
        "kerkstr.", "\u212a", "\u017ft", "İ", "ß", "Σς", "ł", "½", "①", "ﬁ", "🏠12", "\ud7ff", "\U0001d7ce\U0001d7d2",
        "٠٤", "Bredero", "Fatima", "dhr. ", "'s",
        "\r\n", "\u2028", "\x00", "n°", "№", "apenstaartje", " punt be", "e\u0301", "Ǆ", "가", "नि", "\u0130stanbul",
    ]  # fmt: skip
    return ["".join(random.choice(bits) for _ in range(random.randint(1, 9))) for _ in range(2500)]


def read_here(text: str) -> list[Any]:
    findings = [{"kind": found.kind, "reason": found.reason, "text": found.text} for found in find_identifiers(text)]
    names = find_names(text, OWN_WORDS)
    return [make_plain(text), findings, names, ask_about(names) if names else ""]


def test_the_browser_and_the_server_give_the_same_answers(entrance: Visit) -> None:
    corpus = [sample.text for sample in make_corpus()]
    texts = [*corpus, *make_clean_sentences(), *(piece * SHORT for piece in HOSTILE), *make_mixtures()]
    address = staticfiles_storage.url("js/guard.js")
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        there = entrance.page.evaluate(READ_ALL, [address, batch, OWN_WORDS])
        different = [
            (text, said, here) for text, said in zip(batch, there, strict=True) if said != (here := read_here(text))
        ]
        assert different == [], different[:5]


@pytest.fixture
def noting(open_browser: Open, cast: Cast, kantine: Site) -> Iterator[Visit]:
    """The contact form, filled in but for its note."""
    with open_browser(cast.worker) as visit:
        open_form(visit, kantine)
        yield visit


def open_form(visit: Visit, site: Site) -> None:
    """Fill in a contact but for its note."""
    with site_scope(site.pk):
        Theme.objects.create(name="Financieel")
    visit.go(reverse("contact_add", args=[site.slug]))
    visit.page.get_by_role("group", name="Kende je deze bezoeker al?").get_by_label("Al geweest dit jaar").check()
    visit.page.get_by_label("Koffie & Formulieren").check()
    visit.page.get_by_label("Financieel").check()
    visit.page.get_by_text("Notitie toevoegen").click()


def write_note(visit: Visit, text: str, button: str = "Bewaar") -> None:
    visit.page.get_by_label("Notitie, zonder naam").fill(text)
    visit.page.get_by_role("button", name=button, exact=True).click()


def read_notes(site: Site) -> list[str]:
    with site_scope(site.pk):
        return list(HelpRequest.objects.values_list("note", flat=True))


def test_a_phone_number_is_refused_on_the_spot_and_can_be_taken_out(noting: Visit, kantine: Site) -> None:
    page, address = noting.page, noting.page.url
    note = page.get_by_label("Notitie, zonder naam")
    write_note(noting, "bel 0470 12 34 56")
    expect(note).to_have_accessible_description("Hier staat een telefoonnummer. Laat het weg.")
    expect(note).to_be_focused()
    expect(note).to_have_value("bel 0470 12 34 56")
    assert page.url == address
    assert read_notes(kantine) == []
    write_note(noting, "belt morgen terug")
    page.wait_for_url("**/team/?bewaard=*")
    assert read_notes(kantine) == ["belt morgen terug"]
    assert noting.complaints == []


def wait_for_notes(page: Page, site: Site, notes: list[str]) -> None:
    """Give what was kept on the phone a moment to arrive."""
    for _ in range(100):
        if read_notes(site) == notes:
            return
        page.wait_for_timeout(100)
    assert read_notes(site) == notes


def test_a_probable_name_is_asked_about_and_kept_after_no(noting: Visit, kantine: Site) -> None:
    page = noting.page
    write_note(noting, "Kwam met Bredero langs", "Bewaar en volgende")
    expect(page.get_by_role("group", name="Staat hier een naam in? ('Bredero')")).to_be_focused()
    assert read_notes(kantine) == []
    page.get_by_role("button", name="Nee, bewaar").click()
    # The form stays and is empty again for the next one; the contact goes by way of the phone's own store.
    expect(page.get_by_label("Notitie, zonder naam")).to_have_value("")
    wait_for_notes(page, kantine, ["Kwam met Bredero langs"])
    assert noting.complaints == []


def test_who_meant_a_name_goes_on_writing(noting: Visit, kantine: Site) -> None:
    write_note(noting, "Kwam met Bredero langs")
    noting.page.get_by_role("button", name="Ja, ik pas het aan").click()
    expect(noting.page.get_by_label("Notitie, zonder naam")).to_be_focused()
    expect(noting.page.get_by_role("group", name="Staat hier een naam in")).to_have_count(0)
    write_note(noting, "Kwam met een vriend langs")
    noting.page.wait_for_url("**/team/?bewaard=*")
    assert read_notes(kantine) == ["Kwam met een vriend langs"]


def test_without_javascript_the_question_and_its_answer_work_too(open_browser: Open, cast: Cast, kantine: Site) -> None:
    with open_browser(cast.worker, javascript=False) as visit:
        open_form(visit, kantine)
        write_note(visit, "Kwam met Bredero langs")
        visit.page.get_by_role("button", name="Nee, bewaar").click()
        visit.page.wait_for_url("**/team/?bewaard=*")
    assert read_notes(kantine) == ["Kwam met Bredero langs"]
