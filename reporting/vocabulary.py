"""Fixed words of reports and paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is."""

    STEERING_REPORT = "steering_report", _("verslag voor de stuurgroep")
    FLYER = "flyer", _("flyer")


class DocumentStatus(models.TextChoices):
    """Where the making of a document stands."""

    QUEUED = "queued", _("wacht op zijn beurt")
    RUNNING = "running", _("wordt gemaakt")
    DONE = "done", _("klaar")
    FAILED = "failed", _("niet gelukt")
    STOPPED = "stopped", _("gestopt")


class Step(models.TextChoices):
    """The real steps of making a document, in order."""

    COUNT = "count", _("Tellen")
    GATHER = "gather", _("Teksten ophalen")
    DRAW = "draw", _("Grafieken tekenen")
    TYPESET = "typeset", _("Opmaken")
    KEEP = "keep", _("Bewaren")
