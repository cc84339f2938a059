"""Fixed words of reports and paper."""

from collections.abc import Callable

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


type EnterStep = Callable[[Step], None]
"""What whoever makes a document calls when a step begins; it raises when the document is not wanted any more."""


class FigureKind(models.TextChoices):
    """What a figure tells."""

    UNIQUE = "unique", _("unieke bezoekers")
    ADDED = "added", _("erbij in deze periode")
    NEW = "new", _("nieuwe bezoekers")
    UNIQUE_SINCE_START = "unique_since_start", _("unieke bezoekers sinds de start")
    ATTRIBUTE = "attribute", _("kenmerk")
    ATTRIBUTE_SINCE_START = "attribute_since_start", _("kenmerk sinds de start")
    CONTACTS = "contacts", _("contacten")
    HELP_REQUESTS = "help_requests", _("hulpvragen")
    THEME = "theme", _("hulpvragen per thema")
    REPORT_THEME = "report_theme", _("hulpvragen per thema in het verslag")
    APPROACH = "approach", _("hulpvragen per aanpak")
    REFERRAL = "referral", _("doorverwijzingen")
    PARTICIPATIONS = "participations", _("deelnames")
    PARTICIPATIONS_SINCE_START = "participations_since_start", _("deelnames sinds de start")
    SESSIONS = "sessions", _("keren")
    AVERAGE = "average", _("gemiddeld per keer")
    REPORTED = "reported", _("elders geteld")
