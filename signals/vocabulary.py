"""Fixed words of what is counted and heard."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.vocabulary import FOLLOW_UP_DAYS as FOLLOW_UP_DAYS  # noqa: PLC0414  (said again here: they are about contacts)
from sites.vocabulary import NOTE_DAYS as NOTE_DAYS  # noqa: PLC0414  (as above)

NOTE_LENGTH = 280
"""Characters a note may have."""

FOLLOW_UP_LENGTH = 140
"""Characters the text of a follow-up may have."""


class Due(models.TextChoices):
    """By when something must be found out, told from the day of the contact; in words, as a phone without network knows
    no better.
    """

    TOMORROW = "tomorrow", _("Morgen")
    NEXT_WEEK = "week", _("Volgende week")


class Answer(models.TextChoices):
    """Did we know this visitor already? Asked for the site and, where it counts its own uniques, for the activity."""

    EVER = "ever", _("eerste keer ooit")
    YEAR = "year", _("eerste keer dit jaar")
    BEFORE = "before", _("al geweest dit jaar")
    UNKNOWN = "unknown", _("weet ik niet")


FIRSTS = frozenset({Answer.EVER, Answer.YEAR})


class Basis(models.TextChoices):
    """What a counter of people counts: firsts since the start, firsts of the calendar year, or 'weet niet'."""

    EVER = "ever", _("sinds de start")
    YEAR = "year", _("dit jaar")
    UNKNOWN = "unknown", _("weet niet")


class FirstsPart(models.TextChoices):
    """Which of the firsts of a group: the numbers of `SessionFirsts`, by their names."""

    EVER = "ever", _("eerste keer ooit")
    YEAR = "year", _("eerste keer dit jaar")
    ACTIVITY_EVER = "activity_ever", _("eerste keer ooit bij deze activiteit")
    ACTIVITY_YEAR = "activity_year", _("eerste keer dit jaar bij deze activiteit")


class Dimension(models.TextChoices):
    """What may be asked of a first, each skippable."""

    KNOWN = "known", _("gekend bij de sociale dienst")
    GENDER = "gender", _("gender")
    AGE = "age", _("leeftijd")
    LANGUAGE = "language", _("taal")
    HOUSEHOLD = "household", _("gezin")
    ORIGIN = "origin", _("herkomst")


class ApproachKind(models.TextChoices):
    """What choosing an approach sets in motion."""

    ORDINARY = "ordinary", _("gewoon")
    REFERRAL = "referral", _("vraagt waarheen")
    SIGNAL = "signal", _("komt bij de signalen")
    CONCERN = "concern", _("toont wat nu, wie bel je; telt nergens mee")


class ListName(models.TextChoices):
    """The site's own lists, by their place in the address."""

    THEMES = "themas", _("Thema's")
    REPORT_THEMES = "verslagthemas", _("Thema's in het verslag")
    APPROACHES = "aanpak", _("Aanpak")
    SERVICES = "diensten", _("Diensten")
    MATERIALS = "materialen", _("Materialen")
    KNOWN = "gekend", _("Gekend bij de sociale dienst")
    GENDER = "gender", _("Gender")
    AGE = "leeftijd", _("Leeftijd")
    LANGUAGE = "taal", _("Taal")
    HOUSEHOLD = "gezin", _("Gezin")
    ORIGIN = "herkomst", _("Herkomst")


class ListAct(models.TextChoices):
    """What somebody did to one of the site's lists, as it stands on record (`sites.AuditEntry`)."""

    ADDED = "list-added", _("in een lijst gezet")
    EDITED = "list-edited", _("in een lijst aangepast")
    REPLACED = "list-replaced", _("in een lijst vervangen")
    MOVED = "list-moved", _("in een lijst verplaatst")
    RETIRED = "list-retired", _("in een lijst gestopt")
    RESTORED = "list-restored", _("terug in een lijst")
    REMOVED = "list-removed", _("uit een lijst weggehaald")
    FOLLOWED = "list-followed", _("volgt de lijst van de koepel")
    UNFOLLOWED = "list-unfollowed", _("volgt de lijst van de koepel niet meer")
    SPREAD = "list-spread", _("uit de lijst van de koepel overgenomen")
    THEMES_MAPPED = "list-themes-mapped", _("thema's van het verslag verdeeld")
    UNIQUES_STARTED = "uniques-started", _("telt unieke bezoekers apart")
    UNIQUES_STOPPED = "uniques-stopped", _("telt unieke bezoekers niet meer apart")
    UNDONE = "list-undone", _("in een lijst ongedaan gemaakt")


class SignalStatus(models.TextChoices):
    """Where a signal stands."""

    NEW = "new", _("nieuw")
    GATHERING = "gathering", _("we verzamelen")
    RAISED = "raised", _("voorgelegd")
    FOLLOWED_UP = "followed_up", _("wordt opgevolgd")
    CLOSED = "closed", _("afgerond")


class GroupKind(models.TextChoices):
    """What a group is for."""

    STEERING = "steering", _("stuurgroep")
    WORKING = "working", _("werkgroep")
    PARTICIPATION = "participation", _("participatiegroep")
    FOCUS = "focus", _("focusgroep")


class Measure(models.TextChoices):
    """What a reported figure is about."""

    UNIQUE = "unique", _("unieke bezoekers")
    NEW = "new", _("nieuwe bezoekers")
    ATTRIBUTE = "attribute", _("kenmerk")
    PARTICIPATIONS = "participations", _("deelnames")
    CONTACTS = "contacts", _("contacten")
    HELP_REQUESTS = "help_requests", _("hulpvragen")
    OTHER = "other", _("iets anders")


class Unit(models.TextChoices):
    """What one in a reported figure is."""

    PERSON = "person", _("mensen")
    FAMILY = "family", _("gezinnen")
    CHILD = "child", _("kinderen")
    THING = "thing", _("stuks")
    TIME = "time", _("keer")


class Quantity(models.TextChoices):
    """How a reported figure is known. Missing is never 0."""

    NUMBER = "number", _("getal")
    PERCENTAGE = "percentage", _("percentage")
    WORDS = "words", _("in woorden")
    NOT_REGISTERED = "not_registered", _("niet geregistreerd")


class ImportStage(models.TextChoices):
    """Where a file of contacts stands, from upload to taken over."""

    LOOK = "look", _("wordt nagekeken")
    READY = "ready", _("staat klaar")
    IMPORT = "import", _("wordt ingelezen")
    DONE = "done", _("ingelezen")
    FAILED = "failed", _("niet gelukt")


class ImportAct(models.TextChoices):
    """What somebody did with a file of contacts, as it stands on record (`sites.AuditEntry`)."""

    IMPORTED = "contacts-imported", _("contacten ingelezen")
    EXPLAINED = "import-words-explained", _("woorden uit een bestand uitgelegd")
    FORGOTTEN = "import-word-forgotten", _("woord uit een bestand vergeten")


class ReportedAct(models.TextChoices):
    """What somebody did to a figure that was not counted here, as it stands on record (`sites.AuditEntry`)."""

    ADDED = "reported-added", _("cijfer van elders bewaard")
    EDITED = "reported-edited", _("cijfer van elders aangepast")
    REMOVED = "reported-removed", _("cijfer van elders weggedaan")
