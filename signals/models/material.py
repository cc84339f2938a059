"""What was handed out on a round."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Session
from signals.models.lists import Material
from sites.models import SiteForeignKey, SiteOwned


class SessionMaterial(SiteOwned):
    """How many of a material were handed out on a round, and to how many families when that was counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = SiteForeignKey(Session, models.CASCADE, related_name="materials")
    material = SiteForeignKey(Material, related_name="handed_out")
    number = models.PositiveIntegerField(_("aantal"))
    families = models.PositiveIntegerField(_("gezinnen"), null=True, blank=True)

    class Meta:
        ordering = ["material__position", "material__name"]
        constraints = [models.UniqueConstraint(fields=["site", "session", "material"], name="material_once_per_round")]

    def __str__(self) -> str:
        return f"{self.number} {self.material}"
