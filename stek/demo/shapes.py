"""The shapes in which the demo's facts are written down."""

import datetime
from dataclasses import dataclass, field

from activities.vocabulary import ActivityKind, Appointment, Function, Need, Precision, Season, SpokenLanguage
from signals.vocabulary import GroupKind, ListName
from sites.vocabulary import Accent


@dataclass(frozen=True, kw_only=True)
class VenueFacts:
    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    directions: str = ""
    accessibility: str = ""
    without_car: str = ""
    public_transport: str = ""
    lift: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnerFacts:
    slug: str
    name: str
    description: str
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class SlotFacts:
    """A moment; `follows` says that it replaces the one written before it."""

    rule: str
    hours: tuple[str, str]
    since: str
    until: str | None = None
    venue: str | None = None
    skips_school_holidays: bool = False
    follows: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityFacts:
    slug: str
    name: str
    functions: tuple[Function, ...]
    needs: tuple[Need, ...] = ()
    partners: tuple[str, ...] = ()
    kind: ActivityKind = ActivityKind.REGULAR
    summary: str = ""
    description: str = ""
    price: str = ""
    eligibility: str = ""
    appointment: Appointment = Appointment.NONE
    phone: str = ""
    email: str = ""
    contact_text: str = ""
    languages: tuple[SpokenLanguage, ...] = ()
    school_hours: str = ""
    starts_on: str | None = None
    is_public: bool = True
    counts_uniques: bool = False
    slots: tuple[SlotFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MilestoneFacts:
    on: str
    text: str
    precision: Precision = Precision.DAY
    season: Season | None = None


@dataclass(frozen=True, kw_only=True)
class PeriodFacts:
    name: str
    starts_on: str
    ends_on: str | None
    funders: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupFacts:
    kind: GroupKind
    name: str
    members: tuple[str, ...]
    rhythm: str = ""
    started_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class SiteFacts:
    """A whole site as the demo knows it; the first venue is its own place."""

    slug: str
    name: str
    network: str
    municipality: str
    tagline: str
    phone: str
    email: str
    accent: Accent
    started_on: str
    venues: tuple[VenueFacts, ...]
    partners: tuple[PartnerFacts, ...]
    activities: tuple[ActivityFacts, ...]
    milestones: tuple[MilestoneFacts, ...] = ()
    periods: tuple[PeriodFacts, ...] = ()
    groups: tuple[GroupFacts, ...] = ()
    themes_most_used: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class NetworkFacts:
    slug: str
    name: str
    groups: tuple[GroupFacts, ...] = ()
    shared_lists: tuple[ListName, ...] = ()


def read_date(text: str | None) -> datetime.date | None:
    """An ISO date, or None where none is known."""
    return None if text is None else datetime.date.fromisoformat(text)
