"""The stage: one database under the real walls, two sites, and a small cast.

`kantine` is the site most tests are about; `kattegat` is its neighbour in the same network, whose rows must never
show. `cast` names the people: `cast.worker`, `cast.coordinator`, `cast.volunteer`, `cast.partner`, `cast.steering`,
`cast.administrator` at the Kantine, and `cast.neighbour`, coordinator of 't Kattegat. A visitor has no account.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from whitenoise import WhiteNoise

from activities.models import Activity, ActivityFunction, ActivityPartner, Slot
from activities.vocabulary import Function
from sites.models import Membership, Network, Partner, Site, User, Venue
from sites.scope import site_scope
from sites.vocabulary import Role
from stek.local.preparation import describe_static_files
from tests.template import find_template

# Property tests judge answers, not speed: a busy machine is not a mistake of the code.
hypothesis.settings.register_profile("stek", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("stek")

PASSWORD = "een-lang-wachtwoord-om-te-testen"
LOGIN_KEYS = ("USER", "PASSWORD")
# Read before pytest-django changes the settings dictionary in place.
APP_LOGIN = {key: settings.DATABASES["default"][key] for key in LOGIN_KEYS}
OWNER_LOGIN = {key: settings.DATABASE_OWNER[key] for key in LOGIN_KEYS}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect the static files when they changed, so that pages are rendered with the names they have in production."""
    if hasattr(session.config, "workerinput"):
        return
    stamp, sources = Path(settings.STATIC_ROOT, "collected-from"), describe_static_files()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != sources:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(sources, encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured (`record_property("measured", …)`), also when all is well."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == "measured" and report.when == "call":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> None:
    """Make the test database as the owner of the tables, out of one that was migrated before."""
    connection.settings_dict.update(OWNER_LOGIN)
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = find_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the app's role in, then go on as that role: tests run under the walls."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"""
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{APP_LOGIN["USER"]}";
                GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{APP_LOGIN["USER"]}"
            """)
        connection.close()
        connection.settings_dict.update(APP_LOGIN)
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(OWNER_LOGIN)


@pytest.fixture(autouse=True, scope="session")
def _flush_as_owner() -> Iterator[None]:
    # Tests with real commits are cleaned up by TRUNCATE, which the app's role may not do.
    def execute_sql_flush(_operations: DatabaseOperations, sql_list: Iterable[str]) -> None:
        with connect_as_owner() as owner:
            for statement in sql_list:
                owner.execute(statement.encode())

    with pytest.MonkeyPatch.context() as patch:
        # On the class: while a browser's event loop runs, Django uses another connection than before it.
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        # Django would write its own permissions again after each of these tests; nobody here asks for them.
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_app, **_options: None)
        yield


def connect_as_owner() -> psycopg.Connection[Any]:
    """A connection of its own as the owner of the tables, for what the app's role may not do."""
    database = connection.settings_dict
    return psycopg.connect(
        dbname=database["NAME"],
        host=database["HOST"],
        port=database["PORT"],
        user=OWNER_LOGIN["USER"],
        password=OWNER_LOGIN["PASSWORD"],
        autocommit=True,
    )


@pytest.fixture(autouse=True, scope="session")
def _look_through_static_files_once() -> Iterator[None]:
    # Every test client has a WhiteNoise of its own, which would look at hundreds of files before the first answer.
    found: dict[tuple[str, str], dict[str, Any]] = {}
    look = WhiteNoise.update_files_dictionary

    def look_once(white_noise: Any, root: str, prefix: str) -> None:
        if (root, prefix) not in found:
            look(white_noise, root, prefix)
            found[root, prefix] = dict(white_noise.files)
        white_noise.files.update(found[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", look_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_cache(worker_id: str) -> Iterator[None]:
    # Once: every change of this setting leaves a connection to Valkey behind.
    cache_database = 2 + int(worker_id.removeprefix("gw")) if worker_id != "master" else 1
    location = {"LOCATION": f"{settings.REDIS_URL}/{cache_database}"}
    with override_settings(CACHES={"default": settings.CACHES["default"] | location}):
        yield


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Any) -> None:
    # Files and cache of a test stay with the test; passwords need not be slow to check.
    settings.MEDIA_ROOT = tmp_path / "media"
    # Each request sees what the former one changed; tests/offer/test_public_cache.py is about the waiting.
    settings.PUBLIC_PAGE_FRESH_SECONDS = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@dataclass(frozen=True)
class Cast:
    """Everybody the tests speak of."""

    volunteer: User
    worker: User
    coordinator: User
    partner: User
    steering: User
    neighbour: User
    administrator: User


@pytest.fixture
def network(db: None) -> Network:
    """The network of both sites."""
    return Network.objects.create(slug="noorderkempen", name="Noorderkempen")


@pytest.fixture
def kantine(network: Network) -> Site:
    """The site most tests are about."""
    return _make_site(slug="kantine", name="Kantine Bezemheide", municipality="Kalmthout", network=network)


@pytest.fixture
def kattegat(network: Network) -> Site:
    """The neighbour."""
    return _make_site(slug="kattegat", name="'t Kattegat", municipality="Wuustwezel", network=network)


def _make_site(**fields: Any) -> Site:
    # In bulk: nearly every test waits for two of these.
    site = Site.objects.create(phone="03 000 00 00", **fields)
    with site_scope(site.pk):
        Venue.objects.create(name=site.name, street="Dorpsplein 1", postcode="2900", town="Dorp", is_main=True)
        partners = Partner.objects.bulk_create(Partner(slug=name.lower(), name=name) for name in ("CAW", "Ligo"))
        offer = (("koffie", "Koffie & Formulieren"), ("leersalon", "Open Leersalon"))
        activities = Activity.objects.bulk_create(
            Activity(name=name, slug=slug, summary="Kom gerust langs.") for slug, name in offer
        )
        ActivityFunction.objects.bulk_create(
            ActivityFunction(activity=activity, function=Function.REFER) for activity in activities
        )
        ActivityPartner.objects.bulk_create(
            ActivityPartner(activity=activity, partner=partner)
            for activity, partner in zip(activities, partners, strict=True)
        )
        Slot.objects.bulk_create(
            Slot(
                activity=activity,
                rule=f"FREQ=WEEKLY;BYDAY={day}",
                starts_at=datetime.time(13),
                ends_at=datetime.time(15, 30),
                valid_from=datetime.date(2022, 1, 6),
            )
            for activity, day in zip(activities, ("TH", "TU"), strict=True)
        )
    return site


@pytest.fixture
def cast(kantine: Site, kattegat: Site) -> Cast:
    """The people of the tests, with their roles."""
    with site_scope(kantine.pk):
        people = {
            "volunteer": _make_member("vrijwilliger", Role.VOLUNTEER),
            "worker": _make_member("opbouwwerker", Role.WORKER),
            "coordinator": _make_member("coordinator", Role.COORDINATOR),
            "partner": _make_member("partner", Role.PARTNER, partner=Partner.objects.get(slug="caw")),
            "steering": _make_member("stuurgroep", Role.STEERING),
        }
    with site_scope(kattegat.pk):
        people["neighbour"] = _make_member("buur", Role.COORDINATOR)
    administrator = User.objects.create_user("beheer@stek.example", PASSWORD, name="Beheerder", is_administrator=True)
    return Cast(administrator=administrator, **people)


def _make_member(name: str, role: Role, partner: Partner | None = None) -> User:
    user = User.objects.create_user(f"{name}@stek.example", PASSWORD, name=name.capitalize())
    Membership.objects.create(user=user, role=role, partner=partner)
    return user


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which this user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


TRANSACTION_WORDS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")

type CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def count_queries() -> CountQueries:
    """Collect the statements sent to the database, without those that only open and close transactions."""

    @contextmanager
    def count() -> Iterator[list[str]]:
        statements: list[str] = []
        with CaptureQueriesContext(connection) as captured:
            yield statements
        statements += [
            query["sql"] for query in captured.captured_queries if not query["sql"].startswith(TRANSACTION_WORDS)
        ]

    return count
