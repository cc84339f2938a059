"""GS9 from 2020 to 2022: a simulated history whose figures equal those its final report printed."""

import datetime
from itertools import groupby
from uuid import uuid4

from activities.models import Activity, Slot
from activities.selectors.occurrences import list_occurrences
from signals.entries import ContactEntry, HelpRequestEntry, SessionEntry
from signals.models import Approach, AttributeCategory, Contact, Service, Theme
from signals.services.folding import fold_site
from signals.services.logging import log_contact
from signals.services.sessions import count_session
from sites.scope import site_scope
from stek.demo.gs9.cohorts import DIGIPUNT, SEWING, SOUP
from stek.demo.gs9.diary import Ask, HeadCount, Moments, Visit, simulate_days
from stek.demo.gs9.reported import add_reported_figures

FIRST_DAY, LAST_DAY = datetime.date(2020, 1, 1), datetime.date(2022, 12, 31)


def generate_gs9_history(*, site_id: int) -> int:
    """Log and count three years day by day, through the services the team uses; returns the contacts logged.

    What a week brought is folded at its end: a night for each day would only take longer. All in one transaction;
    where contacts exist already, nothing is added.
    """
    with site_scope(site_id):
        if Contact.objects.exists():
            return 0
        add_reported_figures()
        writer = _Writer()
        days = simulate_days(moments=_list_moments())
        for _number, days_of_week in groupby(days, key=lambda day: day.on.isocalendar()[:2]):
            week = list(days_of_week)
            for day in week:
                for visit in day.visits:
                    log_contact(entry=writer.build_contact(visit), by=None, today=day.on)
                for session in day.sessions:
                    count_session(entry=writer.build_session(session), by=None, today=day.on)
            fold_site(today=week[-1].on + datetime.timedelta(days=1))
        return sum(len(day.visits) for day in days)


def _list_moments() -> Moments:
    return {
        slug: [
            occurrence.date
            for occurrence in list_occurrences(first_day=FIRST_DAY, last_day=LAST_DAY, activity_slug=slug)
            if occurrence.takes_place
        ]
        for slug in (DIGIPUNT, SOUP, SEWING)
    }


class _Writer:
    """Puts the diary in the words of the site's own lists."""

    def __init__(self) -> None:
        self.activities = {activity.slug: activity.pk for activity in Activity.objects.all()}
        self.slots = {slot.activity_id: slot.pk for slot in Slot.objects.all()}
        self.themes = {theme.name: theme.pk for theme in Theme.objects.all()}
        self.approaches = {approach.name: approach.pk for approach in Approach.objects.all()}
        self.services = {service.name: service.pk for service in Service.objects.all()}
        self.categories = {
            (category.dimension, category.key): category.pk for category in AttributeCategory.objects.all()
        }

    def build_contact(self, visit: Visit) -> ContactEntry:
        return ContactEntry(
            id=uuid4(),
            activity_id=self.activities[visit.activity],
            on=visit.on,
            site_answer=visit.site_answer,
            activity_answer=visit.activity_answer,
            category_ids=tuple(self.categories[answer] for answer in (visit.person or {}).items()),
            help_requests=tuple(self._build_request(ask) for ask in visit.asks),
        )

    def _build_request(self, ask: Ask) -> HelpRequestEntry:
        return HelpRequestEntry(
            theme_id=self.themes[ask.theme],
            approach_ids=tuple(self.approaches[name] for name in ask.approaches),
            service_ids=tuple(self.services[name] for name in ask.services),
        )

    def build_session(self, session: HeadCount) -> SessionEntry:
        activity_id = self.activities[session.activity]
        return SessionEntry(
            id=uuid4(),
            activity_id=activity_id,
            slot_id=self.slots[activity_id] if session.is_at_slot else None,
            kind=session.kind,
            on=session.on,
            head_count=session.heads,
        )
