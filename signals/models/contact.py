"""One encounter and what was asked. It carries no person and, after the night fold, no answer about one."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from signals.models.lists import Approach, AttributeCategory, Service, Theme
from signals.vocabulary import NOTE_LENGTH, Answer
from sites.models import SiteForeignKey, SiteOwned, User


class Contact(SiteOwned):
    """One encounter at an activity on a day (never a time).

    The id is made by the client, so that sending twice counts once. Everything under 'until the fold' is blanked by
    `signals.services.fold_site`: from then on the counters (`Tally`) carry it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1)
    activity = SiteForeignKey(Activity, related_name="contacts", verbose_name=_("activiteit"))
    on = models.DateField(_("datum"))
    is_deleted = models.BooleanField(default=False)
    is_folded = models.BooleanField(default=False)

    # Until the fold.
    site_answer = models.CharField(_("kende je deze bezoeker al"), max_length=8, choices=Answer, blank=True)
    activity_answer = models.CharField(_("en bij deze activiteit"), max_length=8, choices=Answer, blank=True)
    logged_on = models.DateField(null=True, blank=True)
    logged_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    content_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-on"]
        indexes = [
            models.Index(fields=["site", "on"], name="contact_by_day"),
            models.Index(fields=["site", "logged_on"], condition=models.Q(is_folded=False), name="contact_to_fold"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_folded=False)
                | models.Q(
                    site_answer="",
                    activity_answer="",
                    logged_on__isnull=True,
                    logged_by__isnull=True,
                    content_digest="",
                ),
                name="folded_contact_says_nothing_of_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"contact op {self.on}"


class ContactAttribute(SiteOwned):
    """One attribute of a first, until the fold turns it into a counter and deletes the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = SiteForeignKey(Contact, models.CASCADE, related_name="attributes")
    category = SiteForeignKey(AttributeCategory, related_name="+")

    class Meta:
        ordering = ["category"]
        constraints = [models.UniqueConstraint(fields=["site", "contact", "category"], name="attribute_once")]

    def __str__(self) -> str:
        return str(self.category)


class HelpRequest(SiteOwned):
    """Something a visitor asked during a contact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = SiteForeignKey(Contact, models.CASCADE, related_name="help_requests")
    theme = SiteForeignKey(Theme, related_name="help_requests", verbose_name=_("thema"))
    note = models.CharField(_("notitie, zonder naam"), max_length=NOTE_LENGTH, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.theme)


class HelpRequestApproach(SiteOwned):
    """One thing we did with a help request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    help_request = SiteForeignKey(HelpRequest, models.CASCADE, related_name="approaches")
    approach = SiteForeignKey(Approach, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "help_request", "approach"], name="approach_once_per_request")
        ]

    def __str__(self) -> str:
        return str(self.approach)


class Referral(SiteOwned):
    """A service somebody was sent to with a help request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    help_request = SiteForeignKey(HelpRequest, models.CASCADE, related_name="referrals")
    service = SiteForeignKey(Service, related_name="referrals")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "help_request", "service"], name="referral_once_per_request")
        ]

    def __str__(self) -> str:
        return str(self.service)
