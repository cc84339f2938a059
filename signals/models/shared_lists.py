"""Lists that a network keeps for its sites, and which of them a site follows."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from signals.vocabulary import ApproachKind, ListName
from sites.models import SharedModel, SiteOwned


class SharedItem(SharedModel):
    """A row of a list of a network. A site that follows the list has a row of its own for it, with its own counters.

    Only what every site has in common stands here: under which theme of the report a theme falls and 'wat nu, wie bel
    je' remain the site's. Never deleted: retired.
    """

    list_name = models.CharField(_("lijst"), max_length=20, choices=ListName)
    name = models.CharField(_("naam"), max_length=120)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    is_retired = models.BooleanField(_("niet meer te kiezen"), default=False)
    key = models.SlugField(_("sleutel"), max_length=40, blank=True, db_index=False)
    kind = models.CharField(_("wat gebeurt er dan"), max_length=10, choices=ApproachKind, default=ApproachKind.ORDINARY)
    description = models.CharField(_("wat doen ze"), max_length=300, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint("network", "list_name", Lower("name"), name="shared_name_once"),
            models.UniqueConstraint(
                fields=["network"],
                condition=models.Q(kind=ApproachKind.CONCERN, is_retired=False),
                name="one_shared_concern",
            ),
            models.CheckConstraint(condition=models.Q(site__isnull=True), name="shared_by_a_network"),
        ]

    def __str__(self) -> str:
        return self.name


class FollowedList(SiteOwned):
    """The site follows this list of its network: its own rows are kept like the network's, and not by the site."""

    list_name = models.CharField(_("lijst"), max_length=20, choices=ListName)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "list_name"], name="list_followed_once")]

    def __str__(self) -> str:
        return self.list_name
