"""`bin/manage catalogues`: bring the catalogues of the visitors' languages up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from stek.catalogues import list_languages, list_missing, renew_catalogue


class Command(BaseCommand):
    """Add new sentences, take out old ones, and pack the catalogues; says what is still to be translated."""

    help = __doc__

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Renew every catalogue."""
        for language in list_languages():
            renew_catalogue(language)
            missing = list_missing(language)
            self.stdout.write(f"{language}: {len(missing)} to translate")
            for sentence in missing:
                self.stdout.write(f"  {sentence.text}")
