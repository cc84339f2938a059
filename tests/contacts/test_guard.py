"""The guard keeps identifiers out of free text and lets ordinary sentences pass."""

import time

import pytest

from signals.guard import find_identifiers


@pytest.mark.parametrize(
    "text",
    [
        "bel 0470 12 34 56",
        "gsm 0470/12.34.56",
        "tel +32 470 12 34 56",
        "vast nummer 03 664 12 34 na 17u",
        "0032470123456",
        "mail naar an.peeters@example.be",
        "an.peeters @ example.be",
        "zie www.facebook.com/iemand",
        "https://example.org/profiel",
        "nummer 85.07.30-033.28",
        "85073003328",
        "rekening BE68 5390 0754 7034",
        "be68539007547034",
        "woont in Kerkstraat 12",
        "Gomarus van Geelstraat 30, achteraan",
        "Bredabaan 280 bus 3",
        "woont kerkstraat 12",
        "komt van de gentsesteenweg 4",
        "Kerkstraat, 12",
        "Grote Markt 3",
    ],
)
def test_an_identifier_is_found(text: str) -> None:
    assert find_identifiers(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "brief van de energieleverancier, € 1.245,50 achterstand",
        "3 kinderen, zoekt een woning met 2 slaapkamers",
        "afspraak op 12/03/2026 van 13.00 tot 15.30 uur",
        "moment van 9u30-11u30 past niet",
        "wacht al 14 maanden op een sociale woning",
        "in 2019 en 2020 ook al gevraagd",
        "kan de factuur van 350 euro niet betalen",
        "vraagt naar de premie voor 65 jaar of ouder",
        "bus 432 rijdt niet meer na 18 uur",
        "formulier 276.1 ingevuld",
        "woont op straat sinds 2 weken",
        "Komt op de markt 3 keer per week",
        "Vervoer terugweg 2 uur",
    ],
)
def test_an_ordinary_sentence_passes(text: str) -> None:
    assert find_identifiers(text) == []


def test_a_very_long_text_takes_no_very_long_time() -> None:
    short, long = "a" * 20_000, "a" * 200_000
    start = time.process_time()
    find_identifiers(short)
    took = time.process_time() - start
    start = time.process_time()
    find_identifiers(long)
    # Ten times the text may take some forty times as long on a busy machine, never the hundred of a square.
    assert time.process_time() - start < 40 * max(took, 0.01)
