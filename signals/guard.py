"""Keeps out of free text what could name a person: numbers and addresses by which somebody can be found, and names.

The rules are `static/js/guard-rules.js`, which `static/js/guard.js` reads as well, so that the browser and the server
give the same answers (`tests/browser/test_guard.py` holds them to it).
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

RULES_FILE = settings.BASE_DIR / "static" / "js" / "guard-rules.js"
BLANK = " ; "
WORD = re.compile(r"[A-Za-z][A-Za-z'-]{0,60}")
USUAL_LETTERS = 0x370
DIGIT = re.compile(r"[0-9]")
NATIONAL_MONTHS, NATIONAL_DAYS = 12, 31
IBAN_DIGITS = 10
OF_DIGITS = frozenset({"account", "national", "phone", "street"})
"""Kinds of which every rule asks for a digit, so that a text without one need not be held against them."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something in a text that may not be kept: what kind it is, why (a Dutch sentence), and what was read there."""

    kind: str
    reason: str
    text: str


@dataclass(frozen=True, kw_only=True)
class _Rule:
    pattern: re.Pattern[str]
    kind: str = ""
    check: str = ""


@cache
def read_rules() -> dict[str, Any]:
    """The rules as they stand in the file that browsers get."""
    text = RULES_FILE.read_text(encoding="utf-8")
    rules: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return rules


def find_identifiers(text: str) -> list[Finding]:
    """What in this text would let somebody be found; empty when it is fine."""
    plain = make_plain(text)
    findings = []
    identifiers, harmless = _build_rules()
    has_digits = DIGIT.search(plain) is not None
    for rule in identifiers:
        if rule.kind in OF_DIGITS and not has_digits:
            continue
        if rule.kind == "phone" and harmless:
            # How people write hours, dates and money looks like the number of a phone.
            for other in harmless:
                plain = _blank_out(plain, [match.span(1) for match in _scan(other, plain)])
            harmless = ()
        spans = [match.span(1) for match in _scan(rule, plain)]
        findings += [_describe(rule.kind, plain[start:end]) for start, end in spans]
        plain = _blank_out(plain, spans)
    return findings


def find_names(text: str, allowed_words: Collection[str] = ()) -> list[str]:
    """The words of this text that are probably somebody's name, in lower case, each once.

    Args:
        text: what was typed.
        allowed_words: what is no name here, as `split_words` gives it: the words of the site's own lists, partners
            and places.
    """
    plain = make_plain(re.sub(r"[\r\n]", " . ", text))
    no_names, first_names = _read_words()
    found, before, end = [], "", 0
    for match in WORD.finditer(plain):
        word, gap = match.group().strip("'-"), plain[end : match.start()]
        lower = word.lower()
        if _is_capitalised(word) and not _starts_sentence(gap, before, is_first=end == 0):
            is_name = not _is_allowed(lower, no_names, allowed_words)
        else:
            is_name = lower in first_names and not _is_allowed(lower, (), allowed_words)
        if is_name:
            found.append(lower)
        before, end = match.group(), match.end()
    return list(dict.fromkeys(found))


def ask_about(names: Collection[str]) -> str:
    """The question to put when a text holds these probable names."""
    listed = ", ".join(f"'{name.capitalize()}'" for name in names)
    return f"{read_rules()['kinds']['name']} ({listed})"


def split_words(text: str) -> list[str]:
    """The words of a text in the form in which `find_names` compares them."""
    return [word.lower() for match in WORD.finditer(make_plain(text)) if len(word := match.group().strip("'-")) > 1]


def make_plain(text: str) -> str:
    """The text without disguises: no accents or invisible characters, one kind of space, dash, quote and digit."""
    return re.sub(" {2,}", " ", unicodedata.normalize("NFKD", text).translate(_read_plain_letters()))


