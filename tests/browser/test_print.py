"""Public pages on paper: the week and how to get there fit on the wall."""

import datetime
import io

import pikepdf
import pytest

from activities.models import Activity, ActivityFunction, ActivityPartner, Notice, Slot
from activities.vocabulary import Function
from sites.models import Partner, Site, Venue
from sites.scope import site_scope
from tests.browser.conftest import Open, Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def full_site(kantine: Site) -> Site:
    """A site with eight activities of as many partners, and all there is to say about how to get there."""
    with site_scope(kantine.pk):
        told = dict.fromkeys(
            ("directions", "accessibility", "without_car", "public_transport", "lift"),
            "De bus stopt vlakbij, en je fiets kan voor de deur staan.",
        )
        Venue.objects.filter(is_main=True).update(**told)
        Notice.objects.create(title="Samen koken", text="Je hoeft niets mee te brengen.", first_day="2022-01-03")
        for number in range(6):
            activity = Activity.objects.create(
                name=f"Praattafel {number}", slug=f"praattafel-{number}", summary="Een babbel, een koffie, een vraag."
            )
            ActivityFunction.objects.create(activity=activity, function=Function.MEET)
            partner = Partner.objects.create(slug=f"partner-{number}", name=f"Organisatie {number}")
            ActivityPartner.objects.create(activity=activity, partner=partner)
            Slot.objects.create(
                activity=activity,
                rule=f"FREQ=WEEKLY;BYDAY={['MO', 'TU', 'WE', 'TH', 'FR'][number % 5]}",
                starts_at=datetime.time(9),
                ends_at=datetime.time(12),
                valid_from=datetime.date(2022, 1, 3),
            )
    return kantine


def print_page(visit: Visit, path: str) -> tuple[int, str]:
    """How many sheets of A4 a page takes, and what stands on it."""
    visit.go(path)
    visit.page.emulate_media(media="print")
    with pikepdf.open(io.BytesIO(visit.page.pdf(prefer_css_page_size=True, format="A4"))) as pdf:
        return len(pdf.pages), visit.page.inner_text("body")


def test_a_week_with_eight_activities_takes_two_sheets(full_site: Site, open_browser: Open) -> None:
    with open_browser() as visit:
        sheets, text = print_page(visit, "/kantine/")
        assert sheets <= 2
        assert "Praattafel 5" in text
        assert "je fiets kan voor de deur staan" in text
        # True only at the moment of printing.
        assert "Nu gesloten" not in text
        assert "Nu open" not in text


@pytest.mark.parametrize("path", ["/kantine/aanbod/koffie/", "/ar/kantine/aanbod/koffie/"])
def test_an_activity_takes_one_sheet(full_site: Site, open_browser: Open, path: str) -> None:
    with open_browser() as visit:
        sheets, _ = print_page(visit, path)
        assert sheets == 1
