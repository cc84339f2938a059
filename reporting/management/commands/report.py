"""Make the steering-group report of a site on the spot."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.selectors.figures import Period, UnknownActivity
from reporting.services.making import explain
from reporting.services.printing import PressError, print_pdf
from reporting.services.report import compose_report
from sites.models import Site
from sites.scope import site_scope

USAGE_ERROR = 2


class Command(BaseCommand):
    help = "Maak het verslag voor de stuurgroep van een site als pdf. Intern: niet verspreiden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", required=True, help="webadres van de site, bv. gs9")
        parser.add_argument("--from", required=True, dest="first", help="eerste maand, bv. 2022-01")
        parser.add_argument("--to", required=True, dest="last", help="laatste maand, bv. 2022-12")
        parser.add_argument(
            "--without-activity",
            action="append",
            default=[],
            metavar="ACTIVITEIT",
            help="laat een activiteit weg uit de cijfers, zoals bij het commando 'figures'; mag meer dan één keer",
        )
        parser.add_argument("--output", type=Path, help="waar de pdf komt; anders in deze map")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Count, lay out, print and write the file.

        Ends with exit code 2 and a Dutch sentence for a site or month that does not exist, 1 when no PDF came out.
        """
        try:
            period = Period.of_months(options["first"], options["last"])
        except ValueError as error:
            self._refuse(str(error), code=USAGE_ERROR)
        site = Site.objects.filter(slug=options["site"]).first()
        if site is None:
            self._refuse(_("Er is geen site '%s'.") % options["site"], code=USAGE_ERROR)
        without = options["without_activity"]
        try:
            with site_scope(site.pk):
                layouts = compose_report(site=site, period=period, made_on=timezone.localdate(), without=without)
        except UnknownActivity as error:
            self._refuse(str(error), code=USAGE_ERROR)
        path: Path = options["output"] or Path(f"verslag-{site.slug}-{options['first']}-{options['last']}.pdf")
        try:
            path.write_bytes(print_pdf(layouts))
        except (PressError, OSError) as error:
            self._refuse(explain(error), code=1)
        self.stdout.write(str(path))

    def _refuse(self, sentence: str, *, code: int) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(code)
