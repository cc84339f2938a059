"""Migration operations that raise the walls between tenants in PostgreSQL.

Every table of a site gets, in the migration that makes it, `BuildWall`: forced row-level security on `site_id` and on
the audience, a unique (site_id, id), and composite foreign keys, because a plain foreign key is checked with the
walls down and would admit another tenant's row. `tests/walls` fails for a table that was forgotten.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from sites.vocabulary import Audience

EVERYBODY = tuple(Audience)
TEAM_ONLY = (Audience.TEAM,)

SETTING_FUNCTIONS = """
CREATE OR REPLACE FUNCTION stek_site() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('stek.site', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION stek_network() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('stek.network', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION stek_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('stek.user', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION stek_audience() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT current_setting('stek.audience', true) $$;
CREATE OR REPLACE FUNCTION stek_partners() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT string_to_array(nullif(current_setting('stek.partner', true), ''), ',')::bigint[] $$;
"""
DROP_SETTING_FUNCTIONS = """
DROP FUNCTION stek_site(); DROP FUNCTION stek_network(); DROP FUNCTION stek_user();
DROP FUNCTION stek_audience(); DROP FUNCTION stek_partners();
"""

OWN_SITE = "site_id = stek_site()"
# Tables that belong to either a site or a network.
ONE_OWNER = "num_nonnulls(site_id, network_id) = 1"
OWN_SITE_OR_NETWORK = "(site_id = stek_site() OR network_id = stek_network())"


def _audience_in(audiences: Sequence[Audience]) -> str:
    return "stek_audience() IN ({})".format(", ".join(f"'{audience.value}'" for audience in audiences))


class _SchemaOperation(Operation):
    """An operation that only changes the database, never Django's picture of the models."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def sql_forwards(self, model: type[models.Model]) -> list[str]:
        raise NotImplementedError

    def sql_backwards(self, model: type[models.Model]) -> list[str]:
        raise NotImplementedError

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name], {})

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002  (Django's signature)
        to_state: ProjectState,
    ) -> None:
        for statement in self.sql_forwards(to_state.apps.get_model(app_label, self.model_name)):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002  (Django's signature)
    ) -> None:
        for statement in self.sql_backwards(from_state.apps.get_model(app_label, self.model_name)):
            schema_editor.execute(statement, params=None)


class BuildWall(_SchemaOperation):
    """Wall in a site-owned table.

    Args:
        model_name: the model, which has a `site` foreign key.
        reads: audiences that may SELECT rows of their site.
        writes: audiences that may INSERT, UPDATE and DELETE rows of their site.
        shared_with_network: rows belong to a site or to a network (CHECK exactly one).
        own_rows_of_user: a user also sees the rows that name them (`user_id`), whatever the scope.
    """

    def __init__(
        self,
        model_name: str,
        *,
        reads: Sequence[Audience] = TEAM_ONLY,
        writes: Sequence[Audience] = TEAM_ONLY,
        shared_with_network: bool = False,
        own_rows_of_user: bool = False,
    ) -> None:
        super().__init__(model_name)
        self.reads = tuple(reads)
        self.writes = tuple(writes)
        self.shared_with_network = shared_with_network
        self.own_rows_of_user = own_rows_of_user

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        name, args, kwargs = super().deconstruct()
        kwargs |= {
            "reads": self.reads,
            "writes": self.writes,
            "shared_with_network": self.shared_with_network,
            "own_rows_of_user": self.own_rows_of_user,
        }
        return (name, args, kwargs)

    def describe(self) -> str:
        return f"Build the wall around {self.model_name}"

    def sql_forwards(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        own = OWN_SITE_OR_NETWORK if self.shared_with_network else OWN_SITE
        readable = f"{own} AND {_audience_in(self.reads)}"
        if self.own_rows_of_user:
            readable = f"({readable}) OR user_id = stek_user()"
        writable = f"{own} AND {_audience_in(self.writes)}"
        statements = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY wall_read ON "{table}" FOR SELECT USING ({readable})',
            f'CREATE POLICY wall_insert ON "{table}" FOR INSERT WITH CHECK ({writable})',
            f'CREATE POLICY wall_update ON "{table}" FOR UPDATE USING ({writable}) WITH CHECK ({writable})',
            f'CREATE POLICY wall_delete ON "{table}" FOR DELETE USING ({writable})',
            f'CREATE UNIQUE INDEX "{table}_site_id_key" ON "{table}" (site_id, id)',
        ]
        if self.shared_with_network:
            statements += [
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_one_owner" CHECK ({ONE_OWNER})',
                f'CREATE UNIQUE INDEX "{table}_network_id_key" ON "{table}" (network_id, id)',
            ]
        for field in _links_within_site(model):
            statements += _link_statements(model, field)
        return statements

    def sql_backwards(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        statements = [f'DROP POLICY wall_{verb} ON "{table}"' for verb in ("read", "insert", "update", "delete")]
        statements += [
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
        ]
        for field in _links_within_site(model):
            statements += _unlink_statements(model, field)
        statements.append(f'DROP INDEX "{table}_site_id_key"')
        if self.shared_with_network:
            statements += [
                f'DROP INDEX "{table}_network_id_key"',
                f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_one_owner"',
            ]
        return statements


class LinkWithinSite(_SchemaOperation):
    """Tie one `SiteForeignKey` that was added later to its target within the same site."""

    def __init__(self, model_name: str, field_name: str) -> None:
        super().__init__(model_name)
        self.field_name = field_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name, self.field_name], {})

    def describe(self) -> str:
        return f"Tie {self.model_name}.{self.field_name} within its site"

    def sql_forwards(self, model: type[models.Model]) -> list[str]:
        return _link_statements(model, model._meta.get_field(self.field_name))

    def sql_backwards(self, model: type[models.Model]) -> list[str]:
        return _unlink_statements(model, model._meta.get_field(self.field_name))


