"""Pages that look otherwise than their first state: a file that is asked about, refused or done, a list in use."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from signals.models import Approach, Contact, HelpRequest, Service, Theme
from signals.selectors.shared_lists import SHARED_LISTS
from signals.selectors.site_lists import SITE_LISTS
from signals.services.following import follow_list
from signals.services.importing.files import ask_import, receive_file, work_on_file
from signals.services.shared_lists import begin_shared_list
from signals.vocabulary import ApproachKind, ListName
from sites.models import Site
from sites.scope import network_scope, site_scope
from tests.browser.conftest import Open
from tests.browser.test_every_page import find_faults, widen_in_the_dark
from tests.conftest import Cast

pytestmark = pytest.mark.browser

GOOD = "Contactnr;Datum;Activiteit;Bezoeker;Thema\n1;5/3/2026;Koffie & Formulieren;al geweest;Werk\n"
UNKNOWN_WORDS = GOOD + "2;5/3/2026;Koffie & Formulieren;af en toe;Geld en schulden en al wat daarbij komt\n"
UNKNOWN_COLUMNS = GOOD.replace("Thema", "Waarvoor kwam deze bezoeker naar ons")
REFUSED = '"Contactnr;"Datum\n"'


def hand_over(site: Site, cast: Cast, text: str, *, take_over: bool = False) -> str:
    with site_scope(site.pk):
        file = receive_file(content=text.encode(), by=cast.coordinator)
    work_on_file(site_id=site.pk, file_id=file.pk)
    if take_over:
        with site_scope(site.pk):
            ask_import(file=file, skip_bad=False, no_names=False)
        work_on_file(site_id=site.pk, file_id=file.pk)
    return reverse("import_file", args=[site.slug, file.pk])


def wait_in_line(site: Site, cast: Cast) -> str:
    with site_scope(site.pk):
        file = receive_file(content=GOOD.encode(), by=cast.coordinator)
    return reverse("import_file", args=[site.slug, file.pk])


def open_item(site: Site, list_name: ListName, item: Any) -> str:
    return reverse("list_item", args=[site.slug, list_name, item.pk])


def use_theme(site: Site, _cast: Cast) -> str:
    with site_scope(site.pk):
        theme = Theme.objects.create(name="Huisvesting")
        today = timezone.localdate()
        contact = Contact.objects.create(activity=Activity.objects.get(slug="koffie"), on=today, logged_on=today)
        HelpRequest.objects.create(contact=contact, theme=theme)
    return open_item(site, ListName.THEMES, theme)


def make_concern(site: Site, _cast: Cast) -> str:
    with site_scope(site.pk):
        concern = Approach.objects.create(name="Zorg", kind=ApproachKind.CONCERN, guidance="Bel Nele, ook 's avonds.")
    return open_item(site, ListName.APPROACHES, concern)


def stop_service(site: Site, _cast: Cast) -> str:
    with site_scope(site.pk):
        service = Service.objects.create(name="Dienst Wonen", website="https://wonen.example/", is_retired=True)
    return open_item(site, ListName.SERVICES, service)


def follow_themes(site: Site) -> None:
    assert site.network is not None
    with network_scope(site.network.pk):
        begin_shared_list(to=SHARED_LISTS[ListName.THEMES], network=site.network, by=None)
    with site_scope(site.pk):
        follow_list(of=SITE_LISTS[ListName.THEMES], network_id=site.network.pk, by=None)


def open_followed_item(site: Site, _cast: Cast) -> str:
    follow_themes(site)
    with site_scope(site.pk):
        return open_item(site, ListName.THEMES, Theme.objects.first())


def open_followed_list(site: Site, _cast: Cast) -> str:
    follow_themes(site)
    return reverse("list_page", args=[site.slug, ListName.THEMES])


def see_what_following_does(site: Site, _cast: Cast) -> str:
    assert site.network is not None
    with network_scope(site.network.pk):
        begin_shared_list(to=SHARED_LISTS[ListName.THEMES], network=site.network, by=None)
    with site_scope(site.pk):
        Theme.objects.create(name="Iets dat alleen hier bestaat")
    return reverse("list_follow", args=[site.slug, ListName.THEMES])


STATES: dict[str, tuple[Callable[[Site, Cast], str], str]] = {
    "a file that waits for a worker": (wait_in_line, "nagekeken"),
    "a file with columns nobody knows": (lambda site, cast: hand_over(site, cast, UNKNOWN_COLUMNS), "Waarvoor kwam"),
    "a file with words nobody knows": (lambda site, cast: hand_over(site, cast, UNKNOWN_WORDS), "Geld en schulden"),
    "a file to look at": (lambda site, cast: hand_over(site, cast, GOOD.replace(";Werk", ";")), "Lees"),
    "a file that was taken over": (
        lambda site, cast: hand_over(site, cast, GOOD.replace(";Werk", ";"), take_over=True),
        "1 contact",
    ),
    "a file that was refused": (lambda site, cast: hand_over(site, cast, REFUSED), "niet goed gevormd"),
    "a row that was used": (use_theme, "Betekent het voortaan iets anders?"),
    "a concern with its text": (make_concern, "Bel Nele"),
    "a row that stopped": (stop_service, "Toch weer nodig?"),
    "a row that the network keeps": (open_followed_item, "De naam verandert alleen daar."),
    "a list that the network keeps": (open_followed_list, "Stop met volgen"),
    "what following would do": (see_what_following_does, "Dit stopt"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_page_in_another_state_can_be_read_by_everybody_too(
    state: str, cast: Cast, kantine: Site, open_to_read: Open
) -> None:
    prepare, words = STATES[state]
    path = prepare(kantine, cast)
    with open_to_read(cast.coordinator, width=320) as visit:
        assert visit.go(path) == 200
        assert words in visit.page.locator("main").inner_text() or words in visit.page.content()
        assert find_faults(visit) == [], f"{state} at 320 px"
        widen_in_the_dark(visit)
        assert find_faults(visit) == [], f"{state} at 1280 px, in the dark"
