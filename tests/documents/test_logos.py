"""Logos on paper: those of who takes part and who pays, whatever their number and shape; and nothing else."""

import datetime
import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from activities.models import Activity, ActivityPartner
from reporting.press import HANDED
from reporting.selectors.figures import Period
from reporting.selectors.logos import read_logos
from reporting.services.printing import RefusedError, print_pdf
from reporting.services.report import compose_report
from sites.models import Funder, Partner, ProjectPeriod, Site
from sites.pictures import draw_anew
from sites.scope import site_scope
from sites.services.logos import replace_logo
from tests.documents.conftest import PDFUA, open_pdf
from tests.documents.test_flyer import TODAY, print_flyer
from tests.documents.test_press import lay_out

WIDE, SQUARE, TALL = (900, 150), (300, 300), (120, 480)


def give_logo(owner: Partner | Funder, size: tuple[int, int], colour: str = "teal") -> None:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    replace_logo(of=owner, picture=draw_anew(file.getvalue()))


def add_funder(name: str) -> Funder:
    period, _ = ProjectPeriod.objects.get_or_create(name="2026", starts_on=datetime.date(2026, 1, 1))
    funder: Funder = Funder.objects.create(period=period, name=name)
    return funder


def read_alternatives(pdf: bytes) -> list[str]:
    """What is read aloud for the pictures, in order."""
    with open_pdf(pdf) as opened:
        tags = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
        return [told for tag in tags if not (told := str(tag.Alt)).startswith("QR")]


def test_the_flyer_shows_the_logos_of_partners_and_funders_by_name(kantine: Site) -> None:
    with site_scope(kantine.pk):
        give_logo(Partner.objects.get(slug="caw"), WIDE)
        give_logo(add_funder("Gemeente Kalmthout"), TALL)
        elsewhere = Partner.objects.create(slug="weg", name="Niet in het aanbod")
        give_logo(elsewhere, SQUARE)
    assert read_alternatives(print_flyer(kantine)) == ["CAW", "Gemeente Kalmthout"]


def test_a_flyer_without_logos_has_no_row_for_them(kantine: Site) -> None:
    assert read_alternatives(print_flyer(kantine)) == []


def test_ten_logos_fit_and_the_checker_finds_no_fault(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        for number in range(10):
            partner = Partner.objects.create(slug=f"p{number}", name=f"Partner {number}")
            ActivityPartner.objects.create(activity=Activity.objects.get(slug="koffie"), partner=partner)
            give_logo(partner, (WIDE, SQUARE, TALL)[number % 3], f"#0000{number}0")
    pdf = print_flyer(kantine)
    with open_pdf(pdf) as opened:
        assert len(opened.pages) == 1
    assert len(read_alternatives(pdf)) == 10
    path = tmp_path / "flyer.pdf"
    path.write_bytes(pdf)
    checked = subprocess.run([PDFUA, "check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_one_picture_of_two_owners_is_shown_once(kantine: Site) -> None:
    with site_scope(kantine.pk):
        caw = Partner.objects.get(slug="caw")
        give_logo(caw, WIDE)
        give_logo(funder := add_funder("CAW"), WIDE)
        assert [logo.name for logo in read_logos([caw, funder])] == ["CAW"]


@pytest.mark.parametrize(
    ("size", "shape"), [(WIDE, "wide"), ((600, 300), "oblong"), (SQUARE, "square"), (TALL, "square")]
)
def test_the_wider_a_logo_the_less_high_it_is_drawn(kantine: Site, size: tuple[int, int], shape: str) -> None:
    with site_scope(kantine.pk):
        give_logo(caw := Partner.objects.get(slug="caw"), size)
        assert [logo.shape for logo in read_logos([caw])] == [shape]


def test_the_report_shows_who_paid_for_its_period_by_logo_or_else_by_name(kantine: Site) -> None:
    with site_scope(kantine.pk):
        give_logo(add_funder("Gemeente Kalmthout"), WIDE)
        add_funder("Vlaanderen")
        former = ProjectPeriod.objects.create(
            name="2024", starts_on=datetime.date(2024, 1, 1), ends_on=datetime.date(2024, 12, 31)
        )
        give_logo(Funder.objects.create(period=former, name="Vroeger"), SQUARE)
        period = Period(datetime.date(2026, 1, 1), datetime.date(2026, 2, 28))
        layouts = compose_report(site=kantine, period=period, made_on=TODAY)
    assert read_alternatives(print_pdf(layouts)) == ["Gemeente Kalmthout"]
    assert "Met steun van Vlaanderen" in layouts[0]["html"]


def test_nothing_of_the_cover_sticks_out_below_who_paid(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        add_funder("Vlaanderen")
        period = Period(datetime.date(2026, 1, 1), datetime.date(2026, 2, 28))
        pdf = print_pdf(compose_report(site=kantine, period=period, made_on=TODAY))
    first = ["-f", "1", "-l", "1", "-r", "72", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *first, "-", tmp_path / "cover"], input=pdf, check=True)
    cover = Image.open(tmp_path / "cover.png").convert("RGB")
    foot = cover.crop((0, cover.height - 12, cover.width, cover.height))
    assert foot.getcolors() == [(foot.width * foot.height, (255, 255, 255))]


def test_the_press_shows_no_picture_that_was_not_handed_over() -> None:
    with pytest.raises(RefusedError):
        print_pdf([lay_out(f"<img alt='' src='{HANDED}0000'>")])


def test_the_same_logos_give_the_same_bytes(kantine: Site) -> None:
    with site_scope(kantine.pk):
        give_logo(Partner.objects.get(slug="caw"), WIDE)
    assert print_flyer(kantine) == print_flyer(kantine)
