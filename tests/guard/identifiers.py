"""Made-up identifiers in the spellings people use: right check digits, and nobody's.

Register numbers have an order number that is never given out, accounts a bank that does not exist. Belgium keeps no
range of phone numbers for stories, so those are drawn blindly. What a rule of the guard looks for is not used here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import phonenumbers
from stdnum import iban
from stdnum.be import bis, nn

from tests.guard.streets import make_street

SHARES = {"phone": 2600, "national": 1400, "account": 1400, "email": 1500, "url": 800, "street": 2300}
CARRIERS = (
    "{}", "{}", "bel {} na 17 uur", "Komt terug, {}.", "te bereiken: {} (liefst 's avonds)", "ze gaf dit op: {}",
    "kreeg brief van de bank; {}; volgende week terug", "gegevens {} doorgegeven aan de dienst", "2 kinderen, {}",
    "zie {} voor het vervolg", "[{}]", "mama zei: '{}'", "eerste keer\n{}\ntweede keer", "op 12/03/2026 om 14u30: {}",
    "3 maanden wachten, {} en dan 250 euro", "-{}-", "{}!", "vraagt hulp... {}",
)  # fmt: skip
SPACES = (" ", " ", " ", "\u00a0", "\u2009", "\u202f", "\u2003", "  ", "\t", "\n")
DASHES = ("-", "-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212")
OTHER_DIGITS = ("\uff10", "\u0660", "\u06f0", "\u0966", "\U0001d7ce")
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202c")


@dataclass(frozen=True)
class Sample:
    """A text that holds an identifier of this kind."""

    kind: str
    text: str


def make_corpus(seed: int = 20261122) -> list[Sample]:
    """Ten thousand texts, always the same."""
    random = Random(seed)  # noqa: S311  (a corpus, not a secret)
    return [
        Sample(kind, disguise(random.choice(CARRIERS).format(MAKERS[kind](random)), random))
        for kind, number in SHARES.items()
        for _ in range(number)
    ]


def disguise(text: str, random: Random) -> str:
    """The same text as another keyboard, a copied mail or a crafty hand would give it; most stay as they are."""
    way = random.randrange(12)
    if way == 0:
        text = "".join(random.choice(SPACES) if char == " " else char for char in text)
    elif way == 1:
        text = text.replace("-", random.choice(DASHES))
    elif way == 2:
        zero = ord(random.choice(OTHER_DIGITS))
        text = "".join(chr(zero + int(char)) if char in "0123456789" else char for char in text)
    elif way == 3:
        for _ in range(4):
            place = random.randrange(len(text) + 1)
            text = text[:place] + random.choice(INVISIBLE) + text[place:]
    return text


def _digits(random: Random, number: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(number))


def _draw_phone(random: Random) -> str:
    while True:
        mobile = random.random() < 0.65
        number = (
            f"4{random.choice('5678999')}{_digits(random, 7)}"
            if mobile
            else f"{random.choice('123456789')}{_digits(random, 7)}"
        )
        parsed = phonenumbers.parse(f"+32{number}", None)
        if phonenumbers.is_valid_number(parsed):
            return number


def make_phone(random: Random) -> str:
    """A Belgian phone number as it is written down; now and then one from abroad."""
    if random.random() < 0.08:
        return _make_foreign_phone(random)
    national = _draw_phone(random)
    area_length = 3 if national[0] == "4" and len(national) == 9 else 1 if national[0] in "2349" else 2
    area, rest = national[:area_length], national[area_length:]
    start = random.choice(
        ["0", "0", "0", "0", "+32 ", "+32", "0032", "0032 ", "+32 (0)", "+32(0)", "+32 (0) ", "00 32 ", "(+32) "]
    )
    written = random.choice(_group(rest))
    between = random.choice([" ", "/", "-", " / ", " - ", ".", ""])
    if not between:
        written = random.choice([rest, written])
    head = f"({start}{area}) " if start == "0" and random.random() < 0.1 else f"{start}{area}{between}"
    number = f"{head}{written}"
    return (
        random.choice(["", "", "", "", "gsm", "gsm ", "tel:", "tel. ", "Tel", "nr", "whatsapp "])
        + number
        + random.choice(["", "", "", "bellen", "x"])
    )


def _group(rest: str) -> list[str]:
    sizes = {6: [(2, 2, 2), (3, 3), (6,)], 7: [(3, 2, 2), (2, 2, 3), (7,), (3, 4)]}[len(rest)]
    return [join.join(_cut(rest, size)) for size in sizes for join in (" ", ".", "-", "/")]


def _cut(text: str, sizes: tuple[int, ...]) -> list[str]:
    parts, start = [], 0
    for size in sizes:
        parts.append(text[start : start + size])
        start += size
    return parts


def _make_foreign_phone(random: Random) -> str:
    region = random.choice(["NL", "FR", "DE", "MA", "TR", "PL", "RO", "UA", "GB", "ES"])
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    style = random.choice([phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.E164])
    written = phonenumbers.format_number(example, style)
    return written if random.random() < 0.7 else "00" + written.removeprefix("+")


def make_national_number(random: Random) -> str:
    """A register number, also of somebody outside the population register."""
    while True:
        year, month, day = random.randrange(30, 126), random.randint(1, 12), random.randint(1, 28)
        is_bis = random.random() < 0.25
        month += random.choice([20, 40]) if is_bis else 0
        first = f"{year % 100:02}{month:02}{day:02}{random.choice(['000', '998', '999'])}"
        check = 97 - int(("2" if year >= 100 else "") + first) % 97
        number = f"{first}{check:02}"
        if (bis if is_bis else nn).is_valid(number):
            break
    a, b, c, d, e = _cut(number, (2, 2, 2, 3, 2))
    written = random.choice(
        [f"{a}.{b}.{c}-{d}.{e}", f"{a}.{b}.{c}-{d}.{e}", number, f"{a}{b}{c}-{d}-{e}", f"{a}{b}{c} {d} {e}",
        f"{a} {b} {c} {d} {e}",
         f"{a}/{b}/{c}-{d}/{e}", f"{a}-{b}-{c} {d}-{e}", f"{a}{b}{c}/{d}/{e}", f"{a}.{b}.{c} - {d}.{e}",
         f"{a}{b}{c}{d} {e}",
         f"{a} {b} {c} - {d} {e}", f"{a}.{b}.{c}.{d}.{e}", f"{a}{b}{c}-{d}{e}", f"{a}.{b}.{c}-{d}-{e}"]
    )  # fmt: skip
    return random.choice(["", "", "", "RR ", "rrn:", "rijksregisternummer", "nr. ", "INSZ "]) + written


def make_account(random: Random) -> str:
    """An IBAN, mostly Belgian."""
    country, bban = random.choice(
        [("BE", f"999{_digits(random, 7)}")] * 6
        + [
            ("NL", f"XXXX{_digits(random, 10)}"),
            ("FR", f"99999{_digits(random, 16)}{_digits(random, 2)}"),
            ("DE", f"99999999{_digits(random, 10)}"),
        ]
    )
    if country == "BE":
        bban += f"{int(bban) % 97 or 97:02}"
    number = f"{country}{iban.calc_check_digits(f'{country}00{bban}')}{bban}"
    assert iban.is_valid(number, check_country=False)
    fours = [number[start : start + 4] for start in range(0, len(number), 4)]
    written = random.choice(
        [number, " ".join(fours), " ".join(fours), "-".join(fours), ".".join(fours), number.lower(),
         " ".join(fours).lower(),
         f"{number[:2]} {number[2:]}", f"{number[:4]} {number[4:]}", f"{number[:2]} {' '.join(fours)[2:]}",
         " - ".join(fours)]
    )  # fmt: skip
    return (
        random.choice(["", "", "", "rekening ", "rek.", "IBAN: ", "rekening", "op "])
        + written
        + random.choice(["", "", " voor de huur", "huur"])
    )


def make_email(random: Random) -> str:
    """A mail address, also as people say it."""
    user = random.choice(
        ["an", "voornaam.achternaam", "a.achternaam", "jan_1985", "zorg-team", "info", "élise", "x.y+z", "abdel.k", "m"]
    ) + random.choice(["", _digits(random, 2)])
    host, ending = random.choice(
        [
            ("gmail", "com"),
            ("example", "be"),
            ("hotmail", "com"),
            ("post.example", "org"),
            ("telenet", "be"),
            ("mijn-school.example", "net"),
            ("outlook", "fr"),
            ("yahoo", "co.uk"),
        ]
    )
    at = random.choice(
        ["@"] * 6
        + [
            " @ ",
            "(at)",
            " (at) ",
            "[at]",
            " [at] ",
            " apenstaartje ",
            " apestaartje ",
            "\uff20",
            " @",
            "@ ",
            " {at} ",
            " (apenstaartje) ",
            " at ",
        ]
    )
    dot = random.choice([".", ".", ".", "(dot)", " punt ", " dot ", "[.]", " (punt) ", "\uff0e"])
    written = f"{user}{at}{host.replace('.', dot) if at != ' at ' else host}{dot}{ending}"
    return random.choice(["", "", "", "mail ", "e-mail:", "mailto:", "<"]) + random.choice(
        [written, written, written.upper()]
    )


def make_url(random: Random) -> str:
    """A web address."""
    host = random.choice(
        [
            "facebook.com",
            "example.be",
            "mijn-winkel.example.com",
            "linkedin.com",
            "instagram.com",
            "vzw.example.org",
            "voorbeeld.nl",
            "stad.vlaanderen",
            "iets.eu",
        ]
    )
    path = random.choice(["", "/", "/iemand", "/profile.php?id=1000", "/in/voornaam-achternaam", "/a/b/c.html#deel"])
    written = random.choice(
        [
            f"https://{host}{path}",
            f"http://{host}{path}",
            f"www.{host}{path}",
            f"{host}{path}",
            f"https://www.{host}{path}",
            f"WWW.{host.upper()}",
            f"Https://{host}{path}",
            f"wa.me/32{_digits(random, 6)}",
            "fb.me/iemand",
            f"{host.replace('.', ' punt ')}",
            f"m.{host}{path}",
        ]
    )
    return random.choice(["", "", "site: ", "zie ", "profiel "]) + written


MAKERS: dict[str, Callable[[Random], str]] = {
    "phone": make_phone,
    "national": make_national_number,
    "account": make_account,
    "email": make_email,
    "url": make_url,
    "street": make_street,
}
