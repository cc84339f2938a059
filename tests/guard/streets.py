"""Made-up streets with a number, in Dutch and in French."""

from random import Random

STREETS = (
    "Kerk", "Molen", "Eiken", "Nieuw", "Kastanje", "Dorps", "Gomarus van Geel", "Sint-Jozefs", "Koningin Astrid",
    "Lange Leem", "Rozen", "Turnhoutse", "Verbrande Hoeve", "Onze-Lieve-Vrouw", "Pastoor Voorbeelds", "Elisabeth",
    "Achter", "Bos", "IJzer", "Zilverberk",
)  # fmt: skip
WAYS = (
    "straat",) * 6 + ("laan", "laan", "steenweg", "weg", "plein", "dreef", "lei", "baan", "kaai", "pad", "hof",
    "singel", "str.", "str", "stwg.", "stwg", "steenwg.",
)  # fmt: skip
OTHER_STREETS = (
    "Grote Markt", "Oude Baan", "Bredabaan", "Antwerpse Steenweg", "Gentse steenweg", "Groenplaats", "Vismarkt",
    "Heidestraat-Noord", "Korte Dijk", "Oude Weg", "Botermarkt", "Scheldekaai", "Lange Gracht", "Kerk Plein",
)  # fmt: skip
FRENCH = (
    "rue de la Loi", "avenue Louise", "Rue Haute", "chaussée de Gand", "boulevard du Midi", "place Flagey",
    "av. des Arts", "rue de l'Église", "Bd. Anspach", "impasse du Lac", "quai aux Briques", "square de Meeûs",
    "allée verte", "chaussée d'Ixelles", "rue des Trois Tilleuls",
)  # fmt: skip


def make_street(random: Random) -> str:
    """A street with a number."""
    number = str(random.randint(1, 420)) + random.choice(
        ["", "", "", "", "A", "b", " bus 3", " bus 12", "/2", "bis", "-14", " B"]
    )
    way = random.random()
    if way < 0.17:
        street = random.choice(FRENCH)
        return random.choice(
            [
                f"{street} {number}",
                f"{street}, {number}",
                f"{street}, n° {number}",
                f"{number.split(' ')[0]}, {street}",
                f"{number.split(' ')[0]} {street}",
                f"{street} {number}".lower(),
            ]
        )
    if way < 0.32:
        street = random.choice(OTHER_STREETS)
        between = random.choice([" ", " ", ", ", " nr. ", " nummer "])
        return f"{street}{between}{number}"
    street = random.choice(STREETS) + random.choice(WAYS)
    between = random.choice(
        [" "] * 6 + [", ", " nr. ", " nr ", " nummer ", "", "  ", " (", ": ", " huisnummer ", " - ", "\n"]
    )
    tail = random.choice(["", "", "", "", ", 2900 Schoten", " te Kalmthout", " in Brecht", " 2920"])
    return (
        random.choice(["", "", "woont ", "adres: ", "woont in de ", "wonende te "])
        + _lower_now_and_then(f"{street}{between}{number}", random)
        + tail
    )


def _lower_now_and_then(text: str, random: Random) -> str:
    return text.lower() if random.random() < 0.33 else text
