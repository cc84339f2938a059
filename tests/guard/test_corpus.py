"""How well the guard does on many texts. The rates stand at the end of every run."""

import re
from collections.abc import Callable

import pytest

from signals.guard import OF_DIGITS, _build_rules, find_identifiers, find_names, make_plain, split_words
from tests.guard.clean import make_clean_sentences
from tests.guard.identifiers import make_corpus

OWN_WORDS = split_words("Koffie & Formulieren, Kantine Bezemheide, Soep met Babbels, Naaiatelier")

type Record = Callable[[str, object], None]


@pytest.fixture
def measured(record_property: Record) -> Callable[[str, int, int], float]:
    """Note a share for the summary of the run, and give it."""

    def measured(what: str, part: int, whole: int) -> float:
        record_property("measured", f"guard: {what} {part / whole:.2%} ({part} of {whole})")
        return part / whole

    return measured


def test_at_least_99_in_100_identifiers_are_found(measured: Callable[[str, int, int], float]) -> None:
    corpus = make_corpus()
    missed = [sample for sample in corpus if not find_identifiers(sample.text)]
    assert len(corpus) == 10_000
    assert measured("recall", len(corpus) - len(missed), len(corpus)) >= 0.99, missed[:20]
    for kind in {sample.kind for sample in corpus}:
        whole = sum(sample.kind == kind for sample in corpus)
        assert sum(sample.kind == kind for sample in missed) <= 0.02 * whole, (kind, missed[:20])


def test_an_identifier_is_called_by_its_own_name() -> None:
    called = [(sample, {found.kind for found in find_identifiers(sample.text)}) for sample in make_corpus()[::5]]
    wrong = [(sample.text, kinds) for sample, kinds in called if sample.kind not in kinds]
    assert len(wrong) <= 0.01 * len(called), wrong[:20]


def test_at_most_2_in_100_clean_sentences_are_refused(measured: Callable[[str, int, int], float]) -> None:
    sentences = make_clean_sentences()
    alarms = [(sentence, found) for sentence in sentences if (found := find_identifiers(sentence))]
    assert len(sentences) == 1000
    assert measured("false alarms", len(alarms), len(sentences)) <= 0.02, alarms


def test_at_most_2_in_100_clean_sentences_are_asked_about(measured: Callable[[str, int, int], float]) -> None:
    sentences = make_clean_sentences()
    alarms = [(sentence, found) for sentence in sentences if (found := find_names(sentence, OWN_WORDS))]
    assert measured("needless questions", len(alarms), len(sentences)) <= 0.02, alarms


def test_what_is_looked_for_beside_a_digit_only_is_nowhere_without_one() -> None:
    rules = [rule for rule in _build_rules()[0] if rule.kind in OF_DIGITS]
    texts = [re.sub("[0-9]", "", make_plain(sample.text)) for sample in make_corpus()[::5]]
    assert [text for text in texts if any(rule.pattern.search(text) for rule in rules)] == []
