"""How often, and when last, what a site tells visitors was changed: counted by the database, so that nothing is missed.

Feeds need a number that grows with every change and never falls (`SEQUENCE` of RFC 5545), also when a change is undone,
a row is deleted or a partner makes the change. A trigger before each statement on a watched table raises the
revision of the site in scope.
"""

from collections.abc import Sequence

from django.db import migrations

# Before the statement: a writer takes the lock on its site first, as `lock_offer` does, and rows only then. The other
# way round two writers could wait for each other.
COUNT_REVISIONS = """
CREATE FUNCTION stek_count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision + 1;
    NEW.changed_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE FUNCTION stek_raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sites_site SET changed_at = clock_timestamp() WHERE id = stek_site();
    RETURN NULL;
END $$;
CREATE TRIGGER stek_revision BEFORE UPDATE ON sites_site FOR EACH ROW EXECUTE FUNCTION stek_count_revision();
"""
STOP_COUNTING_REVISIONS = """
DROP TRIGGER stek_revision ON sites_site;
DROP FUNCTION stek_raise_revision();
DROP FUNCTION stek_count_revision();
"""


def watch_tables(tables: Sequence[str]) -> migrations.RunSQL:
    """A migration operation: from now on every write to these tables raises the revision of its site."""
    watch = (
        "CREATE TRIGGER stek_revision BEFORE INSERT OR UPDATE OR DELETE ON {} EXECUTE FUNCTION stek_raise_revision()"
    )
    return migrations.RunSQL(
        [watch.format(table) for table in tables], [f"DROP TRIGGER stek_revision ON {table}" for table in tables]
    )
