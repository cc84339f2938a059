"""Visitors come and go through the real interface, with a canary in every place where somebody could type.

Afterwards the whole machine is searched: database, write-ahead log, Valkey, logs, mail, documents, and the phone of
who noted. `bin/soak` sends a thousand visitors, the ordinary run a few.
"""

import datetime
import json
import random
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import redis

from stek.local.paths import PROJECT
from stek.local.servers import Servers
from tests.canary.machine import Browser, Machine, read_hidden
from tests.local.conftest import make_home

pytestmark = pytest.mark.servers

PASSWORD = "een-lang-wachtwoord-om-te-testen"
# What is typed and refused, what is only passed along, and what may be kept for ninety days: the note itself.
REFUSED, PASSING, NOTED = "kanariegeel", "kanarieblauw", "kanariegroen"

FILL = f"""
from activities.models import Activity
from signals.models import Approach, AttributeCategory, Theme
from signals.vocabulary import ApproachKind, Dimension
from sites.models import Membership, Site, User
from sites.scope import site_scope
from sites.vocabulary import Role

user = User.objects.create_user("noor@stek.example", "{PASSWORD}", name="Noor")
site = Site.objects.create(slug="kantine", name="Kantine", municipality="Dorp")
with site_scope(site.pk):
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    activity = Activity.objects.create(name="Soep", slug="soep", counts_uniques=True)
    theme = Theme.objects.create(name="Werk")
    approach = Approach.objects.create(name="Advies", kind=ApproachKind.ORDINARY)
    for dimension, keys in ((Dimension.GENDER, ("woman", "man")), (Dimension.KNOWN, ("yes", "no"))):
        for key in keys:
            AttributeCategory.objects.create(dimension=dimension, key=key, name=key)
    categories = dict(AttributeCategory.objects.values_list("key", "pk"))
    print(activity.pk, theme.pk, approach.pk, *(categories[key] for key in ("woman", "man", "yes", "no")))
"""
FOLD = """
import datetime
from django.utils import timezone
from signals.models import Contact, ContactAttribute
from signals.services.folding import fold_site
from sites.models import Site
from sites.scope import site_scope

with site_scope(Site.objects.get().pk):
    fold_site(today=timezone.localdate() + datetime.timedelta(days=1))
    answers = Contact.objects.exclude(site_answer="").count() + Contact.objects.exclude(activity_answer="").count()
    loggers = Contact.objects.exclude(logged_by=None).count()
    print(Contact.objects.count(), ContactAttribute.objects.count(), answers, loggers)
"""


@dataclass
class Aftermath:
    """What the machine holds after the night."""

    visitors: int
    counted: list[int]
    documents: list[str]
    phone: list[str]
    notes: bytes
    dump: bytes
    valkey: bytes
    files: dict[str, bytes]

    def find(self, canary: str) -> list[str]:
        """Where a canary still sings."""
        haystacks = {"dump": self.dump, "valkey": self.valkey, "documents": "".join(self.documents).encode()}
        haystacks |= {f"phone, look {number}": kept.encode() for number, kept in enumerate(self.phone)}
        return [name for name, hay in (haystacks | self.files).items() if canary.encode() in hay.lower()]


@pytest.fixture(
    scope="module", params=[pytest.param(40, id="few"), pytest.param(1000, id="thousand", marks=pytest.mark.soak)]
)
def aftermath(request: pytest.FixtureRequest) -> Iterator[Aftermath]:
    """Everything that is left after so many visitors, documents and a night."""
    with make_home() as home:
        machine = Machine(home)
        machine.start()
        try:
            lists = [int(pk) for pk in machine.run(FILL).split()]
            _pass_by(machine)
            worker = _sign_in(machine)
            _type_everywhere(worker)
            _log_contacts(worker, lists, visitors=request.param)
            phone = _note_on_phone(machine, home.root / "phone")
            documents = _make_documents(worker)
            counted = [int(number) for number in machine.run(FOLD).split()]
            with Servers(home) as servers:
                notes, dump, valkey = _read_servers(servers)
        finally:
            machine.stop()
        # Stopped, so that what the servers held in memory is in their files too.
        files = {str(path.relative_to(home.root)): path.read_bytes() for path in _list_files(home.root)}
        yield Aftermath(request.param, counted, documents, phone, notes, dump, valkey, files)


