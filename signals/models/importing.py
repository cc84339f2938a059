"""A file of contacts between upload and import, and what the words in such files mean at this site."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signals.vocabulary import ImportStage
from sites.models import SiteOwned, User

LONGEST_WORD = 120
"""Characters of a heading or word that can be remembered."""


class ImportFile(SiteOwned):
    """A file that a coordinator handed over. Its bytes and what was read from them are erased as soon as it is taken
    over, refused or withdrawn, and in the night at the latest; only who, when and how many stay.

    `review` is what `signals.services.importing.reviewing` found. `attempts` counts how often a worker began with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage = models.CharField(_("stand"), max_length=6, choices=ImportStage, default=ImportStage.LOOK)
    content = models.BinaryField(null=True)
    review = models.JSONField(null=True)
    skip_bad = models.BooleanField(_("contacten met een foute rij weglaten"), default=False)
    no_names = models.BooleanField(_("er staan geen namen in"), default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(_("waarom niet gelukt"), max_length=2000, blank=True)
    contacts = models.PositiveIntegerField(_("contacten"), default=0)
    help_requests = models.PositiveIntegerField(_("hulpvragen"), default=0)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("opgeladen op"), default=timezone.now)
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["site", "-uploaded_at"], name="import_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    stage__in=[ImportStage.DONE, ImportStage.FAILED], content__isnull=True, review__isnull=True
                )
                | (
                    models.Q(stage__in=[ImportStage.LOOK, ImportStage.READY, ImportStage.IMPORT])
                    & models.Q(content__isnull=False)
                ),
                name="import_keeps_no_file_when_finished",
            )
        ]

    def __str__(self) -> str:
        return f"{self.uploaded_at:%Y-%m-%d %H:%M} {self.stage}"


class ImportMeaning(SiteOwned):
    """What a word in files of this site means: a heading (`column` empty) or a value in a column.

    `text` is the word without capitals and outer spaces. `meaning` is a member name of `Column` for a heading, the key
    of a list item or an answer for a value, and empty for what is left out.
    """

    column = models.CharField(_("kolom"), max_length=24, blank=True)
    text = models.CharField(_("woord"), max_length=LONGEST_WORD)
    meaning = models.CharField(_("betekenis"), max_length=24, blank=True)

    class Meta:
        ordering = ["column", "text"]
        constraints = [models.UniqueConstraint(fields=["site", "column", "text"], name="import_word_means_one_thing")]

    def __str__(self) -> str:
        return self.text
