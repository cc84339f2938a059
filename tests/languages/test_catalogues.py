"""The catalogues: complete, packed, and true to the placeholders of the Dutch."""

import datetime
import re
import string

import pytest
from django.conf import settings
from django.utils import translation

from activities.selectors.words import describe_day, describe_month, name_weekday
from sites.vocabulary import RESERVED_SLUGS
from stek.catalogues import (
    find_catalogue,
    list_languages,
    list_missing,
    list_sentences,
    list_unused,
    pack_catalogue,
    read_catalogue,
)

NAMES = re.compile("STEK|WCAG|AA|axe|Bestuursdecreet|cookies")
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def test_visitors_read_ten_languages_and_no_site_can_take_their_addresses() -> None:
    codes = {code for code, _name in settings.LANGUAGES}
    assert codes == {"nl", "fr", "en", "ar", "tr", "uk", "ru", "fa", "ps", "pl"}
    assert codes <= RESERVED_SLUGS


def test_the_words_of_the_first_page_are_among_what_is_translated() -> None:
    texts = {sentence.text for sentence in list_sentences()}
    assert {"Nu open", "Hoe kom je hier?", "elke %(days)s", "gewoon binnenlopen", "Waarvoor kom je?"} <= texts


@pytest.mark.parametrize("language", list_languages())
def test_no_catalogue_lacks_a_sentence_or_keeps_one_that_nobody_reads(language: str) -> None:
    assert [sentence.text for sentence in list_missing(language)] == []
    assert list_unused(language) == []


@pytest.mark.parametrize("language", list_languages())
def test_every_translation_keeps_the_placeholders_and_no_markup(language: str) -> None:
    for message in read_catalogue(language):
        said = message.string if isinstance(message.string, list | tuple) else [message.string]
        for text in said if message.id else []:
            wanted = message.id[0] if isinstance(message.id, list | tuple) else message.id
            assert sorted(PLACEHOLDER.findall(str(text))) == sorted(PLACEHOLDER.findall(wanted)), wanted
            assert "<" not in str(text)


@pytest.mark.parametrize("language", list_languages())
def test_what_is_packed_is_what_stands_in_the_catalogue(language: str) -> None:
    assert find_catalogue(language).with_suffix(".mo").read_bytes() == pack_catalogue(language)


@pytest.mark.parametrize("language", [language for language in list_languages() if language in "ar fa ps uk ru"])
def test_a_language_with_its_own_script_is_written_in_it(language: str) -> None:
    for message in read_catalogue(language):
        words = NAMES.sub("", PLACEHOLDER.sub("", str(message.string))) if message.id else ""
        assert not set(words) & set(string.ascii_letters), message.string


def test_days_and_months_are_said_in_each_language_in_whatever_order_they_are_asked() -> None:
    # The library once answered in Pashto for all, after Pashto was asked for.
    day = datetime.date(2026, 3, 5)
    said = {}
    for language in ("ps", "nl", "pl", "tr", "ar", "fr", "uk"):
        with translation.override(language):
            said[language] = describe_day(day, with_weekday=True, with_year=True), describe_month(day), name_weekday(0)
    assert said == {
        "ps": ("پينځنۍ 5 مارچ 2026", "مارچ 2026", "دونۍ"),
        "nl": ("donderdag 5 maart 2026", "maart 2026", "maandag"),
        "pl": ("czwartek 5 marca 2026", "marzec 2026", "poniedziałek"),
        "tr": ("5 Mart 2026 Perşembe", "Mart 2026", "Pazartesi"),
        "ar": ("الخميس 5 مارس 2026", "مارس 2026", "الاثنين"),
        "fr": ("jeudi 5 mars 2026", "mars 2026", "lundi"),
        "uk": ("четвер 5 березня 2026", "березень 2026", "понеділок"),
    }