def _pass_by(machine: Machine) -> None:
    """Visitors without an account: they read pages, and their browsers tell about themselves."""
    headers = {
        name: f"{PASSING}-{name}" for name in ("User-Agent", "Referer", "X-Forwarded-For", "Accept-Language", "From")
    }
    visitor = Browser(machine, headers | {"Cookie": f"eigen={PASSING}"})
    for path in ("/kantine/", f"/kantine/?zoek={PASSING}", f"/kantine/aanbod/soep/?naam={PASSING}", "/account/login/"):
        visitor.get(path)
    visitor.post("/account/login/", {"login": f"{PASSING}@stek.example", "password": f"{PASSING}-{PASSWORD}"})
    visitor.post("/kantine/", {"naam": PASSING})
    visitor.post("/account/password/reset/", {"email": f"{PASSING}@stek.example"})


def _sign_in(machine: Machine) -> Browser:
    worker = Browser(machine, {"Referer": f"{machine.url}/kantine/?naam={PASSING}"})
    worker.get("/account/login/")
    status, page = worker.post("/account/login/", {"login": "noor@stek.example", "password": PASSWORD})
    assert (status, "Afmelden" in page or "account" in page) == (200, True)
    return worker


def _type_everywhere(worker: Browser) -> None:
    """Every search field, and every text field with something that is refused."""
    for path in ("contacten/", "signalen/", "aanbod/", "tellen/"):
        worker.get(f"/kantine/team/{path}?zoek={PASSING}&maand={PASSING}&activiteit={PASSING}")
    worker.get(f"/kantine/rapporten/cijfers/?first={PASSING}&last={PASSING}")
    hostile = f"{REFUSED} 0470 12 34 56"
    status, page = worker.post(
        "/kantine/team/signalen/nieuw/", {"title": hostile, "text": hostile, "next_step": hostile, "status": "new"}
    )
    assert (status, "telefoonnummer" in page) == (422, True)


def _log_contacts(worker: Browser, lists: list[int], *, visitors: int) -> None:
    chance = random.Random(visitors)  # noqa: S311  (made-up visitors)
    activity, theme, approach, *categories = (str(pk) for pk in lists)
    for number in range(visitors):
        answer = chance.choice(["ever", "ever", "year", "before"])
        fields = {
            "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            "revision": "1",
            "requests": "1",
            "on": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            "activity": activity,
            "site_answer": answer,
            "activity_answer": "" if answer == "ever" else "year",
            "attribute-gender": chance.choice(categories[:2]),
            "attribute-known": chance.choice(categories[2:]),
            "request-0-theme": theme,
            "request-0-approaches": approach,
        }
        status, page = worker.post(
            "/kantine/team/contacten/nieuw/", fields | {"request-0-note": _write_refused(number)}
        )
        assert (status, "Laat het weg" in page) == (422, True), page[:2000]
        note = f"vraagt hulp met {NOTED}{number}" if number % 3 == 0 else ""
        status, page = worker.post("/kantine/team/contacten/nieuw/", fields | {"request-0-note": note})
        assert status == 200, page[:2000]


def _write_refused(number: int) -> str:
    return (
        f"{REFUSED} {('0470 12 34 56', 'be68 5390 0754 7034', f'{REFUSED}@stek.example', 'Kerkstraat 5')[number % 4]}"
    )


def _note_on_phone(machine: Machine, profile: Path) -> list[str]:
    """One more visitor, noted without network and sent later; what scripts find in the browser, twice."""
    words = [PASSWORD, f"vraagt hulp met {NOTED}", f"{REFUSED} 0470 12 34 56"]
    command = [sys.executable, "-m", "tests.canary.phone", machine.url, str(profile), *words]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    kept: list[str] = json.loads(result.stdout)
    return kept


