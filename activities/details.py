"""What one can say about each part of the offer: what a form asks, what a service writes."""

from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from django.db.models import Model

from activities.models import Activity, Slot
from activities.recurrence import find_anchor
from activities.vocabulary import ActivityKind, Appointment, NoticeKind, Precision
from sites.models import Partner, Venue
from sites.pictures import Picture


@dataclass(frozen=True, kw_only=True)
class ActivityDetails:
    """Everything one can say about an activity, apart from when it is.

    Args:
        functions: values of `vocabulary.Function`.
        needs: values of `vocabulary.Need`; empty for what the functions tell.
        leaders: partners that keep its moments themselves.
        helpers: partners that take part.
        languages: values of `vocabulary.SpokenLanguage`.
        school_hours: how the hours go with those of schools.
    """

    name: str
    kind: str = ActivityKind.REGULAR
    functions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    leaders: tuple[Partner, ...] = ()
    helpers: tuple[Partner, ...] = ()
    summary: str = ""
    description: str = ""
    price: str = ""
    eligibility: str = ""
    languages: tuple[str, ...] = ()
    school_hours: str = ""
    appointment: str = Appointment.NONE
    contact_phone: str = ""
    contact_email: str = ""
    contact_text: str = ""
    venue: Venue | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    is_public: bool = True
    takes_contacts: bool = True


@dataclass(frozen=True, kw_only=True)
class SlotDetails:
    """Everything one can say about a fixed moment.

    Args:
        rule: the value of an RFC 5545 RRULE that `activities.recurrence` has words for.
        starts_at: wall time in Brussels.
        ends_at: wall time, later on the same day.
        valid_from: the first day; for every other week it also says which weeks.
        valid_until: the last day, or None for no end.
        venue: where, or None for the place of the activity.
        note: why it changed, for the team.
    """

    rule: str
    starts_at: time
    ends_at: time
    valid_from: date
    valid_until: date | None = None
    venue: Venue | None = None
    skips_school_holidays: bool = False
    skips_public_holidays: bool = True
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangeDetails:
    """How one date differs.

    Args:
        kind: a value of `ChangeKind`; it says which of the rest must be given.
        new_date: for MOVED.
        new_starts_at: for HOURS; may be given with MOVED and ELSEWHERE.
        new_ends_at: for HOURS; may be given with MOVED and ELSEWHERE.
        venue: for ELSEWHERE; may be given with MOVED and HOURS.
        reason: for visitors.
    """

    kind: str
    new_date: date | None = None
    new_starts_at: time | None = None
    new_ends_at: time | None = None
    venue: Venue | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ClosureDetails:
    """From the first to the last day, both included; `venue` None closes the whole site. `reason` is for visitors."""

    first_day: date
    last_day: date
    reason: str
    venue: Venue | None = None


@dataclass(frozen=True, kw_only=True)
class BulkClosingDetails:
    """Stretches of days (first and last included) on which activities are closed; with none named all of them."""

    spans: tuple[tuple[date, date], ...]
    reason: str
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeasonMoment:
    """A moment of a former season, what it will be in the next, that in words, and its first date then."""

    slot: Slot
    details: SlotDetails
    said: str = ""
    first_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeDetails:
    """A text that shows from `first_day` to `last_day` (None: until removed), about an activity or about the site."""

    title: str
    first_day: date
    last_day: date | None = None
    text: str = ""
    kind: str = NoticeKind.NEWS
    activity: Activity | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneDetails:
    """What happened and how exactly it is known when; `on` is the first day of what is known."""

    text: str
    on: date
    precision: str = Precision.DAY
    season: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnerDetails:
    """Who an organisation is and how long it has been active here.

    Args:
        picture: another logo; None keeps the one there is.
        drops_logo: take the logo away.
    """

    name: str
    description: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    active_from: date | None = None
    active_until: date | None = None
    picture: Picture | None = None
    drops_logo: bool = False


@dataclass(frozen=True, kw_only=True)
class VenueDetails:
    """Where a place is and whether one gets there; a site has one place of its own (`is_main`)."""

    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    directions: str = ""
    accessibility: str = ""
    without_car: str = ""
    public_transport: str = ""
    lift: str = ""
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class PeriodDetails:
    """A stretch of time with money, and the names of who pays, in the order they are named on paper."""

    name: str
    starts_on: date
    ends_on: date | None = None
    note: str = ""
    funders: tuple[str, ...] = ()


def fill_row(row: Model, details: Any) -> None:
    """Put the details into the columns of the same name."""
    for name in _list_shared_names(row, type(details)):
        setattr(row, name, getattr(details, name))


def fill_slot(slot: Slot, details: SlotDetails) -> Slot:
    """Put the details into a slot, counted from its first real date. Does not save it."""
    fill_row(slot, details)
    slot.valid_from = find_anchor(details.rule, valid_from=details.valid_from)
    return slot


def read_columns(row: Model, details_class: type[Any]) -> dict[str, Any]:
    """The columns of a row that its details have too."""
    return {name: getattr(row, name) for name in _list_shared_names(row, details_class)}


def read_details[Details](row: Model, details_class: type[Details]) -> Details:
    """What a row is now, to start an edit from. For details that are all columns."""
    return details_class(**read_columns(row, details_class))


def _list_shared_names(row: Model, details_class: type[Any]) -> list[str]:
    columns = {column.name for column in row._meta.concrete_fields}
    return [field.name for field in fields(details_class) if field.name in columns]
