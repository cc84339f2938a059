"""What a site tells: notices on the public page, and milestones of the project."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.vocabulary import NoticeKind, Precision, Season
from sites.models import SiteForeignKey, SiteOwned


class Notice(SiteOwned):
    """A short text on the public page from a first to a last day."""

    activity = SiteForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="notices")
    kind = models.CharField(_("soort"), max_length=8, choices=NoticeKind, default=NoticeKind.NEWS)
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("tekst"), max_length=600, blank=True)
    first_day = models.DateField(_("tonen vanaf"))
    last_day = models.DateField(_("tonen tot en met"), null=True, blank=True)
    changed_at = models.DateTimeField(_("laatst aangepast"), auto_now=True, db_default=Now())

    class Meta:
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="notice_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(SiteOwned):
    """A dated event of the project; `on` is the first day of what is known ('najaar 2021' is 2021-09-01)."""

    on = models.DateField(_("datum"))
    precision = models.CharField(_("hoe precies"), max_length=8, choices=Precision, default=Precision.DAY)
    season = models.CharField(_("seizoen"), max_length=10, choices=Season, blank=True)
    text = models.CharField(_("wat"), max_length=400)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(precision=Precision.SEASON) ^ models.Q(season=""),
                name="season_named_when_precise_to_a_season",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"
