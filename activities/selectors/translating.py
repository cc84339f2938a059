"""What the team can say in other languages: every Dutch text that visitors read now, and how far it is translated."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.models import Translation
from activities.selectors.programme import read_programme
from activities.selectors.texts import list_texts
from sites.models import Site

DAYS_AHEAD = 100


@dataclass(frozen=True, kw_only=True)
class Source:
    """A Dutch text that visitors read.

    Args:
        text: the text.
        about: of what, in a few words: an activity, a partner, a place.
        translation: in the language that was asked for; empty when there is none.
    """

    text: str
    about: str
    translation: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many of the texts a language can say."""

    code: str
    name: str
    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to translate."""
        return self.done == self.total


def list_sources(*, site: Site, language: str, today: datetime.date) -> list[Source]:
    """Every text that visitors of the site in scope read from `today` on, once each; four queries."""
    said = dict(Translation.objects.filter(language=language).values_list("source", "text"))
    return [
        Source(text=text, about=about, translation=said.get(text, ""))
        for text, about in _list_dutch(site, today).items()
    ]


def list_progress(*, site: Site, today: datetime.date) -> list[Progress]:
    """How far each language is, for the texts of now; four queries."""
    dutch = _list_dutch(site, today)
    said: dict[str, int] = {}
    for language, source in Translation.objects.values_list("language", "source"):
        said[language] = said.get(language, 0) + (source in dutch)
    return [
        Progress(code=code, name=capfirst(str(name)), done=said.get(code, 0), total=len(dutch))
        for code, name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    ]


def _list_dutch(site: Site, today: datetime.date) -> dict[str, str]:
    last_day = today + datetime.timedelta(DAYS_AHEAD)
    programme = read_programme(first_day=today, last_day=last_day, only_public=True)
    places = [row.venue for row in programme.slots] + [row.venue for row in programme.activities]
    venues = {venue.pk: venue for venue in (*places, programme.main_venue) if venue}
    texts = {site.tagline: site.name} if site.tagline else {}
    rows: Iterator[Model] = chain(
        programme.notices, programme.closures, *programme.changes.values(), programme.activities,
        chain.from_iterable(programme.partners.values()), venues.values(), programme.slots,
    )  # fmt: skip
    for row, text in list_texts(rows):
        texts.setdefault(text, _describe(row))
    return texts


def _describe(row: Model) -> str:
    names = {
        "notice": _("mededeling"), "closure": _("sluiting"), "change": _("één keer anders"), "slot": _("vast moment"),
    }  # fmt: skip
    return names.get(row._meta.model_name or "") or str(row)
