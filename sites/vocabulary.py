"""Fixed words of the ground floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does at a site or network; roles add up."""

    VOLUNTEER = "volunteer", _("vrijwilliger")
    WORKER = "worker", _("opbouwwerker")
    COORDINATOR = "coordinator", _("coördinator")
    PARTNER = "partner", _("partner")
    STEERING = "steering", _("stuurgroep")


TEAM_ROLES = frozenset({Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR})


class Audience(models.TextChoices):
    """For whom the database is being read; the walls ask for it (see `sites.walls`)."""

    PUBLIC = "public", _("bezoeker")
    PARTNER = "partner", _("partner")
    STEERING = "steering", _("stuurgroep")
    TEAM = "team", _("team")


class LinkReason(models.TextChoices):
    """Why a partner got a link."""

    TEAM = "team", _("gestuurd door het team")
    HANDED = "handed", _("zelf doorgegeven")
    REMINDER = "reminder", _("voor een nieuw seizoen")
    ASKED = "asked", _("zelf gevraagd")


class Accent(models.TextChoices):
    """A site's own colour, out of a palette whose contrast is tested."""

    PETROL = "petrol", _("petrolblauw")
    BRICK = "brick", _("baksteenrood")
    NIGHT = "night", _("nachtblauw")


# First path segments that can never be a site: pages of Stek itself and language codes.
RESERVED_SLUGS = frozenset(
    {
        "account", "beheer", "koepel", "open", "healthz", "readyz", "static", "media", "privacy", "toegankelijkheid",
        "uitnodiging", "api", "manifest", "robots", "sitemap",
        "nl", "fr", "en", "ar", "tr", "uk", "ru", "fa", "ps", "pl",
    }
)  # fmt: skip

# Below this word stands what all sites publish together.
OPEN_DATA = "open"

# The sections of a site that ask for an account; anything else below its slug is public.
PRIVATE_SECTIONS = frozenset({"team", "rapporten", "drukwerk", "partner", "stuurgroep", "beheer"})

# How long things are kept; the privacy page says so, and what erases them reads it here.
NOTE_DAYS = 90
"""Days after which the note of a help request is erased."""

FOLLOW_UP_DAYS = 90
"""Days after which something to find out is erased, counted from when it was done, or else from when it was due."""

IMPORT_DIGEST_DAYS = 90
"""Days after which the digest of an imported row is erased."""

LOG_DAYS = 14
"""Days that the log files of the server are kept."""
