"""What somebody taps or an import reads, before the database has seen it; and what is answered."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import Round, SessionKind
from signals.vocabulary import Answer, FirstsPart

MAX_HELP_REQUESTS = 10
MAX_HEAD_COUNT = 2000
MAX_HANDED_OUT = 100_000


@dataclass(frozen=True, kw_only=True)
class FollowUpEntry:
    """What to find out for a help request: with which service, by when, and what."""

    service_id: int
    due_on: datetime.date
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpRequestEntry:
    """One thing a visitor asked; the ids are of the site's own lists."""

    theme_id: int
    approach_ids: tuple[int, ...] = ()
    service_ids: tuple[int, ...] = ()
    note: str = ""
    follow_up: FollowUpEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ContactEntry:
    """One encounter. The id is the client's; the revision rises with each correction.

    `no_names` are words of which the writer said that they are nobody's name; they are kept nowhere.
    """

    id: UUID
    revision: int = 1
    activity_id: int
    on: datetime.date
    site_answer: Answer
    activity_answer: Answer | None = None
    category_ids: tuple[int, ...] = ()
    help_requests: tuple[HelpRequestEntry, ...] = ()
    no_names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerCount:
    """How many of one part of the firsts of a group gave an answer."""

    part: FirstsPart
    category_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """How many of a material were handed out, and to how many families when that was counted."""

    material_id: int
    number: int
    families: int | None = None


@dataclass(frozen=True, kw_only=True)
class SessionEntry:
    """A head count, with the firsts among those present who were not logged as contacts (see `SessionFirsts`).

    A round outside the walls (`round`) may have any of its numbers, and needs one.
    """

    id: UUID
    revision: int = 1
    activity_id: int
    slot_id: int | None = None
    kind: SessionKind = SessionKind.SLOT
    on: datetime.date
    head_count: int | None
    ever: int = 0
    year: int = 0
    activity_ever: int = 0
    activity_year: int = 0
    adults: int | None = None
    children: int | None = None
    families: int | None = None
    answers: tuple[AnswerCount, ...] = ()
    round: Round | None = None
    addresses: int | None = None
    materials: tuple[HandedOut, ...] = ()


class Outcome(models.TextChoices):
    """What became of an entry."""

    KEPT = "kept", _("bewaard")
    CORRECTED = "corrected", _("verbeterd")
    REPEATED = "repeated", _("was al bewaard")
    DELETED = "deleted", _("was al verwijderd")


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The answer to an entry that was acknowledged: it is in the database, once."""

    id: UUID
    revision: int
    outcome: Outcome


class EntryRefused(Exception):  # noqa: N818  (a refusal is an answer, not a fault)
    """An entry that cannot be kept as it is.

    `problems` maps a field of the form to a Dutch sentence. Fields of the nth help request are `request-<n>-<field>`,
    those of an attribute `attribute-<dimension>`; '' is about the entry as a whole. `names` maps a field to the
    words in it that are probably somebody's name: there the sentence is a question, and 'no' is an answer.
    """

    def __init__(self, problems: dict[str, str], names: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__("; ".join(str(sentence) for sentence in problems.values()))
        self.problems = problems
        self.names = {field: list(words) for field, words in (names or {}).items()}


class EntryConflict(EntryRefused):
    """The same id and revision came with other content: is it a correction or another contact?"""

    question = _("Dit is al bewaard, maar anders ingevuld. Wil je het aanpassen, of is het een nieuw contact?")

    def __init__(self) -> None:
        super().__init__({"": str(self.question)})


class SessionConflict(EntryConflict):
    """The same id and revision came with other numbers: is it a correction or another head count?"""

    question = _("Deze telling is al bewaard, maar anders ingevuld. Wil je ze aanpassen, of is het een andere telling?")
