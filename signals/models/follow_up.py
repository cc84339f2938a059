"""What the team still has to find out for a help request. It names a service and a day, never a person."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from signals.models.contact import HelpRequest
from signals.models.lists import Service
from signals.vocabulary import FOLLOW_UP_LENGTH
from sites.models import SiteForeignKey, SiteOwned


class FollowUp(SiteOwned):
    """'Navragen bij dienst Wonen, tegen dinsdag'.

    It hangs on the help request, whose theme it takes, and on nothing else: who asked is not known there, and the fold
    leaves no answer behind it (decision 19). Nobody is put down for it: whoever of the team has time takes it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    help_request = SiteForeignKey(HelpRequest, models.CASCADE, related_name="follow_ups")
    service = SiteForeignKey(Service, related_name="+", verbose_name=_("navragen bij"))
    due_on = models.DateField(_("tegen wanneer"))
    text = models.CharField(_("wat vraag je na, zonder naam"), max_length=FOLLOW_UP_LENGTH, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "help_request"],
                condition=models.Q(done_on__isnull=True),
                name="one_open_follow_up_per_request",
            )
        ]
        indexes = [
            models.Index(fields=["site", "due_on"], condition=models.Q(done_on__isnull=True), name="follow_up_to_do")
        ]

    def __str__(self) -> str:
        return f"navragen bij {self.service} tegen {self.due_on}"
