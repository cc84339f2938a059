"""Print the figures of a site."""

import json
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from reporting.selectors.figures import Figure, FigureSet, Period, UnknownActivity, collect_figures
from sites.models import Site
from sites.scope import site_scope

USAGE_ERROR = 2


class Command(BaseCommand):
    help = "Druk de cijfers van een site af, elk met definitie, periode, bereik en wat niet meetelt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", required=True, help="webadres van de site, bv. gs9")
        parser.add_argument("--from", required=True, dest="first", help="eerste maand, bv. 2022-01")
        parser.add_argument("--to", required=True, dest="last", help="laatste maand, bv. 2022-12")
        parser.add_argument(
            "--without-activity",
            action="append",
            default=[],
            metavar="ACTIVITEIT",
            help="laat een activiteit weg uit contacten, hulpvragen, thema's, aanpak, doorverwijzingen en deelnames; "
            "mag meer dan één keer",
        )
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Count and print.

        Ends with exit code 2 and a Dutch sentence for a site, activity or month that does not exist.
        """
        try:
            period = Period.of_months(options["first"], options["last"])
        except ValueError as error:
            self._refuse(str(error))
        site = Site.objects.filter(slug=options["site"]).first()
        if site is None:
            self._refuse(_("Er is geen site '%s'.") % options["site"])
        try:
            with site_scope(site.pk):
                figures = collect_figures(period=period, without=options["without_activity"])
        except UnknownActivity as error:
            self._refuse(str(error))
        render = render_json if options["format"] == "json" else render_table
        self.stdout.write(render(site, figures))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(USAGE_ERROR)


def render_json(site: Site, figures: FigureSet) -> str:
    """Everything, for other programs."""
    data = {
        "site": {"slug": site.slug, "name": site.name},
        "period": {"label": figures.period.label, "start": figures.period.start, "end": figures.period.end},
        "without_activities": [activity.slug for activity in figures.excluded],
        "figures": [figure.as_data() for figure in figures.figures],
    }
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def render_table(site: Site, figures: FigureSet) -> str:
    """The same for people: per scope and period a line for each figure, and what each figure means underneath."""
    lines = [f"{site.name} · {figures.period.label}"]
    if figures.excluded:
        names = ", ".join(activity.name for activity in figures.excluded)
        lines.append(_("Waar het erbij staat, telt dit niet mee: %s.") % names)
    blocks: dict[str, list[str]] = {}
    width = max((len(figure.label) for figure in figures.figures), default=0)
    for figure in figures.figures:
        heading = f"{figure.scope.label} · {figure.period.label}"
        blocks.setdefault(heading, []).append(_render_line(figures, figure, width=width))
    for heading, block in blocks.items():
        lines += ["", heading, *block]
    lines += ["", _("Wat betekenen de cijfers?")]
    meanings = dict.fromkeys(f"  {figure.kind.label}: {figure.definition}" for figure in figures.figures)
    lines += meanings
    return "\n".join(lines)


def _render_line(figures: FigureSet, figure: Figure, *, width: int) -> str:
    line = f"  {figure.label:<{width}} {figure.text}"
    if figure.corrections:
        line += f" [{figure.correction_text}]"
    reach = figures.tell_reach(figure)
    return f"{line} ({reach})" if reach else line
