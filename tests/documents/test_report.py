"""The report for a steering group: what it tells, and what it never tells."""

import datetime
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from activities.models import Activity, Milestone
from activities.selectors.words import describe_milestone
from activities.vocabulary import Precision, Season
from reporting.selectors.figures import Period
from reporting.selectors.report import choose_columns, choose_default_period, read_report_figures
from reporting.services.printing import print_pdf
from reporting.services.report import compose_report
from signals.models import Approach, AttributeCategory, Contact, HelpRequest, HelpRequestApproach, ReportedFigure, Theme
from signals.services.picking_up import add_signal
from signals.vocabulary import Answer, ApproachKind, Dimension, Measure, Quantity, SignalStatus
from sites.models import Site
from sites.scope import site_scope
from tests.documents.conftest import PDFUA, open_pdf

SPRING = Period(datetime.date(2026, 1, 1), datetime.date(2026, 4, 30))
TODAY = datetime.date(2026, 5, 4)


def log_spring(site: Site) -> None:
    with site_scope(site.pk):
        theme = Theme.objects.create(name="Huisvesting")
        advice = Approach.objects.create(name="Advies")
        concern = Approach.objects.create(name="Mogelijke verontrusting", kind=ApproachKind.CONCERN)
        for number, answer in enumerate((Answer.EVER, Answer.EVER, Answer.YEAR, Answer.UNKNOWN)):
            contact = Contact.objects.create(
                activity=Activity.objects.get(slug="koffie"),
                on=datetime.date(2026, 2, 5 + number),
                site_answer=answer,
                logged_on=datetime.date(2026, 2, 5 + number),
            )
            request = HelpRequest.objects.create(contact=contact, theme=theme)
            for approach in (advice, concern):
                HelpRequestApproach.objects.create(help_request=request, approach=approach)


def read_report(site: Site, path: Path, period: Period = SPRING) -> str:
    with site_scope(site.pk):
        layouts = compose_report(site=site, period=period, made_on=TODAY)
    path.write_bytes(print_pdf(layouts))
    result = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"[ \n]+", " ", result.stdout)


def test_a_report_tells_figures_offer_milestones_and_signals(kantine: Site, tmp_path: Path) -> None:
    log_spring(kantine)
    with site_scope(kantine.pk):
        Milestone.objects.create(on=datetime.date(2026, 3, 1), precision=Precision.MONTH, text="Nieuwe keuken")
        Milestone.objects.create(on=datetime.date(2026, 5, 1), text="Na de periode")
        add_signal(title="Wachtlijsten", next_step="Voorleggen", heard_on=datetime.date(2026, 2, 6))
    text = read_report(kantine, tmp_path / "verslag.pdf")
    for words in (
        "Verslag voor de stuurgroep", "januari tot en met april 2026", "Kantine Bezemheide, Kalmthout",
        "3 en hoogstens 1 meer", "Huisvesting", "Koffie & Formulieren", "elke donderdag", "maart 2026",
        "Nieuwe keuken", "Wachtlijsten", "Voorleggen", "gemaakt op 4 mei 2026", "Iedereen telt één keer",
    ):  # fmt: skip
        assert words in text
    assert "Na de periode" not in text


def test_every_page_of_a_report_says_that_it_is_internal(kantine: Site, tmp_path: Path) -> None:
    log_spring(kantine)
    text = read_report(kantine, tmp_path / "verslag.pdf")
    pages = [page for page in text.split("\f") if page.strip()]
    with open_pdf((tmp_path / "verslag.pdf").read_bytes()) as pdf:
        assert len(pages) == len(pdf.pages) > 2
    assert all("INTERN, niet verspreiden" in page for page in pages)


def test_a_concern_is_nowhere_in_a_report(kantine: Site, tmp_path: Path) -> None:
    log_spring(kantine)
    assert "verontrusting" not in read_report(kantine, tmp_path / "verslag.pdf").lower()


def test_attributes_are_of_the_whole_site_only(kantine: Site) -> None:
    log_spring(kantine)
    with site_scope(kantine.pk):
        Activity.objects.update(counts_uniques=True)
        AttributeCategory.objects.create(dimension=Dimension.KNOWN, key="yes", name="ja")
        figures = read_report_figures(period=Period.of_year(2026))
    cells = [cell for question in figures.questions for row in question.rows for cell in row.cells if cell]
    assert {cell.scope.slug for cell in cells} == {""}


