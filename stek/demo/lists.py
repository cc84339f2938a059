"""What differs from place to place: themes as reports print them, and services."""

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
