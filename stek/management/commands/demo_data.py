"""Fill an empty Stek with the demo, or bring the demo up to today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from sites.models import Site, User
from sites.scope import site_scope
from stek.demo.building import build_network, build_site
from stek.demo.gs9 import generate_gs9_history
from stek.demo.harelbeke import HARELBEKE
from stek.demo.kantine import KANTINE
from stek.demo.kattegat import KATTEGAT
from stek.demo.networks import NETWORKS
from stek.demo.news import add_feast, add_news, work_on_signals
from stek.demo.people import DEMO_PASSWORD, PEOPLE, add_people, list_team
from stek.demo.shapes import SiteFacts
from stek.demo.translations import add_translations
from stek.demo.year import top_up_year

SITES: tuple[SiteFacts, ...] = (KANTINE, KATTEGAT, HARELBEKE)


class Command(BaseCommand):
    """Safe to run at every start: what exists stays, what is missing up to today is added.

    All or nothing: stopped half-way it leaves no site without its history, which the next start would not add.
    """

    help = "Maak de demo: drie sites, hun aanbod en een levendig jaar, aangevuld tot vandaag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="zeg niet hoe je kan aanmelden")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Build what is missing, then say how to sign in."""
        for network in NETWORKS:
            build_network(network)
        built = [(*build_site(facts), facts) for facts in SITES]
        add_people()
        for site, is_new, facts in built:
            if is_new and facts is HARELBEKE:
                contacts = generate_gs9_history(site_id=site.pk)
                self.stdout.write(f"{site.name}: {contacts} contacten van 2020 tot en met 2022 staan in de tellingen.")
            self._top_up(site, facts, is_new=is_new)
        if not options["quiet"]:
            self._say_how_to_sign_in()

    def _top_up(self, site: Site, facts: SiteFacts, *, is_new: bool) -> None:
        team = [User.objects.get(email=email) for email in list_team(site.slug)]
        worker = team[0]
        today = timezone.localdate()
        with site_scope(site.pk, user_id=worker.pk):
            added = top_up_year(site=site, themes_most_used=facts.themes_most_used, team=team)
            add_news(today=today, by=worker)
            if facts is KANTINE:
                add_feast(today=today, by=worker)
            if is_new:
                work_on_signals(today=today)
                add_translations(site=site, today=today, by=worker)
        self.stdout.write(f"{site.name}: {added} contacten en tellingen toegevoegd, tot en met vandaag.")

    def _say_how_to_sign_in(self) -> None:
        self.stdout.write("Aanmelden kan met:")
        for person in PEOPLE:
            self.stdout.write(f"  {person.email}")
        self.stdout.write(f"Wachtwoord voor allemaal: {DEMO_PASSWORD}")
