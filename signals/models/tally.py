"""Counters: what is left of who came, after the fold. Keys are random, so nothing tells in what order people came."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Session
from signals.models.lists import AttributeCategory
from signals.vocabulary import Basis, FirstsPart
from sites.models import SiteForeignKey, SiteOwned, User


class Tally(SiteOwned):
    """Firsts (and 'weet niet') in a month, for the site (`activity` empty) or for one activity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = SiteForeignKey(Activity, null=True, blank=True, related_name="tallies")
    month = models.DateField(_("eerste dag van de maand"))
    basis = models.CharField(max_length=8, choices=Basis)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "activity", "month", "basis"],
                nulls_distinct=False,
                name="one_tally_per_month",
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="tally_month_is_a_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.basis} {self.month:%Y-%m}: {self.count}"


class AttributeTally(SiteOwned):
    """Firsts of a year with one attribute, for the site (`activity` empty) or for one activity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = SiteForeignKey(Activity, null=True, blank=True, related_name="attribute_tallies")
    year = models.PositiveSmallIntegerField(_("jaar"))
    basis = models.CharField(
        max_length=8, choices=[(Basis.EVER.value, Basis.EVER.label), (Basis.YEAR.value, Basis.YEAR.label)]
    )
    category = SiteForeignKey(AttributeCategory, related_name="+")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "activity", "year", "basis", "category"],
                nulls_distinct=False,
                name="one_attribute_tally_per_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.year}: {self.count}"


class SessionFirsts(SiteOwned):
    """Firsts counted at a session that were not logged as contacts; deleted by the fold.

    `ever` and `year` are first ever and first this year at the site. Where the activity counts its own uniques,
    `ever` also counts there, and `activity_ever` and `activity_year` add people the site already knew this year.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = SiteForeignKey(Session, models.CASCADE, related_name="firsts")
    ever = models.PositiveSmallIntegerField(_("eerste keer ooit"), default=0)
    year = models.PositiveSmallIntegerField(_("eerste keer dit jaar"), default=0)
    activity_ever = models.PositiveSmallIntegerField(_("eerste keer ooit bij deze activiteit"), default=0)
    activity_year = models.PositiveSmallIntegerField(_("eerste keer dit jaar bij deze activiteit"), default=0)
    logged_on = models.DateField()
    logged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "session"], name="firsts_once_per_session")]

    def __str__(self) -> str:
        return f"nieuwe mensen op {self.session}"


class SessionAttribute(SiteOwned):
    """How many of the firsts of a session gave an answer, one question at a time; deleted by the fold."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    firsts = SiteForeignKey(SessionFirsts, models.CASCADE, related_name="attributes")
    part = models.CharField(_("wie van hen"), max_length=13, choices=FirstsPart)
    category = SiteForeignKey(AttributeCategory, related_name="+")
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "firsts", "part", "category"], name="one_count_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.count}"
