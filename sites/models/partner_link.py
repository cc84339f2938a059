"""The link by which an organisation keeps its moments without a password."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.models.organisations import Partner
from sites.models.owned import SiteForeignKey, SiteOwned
from sites.models.people import User
from sites.vocabulary import LinkReason

MAIL_TRIED_FOR = timedelta(days=1)
"""How long a mail server that is away or refuses is tried again."""


class PartnerLink(SiteOwned):
    """One link for one partner at one site. Of the secret in it only a digest is kept.

    `sent_to` is the address of the organisation at the time; a link ends when that address changes. It is empty when
    the team handed the link over itself. `season` ('2026-4_winter') belongs to the reminder before it: one for each.
    """

    partner = SiteForeignKey(Partner, models.CASCADE, related_name="links")
    reason = models.CharField(_("waarom"), max_length=10, choices=LinkReason)
    season = models.CharField(_("seizoen"), max_length=20, blank=True)
    sent_to = models.EmailField(_("naar"), blank=True)
    digest = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("gevraagd door"))
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("keer gebruikt"), default=0)
    last_used_at = models.DateTimeField(_("laatst gebruikt"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "partner", "season"], condition=~models.Q(season=""), name="one_reminder_a_season"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} (via de link)"

    @property
    def is_good(self) -> bool:
        """Whether it still lets somebody in."""
        moved = self.sent_to != "" and self.sent_to != self.partner.email
        left = self.partner.active_until is not None and self.partner.active_until < timezone.localdate()
        is_open = self.revoked_at is None and self.expires_at > timezone.now()
        return bool(self.digest) and is_open and not moved and not left

    @property
    def has_failed(self) -> bool:
        """Whether its e-mail could not be sent for so long that it is no longer tried."""
        return bool(self.sent_to) and self.sent_at is None and self.asked_at < timezone.now() - MAIL_TRIED_FOR


type Actor = User | PartnerLink
"""Who does something at a site: somebody with an account, or a partner through a link."""
