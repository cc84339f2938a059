"""Who changed what in how a site is run. Never anything about a visitor or a contact."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.models.organisations import Partner
from sites.models.owned import SharedModel, SiteForeignKey
from sites.models.people import User


class AuditEntry(SharedModel):
    """One act on roles, settings, the offer, exports or counters.

    `partner` is filled in instead of `actor` when a partner came in through a link.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie"))
    partner = SiteForeignKey(Partner, models.SET_NULL, null=True, related_name="+", verbose_name=_("via de link van"))
    action = models.SlugField(_("wat"), max_length=60, db_index=False)
    subject = models.CharField(_("waarover"), max_length=200)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["site", "-at"], name="audit_of_site")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
