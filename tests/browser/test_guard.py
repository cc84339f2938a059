"""The browser's half of the guard: it says what the server's half says, and keeps what was typed on the page."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

from signals.guard import ask_about, find_identifiers, find_names, make_plain, split_words
from tests.browser.conftest import Open, Visit
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
