"""Structural problems, gathered from help requests, focus groups and partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from signals.models.contact import HelpRequest
from signals.models.lists import Theme
from signals.vocabulary import SignalStatus
from sites.models import SiteForeignKey, SiteOwned


class Signal(SiteOwned):
    """Something that keeps coming back and that one person cannot solve alone."""

    title = models.CharField(_("wat komt er terug"), max_length=160)
    description = models.TextField(_("wat is er aan de hand, zonder namen"), max_length=2000, blank=True)
    theme = SiteForeignKey(Theme, null=True, blank=True, related_name="signals", verbose_name=_("thema"))
    status = models.CharField(_("stand"), max_length=12, choices=SignalStatus, default=SignalStatus.NEW)
    next_step = models.CharField(_("volgende stap"), max_length=200, blank=True)
    due_on = models.DateField(_("tegen wanneer"), null=True, blank=True)
    heard_on = models.DateField(_("eerst gehoord op"))

    class Meta:
        ordering = ["status", "due_on", "-heard_on"]
        indexes = [models.Index(fields=["site", "status", "due_on"], name="signal_by_status")]

    def __str__(self) -> str:
        return self.title


class SignalHelpRequest(SiteOwned):
    """A help request that is part of a signal."""

    signal = SiteForeignKey(Signal, models.CASCADE, related_name="sources")
    help_request = SiteForeignKey(HelpRequest, models.CASCADE, related_name="signal_sources")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "help_request", "signal"], name="request_once_per_signal")
        ]

    def __str__(self) -> str:
        return f"{self.help_request} in {self.signal}"
