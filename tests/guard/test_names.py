"""Probable names are asked about; what the site itself calls its things is not."""

import pytest

from signals.guard import ask_about, find_names, read_rules, split_words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gesprek met Bredero over de huur", ["bredero"]),
        ("Fatima vraagt hulp bij een brief", ["fatima"]),
        ("vraag van fatima over school", ["fatima"]),
        ("MOHAMED komt volgende week terug", ["mohamed"]),
        ("dhr. Bredero belde terug", ["bredero"]),
        ("Mevrouw Van Voorbeeld komt terug", ["voorbeeld"]),
        ("Kwam met Élodie-Anne langs", ["elodie-anne"]),
        ("Kwam met Bredero.\nBredero belde", ["bredero"]),
        ("twee vragen (o.a. Bredero)", ["bredero"]),
    ],
)
def test_a_probable_name_is_found(text: str, names: list[str]) -> None:
    assert [name for name in find_names(text) if name != "van"] == names


@pytest.mark.parametrize(
    "text",
    [
        "Naar het CAW en Fluvius geweest. Komt terug in Maart.",
        "Spreekt Frans en Oekraïens, komt uit Syrië",
        "Woont in de Kerkstraat, ver van Kalmthout",
        "Vraag: Hoe lang duurt het?\nAntwoord: Lang",
        "- Premie aanvragen\n- Brief schrijven",
        "",
    ],
)
def test_a_capital_that_is_no_name_is_let_through(text: str) -> None:
    assert find_names(text) == []


def test_a_word_of_the_site_is_no_name() -> None:
    own = split_words("Buurthuis 't Boskranske")
    assert find_names("Komt naar Boskranske") == ["boskranske"]
    assert find_names("Komt naar Boskranske en Boskranskes koffie", own) == []


def test_a_first_name_that_is_also_a_word_of_the_site_is_let_through() -> None:
    assert find_names("Doorverwezen naar Sofia", split_words("Residentie Sofia")) == []


def test_the_question_shows_the_words_it_is_about() -> None:
    assert ask_about(["bredero", "fatima"]) == "Staat hier een naam in? ('Bredero', 'Fatima')"


def test_no_word_is_both_a_name_and_no_name() -> None:
    rules = read_rules()
    no_names = {word for words in rules["no_names"].values() for word in words.split()}
    assert not no_names & set(rules["first_names"].split())
