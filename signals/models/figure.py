"""Figures counted elsewhere or before Stek, and the trace an import leaves."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from signals.models.lists import AttributeCategory
from signals.vocabulary import Measure, Quantity, Unit
from sites.models import SiteForeignKey, SiteOwned


class ReportedFigure(SiteOwned):
    """A figure for a scope (`activity`, or the whole site when empty) and period that was not counted here.

    An opening balance (`is_opening`) holds what came before the first counted day and is added to figures since the
    start. 'Niet geregistreerd' is a row of its own: missing is never 0 and never inferred; without an end it is not
    registered up to now. 75 % of 50 families is stored as 75 %.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = SiteForeignKey(Activity, null=True, blank=True, related_name="reported_figures")
    measure = models.CharField(_("waarover"), max_length=16, choices=Measure)
    category = SiteForeignKey(AttributeCategory, null=True, blank=True, related_name="+", verbose_name=_("kenmerk"))
    label = models.CharField(_("in woorden"), max_length=160)
    unit = models.CharField(_("eenheid"), max_length=8, choices=Unit, default=Unit.PERSON)
    period_start = models.DateField(_("van"), null=True, blank=True)
    period_end = models.DateField(_("tot en met"), null=True, blank=True)
    quantity = models.CharField(_("hoe gekend"), max_length=16, choices=Quantity, default=Quantity.NUMBER)
    number = models.PositiveIntegerField(_("getal"), null=True, blank=True)
    percentage = models.DecimalField(_("percentage"), max_digits=5, decimal_places=2, null=True, blank=True)
    words = models.CharField(_("woorden"), max_length=120, blank=True)
    is_opening = models.BooleanField(_("beginstand"), default=False)
    source = models.CharField(_("bron"), max_length=200)

    class Meta:
        ordering = ["period_end", "label"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity=Quantity.NUMBER, number__isnull=False, percentage__isnull=True, words="")
                | models.Q(quantity=Quantity.PERCENTAGE, number__isnull=True, percentage__isnull=False, words="")
                | (
                    models.Q(quantity=Quantity.WORDS, number__isnull=True, percentage__isnull=True)
                    & ~models.Q(words="")
                )
                | models.Q(quantity=Quantity.NOT_REGISTERED, number__isnull=True, percentage__isnull=True, words=""),
                name="reported_figure_is_known_in_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(measure=Measure.ATTRIBUTE) ^ models.Q(category__isnull=True),
                name="reported_attribute_names_its_category",
            ),
            models.CheckConstraint(
                condition=models.Q(period_end__isnull=False) | models.Q(quantity=Quantity.NOT_REGISTERED),
                name="reported_figure_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ImportedRow(SiteOwned):
    """A keyed digest of the identity of an imported contact, so that a file imported twice adds nothing.

    Erased after 90 days; it cannot be turned back into the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)
    expires_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "digest"], name="row_imported_once")]

    def __str__(self) -> str:
        return self.digest[:8]
