"""The guard keeps identifiers out of free text and lets ordinary sentences pass."""

import re
from random import Random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.be import bis, nn

from signals.guard import find_identifiers, make_plain, read_rules


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
        "be 68 5390 0754 7034",
        "jan apenstaartje gmail punt com",
        "jan (at) telenet (dot) be",
        "rue de la Loi 16",
        "16, rue de la Loi",
        "Kerkstr.5",
        "Meir 12 bus 3",
        "woont in de Meir 12",
        "gsm\u0660\u0664\u0667\u0660\u0661\u0662\u0663\u0664\u0665\u0666",
        "\uff10\uff14\uff17\uff10 \uff11\uff12 \uff13\uff14 \uff15\uff16",
        "04\u200b70 12\u200f 34 56",
        "Kerk\u00adstraat\n12",
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
        "de 24 mensen in de zaal van be 20 en nl 30",
        "op 05 03 2026 met 4 kinderen van 9.00 tot 12.30 en 3 van 10",
        "speelplein 3-12 jaar, 4 weken",
    ],
)
def test_an_ordinary_sentence_passes(text: str) -> None:
    assert find_identifiers(text) == []


def kinds(text: str) -> set[str]:
    return {finding.kind for finding in find_identifiers(text)}


@given(st.integers(0, 99), st.integers(0, 52), st.integers(0, 31), st.integers(0, 999), st.booleans())
def test_what_stdnum_calls_a_register_number_is_found(
    year: int, month: int, day: int, order: int, is_new: bool
) -> None:
    first = f"{year:02}{month:02}{day:02}{order:03}"
    number = f"{first}{97 - int(('2' if is_new else '') + first) % 97:02}"
    if nn.is_valid(number) or bis.is_valid(number):
        assert "national" in kinds(f"zie {number} hier")


@given(st.from_regex(r"[0-9]{11}", fullmatch=True).filter(lambda text: text[0] != "0" and text[:2] != "32"))
def test_eleven_digits_that_stdnum_refuses_are_refused_for_nothing_else_than_an_odd_date(number: str) -> None:
    if not nn.is_valid(number) and not bis.is_valid(number) and "national" in kinds(number):
        assert int(number[9:]) in {97 - int(century + number[:9]) % 97 for century in ("", "2")}


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.sampled_from(["BE", "be", "LT"]))
def test_an_account_is_found_when_and_only_when_its_check_digits_are_right(digits: str, country: str) -> None:
    number = f"{country}{digits[:2]}{digits[2:].ljust(16 if country == 'LT' else 12, '7')}"
    assert ("account" in kinds(f"op {number} staat")) == iban.is_valid(number, check_country=False)


@given(st.data())
def test_what_phonenumbers_reads_in_a_text_is_found(data: st.DataObject) -> None:
    text = data.draw(st.text("0123456789 ./-()+", min_size=9, max_size=24)).strip()
    if any(phonenumbers.PhoneNumberMatcher(text, "BE")):
        assert find_identifiers(text) or re.search(r"[0-9]{2}[./-][0-9]{2}[./-][0-9]{2}", text), text


@given(st.text(max_size=120))
def test_no_text_breaks_the_guard(text: str) -> None:
    assert find_identifiers(text) == find_identifiers(make_plain(text))


@given(st.text(max_size=120))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert make_plain(make_plain(text)) == make_plain(text)


def test_every_kind_of_digit_is_read() -> None:
    assert make_plain("".join(chr(code) for code in range(0x80, 0x20000) if chr(code).isdecimal())).isascii()


def test_the_lengths_of_accounts_are_those_of_stdnum() -> None:
    lengths = read_rules()["iban_lengths"]
    random = Random(1)  # noqa: S311  (made-up accounts)
    for country, length in lengths.items():
        digits = "".join(random.choice("0123456789") for _ in range(length - 4))
        info = iban._ibandb.info(f"{country.upper()}00{digits}")[0][1]
        assert sum(int(part) for part in re.findall(r"([0-9]+)!", info["bban"])) + 4 == length, country
