"""What partners did to their own moments, or asked to do."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.vocabulary import PartnerActStatus
from sites.models import Partner, SiteForeignKey, SiteOwned, User


class PartnerAct(SiteOwned):
    """One change by a partner: done and to be looked at by the team, or waiting for the team.

    `content` holds the rows: drafts (`services.outcome.Draft`) while it waits, steps (`Step`) once it was done. `user`
    is None when the partner came in through a link.
    """

    partner = SiteForeignKey(Partner, models.CASCADE, related_name="acts")
    activity = SiteForeignKey(Activity, models.CASCADE, related_name="partner_acts")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie"))
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    said = models.CharField(_("wat"), max_length=400)
    status = models.CharField(_("stand"), max_length=12, choices=PartnerActStatus)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("beslist door"))
    decided_at = models.DateTimeField(_("beslist op"), null=True, blank=True)
    content = models.JSONField(default=list)

    warning: str = ""
    """Why the team may not want what still waits; worked out when it is read (`selectors.partner_acts`)."""

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["site", "status", "-at"], name="partner_acts_by_status")]

    def __str__(self) -> str:
        return f"{self.activity}: {self.said}"

    @property
    def is_waiting(self) -> bool:
        """Whether the team still has to say yes or no."""
        return self.status == PartnerActStatus.WAITING

    @property
    def is_done(self) -> bool:
        """Whether it holds now, so that it can be taken back."""
        return self.status in {PartnerActStatus.LIVE, PartnerActStatus.SEEN, PartnerActStatus.ACCEPTED}
