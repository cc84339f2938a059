"""Bodies that meet: steering, working, participation and focus groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from signals.vocabulary import GroupKind
from sites.models import SharedModel, SiteForeignKey


class Group(SharedModel):
    """A body of a site, or of a network (its steering group)."""

    kind = models.CharField(_("soort"), max_length=13, choices=GroupKind)
    name = models.CharField(_("naam"), max_length=120)
    rhythm = models.CharField(_("hoe vaak"), max_length=120, blank=True)
    started_on = models.DateField(_("gestart op"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "network", "name"], nulls_distinct=False, name="group_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(SharedModel):
    """An organisation or a role in a group; never the name of a visitor."""

    group = SiteForeignKey(Group, models.CASCADE, related_name="members")
    organisation = models.CharField(_("organisatie of rol"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "network", "group", "organisation"],
                nulls_distinct=False,
                name="member_once_per_group",
            )
        ]

    def __str__(self) -> str:
        return self.organisation
