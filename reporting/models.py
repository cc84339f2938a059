"""Documents that were asked for, and what became of them; corrections of counters."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from reporting.vocabulary import ITEM_OF, CorrectionReason, CounterKind, DocumentKind, DocumentStatus, Step
from signals.models import Approach, AttributeCategory, Service, Theme
from sites.models import SiteForeignKey, SiteOwned, User

MINUS = "\N{MINUS SIGN}"
CORRECTION_NOTE_LENGTH = 140
"""Characters that may be written with a correction."""


def choose_storage_path(document: "Document", _filename: str) -> str:
    return f"documents/{document.site_id}/{document.pk}.pdf"


class Document(SiteOwned):
    """A report or flyer made by a background job out of what is in the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("wat"), max_length=16, choices=DocumentKind)
    title = models.CharField(_("titel"), max_length=160)
    period_start = models.DateField(_("van"), null=True, blank=True)
    period_end = models.DateField(_("tot en met"), null=True, blank=True)
    without = ArrayField(
        models.SlugField(), default=list, blank=True, verbose_name=_("activiteiten die niet meetellen")
    )
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


def _names_its_item() -> models.Q:
    """Each kind of counter names the row of the site's lists that it is for, and no other."""
    links = sorted(set(ITEM_OF.values()))
    rule = models.Q()
    for kind in CounterKind:
        empty = {f"{link}__isnull": link != ITEM_OF.get(kind) for link in links}
        rule |= models.Q(kind=kind, **empty)
    return rule


class Correction(SiteOwned):
    """So many more or fewer in one counter of one month, after the fold: who, when and why.

    Counters and contacts stay as they are; the figures add corrections to them. A row is only ever added (the walls
    refuse to change or remove one): a correction that was wrong is taken back by another (`reverses`).

    Attributes:
        activity: whose counter; of the whole site when empty.
        month: its first day; attributes are counted in its year.
        delta: how many more, or fewer when below zero.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("welke teller"), max_length=24, choices=CounterKind)
    activity = SiteForeignKey(Activity, null=True, blank=True, related_name="+")
    month = models.DateField(_("maand"))
    theme = SiteForeignKey(Theme, null=True, blank=True, related_name="+")
    approach = SiteForeignKey(Approach, null=True, blank=True, related_name="+")
    service = SiteForeignKey(Service, null=True, blank=True, related_name="+")
    category = SiteForeignKey(AttributeCategory, null=True, blank=True, related_name="+")
    delta = models.SmallIntegerField(_("hoeveel"))
    reason = models.CharField(_("waarom"), max_length=12, choices=CorrectionReason)
    note = models.CharField(_("toelichting"), max_length=CORRECTION_NOTE_LENGTH, blank=True)
    reverses = SiteForeignKey("self", null=True, blank=True, related_name="reversals")
    # Accounts are closed, never deleted, so that the record keeps saying who.
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["site", "month"], name="correction_by_month")]
        constraints = [
            models.UniqueConstraint(fields=["site", "reverses"], name="correction_reversed_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="correction_month_is_a_first_day"),
            models.CheckConstraint(condition=~models.Q(delta=0), name="correction_changes_something"),
            models.CheckConstraint(condition=_names_its_item(), name="correction_names_its_item"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.month:%Y-%m}: {self.delta:+d}"

    @property
    def change(self) -> str:
        """How many more or fewer, as people write it: `+2`, `-1`."""
        return f"+{self.delta}" if self.delta > 0 else f"{MINUS}{-self.delta}"

    @property
    def item_id(self) -> int | None:
        """The id of the row of the site's lists that the counter is for, if any."""
        link = ITEM_OF.get(self.kind)
        return None if link is None else getattr(self, f"{link}_id")

    @property
    def item(self) -> models.Model | None:
        """That row."""
        link = ITEM_OF.get(self.kind)
        return None if link is None else getattr(self, link)
