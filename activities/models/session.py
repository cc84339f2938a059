"""One dated occurrence with a head count: participations, which are not contacts and not uniques."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.slot import Slot
from activities.vocabulary import Round, SessionKind
from sites.models import SiteForeignKey, SiteOwned


class Session(SiteOwned):
    """How many people took part in an activity on a date.

    The id is made by the client, so that sending twice counts once; `revision` rises with each correction. What was not
    counted is None, never 0. A round outside the walls (`round`) has a number of addresses, and never an address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1)
    activity = SiteForeignKey(Activity, related_name="sessions", verbose_name=_("activiteit"))
    slot = SiteForeignKey(Slot, null=True, blank=True, related_name="sessions")
    kind = models.CharField(_("soort"), max_length=12, choices=SessionKind, default=SessionKind.SLOT)
    on = models.DateField(_("datum"))
    head_count = models.PositiveIntegerField(_("aantal aanwezigen"), null=True, blank=True)
    adults = models.PositiveIntegerField(_("volwassenen"), null=True, blank=True)
    children = models.PositiveIntegerField(_("kinderen"), null=True, blank=True)
    families = models.PositiveIntegerField(_("gezinnen"), null=True, blank=True)
    round = models.CharField(_("soort ronde"), max_length=12, choices=Round, blank=True)
    addresses = models.PositiveIntegerField(_("adressen, gesprekken of oproepen"), null=True, blank=True)
    is_deleted = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on"]
        indexes = [models.Index(fields=["site", "on"], name="session_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(round="") | models.Q(kind=SessionKind.OUTREACH), name="rounds_are_outreach"
            ),
            models.UniqueConstraint(
                fields=["site", "slot", "on"],
                condition=models.Q(slot__isnull=False, is_deleted=False, head_count__isnull=False),
                name="one_head_count_per_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} op {self.on}: {self.head_count}"