class LetOnlyAdd(_SchemaOperation):
    """What was written stays as it was written: nobody changes or removes a row, whoever reads or adds one."""

    def describe(self) -> str:
        return f"Let rows of {self.model_name} only be added"

    def sql_forwards(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        return [
            f'CREATE POLICY only_add_update ON "{table}" AS RESTRICTIVE FOR UPDATE USING (false)',
            f'CREATE POLICY only_add_delete ON "{table}" AS RESTRICTIVE FOR DELETE USING (false)',
        ]

    def sql_backwards(self, model: type[models.Model]) -> list[str]:
        return [f'DROP POLICY only_add_{verb} ON "{model._meta.db_table}"' for verb in ("update", "delete")]


class LimitPartnerToOwnActivities(_SchemaOperation):
    """A partner writes only rows of activities its organisation leads.

    Args:
        model_name: the table to guard.
        activity: SQL that names the row's activity (`id` for the activity table itself).
    """

    def __init__(self, model_name: str, *, activity: str = "activity_id") -> None:
        super().__init__(model_name)
        self.activity = activity

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name], {"activity": self.activity})

    def describe(self) -> str:
        return f"Let partners write only their own rows of {self.model_name}"

    def sql_forwards(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        own = (
            f"stek_audience() <> 'partner' OR {self.activity} IN (SELECT lead.activity_id FROM "  # noqa: S608  (names from our own migrations)
            "activities_activitypartner lead WHERE lead.leads AND lead.partner_id = ANY (stek_partners()))"
        )
        return [
            f'CREATE POLICY partner_insert ON "{table}" AS RESTRICTIVE FOR INSERT WITH CHECK ({own})',
            f'CREATE POLICY partner_update ON "{table}" AS RESTRICTIVE FOR UPDATE USING ({own}) WITH CHECK ({own})',
            f'CREATE POLICY partner_delete ON "{table}" AS RESTRICTIVE FOR DELETE USING ({own})',
        ]

    def sql_backwards(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        return [f'DROP POLICY partner_{verb} ON "{table}"' for verb in ("insert", "update", "delete")]


class LimitPartnerToOwnRows(_SchemaOperation):
    """A partner reads and writes only the rows of its own organisation, named by `partner_id`."""

    def describe(self) -> str:
        return f"Let partners see only their own rows of {self.model_name}"

    def sql_forwards(self, model: type[models.Model]) -> list[str]:
        own = "stek_audience() <> 'partner' OR partner_id = ANY (stek_partners())"
        policy = f'CREATE POLICY partner_own ON "{model._meta.db_table}" AS RESTRICTIVE FOR ALL'
        return [f"{policy} USING ({own}) WITH CHECK ({own})"]

    def sql_backwards(self, model: type[models.Model]) -> list[str]:
        return [f'DROP POLICY partner_own ON "{model._meta.db_table}"']


def _links_within_site(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.local_fields if getattr(field, "within_site", False)]


def _owners_of_link(field: Any) -> list[str]:
    # A row tied to something of a network is checked against that network; NULL owners are not checked.
    target = field.remote_field.model
    shared = any(candidate.column == "network_id" for candidate in target._meta.local_fields)
    return ["site", "network"] if shared else ["site"]


def _link_statements(model: type[models.Model], field: Any) -> list[str]:
    table, column = model._meta.db_table, field.column
    target = field.remote_field.model._meta.db_table
    index = f'CREATE INDEX "{table}_site_{column}" ON "{table}" (site_id, {column})'
    return [index] + [
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_within_{owner}" '
        f'FOREIGN KEY ({owner}_id, {column}) REFERENCES "{target}" ({owner}_id, id) DEFERRABLE INITIALLY DEFERRED'
        for owner in _owners_of_link(field)
    ]


def _unlink_statements(model: type[models.Model], field: Any) -> list[str]:
    table, column = model._meta.db_table, field.column
    return [f'DROP INDEX "{table}_site_{column}"'] + [
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_{column}_within_{owner}"' for owner in _owners_of_link(field)
    ]
