"""What is offered, by whom and to what end."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import ActivityKind, Appointment, Function, Need, SpokenLanguage
from sites.models import Partner, SiteForeignKey, SiteOwned, Venue


class Activity(SiteOwned):
    """Something a site offers: weekly, once, on the street or as a meeting."""

    slug = models.SlugField(_("webadres"), db_index=False)
    name = models.CharField(_("naam"), max_length=120)
    needs = ArrayField(
        models.CharField(max_length=10, choices=Need), verbose_name=_("waarvoor komen mensen"), blank=True, default=list
    )
    kind = models.CharField(_("soort"), max_length=12, choices=ActivityKind, default=ActivityKind.REGULAR)
    summary = models.CharField(_("in één zin"), max_length=200, blank=True)
    description = models.TextField(_("meer uitleg"), max_length=2000, blank=True)
    price = models.CharField(_("wat kost het"), max_length=200, blank=True)
    eligibility = models.CharField(_("voor wie"), max_length=300, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3, choices=SpokenLanguage), verbose_name=_("talen"), default=list, blank=True
    )
    school_hours = models.CharField(_("schooluren"), max_length=200, blank=True)
    appointment = models.CharField(_("afspraak"), max_length=10, choices=Appointment, default=Appointment.NONE)
    contact_phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_text = models.CharField(_("hoe vragen stellen"), max_length=200, blank=True)
    venue = SiteForeignKey(Venue, null=True, blank=True, related_name="activities", verbose_name=_("waar"))
    starts_on = models.DateField(_("vanaf"), null=True, blank=True)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    is_public = models.BooleanField(_("op de publieke pagina"), default=True)
    counts_uniques = models.BooleanField(_("telt eigen unieke bezoekers"), default=False)
    takes_contacts = models.BooleanField(_("te kiezen bij een contact"), default=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    confirmed_on = models.DateField(_("nagekeken op"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="activity_slug_per_site"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="activity_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityFunction(SiteOwned):
    """One of the four functions an activity serves."""

    activity = SiteForeignKey(Activity, models.CASCADE, related_name="functions")
    function = models.CharField(_("functie"), max_length=12, choices=Function)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["site", "activity", "function"], name="function_once")]

    def __str__(self) -> str:
        return str(self.get_function_display())


class ActivityPartner(SiteOwned):
    """A partner that takes part in an activity; those that lead it may change its moments."""

    activity = SiteForeignKey(Activity, models.CASCADE, related_name="activity_partners")
    partner = SiteForeignKey(Partner, models.CASCADE, related_name="activity_partners")
    leads = models.BooleanField(_("houdt het moment zelf bij"), default=True)

    class Meta:
        ordering = ["-leads", "id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "activity", "partner"], name="partner_once_per_activity")
        ]

    def __str__(self) -> str:
        return f"{self.partner} bij {self.activity}"
