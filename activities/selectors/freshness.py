"""How long ago somebody looked whether an activity is still right, and when partners are asked again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from activities.selectors.words import describe_month
from activities.vocabulary import FIRST_MONTHS, Season
from sites.models import Partner, PartnerLink

ASKED_BEFORE = timedelta(days=14)
"""How long before a season partners are asked."""

FRESH_FOR = timedelta(days=120)
"""After this the team is shown an activity as not looked at: a season, and a month to answer."""


@dataclass(frozen=True, kw_only=True)
class ComingSeason:
    """A season that is about to begin; `key` ('2026-4_winter') tells it from all others."""

    season: Season
    first_day: date

    @property
    def key(self) -> str:
        return f"{self.first_day.year}-{self.season}"


def find_coming_season(today: date) -> ComingSeason | None:
    """The season that begins within two weeks; None in between."""
    for season, month in FIRST_MONTHS.items():
        first_day = date(today.year, month, 1)
        if first_day - ASKED_BEFORE <= today < first_day:
            return ComingSeason(season=season, first_day=first_day)
    return None


def is_fresh(confirmed_on: date | None, *, today: date) -> bool:
    """Whether somebody looked recently enough."""
    return confirmed_on is not None and confirmed_on >= today - FRESH_FOR


def describe_confirmed(confirmed_on: date, *, today: date) -> str:
    """When somebody last looked, for visitors: 'nagekeken in november'."""
    month = describe_month(confirmed_on, with_year=confirmed_on.year != today.year)
    return _("nagekeken in %(month)s") % {"month": month}


def list_partners_to_remind(*, season: ComingSeason, today: date) -> list[Partner]:
    """Partners with an address that keep something nobody looked at lately, and were not asked for this season."""
    current = Q(activity_partners__leads=True, activity_partners__activity__is_public=True) & ~Q(
        activity_partners__activity__ends_on__lt=today
    )
    long_ago = Q(activity_partners__activity__confirmed_on=None) | Q(
        activity_partners__activity__confirmed_on__lt=season.first_day - ASKED_BEFORE
    )
    asked = PartnerLink.objects.filter(season=season.key)
    partners = Partner.objects.filter(current & long_ago).exclude(email="").exclude(active_until__lt=today)
    return list(partners.exclude(pk__in=asked.values("partner")).distinct())
