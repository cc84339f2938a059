"""The site's own lists: what a help request may be about, what we did, where we sent people, what we handed
out, what we ask of a first.
"""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from signals.vocabulary import ApproachKind, Dimension
from sites.models import SiteForeignKey, SiteOwned


class ListItem(SiteOwned):
    """A choice in a form. Never deleted once used: retired, so that history keeps its word.

    Two names in a list that differ in capitals only are one name. `shared_as` is the row of the network's list
    (`SharedItem`) that this one follows.
    """

    name = models.CharField(_("naam"), max_length=120)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    is_retired = models.BooleanField(_("niet meer te kiezen"), default=False)
    # Not a link: what belongs to a network lies behind another wall.
    shared_as = models.PositiveBigIntegerField(_("rij in de lijst van de koepel"), null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ReportTheme(ListItem):
    """A theme as reports print it; several themes of the form may map to one."""

    class Meta(ListItem.Meta):
        constraints = [models.UniqueConstraint("site", Lower("name"), name="report_theme_once")]


class Theme(ListItem):
    """What a help request is about."""

    report_theme = SiteForeignKey(
        ReportTheme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="themes",
        verbose_name=_("thema in het verslag"),
    )

    class Meta(ListItem.Meta):
        constraints = [models.UniqueConstraint("site", Lower("name"), name="theme_once")]


class Approach(ListItem):
    """What we did with a help request. `guidance` is the site's own 'wat nu, wie bel je' for a concern."""

    kind = models.CharField(_("wat gebeurt er dan"), max_length=10, choices=ApproachKind, default=ApproachKind.ORDINARY)
    guidance = models.TextField(_("wat nu, wie bel je"), max_length=1000, blank=True)

    class Meta(ListItem.Meta):
        constraints = [
            models.UniqueConstraint("site", Lower("name"), name="approach_once"),
            # The form has one text of what to do now: the text of the one that can be chosen.
            models.UniqueConstraint(
                fields=["site"],
                condition=models.Q(kind=ApproachKind.CONCERN, is_retired=False),
                name="one_concern_to_choose",
            ),
        ]


class Service(ListItem):
    """A service in the site's directory (sociale kaart) to which people are sent."""

    description = models.CharField(_("wat doen ze"), max_length=300, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta(ListItem.Meta):
        constraints = [models.UniqueConstraint("site", Lower("name"), name="service_once")]


class Material(ListItem):
    """Something that is handed out on a round: play packages, soup, cards."""

    class Meta(ListItem.Meta):
        constraints = [models.UniqueConstraint("site", Lower("name"), name="material_once")]


class AttributeCategory(ListItem):
    """One answer within a dimension. A site asks a dimension as long as it has answers that can be chosen."""

    dimension = models.CharField(_("kenmerk"), max_length=10, choices=Dimension)
    key = models.SlugField(_("sleutel"), max_length=40, db_index=False)

    class Meta(ListItem.Meta):
        ordering = ["dimension", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "dimension", "key"], name="category_key_once"),
            models.UniqueConstraint("site", "dimension", Lower("name"), name="category_name_once"),
        ]
