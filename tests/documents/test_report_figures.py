"""What the figures of a report say besides their numbers: rounds, what is left out, what was corrected by hand."""

import datetime
import re
import subprocess
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from activities.models import Activity
from activities.vocabulary import ActivityKind, Round, SessionKind
from reporting.entries import CorrectionEntry
from reporting.models import Document
from reporting.selectors.report import read_report_figures
from reporting.selectors.report.shapes import Question
from reporting.services.corrections import record_correction
from reporting.services.printing import print_pdf
from reporting.services.report import compose_report
from reporting.vocabulary import CorrectionReason, CounterKind
from signals.entries import HandedOut, SessionEntry
from signals.models import Material, Theme
from signals.services.folding import fold_site
from signals.services.sessions import count_session
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast
from tests.documents.test_press import lay_out
from tests.documents.test_report import SPRING, TODAY, log_spring
from tests.outbox.conftest import SignIn

MARCH = datetime.date(2026, 3, 4)


def read_words(site: Site, **options: Any) -> str:
    with site_scope(site.pk):
        [layout] = compose_report(site=site, period=SPRING, made_on=TODAY, **options)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", layout["html"]))


def test_rounds_stand_in_the_report_with_what_was_handed_out_to_how_many_families(kantine: Site) -> None:
    log_spring(kantine)
    with site_scope(kantine.pk):
        outside = Activity.objects.create(slug="op-pad", name="Op pad", kind=ActivityKind.OUTREACH)
        packages = Material.objects.create(name="Speelpakketten")
        entry = SessionEntry(
            id=uuid4(),
            activity_id=outside.pk,
            kind=SessionKind.OUTREACH,
            round=Round.DOOR,
            on=MARCH,
            addresses=120,
            head_count=None,
            materials=(HandedOut(material_id=packages.pk, number=180, families=115),),
        )
        count_session(entry=entry, by=None, today=MARCH)
    words = read_words(kantine)
    assert "Rondes buiten de muren 1 Deuren 120 Speelpakketten 180 115" in words


def test_a_report_without_an_activity_says_so_beside_every_figure_it_changes(kantine: Site) -> None:
    log_spring(kantine)
    words = read_words(kantine, without=["koffie"])
    assert "Hulpvragen zonder Koffie &amp; Formulieren 0" in words
    assert "De cijfers hieronder zijn zonder Koffie &amp; Formulieren." in words
    # Who came is counted for the whole site.
    assert re.search(r"Unieke bezoekers 3", words)


def test_a_coordinator_asks_for_a_report_without_an_activity(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    client = sign_in(cast.coordinator)
    data = {"first": "2026-01", "last": "2026-04", "without": ["koffie"]}
    client.post("/kantine/rapporten/", data)
    with site_scope(kantine.pk):
        document = Document.objects.get()
    assert document.without == ["koffie"]
    assert document.title.endswith("zonder Koffie & Formulieren")


def test_the_command_names_the_activities_when_one_does_not_exist(
    kantine: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    period = ["--from", "2026-01", "--to", "2026-04"]
    with pytest.raises(SystemExit):
        call_command("report", "--site", "kantine", *period, "--without-activity", "bestaat-niet")
    assert "Kies uit: koffie, leersalon" in capsys.readouterr().err


def test_what_was_corrected_by_hand_is_marked_and_explained(kantine: Site) -> None:
    log_spring(kantine)
    with site_scope(kantine.pk):
        by = User.objects.create_user("nele@stek.example", name="Nele")
        fold_site(today=TODAY)
        entry = CorrectionEntry(
            kind=CounterKind.HELP_REQUESTS,
            activity=Activity.objects.get(slug="koffie"),
            month=MARCH.replace(month=2, day=1),
            item=Theme.objects.get(name="Huisvesting"),
            delta=-1,
            reason=CorrectionReason.DOUBLE,
        )
        record_correction(asked=entry, by=by)
        corrected = read_report_figures(period=SPRING).corrected
    assert {figure.kind.value for figure in corrected} >= {"help_requests", "theme"}
    words = read_words(kantine)
    assert "Hulpvragen 3 *" in words
    assert "*: met de hand bijgesteld" in words
    assert "(dubbel genoteerd)" in words


def test_a_report_without_corrections_says_nothing_of_them(kantine: Site) -> None:
    log_spring(kantine)
    assert "met de hand bijgesteld" not in read_words(kantine)


@pytest.mark.parametrize(("periods", "beside"), [(1, 3), (2, 2), (3, 2), (4, 1)])
def test_questions_of_few_periods_stand_beside_each_other(kantine: Site, periods: int, beside: int) -> None:
    with site_scope(kantine.pk):
        figures = read_report_figures(period=SPRING)
    questions = [Question(label=label, rows=[]) for label in ("Leeftijd", "Gender", "Gezin", "Taal")]
    shown = replace(figures, questions=questions, question_columns=[SPRING] * periods)
    assert len(shown.question_rows[0]) == beside


def test_a_long_question_keeps_the_heads_beside_it_level(kantine: Site) -> None:
    with site_scope(kantine.pk):
        figures = read_report_figures(period=SPRING)
    questions = [Question(label=label, rows=[]) for label in ("Leeftijd", "Gekend bij de sociale dienst", "Taal")]
    shown = replace(figures, questions=questions, question_columns=[SPRING])
    html = render_to_string("paper/questions.html", {"figures": shown})
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=print_pdf([lay_out(html)]), capture_output=True, check=True
    ).stdout.decode()
    heads = re.findall(r'yMin="([\d.]+)"[^>]*>Antwoord<', boxes)
    assert len(heads) == len(questions)
    assert len(set(heads)) == 1
