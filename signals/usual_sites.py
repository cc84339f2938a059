"""What a new site may begin with, by kind of place. A beginning only: from then on everything is the site's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import Function
from signals.vocabulary import GroupKind, ListName

SERVICES = (
    "OCMW of Sociaal Huis",
    "Gemeentehuis",
    "CAW",
    "Huis van het Kind",
    "Kind en Gezin",
    "School, Ligo of CVO",
    "VDAB",
    "Woonmaatschappij",
    "Ziekenfonds",
    "Huisarts of wijkgezondheidscentrum",
    "CGG",
    "Lokaal dienstencentrum",
)


@dataclass(frozen=True, kw_only=True)
class UsualSite:
    """A kind of place and what it begins with.

    Args:
        label: as somebody chooses it.
        about: what comes with it, in a sentence.
        lists: the lists that get their usual rows.
        services: where people are often sent.
        groups: bodies that meet, with their names.
    """

    label: str | Promise
    about: str | Promise
    lists: tuple[ListName, ...]
    services: tuple[str, ...] = ()
    groups: tuple[tuple[GroupKind, str], ...] = ()


_QUESTIONS = (ListName.KNOWN, ListName.GENDER, ListName.AGE, ListName.LANGUAGE, ListName.HOUSEHOLD, ListName.ORIGIN)
_WORK = (ListName.THEMES, ListName.APPROACHES)

USUAL_SITES: Mapping[str, UsualSite] = {
    "partners": UsualSite(
        label=_("Een plek met partners, zoals bij een sociale kruidenier"),
        about=_(
            "Thema's, aanpak, diensten en materialen, zes vragen bij een eerste keer, "
            "een werkgroep en een participatiegroep."
        ),
        lists=(*_WORK, ListName.MATERIALS, *_QUESTIONS),
        services=SERVICES,
        groups=((GroupKind.WORKING, "Werkgroep"), (GroupKind.PARTICIPATION, "Participatiegroep")),
    ),
    "meeting": UsualSite(
        label=_("Een ontmoetingsplek of buurthuis"),
        about=_(
            "Thema's, aanpak en diensten, drie vragen bij een eerste keer (gekend, gender, taal), en een werkgroep."
        ),
        lists=(*_WORK, ListName.KNOWN, ListName.GENDER, ListName.LANGUAGE),
        services=SERVICES,
        groups=((GroupKind.WORKING, "Werkgroep"),),
    ),
    "small": UsualSite(
        label=_("Klein beginnen"),
        about=_("Alleen thema's en aanpak. Geen vragen over bezoekers. De rest kan later."),
        lists=_WORK,
    ),
}


@dataclass(frozen=True, kw_only=True)
class UsualActivity:
    """Something that many sites offer, as a first draft."""

    name: str
    summary: str
    functions: tuple[Function, ...]


USUAL_ACTIVITIES: Sequence[UsualActivity] = (
    UsualActivity(
        name="Ontmoetingsmoment", summary="Kom gerust binnen voor een koffie en een babbel.", functions=(Function.MEET,)
    ),
    UsualActivity(
        name="Koffie & Formulieren",
        summary="Heb je een brief of formulier dat moeilijk is? Samen kijken we ernaar.",
        functions=(Function.REFER,),
    ),
    UsualActivity(
        name="Open Leersalon", summary="Leer iets bij op je eigen tempo, met een lesgever.", functions=(Function.LEARN,)
    ),
    UsualActivity(
        name="Sociale kruidenier",
        summary="Goede en goedkope boodschappen voor wie een klantenkaart heeft.",
        functions=(Function.MEET, Function.REFER),
    ),
    UsualActivity(
        name="Praattafel", summary="Oefen Nederlands terwijl je praat.", functions=(Function.MEET, Function.LEARN)
    ),
    UsualActivity(name="Focusgroep", summary="Zeg samen wat er beter moet.", functions=(Function.POLITICISE,)),
)
