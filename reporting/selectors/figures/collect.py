"""The way in: every figure of a site for a period."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.models import Activity
from reporting.selectors.figures.corrections import correct_people, read_correction_book
from reporting.selectors.figures.counters import count_people
from reporting.selectors.figures.figure import WHOLE_SITE, Figure
from reporting.selectors.figures.frame import Frame
from reporting.selectors.figures.outreach import count_outreach, list_outreach_figures
from reporting.selectors.figures.people import list_people_figures
from reporting.selectors.figures.period import Period
from reporting.selectors.figures.reported import list_reported, read_reported_book
from reporting.selectors.figures.requests import count_requests, list_request_figures
from reporting.selectors.figures.sessions import count_sessions, list_session_figures
from reporting.vocabulary import FigureKind
from signals.models import AttributeCategory


class UnknownActivity(LookupError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """An activity was named that the site does not have; the message is a Dutch sentence."""


@dataclass(frozen=True, kw_only=True)
class FigureSet:
    """The figures of one site for one period."""

    period: Period
    excluded: Sequence[Activity]
    figures: Sequence[Figure]

    def tell_reach(self, figure: Figure) -> str:
        """What stands beside a figure when activities are left out: 'zonder Digipunt', or 'hele site' for who stays."""
        if figure.exclusions:
            return _("zonder %s") % ", ".join(figure.exclusions)
        return figure.scope.label if self.excluded and figure.scope == WHOLE_SITE else ""

    def find(self, key: str, *, activity: str = "", period: Period | None = None) -> Figure | None:
        """The figure with this key for the whole site or for one activity (by slug).

        Without a period: over the whole period of this set when it exists, otherwise the first.
        """
        found = [figure for figure in self.figures if figure.key == key and figure.scope.slug == activity]
        exact = [figure for figure in found if figure.period == (period or self.period)]
        return next(iter(exact or ([] if period else found)), None)

    def list_kind(self, kind: FigureKind, *, activity: str = "") -> list[Figure]:
        """All figures of a kind for the whole site or for one activity (by slug), in reading order."""
        return [figure for figure in self.figures if figure.kind == kind and figure.scope.slug == activity]


def collect_figures(*, period: Period, without: Collection[str] = ()) -> FigureSet:
    """Count every figure of the site in scope, in a fixed number of queries.

    Args:
        period: whole months.
        without: slugs of activities to leave out of contacts, help requests, themes, approaches, referrals and
            participations. Unique, new and known visitors stay: they are counted for the whole site.

    Raises:
        UnknownActivity: the site has no activity with one of these slugs.
    """
    activities = list(Activity.objects.all())
    frame = Frame(
        period=period,
        activities=activities,
        excluded=_find_excluded(activities, without),
        reported=read_reported_book(),
        corrections=read_correction_book(until=period.end),
    )
    people = count_people(until=period.end)
    correct_people(people, frame.corrections)
    figures = [
        *list_people_figures(frame=frame, counts=people, categories=list(AttributeCategory.objects.all())),
        *list_request_figures(frame=frame, counts=count_requests(frame=frame)),
        *list_session_figures(frame=frame, counts=count_sessions(until=period.end)),
        *list_outreach_figures(frame=frame, counts=count_outreach(frame=frame)),
        *list_reported(book=frame.reported, period=period, excluded_ids=frame.excluded_ids),
    ]
    return FigureSet(period=period, excluded=frame.excluded, figures=figures)


def _find_excluded(activities: Sequence[Activity], slugs: Collection[str]) -> list[Activity]:
    unknown = sorted(set(slugs) - {activity.slug for activity in activities})
    if unknown:
        raise UnknownActivity(
            _("Deze site heeft geen activiteit '%(unknown)s'. Kies uit: %(known)s.")
            % {"unknown": "', '".join(unknown), "known": ", ".join(sorted(activity.slug for activity in activities))}
        )
    return [activity for activity in activities if activity.slug in set(slugs)]
