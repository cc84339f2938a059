"""Documents that were asked for, and what became of them."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.vocabulary import DocumentKind, DocumentStatus, Step
from sites.models import SiteOwned, User


def choose_storage_path(document: "Document", _filename: str) -> str:
    return f"documents/{document.site_id}/{document.pk}.pdf"


class Document(SiteOwned):
    """A report or flyer made by a background job out of what is in the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("wat"), max_length=16, choices=DocumentKind)
    title = models.CharField(_("titel"), max_length=160)
    period_start = models.DateField(_("van"), null=True, blank=True)
    period_end = models.DateField(_("tot en met"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=8, choices=DocumentStatus, default=DocumentStatus.QUEUED)
    step = models.CharField(_("stap"), max_length=8, choices=Step, blank=True)
    failure = models.CharField(_("waarom niet gelukt"), max_length=300, blank=True)
    requested_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    file = models.FileField(upload_to=choose_storage_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        indexes = [models.Index(fields=["site", "-requested_at"], name="document_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_start__isnull=True)
                | models.Q(period_end__isnull=True)
                | models.Q(period_end__gte=models.F("period_start")),
                name="document_period_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title
