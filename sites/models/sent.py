"""Forms that were sent and answered, so that the same one sent again is answered the same and makes nothing new."""

from django.db import models
from django.utils import timezone

from sites.models.owned import SharedModel
from sites.models.people import User


class SentForm(SharedModel):
    """One form as it was sent. What was typed is not kept, only a keyed digest of it.

    `sent_by` is None when a partner came in through a link.
    """

    digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    sent_on = models.DateField(default=timezone.localdate)
    location = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "network", "sent_by", "digest"], nulls_distinct=False, name="one_answer_to_a_form"
            )
        ]

    def __str__(self) -> str:
        return self.location
