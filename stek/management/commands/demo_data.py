"""Fill an empty Stek with the demo, or bring the demo up to today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from stek.demo.building import build_network, build_site
from stek.demo.harelbeke import HARELBEKE
from stek.demo.kantine import KANTINE
from stek.demo.kattegat import KATTEGAT
from stek.demo.networks import NETWORKS
from stek.demo.people import DEMO_PASSWORD, PEOPLE, add_people
from stek.demo.shapes import SiteFacts

SITES: tuple[SiteFacts, ...] = (KANTINE, KATTEGAT, HARELBEKE)


class Command(BaseCommand):
    """Safe to run at every start: what exists stays, what is missing up to today is added."""

    help = "Maak de demo: drie sites, hun aanbod en een levendig jaar, aangevuld tot vandaag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="zeg niet hoe je kan aanmelden")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build what is missing, then say how to sign in."""
        for network in NETWORKS:
            build_network(network)
        for facts in SITES:
            _site, is_new = build_site(facts)
            if is_new:
                self.stdout.write(f"{facts.name}: aanbod, lijsten en sleutelmomenten staan klaar.")
        add_people()
        if not options["quiet"]:
            self.stdout.write("Aanmelden kan met:")
            for person in PEOPLE:
                self.stdout.write(f"  {person.email}")
            self.stdout.write(f"Wachtwoord voor allemaal: {DEMO_PASSWORD}")
