"""Who works at a site and where: partners, venues, and the periods that are paid for."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.models.owned import SiteForeignKey, SiteOwned


class Logo(SiteOwned):
    """The logo of a partner or funder, drawn anew from what was sent (`sites.pictures`).

    It never changes, so browsers may keep it: another logo is another row.
    """

    content = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.width} x {self.height}"


class Partner(SiteOwned):
    """An organisation active at the site."""

    slug = models.SlugField(_("webadres"), db_index=False)
    name = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("wie zijn jullie"), max_length=1000, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    active_from = models.DateField(_("actief vanaf"), null=True, blank=True)
    active_until = models.DateField(_("actief tot en met"), null=True, blank=True)
    logo = SiteForeignKey(Logo, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="partner_slug_per_site")]

    def __str__(self) -> str:
        return self.name

    def is_active_on(self, day: datetime.date) -> bool:
        """Whether it works here on a day: it may begin later, or have left."""
        return (self.active_from or day) <= day <= (self.active_until or day)


class Venue(SiteOwned):
    """A place. A site has one main venue; an activity may take place elsewhere."""

    name = models.CharField(_("naam"), max_length=120)
    street = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("gemeente"), max_length=80, blank=True)
    directions = models.TextField(_("hoe kom je er"), max_length=500, blank=True)
    accessibility = models.TextField(_("toegankelijkheid"), max_length=500, blank=True)
    without_car = models.CharField(_("zonder auto"), max_length=300, blank=True)
    public_transport = models.CharField(_("bus of trein"), max_length=300, blank=True)
    lift = models.CharField(_("meerijden"), max_length=300, blank=True)
    is_main = models.BooleanField(_("dit is onze eigen plek"), default=False)

    class Meta:
        ordering = ["-is_main", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="venue_name_per_site"),
            models.UniqueConstraint(fields=["site"], condition=models.Q(is_main=True), name="one_main_venue"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tells_how_to_get_there(self) -> bool:
        """Whether a visitor can read anything on getting there and in."""
        return bool(self.accessibility or self.directions or self.without_car or self.public_transport or self.lift)

    @property
    def open_questions(self) -> list[str]:
        """What visitors need to know to get there, and nobody answered yet."""
        asked = {
            _("binnen met een rolstoel"): self.accessibility,
            _("zonder auto"): self.without_car,
            _("bus of trein"): self.public_transport,
            _("meerijden"): self.lift,
        }
        return [str(question) for question, answer in asked.items() if not answer]

    @property
    def address(self) -> str:
        """The address on one line, as far as it is known."""
        town = " ".join(part for part in (self.postcode, self.town) if part)
        return ", ".join(part for part in (self.street, town) if part)


class ProjectPeriod(SiteOwned):
    """A stretch of time for which the site has money."""

    name = models.CharField(_("naam"), max_length=120)
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="period_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Funder(SiteOwned):
    """Who pays in a project period; named on paper and below the public page ('met steun van')."""

    period = SiteForeignKey(ProjectPeriod, models.CASCADE, related_name="funders")
    name = models.CharField(_("naam"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    logo = SiteForeignKey(Logo, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "period", "name"], name="funder_once_per_period")]

    def __str__(self) -> str:
        return self.name
