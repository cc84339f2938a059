"""Is somebody there now? If not, when: the first thing the public page says."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.selectors.days import Seat
from activities.selectors.occurrences import BRUSSELS, Occurrence, at_wall_time
from activities.selectors.words import describe_clock, describe_day, describe_hours, join_words, name_weekday
from activities.vocabulary import OccurrenceStatus

STATES_AHEAD = 24
ONE_DAY = datetime.timedelta(1)


@dataclass(frozen=True, kw_only=True)
class Now:
    """The table at the top of the page.

    Args:
        is_on: somebody is there at this moment.
        title: 'Nu open', 'Straks open', 'Nu gesloten'.
        text: until when, or from when.
        reason: why it is closed today, as the team wrote it; may be empty.
        seats: what is on now, what still comes today and what does not; or the next opening.
    """

    is_on: bool
    title: str
    text: str
    seats: Sequence[Seat]
    reason: str = ""


def build_now(occurrences: Sequence[Occurrence], *, at: datetime.datetime) -> Now:
    """What is on at a moment (aware), out of the occurrences of that day and of some weeks after it, in order."""
    today = at.astimezone(BRUSSELS).date()
    of_today = [occurrence for occurrence in occurrences if occurrence.date == today]
    running = [occurrence for occurrence in of_today if occurrence.is_running(at)]
    still_to_come = [o for o in occurrences if o.takes_place and o.starts_at > at]
    later_today = [occurrence for occurrence in still_to_come if occurrence.date == today]
    gone = [_build_gone(o, still_to_come) for o in of_today if not o.takes_place and o.ends_at > at]
    if running:
        return _build_open(running, later_today, gone)
    if later_today:
        return _build_later_today(later_today, gone)
    return _build_closed(of_today, still_to_come, gone, today=today)


@dataclass(frozen=True, kw_only=True)
class State:
    """What the table at the top says from a moment (aware) on, until the next."""

    since: datetime.datetime
    now: Now


def build_states(occurrences: Sequence[Occurrence], *, at: datetime.datetime) -> list[State]:
    """What the table says from `at` on, each time that it changes: a page that stays open goes along with the clock."""
    edges = {edge for occurrence in occurrences for edge in (occurrence.starts_at, occurrence.ends_at)}
    # The night before a day says 'today' from then on, the night before that one 'tomorrow'.
    days = {occurrence.date for occurrence in occurrences}
    edges |= {at_wall_time(day, datetime.time()) for day in days | {day - ONE_DAY for day in days}}
    states: list[State] = []
    for edge in sorted(edge for edge in edges if edge > at):
        now = build_now(occurrences, at=edge)
        if not states or states[-1].now != now:
            states.append(State(since=edge, now=now))
        if len(states) == STATES_AHEAD:
            break
    return states


def _keep_here(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Those at the site's own place: what is elsewhere does not open this door."""
    return [occurrence for occurrence in occurrences if not occurrence.is_elsewhere]


def _name_places(occurrences: list[Occurrence]) -> str:
    return join_words(sorted({occurrence.venue.name for occurrence in occurrences if occurrence.venue}))


def _build_later_today(later_today: list[Occurrence], gone: list[Seat]) -> Now:
    here = _keep_here(later_today)
    first = (here or later_today)[0]
    title, text = _("Straks open"), _("Vandaag vanaf %(clock)s uur.") % {"clock": describe_clock(first.starts_at)}
    if not here:
        title = _("Straks in %(place)s") % {"place": _name_places(later_today)}
        text = f"{text} {_('Hier komt er vandaag niemand meer.')}"
    seats = [_build_planned(occurrence) for occurrence in later_today] + gone
    return Now(is_on=False, title=title, text=text, seats=seats)


def _build_open(running: list[Occurrence], later_today: list[Occurrence], gone: list[Seat]) -> Now:
    here = _keep_here(running)
    until = max(occurrence.ends_at for occurrence in here or running)
    for occurrence in _keep_here(later_today) if here else []:
        if occurrence.starts_at <= until:
            until = max(until, occurrence.ends_at)
    facts = {"day": name_weekday(until.weekday()).capitalize(), "clock": describe_clock(until)}
    text = _("%(day)s, tot %(clock)s uur.") % facts
    if here:
        title, text = _("Nu open"), f"{text} {_('Schuif maar aan.')}"
    else:
        title, text = (
            _("Nu in %(place)s") % {"place": _name_places(running)},
            f"{text} {_('Hier is er nu niemand.')}",
        )
    seats = [_build_running(occurrence) for occurrence in running]
    seats += [_build_later(occurrence) for occurrence in later_today]
    return Now(is_on=True, title=title, text=text, seats=seats + gone)


def _build_closed(
    of_today: list[Occurrence], still_to_come: list[Occurrence], gone: list[Seat], *, today: datetime.date
) -> Now:
    closures = [o for o in of_today if o.status == OccurrenceStatus.CLOSED and o.reason]
    if not still_to_come:
        text = _("Er zijn nu geen vaste momenten.")
        return Now(is_on=False, title=_("Nu gesloten"), text=text, seats=gone)
    following = next(iter(_keep_here(still_to_come)), still_to_come[0])
    facts = {
        "day": describe_day(following.date, with_weekday=True),
        "clock": describe_clock(following.starts_at),
    }
    text = _("Opnieuw open op %(day)s om %(clock)s uur.")
    if following.date == today + ONE_DAY:
        text = _("Opnieuw open morgen, %(day)s, om %(clock)s uur.")
    reason = closures[0].reason if closures else ""
    seats = [_build_planned(occurrence) for occurrence in still_to_come if occurrence.date == following.date]
    told = [] if closures else gone
    return Now(is_on=False, title=_("Nu gesloten"), text=text % facts, seats=seats + told, reason=reason)


def _find_place(occurrence: Occurrence) -> str:
    return occurrence.venue.name if occurrence.venue and occurrence.is_elsewhere else ""


def _build_running(occurrence: Occurrence) -> Seat:
    when = _("tot %(clock)s uur") % {"clock": describe_clock(occurrence.ends_at)}
    return Seat(occurrence=occurrence, when=when, text=occurrence.activity.summary, place=_find_place(occurrence))


def _build_later(occurrence: Occurrence) -> Seat:
    when = _("straks, %(hours)s") % {"hours": describe_hours(occurrence)}
    return Seat(occurrence=occurrence, when=when, place=_find_place(occurrence))


def _build_planned(occurrence: Occurrence) -> Seat:
    return Seat(
        occurrence=occurrence,
        when=describe_hours(occurrence),
        text=occurrence.activity.summary,
        place=_find_place(occurrence),
    )


def _build_gone(occurrence: Occurrence, still_to_come: list[Occurrence]) -> Seat:
    following = next((o.date for o in still_to_come if o.activity.pk == occurrence.activity.pk), None)
    if following is None or following == occurrence.date:
        return Seat(occurrence=occurrence, when=_("vandaag niet"), text=occurrence.reason)
    moved = occurrence.status == OccurrenceStatus.MOVED_AWAY and following == occurrence.other_date
    text = _("nu op %(day)s") if moved else _("opnieuw op %(day)s")
    return Seat(
        occurrence=occurrence,
        when=_("vandaag niet"),
        text=text % {"day": describe_day(following, with_weekday=True)},
    )
