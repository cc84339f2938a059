"""The offer in words: every activity with its fixed moments, for the page, the flyer and the report."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.models import Activity, Slot
from activities.recurrence import Frequency, parse_rule
from activities.selectors.programme import Programme, read_programme
from activities.selectors.words import describe_day, describe_hours, describe_rule
from activities.vocabulary import NEED_OF_FUNCTION, ActivityKind, Function, Need, Season
from sites.models import Partner, Venue

# A first day on the first of one of these months, of something without hours, is a season and not a date.
SEASON_MONTHS = {3: Season.SPRING, 6: Season.SUMMER, 9: Season.AUTUMN, 12: Season.WINTER}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A slot in words.

    Args:
        slot: the slot itself.
        often: 'elke donderdag, niet in schoolvakanties'.
        hours: '13.00 - 15.30 uur'.
        venue: where it takes place.
        is_elsewhere: whether that is not the site's own place.
    """

    slot: Slot
    often: str
    hours: str
    venue: Venue | None
    is_elsewhere: bool


@dataclass(frozen=True, kw_only=True)
class OfferItem:
    """One activity as it stands on a day.

    Args:
        activity: the activity itself.
        functions: which of the four functions it serves.
        partners: who takes part; those that lead it first.
        venue: where it usually takes place.
        is_elsewhere: whether that is not the site's own place.
        moments: the fixed moments of now; empty for an offer without hours.
        coming: fixed moments that start later.
        former: fixed moments that are past, the latest first.
        starts: when an activity that has not begun will: 'vanaf najaar 2023'; else empty.
    """

    activity: Activity
    functions: tuple[Function, ...]
    partners: tuple[Partner, ...]
    venue: Venue | None
    is_elsewhere: bool
    moments: Sequence[Moment]
    coming: Sequence[Moment]
    former: Sequence[Moment]
    starts: str

    @property
    def needs(self) -> tuple[Need, ...]:
        """Why people come for it: what the team chose, or else what its functions tell."""
        chosen = self.activity.needs or [NEED_OF_FUNCTION[one] for one in self.functions if one in NEED_OF_FUNCTION]
        return tuple(need for need in Need if need in chosen)

    @property
    def takes_place_once(self) -> bool:
        """Whether its only moment is on one date, so that its next times would say that date again."""
        moments = [*self.moments, *self.coming]
        return len(moments) == 1 and parse_rule(moments[0].slot.rule).frequency is Frequency.ONCE

    @property
    def has_hours(self) -> bool:
        """Whether there is a fixed moment, now or later."""
        return bool(self.moments or self.coming)


@dataclass(frozen=True, kw_only=True)
class PartnerOffer:
    """What one partner offers; without a partner it is the site's own offer."""

    partner: Partner | None
    items: Sequence[OfferItem]

    @property
    def is_its_name(self) -> bool:
        """Whether the partner is called like the one thing it offers, so that saying both says it twice."""
        return self.partner is not None and [item.activity.name for item in self.items] == [self.partner.name]


def list_offer(*, on: datetime.date, only_public: bool = True) -> list[OfferItem]:
    """The offer of the site in scope as it stands on a day, in the order the site chose. Takes three queries."""
    return build_offer(read_programme(first_day=on, last_day=on, only_public=only_public), on=on)


def build_offer(programme: Programme, *, on: datetime.date) -> list[OfferItem]:
    """The offer in a programme that was read already; what has ended is left out."""
    items = [_build_item(programme, activity, on) for activity in programme.activities]
    return [item for item in items if not _has_ended(item, on)]


def group_by_partner(items: Iterable[OfferItem]) -> list[PartnerOffer]:
    """The offer by the partner that leads it, in the order in which partners first come; the site's own comes last."""
    groups: dict[int | None, list[OfferItem]] = {}
    partners: dict[int | None, Partner | None] = {}
    for item in items:
        partner = item.partners[0] if item.partners else None
        key = partner.pk if partner else None
        partners[key] = partner
        groups.setdefault(key, []).append(item)
    own = groups.pop(None, None)
    offers = [PartnerOffer(partner=partners[key], items=grouped) for key, grouped in groups.items()]
    return [*offers, PartnerOffer(partner=None, items=own)] if own else offers


def _build_item(programme: Programme, activity: Activity, on: datetime.date) -> OfferItem:
    main = programme.main_venue
    venue = activity.venue or main
    current: list[Moment] = []
    coming: list[Moment] = []
    former: list[Moment] = []
    for slot in programme.slots:
        if slot.activity_id != activity.pk:
            continue
        first_day, last_day = find_validity(slot)
        moment = _build_moment(slot, main, on)
        (former if last_day < on else coming if first_day > on else current).append(moment)
    return OfferItem(
        activity=activity,
        functions=programme.functions.get(activity.pk, ()),
        partners=tuple(p for p in programme.partners.get(activity.pk, ()) if p.is_active_on(on)),
        venue=venue,
        is_elsewhere=venue is not None and main is not None and venue.pk != main.pk,
        moments=sorted(current, key=_order_in_week),
        coming=sorted(coming, key=lambda moment: moment.slot.valid_from),
        former=sorted(former, key=lambda moment: moment.slot.valid_from, reverse=True),
        starts="" if current or coming else describe_start(activity, on=on),
    )


def _build_moment(slot: Slot, main: Venue | None, on: datetime.date) -> Moment:
    venue = slot.venue or slot.activity.venue or main
    return Moment(
        slot=slot,
        often=describe_rule(slot, today=on),
        hours=describe_hours(slot),
        venue=venue,
        is_elsewhere=venue is not None and main is not None and venue.pk != main.pk,
    )


def _order_in_week(moment: Moment) -> tuple[tuple[int, ...], datetime.time]:
    return parse_rule(moment.slot.rule).weekdays, moment.slot.starts_at


def find_validity(slot: Slot) -> tuple[datetime.date, datetime.date]:
    """The first and last day on which a slot may take place, within those of its activity."""
    first_day = max(day for day in (slot.valid_from, slot.activity.starts_on) if day)
    if parse_rule(slot.rule).frequency is Frequency.ONCE:
        return first_day, first_day
    ends = [day for day in (slot.valid_until, slot.activity.ends_on) if day]
    return first_day, min(ends, default=datetime.date.max)


def describe_start(activity: Activity, *, on: datetime.date) -> str:
    """When an activity will begin: 'vanaf najaar 2023', 'vanaf 15 september 2023'; empty when it has begun."""
    start = activity.starts_on
    if start is None or start <= on:
        return ""
    season = SEASON_MONTHS.get(start.month) if start.day == 1 else None
    when = f"{season.label} {start.year}" if season else describe_day(start, with_year=True)
    return _("vanaf %(when)s") % {"when": when}


def _has_ended(item: OfferItem, on: datetime.date) -> bool:
    activity = item.activity
    if activity.ends_on is not None and activity.ends_on < on:
        return True
    return activity.kind == ActivityKind.ONE_OFF and bool(item.former) and not item.has_hours
