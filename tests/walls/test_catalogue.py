"""The database's own catalogue says that no site-owned table stands without walls."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from sites.models import SharedModel, SiteOwned

WALLED = [model for model in apps.get_models() if issubclass(model, (SiteOwned, SharedModel))]
PLAIN = [
    model
    for model in apps.get_models()
    if model._meta.app_label in {"sites", "activities", "signals", "reporting"} and model not in WALLED
]
VERBS = {"r": "read", "a": "insert", "w": "update", "d": "delete"}

pytestmark = pytest.mark.django_db


def fetch(sql: str, *params: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def test_only_user_site_and_network_stand_outside_the_walls() -> None:
    assert {model.__name__ for model in PLAIN} == {"User", "Site", "Network"}


def test_no_model_hides_an_automatic_many_to_many_table() -> None:
    assert [model for model in apps.get_models() if model._meta.auto_created] == []


@pytest.mark.parametrize("model", WALLED, ids=lambda model: model.__name__)
def test_a_walled_table_has_forced_policies_for_every_verb(model: type[models.Model]) -> None:
    table = model._meta.db_table
    assert fetch("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table) == [
        (True, True)
    ]
    policies = fetch(
        """SELECT polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
           FROM pg_policy WHERE polrelid = %s::regclass AND polpermissive""",
        table,
    )
    assert sorted(str(verb) for verb, _, _ in policies) == sorted(VERBS)
    for _, using, check in policies:
        condition = f"{using or ''} {check or ''}"
        assert "site_id = stek_site()" in condition
        assert "stek_audience()" in condition


@pytest.mark.parametrize("model", WALLED, ids=lambda model: model.__name__)
def test_every_link_to_another_walled_row_stays_within_the_site(model: type[models.Model]) -> None:
    table = model._meta.db_table
    links = {
        field.column
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.model in WALLED
    }
    composite = fetch(
        """SELECT array_agg(a.attname::text ORDER BY k.ord) FROM pg_constraint c
           CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(num, ord)
           JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num
           WHERE c.conrelid = %s::regclass AND c.contype = 'f' GROUP BY c.oid""",
        table,
    )
    columns = [list(row[0]) for row in composite]
    for link in links:
        assert ["site_id", link] in columns
        assert [link] not in columns


@pytest.mark.parametrize("model", WALLED, ids=lambda model: model.__name__)
def test_every_unique_rule_and_index_leads_with_the_owner(model: type[models.Model]) -> None:
    leading = fetch(
        """SELECT i.relname, a.attname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
           JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
           WHERE x.indrelid = %s::regclass AND NOT x.indisprimary""",
        model._meta.db_table,
    )
    allowed = {"site_id", "network_id"}
    # Links to a user are followed when an account goes, across all sites at once.
    allowed |= {
        field.column
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.model in PLAIN
    }
    assert [name for name, column in leading if column not in allowed] == []
    assert "site_id" in {column for _, column in leading}


def test_the_app_runs_as_a_role_that_cannot_step_over_the_walls() -> None:
    assert fetch("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user") == [
        (False, False, False)
    ]
    owned = fetch("SELECT tablename FROM pg_tables WHERE tableowner = current_user AND schemaname = 'public'")
    assert owned == []
    assert fetch("SELECT has_table_privilege('signals_contact', 'TRUNCATE')") == [(False,)]


def test_no_view_reads_with_somebody_elses_rights() -> None:
    assert (
        fetch("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")
        == []
    )