class _PlainLetters(dict[int, str]):
    """What stands in the place of each letter: what the rules say, or what follows from the kind of letter it is."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        if category == "Cf" or category[0] == "M":
            return ""
        return " " if category[0] in "ZC" else chr(code)


@cache
def _read_plain_letters() -> _PlainLetters:
    rules = read_rules()
    same = {ord(char): plain for plain, chars in rules["same"].items() for char in chars}
    same |= {ord(zero) + digit: str(digit) for zero in rules["zeros"] for digit in range(10)}
    letters = _PlainLetters(same)
    # What most texts are made of is not looked up each time; other letters are, so that the table does not grow.
    letters.update({code: letters[code] for code in range(USUAL_LETTERS)})
    return letters


@cache
def _build_rules() -> tuple[tuple[_Rule, ...], tuple[_Rule, ...]]:
    rules = read_rules()
    return (
        tuple(_build_rule(rule) for rule in rules["identifiers"]),
        tuple(_build_rule(rule) for rule in rules["harmless_before_phone"]),
    )


def _build_rule(rule: dict[str, str]) -> _Rule:
    flags = re.ASCII | (re.IGNORECASE if "i" in rule["flags"] else re.NOFLAG)
    pattern = re.compile(_fill_in(rule["pattern"]), flags)
    return _Rule(pattern=pattern, kind=rule.get("kind", ""), check=rule.get("check", ""))


def _fill_in(pattern: str) -> str:
    parts = read_rules()["parts"]

    def fill(match: re.Match[str]) -> str:
        part = parts[match.group(1)]
        return _fill_in(part if isinstance(part, str) else "|".join(part))

    return re.sub(r"<([A-Za-z_]+)>", fill, pattern)


def _scan(rule: _Rule, text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := rule.pattern.search(text, position):
        if _passes(rule.check, match.group(1)):
            yield match
            position = match.end()
        else:
            # A longer number may hide one that begins a little further.
            position = match.start() + 1


def _passes(check: str, text: str) -> bool:
    if check == "iban":
        return _is_iban(text)
    if check == "national":
        return _is_national_number(re.sub(r"[^0-9]", "", text))
    return True


def _is_iban(text: str) -> bool:
    compact = re.sub(r"[^0-9a-z]", "", text.lower())
    length = read_rules()["iban_lengths"].get(compact[:2], 0)
    number = compact[:length]
    # Dutch is full of 'de 24 …' and 'be 20 …': without its digits it is no account.
    if not length or len(number) < length or len(re.findall(r"[0-9]", number[4:])) < IBAN_DIGITS:
        return False
    return int("".join(str(int(char, 36)) for char in number[4:] + number[:4])) % 97 == 1


def _is_national_number(digits: str) -> bool:
    # A register number outside the population register (bis) has 20 or 40 added to the month.
    if int(digits[2:4]) % 20 > NATIONAL_MONTHS or int(digits[2:4]) >= 60 or int(digits[4:6]) > NATIONAL_DAYS:
        return False
    check = int(digits[9:])
    return check in {97 - int(century + digits[:9]) % 97 for century in ("", "2")}


def _blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    kept, end = [], 0
    for start, stop in spans:
        kept.append(text[end:start])
        end = stop
    return BLANK.join([*kept, text[end:]])


def _describe(kind: str, text: str) -> Finding:
    return Finding(kind=kind, reason=read_rules()["kinds"][kind], text=text.strip())


@cache
def _read_words() -> tuple[frozenset[str], frozenset[str]]:
    rules = read_rules()
    no_names = frozenset(word for words in rules["no_names"].values() for word in words.split())
    return no_names | frozenset(rules["titles"].split()), frozenset(rules["first_names"].split())


def _starts_sentence(gap: str, before: str, *, is_first: bool) -> bool:
    rules = read_rules()
    if is_first or " - " in gap:
        return True
    if not any(char in rules["starters"] for char in gap):
        return False
    # 'dhr. X', 'o.a. X': the full stop ends a short form, not a sentence.
    is_short = before.lower() in rules["titles"].split() + rules["shortened"].split() or (
        len(before) == 1 and before.islower()
    )
    return not (is_short and gap == ". ")


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and any(char.islower() for char in word)


def _is_allowed(word: str, no_names: Collection[str], allowed_words: Collection[str]) -> bool:
    shapes = [word, word.removesuffix("'s"), word.removesuffix("s")]
    if any(shape in no_names or shape in allowed_words for shape in shapes):
        return True
    if no_names and word.endswith(tuple(read_rules()["endings"])):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(_is_allowed(part, no_names, allowed_words) for part in parts)