def _make_documents(worker: Browser) -> list[str]:
    """A report and a flyer, made by the real workers; what they say."""
    year = datetime.datetime.now(tz=datetime.UTC).year
    for path, fields in (
        ("/kantine/rapporten/", {"first": f"{year}-01", "last": f"{year}-12"}),
        ("/kantine/drukwerk/", {}),
    ):
        _, page = worker.get(path)
        worker.post(path, fields | {"document": read_hidden(page, "document")})
    return _wait_for_documents(worker)


def _wait_for_documents(worker: Browser) -> list[str]:
    deadline = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(minutes=5)
    while datetime.datetime.now(tz=datetime.UTC) < deadline:
        links = {
            link
            for path in ("/kantine/rapporten/", "/kantine/drukwerk/")
            for link in re.findall(r"/kantine/drukwerk/[0-9a-f-]{36}/download/", worker.get(path)[1])
        }
        if len(links) == 2:
            return [_read_pdf(worker.download(link)) for link in links]
        time.sleep(0.5)
    pytest.fail("the documents did not come")


def _read_pdf(content: bytes) -> str:
    result = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return result.stdout.decode()


def _read_servers(servers: Servers) -> tuple[bytes, bytes, bytes]:
    """All notes, a dump in plain text, and every key of Valkey."""
    environment = servers.build_environment()
    with psycopg.connect(environment["DATABASE_BACKUP_URL"], autocommit=True) as connection:
        notes = [row[0] for row in connection.execute("SELECT note FROM signals_helprequest")]
    dump = subprocess.run(
        [str(servers.postgres.programs / "pg_dump"), "--inserts", environment["DATABASE_BACKUP_URL"]],
        capture_output=True,
        check=True,
    ).stdout
    valkey = redis.Redis.from_url(environment["REDIS_URL"])
    answered = [
        name + b" " + (database.dump(name) or b"")
        for database in (valkey, redis.Redis.from_url(f"{environment['REDIS_URL']}/1"))
        for name in database.scan_iter()
    ]
    return " ".join(notes).encode(), dump, b" ".join(answered)


def _list_files(root: Path) -> list[Path]:
    """Every file of the home: data, write-ahead log, Valkey's, logs, mail, documents."""
    return [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]


def test_the_visitors_came_and_the_documents_were_made(aftermath: Aftermath) -> None:
    on_the_phone = 1
    assert aftermath.counted[0] == aftermath.visitors + on_the_phone
    assert aftermath.notes.count(NOTED.encode()) == len(range(0, aftermath.visitors, 3)) + on_the_phone
    assert len(aftermath.documents) == 2
    assert any("INTERN, niet verspreiden" in text for text in aftermath.documents)
    assert {Path(name).parts[0] for name in aftermath.files} >= {"postgres", "valkey", "logs", "phone"}
    assert any("pg_wal" in name for name in aftermath.files)
    assert any("IndexedDB" in name for name in aftermath.files)
    # The pages that open without network: what is searched is there.
    assert all("zonder-verbinding" in kept for kept in aftermath.phone)


def test_after_the_night_no_contact_says_who_or_what_profile(aftermath: Aftermath) -> None:
    _contacts, attributes, answers, loggers = aftermath.counted
    assert (attributes, answers, loggers) == (0, 0, 0)


@pytest.mark.parametrize("canary", [REFUSED, PASSING])
def test_what_was_refused_or_only_passed_along_is_nowhere(aftermath: Aftermath, canary: str) -> None:
    assert aftermath.find(canary) == []


def test_a_note_stands_in_the_note_and_nowhere_else(aftermath: Aftermath) -> None:
    outside_database = [name for name in aftermath.find(NOTED) if name != "dump" and not name.startswith("postgres/")]
    assert outside_database == []
    assert aftermath.dump.count(NOTED.encode()) == aftermath.notes.count(NOTED.encode())
