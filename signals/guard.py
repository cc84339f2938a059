"""Keeps out of free text what could name a person: numbers and addresses by which somebody can be found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.be import bis, nn

# Every repetition has an upper bound: a long text must not take a long time.
EMAIL = re.compile(r"[^\s@<>()]{1,64}\s?@\s?[^\s@<>()]{1,100}\.[^\s@<>().,;]{2,24}", re.IGNORECASE)
URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]{1,63}\.(?:be|com|nl|org|net|eu|vlaanderen)\b(?:/\S*)?", re.IGNORECASE)
NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}(?:[\s./-]?\d{2}){2}[\s./-]{0,3}\d{3}[\s./-]{0,3}\d{2}(?!\d)")
IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[\s.-]?[0-9A-Z]{2,4}){3,8}\b", re.IGNORECASE)
HOUSE_NUMBER = (
    r"\s?,?\s?(?:nr\.?|nummer)?\s?\d{1,4}\s?[a-zA-Z]?\b"
    # 'drie keer per week', 'nog 2 uur onderweg': a number of something is no number of a house.
    r"(?!\s*(?:keer|maal|uur|min|dag|week|weken|maand|jaar|euro|km|meter|mensen|kinderen|personen|bezoekers|%))"
)
STREET = re.compile(
    r"\b[^\W\d_][\w'\u2019-]{2,40}(?:straat|laan|steenweg|weg|plein|dreef|lei|baan|kaai|pad|hof|singel|wijk|vest|gaarde|str\.)"
    + HOUSE_NUMBER,
    re.IGNORECASE,
)
STREET_IN_WORDS = re.compile(
    r"\b[A-Z][\w'\u2019-]{1,40}\s(?:Straat|Laan|Steenweg|Weg|Plein|Dreef|Lei|Baan|Kaai|Pad|Hof|Singel|Markt|Dorp|Wijk|Vest|Ring)"
    + HOUSE_NUMBER
)
# What looks like a number of a phone but is how people write hours, dates and money.
HARMLESS = re.compile(
    r"\b\d{1,2}[.:u]\d{2}\s?(?:-|tot)\s?\d{1,2}[.:u]\d{2}\b|(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)?\d{2}(?![\d/.])|(?:€|eur(?:o)?)\s?[\d.,]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something in a text that may not be kept, and why."""

    text: str
    reason: str | Promise


def find_identifiers(text: str) -> list[Finding]:
    """What in this text could name a person; empty when it is fine."""
    return [Finding(text=found, reason=reason) for found, reason in _find(text)]


def _find(text: str) -> Iterator[tuple[str, str | Promise]]:
    for match in NATIONAL_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if nn.is_valid(digits) or bis.is_valid(digits):
            yield match.group(), _("Hier staat een rijksregisternummer. Laat het weg.")
    for match in IBAN.finditer(text):
        # The bank table of stdnum is older than some banks.
        if iban.is_valid(match.group(), check_country=False):
            yield match.group(), _("Hier staat een rekeningnummer. Laat het weg.")
    for match in EMAIL.finditer(text):
        yield match.group(), _("Hier staat een e-mailadres. Laat het weg.")
    without_mail = EMAIL.sub(" ", text)
    for match in URL.finditer(without_mail):
        yield match.group(), _("Hier staat een webadres. Laat het weg.")
    for phone in phonenumbers.PhoneNumberMatcher(HARMLESS.sub(" ; ", without_mail), "BE"):
        yield phone.raw_string, _("Hier staat een telefoonnummer. Laat het weg.")
    for match in (*STREET.finditer(text), *STREET_IN_WORDS.finditer(text)):
        yield match.group(), _("Hier staat een straat met een huisnummer. Laat het weg.")
