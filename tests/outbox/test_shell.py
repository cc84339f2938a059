"""What a phone keeps: pages that say nothing of who reads them, complete, and renewed when a list changes."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Change, Slot
from activities.vocabulary import ChangeKind
from signals.models import Contact, HelpRequest, Theme
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.outbox.conftest import SignIn

SHELL = "/kantine/team/zonder-verbinding/"
BLANKS = (
    "/kantine/team/contacten/blanco/",
    "/kantine/team/tellen/blanco/",
    "/kantine/team/buiten/blanco/",
    "/kantine/team/te-versturen/",
)
LINK = re.compile(r'(?:href|src|from|import)\s*=?\s*"(/static/[^"]+|\./[^"]+\.js)"')


@pytest.fixture
def phone(cast: Cast, sign_in: SignIn, lists: None) -> Client:
    """The phone of the opbouwwerker."""
    return sign_in(cast.worker)


def read_shell(phone: Client) -> dict[str, Any]:
    """What the phone is told to keep."""
    shell: dict[str, Any] = phone.get(SHELL).json()
    return shell


@pytest.mark.parametrize("path", BLANKS)
def test_a_kept_page_is_the_same_to_the_byte_for_everybody_of_the_team(
    path: str, cast: Cast, sign_in: SignIn, lists: None
) -> None:
    pages = [sign_in(user).get(path).content for user in (cast.volunteer, cast.worker, cast.coordinator)]
    assert len(set(pages)) == 1
    text = pages[0].decode()
    for word in ("csrfmiddlewaretoken", cast.worker.name, cast.worker.email, "nonce", 'data-user="', "Afmelden"):
        assert word not in text.replace('data-user=""', ""), word


def test_the_phone_is_told_to_keep_the_blank_pages_and_nothing_else(phone: Client) -> None:
    shell = read_shell(phone)
    assert sorted(shell["pages"].values()) == sorted(BLANKS)
    assert all(file.startswith(settings.STATIC_URL) for file in shell["files"])


def test_every_file_a_kept_page_needs_is_kept_too(phone: Client) -> None:
    kept = set(read_shell(phone)["files"])
    needed = {link for path in BLANKS for link in LINK.findall(phone.get(path).text)}
    for script in sorted(file for file in kept if file.endswith(".js")):
        needed |= set(list_imports(script))
    # The system's own font stands in for the letters of other scripts, and icons of the app are its system's business.
    assert {link for link in needed if not link.endswith(".webmanifest")} <= kept


def list_imports(script: str) -> Iterator[str]:
    """The addresses of what a script imports."""
    source = (Path(settings.STATIC_ROOT) / script.removeprefix(settings.STATIC_URL)).read_text(encoding="utf-8")
    for link in LINK.findall(source):
        yield link.replace("./", f"{script.rsplit('/', 1)[0]}/") if link.startswith("./") else link


def test_the_version_changes_with_a_list_and_with_nothing_else(phone: Client, kantine: Site) -> None:
    former = read_shell(phone)["version"]
    assert read_shell(phone)["version"] == former
    with site_scope(kantine.pk):
        Theme.objects.filter(name="Financieel").update(name="Geldzaken")
    assert read_shell(phone)["version"] != former


def test_the_outbox_says_which_version_a_phone_should_have(phone: Client) -> None:
    assert phone.get("/kantine/team/versturen/").json()["shell"] == read_shell(phone)["version"]


def test_the_kept_form_knows_what_runs_in_the_coming_ten_days(phone: Client, kantine: Site) -> None:
    today = timezone.localdate()
    with site_scope(kantine.pk):
        slot = Slot.objects.get(activity__slug="koffie")
        thursdays = [day for n in range(11) if (day := today + datetime.timedelta(days=n)).weekday() == 3]
        Change.objects.create(slot=slot, on=thursdays[0], kind=ChangeKind.CANCELLED)
        activity = slot.activity_id
    page = phone.get(BLANKS[0]).text
    found = re.search(r'<script id="moments" type="application/json">(.*?)</script>', page)
    assert found is not None
    days = [moment["from"][:10] for moment in json.loads(found[1]) if moment["activity"] == activity]
    assert days == [day.isoformat() for day in thursdays[1:]]


def test_of_two_moments_at_once_the_kept_form_begins_with_the_one_where_most_is_asked(
    phone: Client, kantine: Site
) -> None:
    with site_scope(kantine.pk):
        Slot.objects.update(rule="FREQ=WEEKLY;BYDAY=MO")
        busy = Activity.objects.get(slug="leersalon")
        contact = Contact.objects.create(activity=busy, on=timezone.localdate(), site_answer="before")
        HelpRequest.objects.create(contact=contact, theme=Theme.objects.first())
    page = phone.get(BLANKS[0]).text
    found = re.search(r'<script id="moments" type="application/json">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])[0]["activity"] == busy.pk


def test_drawing_the_kept_pages_takes_as_many_queries_with_many_lists_as_with_few(
    phone: Client, kantine: Site, count_queries: CountQueries
) -> None:
    with count_queries() as few:
        phone.get(BLANKS[0])
    with site_scope(kantine.pk):
        Theme.objects.bulk_create(Theme(name=f"Thema {number}", position=number) for number in range(30))
    with count_queries() as many:
        phone.get(BLANKS[0])
    assert len(many) == len(few)


def test_an_app_is_described_with_its_icons_to_visitors_too(kantine: Site, client: Client) -> None:
    response = client.get("/kantine/app.webmanifest")
    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["start_url"], manifest["name"]) == ("/kantine/team/", "Kantine Bezemheide - Stek")
    for icon in manifest["icons"]:
        assert (Path(settings.STATIC_ROOT) / icon["src"].removeprefix(settings.STATIC_URL)).is_file()


def test_the_worker_may_stand_before_the_pages_of_a_team_and_has_a_policy_of_its_own(client: Client, db: None) -> None:
    response = client.get("/service-worker.js")
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Content-Security-Policy"] == "default-src 'none'; script-src 'self'; connect-src 'self'"
    # It imports the file as it is now, not one of the same name that a browser kept.
    assert re.search(r"/static/js/outbox-send\.[0-9a-f]{12}\.js", response.text)


def test_pages_of_partners_keep_nothing_on_a_phone(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    page = sign_in(cast.partner).get("/kantine/partner/").text
    assert "outbox-page" not in page
    assert "app.webmanifest" not in page
