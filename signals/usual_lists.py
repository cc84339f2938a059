"""The lists a site can begin with, instead of an empty page. From then on they are its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signals.vocabulary import ApproachKind, ListName

CONCERN_GUIDANCE = (
    "Blijf rustig en beloof geen geheimhouding. Schrijf niets op over wie het is. "
    "Bespreek het vandaag nog met je coördinator. Is er nu gevaar? Bel 112. "
    "Gaat het over geweld, misbruik of een kind in de knel? Bel 1712, gratis en anoniem."
)


@dataclass(frozen=True)
class UsualItem:
    """A row to begin with.

    Args:
        name: as it stands on the form.
        key: of an answer about a first: what figures know it by.
        kind: of an approach.
    """

    name: str
    key: str = ""
    kind: ApproachKind = ApproachKind.ORDINARY


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

USUAL: Mapping[ListName, Sequence[UsualItem]] = {
    ListName.THEMES: [UsualItem(name) for name in THEMES],
    ListName.APPROACHES: [
        UsualItem("Informatie"),
        UsualItem("Advies"),
        UsualItem("Doorverwijzing", kind=ApproachKind.REFERRAL),
        UsualItem("Luisterend oor"),
        UsualItem("Mogelijke verontrusting", kind=ApproachKind.CONCERN),
        UsualItem("Opgepikt als signaal", kind=ApproachKind.SIGNAL),
    ],
    ListName.MATERIALS: [UsualItem("Speelpakketten"), UsualItem("Soep"), UsualItem("Kaartjes"), UsualItem("Flyers")],
    ListName.KNOWN: [UsualItem("ja", "yes"), UsualItem("nee", "no")],
    ListName.GENDER: [UsualItem("vrouw", "woman"), UsualItem("man", "man"), UsualItem("anders", "other")],
    ListName.AGE: [
        UsualItem("jonger dan 18", "under-18"),
        UsualItem("18 tot 29", "18-29"),
        UsualItem("30 tot 44", "30-44"),
        UsualItem("45 tot 64", "45-64"),
        UsualItem("65 of ouder", "65-plus"),
    ],
    ListName.LANGUAGE: [UsualItem("Nederlands", "dutch"), UsualItem("andere taal", "other")],
    ListName.HOUSEHOLD: [
        UsualItem("alleen", "alone"),
        UsualItem("koppel zonder kinderen", "couple"),
        UsualItem("alleenstaande ouder", "single-parent"),
        UsualItem("gezin met kinderen", "family"),
    ],
    ListName.ORIGIN: [UsualItem("België", "belgian"), UsualItem("ander land", "other")],
}
