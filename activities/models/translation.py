"""What the team says in the languages of its visitors."""

from django.db import models
from django.db.models.functions import MD5
from django.utils.translation import gettext_lazy as _

from sites.models import SiteOwned


class Translation(SiteOwned):
    """A Dutch text of the offer in another language.

    It hangs on the text, not on what carries it: said twice it is translated once, and when the Dutch changes the
    translation no longer goes out (decision 27).
    """

    language = models.CharField(_("taal"), max_length=2)
    source = models.TextField(_("Nederlands"), max_length=2000)
    text = models.TextField(_("vertaling"), max_length=4000)

    class Meta:
        ordering = ["language", "id"]
        constraints = [
            models.UniqueConstraint("site", "language", MD5("source"), name="text_translated_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
