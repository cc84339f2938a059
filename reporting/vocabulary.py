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
    PARTICIPANTS = "participants", _("wie er deelnam")
    ROUNDS = "rounds", _("rondes buiten de muren")
    ADDRESSES = "addresses", _("bereikt buiten de muren")
    MATERIAL = "material", _("uitgedeeld")
    MATERIAL_FAMILIES = "material_families", _("gezinnen die iets kregen")
    REPORTED = "reported", _("elders geteld")


class CounterKind(models.TextChoices):
    """Which counter a correction is about, by its place in the address."""

    FIRST_EVER = "eerste-keer-ooit", _("Eerste keer ooit")
    FIRST_YEAR = "eerste-keer-dit-jaar", _("Eerste keer dit jaar")
    UNKNOWN = "weet-niet", _("Weet ik niet")
    ATTRIBUTE_EVER = "kenmerk-ooit", _("Kenmerk bij een eerste keer ooit")
    ATTRIBUTE_YEAR = "kenmerk-dit-jaar", _("Kenmerk bij een eerste keer dit jaar")
    CONTACTS = "contacten", _("Contacten")
    HELP_REQUESTS = "hulpvragen", _("Hulpvragen")
    APPROACHES = "aanpak", _("Aanpak")
    REFERRALS = "doorverwijzingen", _("Doorverwijzingen")
    PARTICIPATIONS = "deelnames", _("Deelnames op een vast moment")


OF_PEOPLE = frozenset(
    {
        CounterKind.FIRST_EVER,
        CounterKind.FIRST_YEAR,
        CounterKind.UNKNOWN,
        CounterKind.ATTRIBUTE_EVER,
        CounterKind.ATTRIBUTE_YEAR,
    }
)
"""Counters of the whole site, and of activities that count their own unique visitors; the others are an activity's."""

ITEM_OF: dict[str, str] = {
    CounterKind.ATTRIBUTE_EVER: "category",
    CounterKind.ATTRIBUTE_YEAR: "category",
    CounterKind.HELP_REQUESTS: "theme",
    CounterKind.APPROACHES: "approach",
    CounterKind.REFERRALS: "service",
}
"""Which row of the site's lists a counter is for, by the name of the link in `Correction`."""


class CorrectionReason(models.TextChoices):
    """Why a counter was corrected."""

    DOUBLE = "double", _("dubbel genoteerd")
    FORGOTTEN = "forgotten", _("vergeten te noteren")
    MISTAPPED = "mistapped", _("verkeerd aangeduid")
    MISCOUNTED = "miscounted", _("fout geteld")
    REVERSED = "reversed", _("verbetering teruggedraaid")


class ReportAct(models.TextChoices):
    """What somebody did to figures, as it stands on record (`sites.AuditEntry`)."""

    COUNTER_CORRECTED = "counter-corrected", _("een teller verbeterd")
