"""What a scope lets through, and what the database refuses whatever the code does."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg import sql

from activities.models import Activity, Slot
from signals.models import Contact
from sites.models import Membership, Partner, Site
from sites.scope import NOWHERE, NoSiteScope, current_scope, site_scope
from sites.vocabulary import Audience
from tests.conftest import Cast

TODAY = datetime.date(2026, 3, 19)


def count_rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        return int(cursor.fetchone()[0])


def test_a_site_owned_table_cannot_be_read_outside_a_scope(kantine: Site) -> None:
    with pytest.raises(NoSiteScope):
        Activity.objects.all()


def test_raw_sql_outside_a_scope_sees_no_rows(kantine: Site) -> None:
    assert count_rows("activities_activity") == 0


def test_raw_sql_in_a_scope_sees_only_its_own_site(kantine: Site, kattegat: Site) -> None:
    with site_scope(kantine.pk), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT site_id FROM activities_activity")
        assert cursor.fetchall() == [(kantine.pk,)]


def test_a_nested_scope_gives_the_former_one_back(kantine: Site, kattegat: Site) -> None:
    with site_scope(kantine.pk):
        with site_scope(kattegat.pk):
            assert current_scope().site_id == kattegat.pk
        assert current_scope().site_id == kantine.pk
        assert count_rows("activities_activity") == 2
    assert current_scope() == NOWHERE
    assert count_rows("activities_activity") == 0


def test_a_scope_that_fails_gives_the_former_one_back(kantine: Site, kattegat: Site) -> None:
    with site_scope(kantine.pk):
        with pytest.raises(ZeroDivisionError), site_scope(kattegat.pk):
            raise ZeroDivisionError
        assert {activity.site_id for activity in Activity.objects.all()} == {kantine.pk}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTNER, Audience.STEERING])
def test_only_the_team_reads_contacts(kantine: Site, audience: Audience) -> None:
    with site_scope(kantine.pk):
        Contact.objects.create(activity=Activity.objects.get(slug="koffie"), on=TODAY)
        assert Contact.objects.count() == 1
    with site_scope(kantine.pk, audience=audience):
        assert Contact.objects.count() == 0


def test_a_public_page_cannot_write(kantine: Site) -> None:
    with site_scope(kantine.pk, audience=Audience.PUBLIC), pytest.raises(ProgrammingError), transaction.atomic():
        Partner.objects.create(slug="nieuw", name="Nieuw")


def test_a_row_cannot_be_given_to_another_site(kantine: Site, kattegat: Site) -> None:
    with site_scope(kantine.pk), pytest.raises(ProgrammingError), transaction.atomic():
        Partner.objects.create(site=kattegat, slug="nieuw", name="Nieuw")


def test_a_row_cannot_point_at_another_sites_row(kantine: Site, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        theirs = Activity.objects.get(slug="koffie")
    with site_scope(kantine.pk):
        foreign = Contact.objects.create(activity_id=theirs.pk, on=TODAY)
        with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        foreign.delete()


def test_a_partner_writes_only_moments_of_activities_it_leads(kantine: Site) -> None:
    with site_scope(kantine.pk):
        caw = Partner.objects.get(slug="caw")
    with site_scope(kantine.pk, audience=Audience.PARTNER, partner_ids=frozenset({caw.pk})):
        assert Slot.objects.filter(activity__slug="koffie").update(note="eigen moment") == 1
        assert Slot.objects.filter(activity__slug="leersalon").update(note="andermans moment") == 0
        assert Activity.objects.filter(slug="leersalon").update(summary="gekaapt") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Slot.objects.create(
                activity=Activity.objects.get(slug="leersalon"),
                rule="FREQ=WEEKLY;BYDAY=MO",
                starts_at=datetime.time(9),
                ends_at=datetime.time(10),
                valid_from=TODAY,
            )


def test_somebody_sees_their_own_roles_and_the_site_sees_its_people(cast: Cast, kantine: Site, kattegat: Site) -> None:
    with site_scope(kantine.pk):
        assert set(Membership.objects.values_list("user__email", flat=True)) == {
            "vrijwilliger@stek.example",
            "opbouwwerker@stek.example",
            "coordinator@stek.example",
            "partner@stek.example",
            "stuurgroep@stek.example",
        }
    with site_scope(kattegat.pk, audience=Audience.PUBLIC):
        assert Membership.objects.count() == 0
