"""The flyer: all that a visitor needs, whatever the number of offers and however long the names."""

import datetime
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from activities.models import Activity, ActivityFunction, ActivityPartner, Slot
from activities.vocabulary import ActivityKind, Function
from reporting.selectors.flyer import read_flyer
from reporting.services.flyer import choose_title_size, compose_flyer
from reporting.services.printing import print_pdf
from sites.models import Funder, Partner, ProjectPeriod, Site, Venue
from sites.scope import site_scope
from sites.vocabulary import Audience
from tests.documents.conftest import PDFUA, open_pdf

TODAY = datetime.date(2026, 3, 19)


def read_text(pdf: bytes, path: Path) -> str:
    path.write_bytes(pdf)
    result = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", result.stdout)


def print_flyer(site: Site) -> bytes:
    with site_scope(site.pk, audience=Audience.PUBLIC):
        layouts = compose_flyer(site=site, on=TODAY)
    return print_pdf(layouts)


def add_offer(number: int, *, name: str) -> None:
    for index in range(number):
        activity = Activity.objects.create(
            name=f"{name} {index}", slug=f"extra-{index}", summary="Kom gerust langs voor een babbel en een koffie."
        )
        ActivityFunction.objects.create(activity=activity, function=Function.MEET)
        partner = Partner.objects.create(slug=f"partner-{index}", name=f"Organisatie met een naam {index}")
        ActivityPartner.objects.create(activity=activity, partner=partner)
        Slot.objects.create(
            activity=activity,
            rule="FREQ=WEEKLY;BYDAY=MO",
            starts_at=datetime.time(9),
            ends_at=datetime.time(12),
            valid_from=datetime.date(2022, 1, 3),
        )


def test_a_flyer_says_what_when_where_and_whom_to_call(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(price="Gratis", contact_phone="03 000 00 77")
        period = ProjectPeriod.objects.create(name="2026", starts_on=datetime.date(2026, 1, 1))
        Funder.objects.create(period=period, name="Gemeente Kalmthout")
    text = read_text(print_flyer(kantine), tmp_path / "flyer.pdf")
    for words in (
        "Kantine Bezemheide", "Koffie & Formulieren", "Gratis.", "elke donderdag", "13.00 - 15.30 uur",
        "03 000 00 77", "Open Leersalon", "Met Ligo", "Dorpsplein 1", "2900 Dorp", "03 000 00 00", "verwijzen",
        "localhost:8000/kantine", "Gemaakt op 19 maart 2026", "met steun van Gemeente Kalmthout",
    ):  # fmt: skip
        assert words in text
    assert "ontmoeten" not in text


def test_a_flyer_with_few_offers_is_one_page_in_large_type(kantine: Site) -> None:
    with open_pdf(print_flyer(kantine)) as pdf:
        assert len(pdf.pages) == 1


def test_ten_offers_of_ten_partners_fit_on_two_pages(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        add_offer(8, name="Praattafel")
    pdf = print_flyer(kantine)
    with open_pdf(pdf) as opened:
        assert len(opened.pages) == 2
    text = read_text(pdf, tmp_path / "flyer.pdf")
    assert all(f"Praattafel {index}" in text for index in range(8))
    assert "Meer op de achterkant" in text


def test_long_names_stay_on_the_page(kantine: Site, tmp_path: Path) -> None:
    kantine.name = "Buurthuis Sint-Jozef-Olen-Achterstraat"
    kantine.save()
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(name="Hulpverleningsontmoetingsnamiddagen" * 3)
    path = tmp_path / "flyer.pdf"
    path.write_bytes(print_flyer(kantine))
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    page_width = float(re.findall(r'<page width="([\d.]+)"', boxes)[0])
    right_edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(right_edges) < page_width - 20


@pytest.mark.parametrize(
    ("name", "size"), [("GS9", ""), ("Kantine Bezemheide", "long"), ("Ontmoetingshuisvandestraat", "longer")]
)
def test_a_long_name_stands_smaller(name: str, size: str) -> None:
    assert choose_title_size(name) == size


def test_hostile_texts_stay_texts(kantine: Site, tmp_path: Path) -> None:
    hostile = "<img src='file:///etc/passwd'><script>x</script> \u202eomgekeerd"
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(name="<b>vet</b>", summary=hostile)
        Venue.objects.update(directions="{{ site.pk }} <style>*{display:none}</style>")
    text = read_text(print_flyer(kantine), tmp_path / "flyer.pdf")
    assert "<b>vet</b>" in text
    assert "<img src='file" in text
    assert "{{ site.pk }}" in text


def test_what_is_not_for_visitors_is_not_on_the_flyer(kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.create(name="Stuurgroep", slug="stuurgroep", kind=ActivityKind.MEETING)
        Activity.objects.create(name="Verborgen", slug="verborgen", is_public=False)
        flyer = read_flyer(site=kantine, on=TODAY)
    assert {seat.title for seat in flyer.seats} == {"Koffie & Formulieren", "Open Leersalon"}


def test_a_moment_elsewhere_says_where(kantine: Site) -> None:
    with site_scope(kantine.pk):
        elsewhere = Venue.objects.create(name="DC De Linde", street="Kerkplein 2")
        Slot.objects.filter(activity__slug="koffie").update(venue=elsewhere)
        flyer = read_flyer(site=kantine, on=TODAY)
    assert [seat.where for seat in flyer.seats] == ["in DC De Linde, Kerkplein 2", ""]


def test_a_site_without_offers_still_has_a_flyer_with_its_address(kantine: Site, tmp_path: Path) -> None:
    with site_scope(kantine.pk):
        Activity.objects.update(is_public=False)
    assert "Dorpsplein 1" in read_text(print_flyer(kantine), tmp_path / "flyer.pdf")


def test_the_checker_finds_no_fault_in_the_tags(kantine: Site, tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    path.write_bytes(print_flyer(kantine))
    checked = subprocess.run([PDFUA, "check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_command_writes_the_flyer(kantine: Site, tmp_path: Path) -> None:
    path = tmp_path / "mijn-flyer.pdf"
    call_command("flyer", site="kantine", output=path)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_command_refuses_an_unknown_site(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("flyer", site="nergens")
    assert ended.value.code == 2
    assert "Er is geen site 'nergens'." in capsys.readouterr().err
