"""Ordinary sentences of a STEK that name nobody: three hundred written down, the others out of patterns."""

from pathlib import Path
from random import Random

WRITTEN = Path(__file__).with_name("clean_sentences.txt")
ALL = 1000
PATTERNS = (
    "Factuur van {money} over {month}, kan pas betalen op {date}.",
    "Afspraak bij de {service} op {date} om {time}.",
    "Gezin met {few} kinderen, jongste {few} jaar, zoekt {thing}.",
    "Vraagt {thing}, budget {money}.",
    "Open van {time} tot {time}, behalve op {day}.",
    "{day_capital} {few} deelnemers, {few} nieuw, {few} van {place}.",
    "Wacht {few} maanden op {thing} sinds {month} {year}.",
    "Bus {line} van {place} naar {place} om {time}, {few} keer per dag.",
    "Brief van {organisation} van {date}, antwoorden binnen {days} dagen.",
    "Formulier {form} ingevuld voor {organisation}, {few} bijlagen.",
    "Premie van {money} voor wie ouder is dan {age}.",
    "Is {age}, werkt {days} uur per week, verdient {money}.",
    "Huur {money}, voorschot {money}, waarborg {few} maanden.",
    "Inschrijving schooljaar {year}-{next_year}, {money} te betalen in {few} keer.",
    "Spreekt {language}, volgt les niveau {level} op {day} van {time} tot {time}.",
    "Komt uit {place}, {few} jaar hier, vraagt naar {thing}.",
    "Doorverwezen naar {organisation}, wachttijd {days} dagen.",
    "Lijn {line} rijdt niet tussen {date} en {date}.",
    "Op {date} al {few} keer gebeld, telkens {days} minuten wachten.",
    "Dossier {year}/{days} ligt bij {organisation} sinds {month}.",
    "{few} {people} gesproken op de markt, {few} willen {thing}.",
    "Kamer van {days} m2 op de {few}de verdieping, {money} per maand.",
    "Van {month} tot {month} {few} keer gekomen, nu een vraag over {thing}.",
    "Betaalde {money} in plaats van {money}; verschil vragen aan {organisation}.",
)
WORDS = {
    "service": ["tandarts", "sociale dienst", "huisarts", "mutualiteit", "notaris", "huurdersbond", "kinderopvang",
        "bibliotheek"],
    "thing": ["een wasmachine", "een grotere woning", "opvang", "fietsles", "een attest", "winterkledij",
        "een laptop", "werk", "een babbel", "een rijbewijs", "korting op de bus"],
    "month": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december"],
    "day": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "day_capital": ["Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag"],
    "place": ["Kalmthout", "Wuustwezel", "Brecht", "Essen", "Kapellen", "Antwerpen", "Gent", "Syrië", "Oekraïne",
        "Marokko"],
    "organisation": ["het OCMW", "Fluvius", "VDAB", "het CAW", "de gemeente", "Kind en Gezin", "de RVA",
        "het Rode Kruis", "Ligo", "De Lijn"],
    "language": ["Arabisch", "Frans", "Engels", "Turks", "Oekraïens", "Dari", "Spaans", "Tigrinya"],
    "level": ["1.1", "1.2", "2.1", "A1", "A2", "B1"],
    "form": ["276.1", "C4", "C3.2", "281.10", "E104", "A36", "15bis", "109"],
    "people": ["mensen", "jongeren", "vrouwen", "mannen", "buren", "gezinnen"],
}  # fmt: skip


def make_clean_sentences(seed: int = 20261122) -> list[str]:
    """A thousand sentences, always the same."""
    random = Random(seed)  # noqa: S311  (a corpus, not a secret)
    written = WRITTEN.read_text(encoding="utf-8").splitlines()
    return written + [_fill_in(random.choice(PATTERNS), random) for _ in range(ALL - len(written))]


def _fill_in(pattern: str, random: Random) -> str:
    pieces = pattern.split("{")
    text = pieces[0]
    for piece in pieces[1:]:
        name, after = piece.split("}", 1)
        text += _draw(name, random) + after
    return text


def _draw(name: str, random: Random) -> str:
    amount, day, month, year = (
        random.randint(5, 4999),
        random.randint(1, 28),
        random.randint(1, 12),
        random.randint(1998, 2029),
    )
    hour, minute = random.randint(7, 21), random.choice(["00", "15", "20", "30", "45"])
    drawn = {
        "money": [f"{amount} euro", f"€ {amount},{minute}", f"{amount:,}".replace(",", ".") + f",{minute} euro",
            f"€{amount}", f"{amount},- euro"],
        "date": [f"{day}/{month}/{year}", f"{day:02}/{month:02}/{year}", f"{day:02}-{month:02}-{year}",
            f"{day}.{month}.{year}", f"{day}/{month}", f"{day} {random.choice(WORDS['month'])}",
            f"{day:02}/{month:02}/{year % 100:02}", f"{year}-{month:02}-{day:02}"],
        "time": [f"{hour}u{minute}", f"{hour}.{minute} uur", f"{hour:02}:{minute}", f"{hour} uur",
            f"{hour}h{minute}", f"{hour:02}.{minute}"],
        "few": [str(random.randint(2, 12))],
        "days": [str(random.randint(10, 90))],
        "age": [f"{random.randint(16, 90)} jaar", str(random.randint(16, 90))],
        "line": [str(random.randint(1, 799))],
        "year": [str(year)],
        "next_year": [str(year + 1)],
    }  # fmt: skip
    return random.choice(drawn.get(name) or WORDS[name])
