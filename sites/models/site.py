"""The tenant and the network above it. Both stand outside the walls: their names are public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.vocabulary import RESERVED_SLUGS, Accent


def refuse_reserved_slug(slug: str) -> None:
    """Keep a site from taking the address of one of Stek's own pages.

    Raises:
        ValidationError: the slug is reserved.
    """
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("Dit woord is al in gebruik door Stek zelf. Kies een ander."))


class Network(models.Model):
    """Sites that share a steering group and a report (koepel)."""

    slug = models.SlugField(_("webadres"), unique=True, validators=[refuse_reserved_slug])
    name = models.CharField(_("naam"), max_length=120)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """One STEK: a place with its own team, partners and figures.

    `revision` and `changed_at` are kept by the database (`sites.revisions`): they grow with each change to what the
    site tells visitors, whoever makes it and whatever a program writes into them.
    """

    slug = models.SlugField(_("webadres"), unique=True, validators=[refuse_reserved_slug])
    name = models.CharField(_("naam"), max_length=120)
    network = models.ForeignKey(Network, models.PROTECT, null=True, blank=True, related_name="sites")
    municipality = models.CharField(_("gemeente"), max_length=120)
    tagline = models.CharField(_("één zin over deze plek"), max_length=200, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    accent = models.CharField(_("kleur"), max_length=10, choices=Accent, default=Accent.PETROL)
    started_on = models.DateField(_("gestart op"), null=True, blank=True)
    checks_partner_changes = models.BooleanField(
        _("wij kijken wijzigingen van partners eerst na"),
        default=False,
        help_text=_("Anders staan ze meteen op de publieke pagina. 'Vandaag niet' staat er altijd meteen."),
    )
    reminds_partners = models.BooleanField(
        _("vraag partners voor elk seizoen of hun moment nog klopt"),
        default=True,
        help_text=_("Ze krijgen een e-mail met een link, op het adres van hun organisatie."),
    )
    is_open = models.BooleanField(_("in gebruik"), default=True)
    is_being_prepared = models.BooleanField(_("wordt voorbereid"), default=False, editable=False)
    revision = models.PositiveIntegerField(_("versie van het aanbod"), default=0, editable=False)
    changed_at = models.DateTimeField(_("laatst aangepast"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
