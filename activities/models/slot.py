"""When: recurring moments in wall time (Europe/Brussels), and what is different on a date."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.vocabulary import ChangeKind
from sites.models import SiteForeignKey, SiteOwned, Venue


class Slot(SiteOwned):
    """A recurring moment of an activity.

    `rule` is the value of an RFC 5545 RRULE ('FREQ=MONTHLY;BYDAY=3WE') counted from `valid_from`; times are wall
    time, so 13:00 stays 13:00 when the clock changes.
    """

    activity = SiteForeignKey(Activity, models.CASCADE, related_name="slots")
    venue = SiteForeignKey(Venue, null=True, blank=True, related_name="slots", verbose_name=_("waar"))
    rule = models.CharField(_("hoe vaak"), max_length=120)
    starts_at = models.TimeField(_("van"))
    ends_at = models.TimeField(_("tot"))
    valid_from = models.DateField(_("vanaf"))
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)
    skips_school_holidays = models.BooleanField(_("niet in schoolvakanties"), default=False)
    skips_public_holidays = models.BooleanField(_("niet op feestdagen"), default=True)
    follows = SiteForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name=_("komt na")
    )
    note = models.CharField(_("waarom dit veranderde"), max_length=200, blank=True)

    class Meta:
        ordering = ["valid_from", "starts_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="slot_ends_after_start"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="slot_valid_until_after_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.rule} {self.starts_at:%H:%M}-{self.ends_at:%H:%M}"


class Change(SiteOwned):
    """One date of a slot that is cancelled, moved, at other hours or elsewhere."""

    slot = SiteForeignKey(Slot, models.CASCADE, related_name="changes")
    on = models.DateField(_("welke datum"))
    kind = models.CharField(_("wat verandert er"), max_length=10, choices=ChangeKind)
    new_date = models.DateField(_("nieuwe datum"), null=True, blank=True)
    new_starts_at = models.TimeField(_("nieuw beginuur"), null=True, blank=True)
    new_ends_at = models.TimeField(_("nieuw einduur"), null=True, blank=True)
    venue = SiteForeignKey(Venue, null=True, blank=True, related_name="+", verbose_name=_("waar"))
    reason = models.CharField(_("reden voor bezoekers"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("laatst aangepast"), auto_now=True, db_default=Now())

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slot", "on"], name="one_change_per_date"),
            models.CheckConstraint(
                condition=~models.Q(kind=ChangeKind.MOVED) | models.Q(new_date__isnull=False),
                name="moved_change_names_its_new_date",
            ),
            models.CheckConstraint(
                condition=models.Q(new_ends_at__isnull=True)
                | models.Q(new_starts_at__isnull=True)
                | models.Q(new_ends_at__gt=models.F("new_starts_at")),
                name="change_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} op {self.on}: {self.get_kind_display()}"


class Closure(SiteOwned):
    """The whole site, or one venue, closed from a first to a last day."""

    venue = SiteForeignKey(Venue, null=True, blank=True, related_name="closures", verbose_name=_("enkel deze plek"))
    first_day = models.DateField(_("eerste dag"))
    last_day = models.DateField(_("laatste dag"))
    reason = models.CharField(_("reden voor bezoekers"), max_length=200)
    changed_at = models.DateTimeField(_("laatst aangepast"), auto_now=True, db_default=Now())

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="closure_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} ({self.first_day} - {self.last_day})"
