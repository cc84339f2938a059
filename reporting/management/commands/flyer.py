"""Make the flyer of a site on the spot."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.services.flyer import compose_flyer
from reporting.services.making import explain
from reporting.services.printing import PressError, print_pdf
from sites.models import Site
from sites.scope import site_scope
from sites.vocabulary import Audience

USAGE_ERROR = 2


class Command(BaseCommand):
    help = "Maak de flyer van een site als pdf, zoals het aanbod vandaag is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", required=True, help="webadres van de site, bv. gs9")
        parser.add_argument("--output", type=Path, help="waar de pdf komt; anders in deze map")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, lay out, print and write the file.

        Ends with exit code 2 and a Dutch sentence for a site that does not exist, 1 when no PDF came out.
        """
        site = Site.objects.filter(slug=options["site"]).first()
        if site is None:
            self._refuse(_("Er is geen site '%s'.") % options["site"], code=USAGE_ERROR)
        today = timezone.localdate()
        with site_scope(site.pk, audience=Audience.PUBLIC):
            layouts = compose_flyer(site=site, on=today)
        path: Path = options["output"] or Path(f"flyer-{site.slug}-{today:%Y-%m-%d}.pdf")
        try:
            path.write_bytes(print_pdf(layouts))
        except (PressError, OSError) as error:
            self._refuse(explain(error), code=1)
        self.stdout.write(str(path))

    def _refuse(self, sentence: str, *, code: int) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(code)
