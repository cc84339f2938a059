"""Laying out the report for a steering group."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.models import Document
from reporting.press import Layout
from reporting.selectors.figures import Period
from reporting.selectors.logos import collect_pictures
from reporting.selectors.report import ReportFigures, ReportTexts, read_report_figures, read_report_texts
from reporting.vocabulary import EnterStep, Step
from sites.models import Site
from sites.scope import site_scope
from sites.vocabulary import Accent

# On paper a bar has a fixed colour: the accents of static/css/paper.css.
BAR_COLOURS = {Accent.PETROL: "#0F4F5C", Accent.BRICK: "#8A2D1A", Accent.NIGHT: "#233A66"}


@dataclass(frozen=True)
class Chapter:
    """A chapter on the cover, with the anchor that leads to it."""

    title: str
    anchor: str


def lay_out_report(document: Document, enter: EnterStep) -> list[Layout]:
    """Count, read and lay out the report of a document, step by step."""
    period = Period(document.period_start, document.period_end or timezone.localdate())
    with translation.override("nl"):
        enter(Step.COUNT)
        with site_scope(document.site_id):
            figures = read_report_figures(period=period, without=document.without)
        enter(Step.GATHER)
        with site_scope(document.site_id):
            texts = read_report_texts(period=period, on=timezone.localdate())
        enter(Step.DRAW)
        site = Site.objects.get(pk=document.site_id)
        return write_report(site=site, period=period, figures=figures, texts=texts, made_on=timezone.localdate())


def compose_report(
    *, site: Site, period: Period, made_on: datetime.date, without: Collection[str] = ()
) -> list[Layout]:
    """The report of the site in scope, in one go.

    Raises:
        UnknownActivity: the site has no activity with one of the slugs in `without`.
    """
    with translation.override("nl"):
        figures = read_report_figures(period=period, without=without)
        texts = read_report_texts(period=period, on=made_on)
        return write_report(site=site, period=period, figures=figures, texts=texts, made_on=made_on)


def write_report(
    *, site: Site, period: Period, figures: ReportFigures, texts: ReportTexts, made_on: datetime.date
) -> list[Layout]:
    """Turn what was read into pages. Until figures are protected every page says that it is internal."""
    names = ", ".join(figures.excluded)
    without = [_("zonder %(names)s") % {"names": names}] if names else []
    context = {
        "document_title": _("Verslag voor de stuurgroep"),
        "kicker": [site.name, period.label, *without],
        "lead": _("De cijfers, het aanbod, wat er gebeurde, en wat mensen ons vertelden."),
        "runs_on": period.end >= made_on,
        "seen_on": min(period.end, made_on),
        "place": f"{site.name}, {site.municipality}",
        "made_on": date_format(made_on, "j F Y"),
        "internal": True,
        "contents": [
            Chapter(_("In het kort"), "kort"),
            Chapter(_("Waarover en waar"), "waarover"),
            Chapter(_("Ons aanbod"), "aanbod"),
            Chapter(_("Wat er gebeurde"), "gebeurd"),
            Chapter(_("Signalen"), "signalen"),
            Chapter(_("Hoe we tellen"), "tellen"),
        ],
        "site": site,
        "period": period,
        "figures": figures,
        "texts": texts,
        "funders": texts.funders,
        "logos": texts.logos,
        "bar_colour": BAR_COLOURS[Accent(site.accent)],
    }
    html = render_to_string("paper/steering_report.html", context)
    return [Layout(html=html, most_pages=0, pictures=collect_pictures(texts.logos))]
