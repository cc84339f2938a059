"""Every list of the registration form, as the team of Harelbeke uses it; each site starts with its own copy."""

from signals.vocabulary import ApproachKind, Dimension

THEMES = (
    "Dienstverlening",
    "Werk",
    "Huisvesting",
    "Gezondheid",
    "Onderwijs",
    "Opleiding",
    "Vrije tijd",
    "Vrijwilligerswerk",
    "Financieel",
    "Materieel",
    "Mobiliteit",
    "NT2",
    "Integratie",
)

# The seven themes reports print; each gathers themes of the form.
REPORT_THEMES = {
    "Papieren en diensten": ("Dienstverlening", "Financieel"),
    "Wonen": ("Huisvesting",),
    "Vrije tijd en kinderen": ("Vrije tijd", "Onderwijs"),
    "Zich verplaatsen": ("Mobiliteit",),
    "Inschrijven, afspreken en bellen": ("Opleiding", "NT2", "Integratie"),
    "Werk en vrijwilligerswerk": ("Werk", "Vrijwilligerswerk"),
    "Gezin en zorg": ("Gezondheid", "Materieel"),
}

APPROACHES = (
    ("Informatie", ApproachKind.ORDINARY),
    ("Advies", ApproachKind.ORDINARY),
    ("Doorverwijzing", ApproachKind.REFERRAL),
    ("Luisterend oor", ApproachKind.ORDINARY),
    ("Mogelijke verontrusting", ApproachKind.CONCERN),
    ("Opgepikt als signaal", ApproachKind.SIGNAL),
)

CONCERN_GUIDANCE = (
    "Blijf rustig en beloof geen geheimhouding. Schrijf niets op over wie het is. "
    "Bespreek het vandaag nog met je coördinator. Is er nu gevaar? Bel 112. "
    "Gaat het over geweld, misbruik of een kind in de knel? Bel 1712, gratis en anoniem."
)

SERVICES = (
    "Huis van Welzijn",
    "Stadhuis",
    "Kinderopvang",
    "School/Ligo/CVO",
    "Kind & Gezin",
    "Arktos",
    "Lokaal Dienstencentrum",
    "Zorgbedrijf",
    "SHM/SVK/Woonclub",
    "CAW",
    "CGGz",
    "Welzijnsschakel de Spie",
    "Jongerenzorg",
)

SERVICES_OF_THE_NORTH = (
    "Gemeentehuis",
    "OCMW, sociale dienst",
    "CAW Antwerpen",
    "Ligo Antwerpen",
    "De Voorkempen",
    "VDAB",
    "Huurdersbond",
    "Mutualiteit",
    "Huis van het Kind",
    "ELZ Noorderkempen / GBO",
)

CATEGORIES: dict[Dimension, tuple[tuple[str, str], ...]] = {
    Dimension.KNOWN: (("yes", "ja"), ("no", "nee")),
    Dimension.GENDER: (("woman", "vrouw"), ("man", "man"), ("other", "anders")),
    Dimension.AGE: (
        ("under-18", "jonger dan 18"),
        ("18-29", "18 tot 29"),
        ("30-44", "30 tot 44"),
        ("45-64", "45 tot 64"),
        ("65-plus", "65 of ouder"),
    ),
    Dimension.LANGUAGE: (("dutch", "Nederlands"), ("other", "andere taal")),
    Dimension.HOUSEHOLD: (
        ("alone", "alleen"),
        ("couple", "koppel zonder kinderen"),
        ("single-parent", "alleenstaande ouder"),
        ("family", "gezin met kinderen"),
    ),
    Dimension.ORIGIN: (("belgian", "België"), ("other", "ander land")),
}
