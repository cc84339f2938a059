"""Three hundred people who log a contact at once, at a hundred sites."""

import http.client
import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from signals.models import Approach, Contact, Theme
from sites.models import Membership, Site, User
from sites.scope import site_scope
from sites.vocabulary import Role
from tests.browser.serving import ServerProcess

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

SITES = 100
PEOPLE_AT_A_SITE = 3
CONTACTS_EACH = 4
P95_AT_MOST = 10
CSRF_TOKEN = "a" * 32


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in at a site, and what they choose there."""

    site: Site
    session: str
    activity: int
    theme: int
    approach: int

    def write_contact(self) -> tuple[str, str, dict[str, str]]:
        """Address, body and headers of the usual contact, as the form sends it."""
        fields = {
            "csrfmiddlewaretoken": CSRF_TOKEN,
            "id": str(uuid.uuid4()),
            "revision": "1",
            "requests": "1",
            "on": timezone.localdate().isoformat(),
            "activity": str(self.activity),
            "site_answer": "before",
            "request-0-theme": str(self.theme),
            "request-0-approaches": str(self.approach),
        }
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={CSRF_TOKEN}"
        return f"/{self.site.slug}/team/contacten/nieuw/", urlencode(fields), {"Cookie": cookies}


def write_row() -> tuple[str, str, dict[str, str]]:
    """The same for the bare view."""
    return "/row/", "", {}


def fill_site(number: int) -> list[Person]:
    """A site with short lists and its people."""
    site = Site.objects.create(slug=f"site-{number}", name=f"Site {number}", municipality="Dorp")
    people = [User(email=f"{site.slug}-{who}@stek.example", name=f"Mens {who}") for who in range(PEOPLE_AT_A_SITE)]
    User.objects.bulk_create(people)
    with site_scope(site.pk):
        activity = Activity.objects.create(name="Koffie", slug="koffie", summary="Kom gerust langs.")
        theme, approach = Theme.objects.create(name="Werk"), Approach.objects.create(name="Advies")
        for user in people:
            Membership.objects.create(user=user, role=Role.WORKER)
    return [Person(site, _sign_in(user), activity.pk, theme.pk, approach.pk) for user in people]


def _sign_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def serve(application: str) -> Iterator[str]:
    """A server of real processes."""
    server = ServerProcess(application)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def send_at_once(url: str, writers: list[Callable[[], tuple[str, str, dict[str, str]]]]) -> list[float]:
    """Let all writers send at the same moment, each a few times; how long each answer took, in seconds."""
    gate, taken, wrong = threading.Barrier(len(writers)), [], []
    host = urlsplit(url).netloc

    def send(writer: Callable[[], tuple[str, str, dict[str, str]]]) -> None:
        gate.wait()
        for _ in range(CONTACTS_EACH):
            address, body, headers = writer()
            started = time.monotonic()
            connection = http.client.HTTPConnection(host, timeout=120)
            connection.request("POST", address, body, headers | {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
            connection.close()
            taken.append(time.monotonic() - started)
            if answer.status != 302:
                wrong.append((answer.status, address))

    threads = [threading.Thread(target=send, args=[writer]) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(taken) == len(writers) * CONTACTS_EACH
    return taken


def test_three_hundred_people_log_at_once_without_an_error_and_without_long_waits(
    record_property: Callable[[str, object], None],
) -> None:
    people = [person for number in range(SITES) for person in fill_site(number)]
    with serve("tests.load.bare:application") as url:
        bare = _p95(send_at_once(url, [write_row for _ in people]))
    with serve("stek.wsgi:application") as url:
        ours = _p95(send_at_once(url, [person.write_contact for person in people]))

    record_property(
        "measured", f"{len(people)} people at once: p95 {ours / bare:.1f} x that of a bare view (at most {P95_AT_MOST})"
    )
    for site in {person.site for person in people}:
        with site_scope(site.pk):
            assert Contact.objects.count() == PEOPLE_AT_A_SITE * CONTACTS_EACH
    assert ours <= P95_AT_MOST * bare


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
