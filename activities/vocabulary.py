"""Fixed words of the offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Function(models.TextChoices):
    """The four functions of a STEK."""

    MEET = "meet", _("ontmoeten")
    LEARN = "learn", _("leren")
    REFER = "refer", _("verwijzen")
    POLITICISE = "politicise", _("politiseren")


class ActivityKind(models.TextChoices):
    """How an activity takes place."""

    REGULAR = "regular", _("vast aanbod")
    ONE_OFF = "one_off", _("eenmalig")
    OUTREACH = "outreach", _("buiten de muren")
    MEETING = "meeting", _("overleg of groep")
    INDIVIDUAL = "individual", _("individueel contact")


class Appointment(models.TextChoices):
    """Whether somebody must say beforehand that they come."""

    NONE = "none", _("gewoon binnenlopen")
    POSSIBLE = "possible", _("afspraak kan, hoeft niet")
    NEEDED = "needed", _("op afspraak")


class ChangeKind(models.TextChoices):
    """What is different on one date of a slot."""

    CANCELLED = "cancelled", _("gaat niet door")
    MOVED = "moved", _("op een andere dag")
    HOURS = "hours", _("op een ander uur")
    ELSEWHERE = "elsewhere", _("op een andere plek")


class OccurrenceStatus(models.TextChoices):
    """What became of one time of a slot."""

    PLANNED = "planned", _("gaat door")
    CANCELLED = "cancelled", _("gaat niet door")
    MOVED_AWAY = "moved_away", _("op een andere dag")
    MOVED_HERE = "moved_here", _("uitzonderlijk op deze dag")
    HOURS = "hours", _("op een ander uur")
    ELSEWHERE = "elsewhere", _("op een andere plek")
    CLOSED = "closed", _("gesloten")


class SessionKind(models.TextChoices):
    """Where a session stands with regard to the fixed moment."""

    SLOT = "slot", _("vast moment")
    APPOINTMENT = "appointment", _("op afspraak")
    HOME_VISIT = "home_visit", _("huisbezoek")
    OUTREACH = "outreach", _("outreach")
    EXTRA = "extra", _("extra keer")


class Precision(models.TextChoices):
    """How exactly the date of a milestone is known."""

    DAY = "day", _("dag")
    MONTH = "month", _("maand")
    SEASON = "season", _("seizoen")
    YEAR = "year", _("jaar")


class Season(models.TextChoices):
    """Seasons as people say them, in the order of the year."""

    SPRING = "1_spring", _("voorjaar")
    SUMMER = "2_summer", _("zomer")
    AUTUMN = "3_autumn", _("najaar")
    WINTER = "4_winter", _("winter")