def test_what_was_not_registered_is_said_in_words(kantine: Site, tmp_path: Path) -> None:
    log_spring(kantine)
    with site_scope(kantine.pk):
        ReportedFigure.objects.create(
            measure=Measure.NEW, label="Nieuw", quantity=Quantity.NOT_REGISTERED, source="team",
            period_start=SPRING.start, period_end=SPRING.end,
        )  # fmt: skip
    assert "niet geregistreerd" in read_report(kantine, tmp_path / "verslag.pdf")


def test_a_closed_signal_stands_in_the_report_of_its_own_period_only(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        for title, heard_on in (("Nu klaar", (2026, 3, 2)), ("Lang klaar", (2025, 3, 2))):
            add_signal(title=title, status=SignalStatus.CLOSED, heard_on=datetime.date(*heard_on))
    text = read_report(kantine, tmp_path / "verslag.pdf")
    assert "Nu klaar" in text
    assert "Lang klaar" not in text


def test_hostile_texts_stay_texts(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        add_signal(
            title="<h1>groot</h1>", description="\u202eomgekeerd <img src=http://example.org/x>", heard_on=SPRING.end
        )
    assert "<h1>groot</h1>" in read_report(kantine, tmp_path / "verslag.pdf")


def test_the_checker_finds_no_fault_in_the_tags(kantine: Site, tmp_path: Path) -> None:
    log_spring(kantine)
    read_report(kantine, tmp_path / "verslag.pdf")
    checked = subprocess.run([PDFUA, "check", tmp_path / "verslag.pdf"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_several_years_are_shown_year_by_year(kantine: Site) -> None:
    log_spring(kantine)
    with site_scope(kantine.pk):
        figures = read_report_figures(period=Period(datetime.date(2022, 1, 1), datetime.date(2026, 12, 31)))
    assert [column.label for column in figures.columns] == ["2022", "2023", "2024", "2025", "2026"]


@pytest.mark.parametrize(
    ("today", "label"),
    [
        (datetime.date(2026, 1, 1), "september tot en met december 2025"),
        (datetime.date(2026, 4, 30), "september tot en met december 2025"),
        (datetime.date(2026, 5, 1), "januari tot en met april 2026"),
        (datetime.date(2026, 12, 31), "mei tot en met augustus 2026"),
    ],
)
def test_the_report_that_is_offered_is_of_the_last_finished_four_months(today: datetime.date, label: str) -> None:
    assert choose_default_period(today=today).label == label


def test_a_part_year_is_shown_beside_its_year_to_date() -> None:
    summer = Period(datetime.date(2026, 5, 1), datetime.date(2026, 8, 31))
    assert [column.label for column in choose_columns(summer)] == [
        "mei tot en met augustus 2026",
        "januari tot en met augustus 2026",
    ]
    assert choose_columns(SPRING) == [SPRING]


@pytest.mark.parametrize(
    ("precision", "season", "words"),
    [
        (Precision.DAY, "", "29 september 2022"),
        (Precision.MONTH, "", "september 2022"),
        (Precision.SEASON, Season.AUTUMN, "najaar 2022"),
        (Precision.YEAR, "", "2022"),
    ],
)
def test_a_milestone_is_dated_no_more_precisely_than_it_is_known(precision: str, season: str, words: str) -> None:
    milestone = Milestone(on=datetime.date(2022, 9, 29), precision=precision, season=season, text="Feest")
    assert describe_milestone(milestone) == words


def test_the_command_writes_the_report(kantine: Site, tmp_path: Path) -> None:
    path = tmp_path / "verslag.pdf"
    call_command("report", "--site", "kantine", "--from", "2026-01", "--to", "2026-04", "--output", str(path))
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--site", "nergens", "--from", "2026-01", "--to", "2026-04"], "Er is geen site 'nergens'."),
        (["--site", "kantine", "--from", "2026-05", "--to", "2026-04"], "De periode eindigt"),
        (["--site", "kantine", "--from", "mei", "--to", "2026-04"], "is geen maand"),
    ],
)
def test_the_command_refuses_what_does_not_exist(
    kantine: Site, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("report", *arguments)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err
