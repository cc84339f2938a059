"""Import contacts from a spreadsheet."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signals.services.importing import ImportResult, UnreadableFile, import_contacts
from sites.models import Site
from sites.scope import site_scope

BAD_ROWS = 1
USAGE_ERROR = 2
MOST_SHOWN = 200


class Command(BaseCommand):
    help = "Neem contacten over uit een .xlsx- of .csv-bestand, één rij per hulpvraag. Zie docs/import.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", required=True, help="webadres van de site, bv. gs9")
        parser.add_argument("file", type=Path, help="het bestand, .xlsx of .csv")
        parser.add_argument("--dry-run", action="store_true", help="kijk alles na, bewaar niets")
        parser.add_argument("--skip-bad", action="store_true", help="laat contacten met een foute rij weg")
        parser.add_argument("--no-names", action="store_true", help="ik las de omschrijvingen: er staan geen namen in")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import and tell what happened.

        Ends with exit code 1 when bad rows kept everything out, and 2 when the file cannot be read or there is no
        such site.
        """
        site = Site.objects.filter(slug=options["site"]).first()
        if site is None:
            self._refuse(_("Er is geen site '%s'.") % options["site"])
        try:
            with site_scope(site.pk):
                result = import_contacts(
                    path=options["file"],
                    dry_run=options["dry_run"],
                    skip_bad=options["skip_bad"],
                    no_names=options["no_names"],
                )
        except UnreadableFile as error:
            self._refuse(str(error))
        self._tell(result, skip_bad=options["skip_bad"], dry_run=options["dry_run"])
        if result.bad_rows and not options["skip_bad"]:
            sys.exit(BAD_ROWS)

    def _tell(self, result: ImportResult, *, skip_bad: bool, dry_run: bool) -> None:
        for bad in result.bad_rows[:MOST_SHOWN]:
            self.stderr.write(_("Rij %(number)d: %(reason)s") % {"number": bad.number, "reason": bad.reason})
        if len(result.bad_rows) > MOST_SHOWN:
            self.stderr.write(_("… en nog %d foute rijen.") % (len(result.bad_rows) - MOST_SHOWN))
        if result.bad_rows and not skip_bad:
            self.stderr.write(
                _("Niets overgenomen. Verbeter deze rijen, of laat ze met --skip-bad weg met hun hele contact.")
            )
            return
        counted = ngettext("%d contact", "%d contacten", result.contacts) % result.contacts
        asked = ngettext("%d hulpvraag", "%d hulpvragen", result.help_requests) % result.help_requests
        outcome = _("Zou overnemen: %s, %s.") if dry_run else _("Overgenomen: %s, %s.")
        self.stdout.write(outcome % (counted, asked))
        if result.already_there:
            self.stdout.write(_("Al eerder overgenomen en niet opnieuw geteld: %d contacten.") % result.already_there)

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(USAGE_ERROR)
