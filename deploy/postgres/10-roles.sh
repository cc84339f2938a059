#!/bin/bash
# Makes the database roles when the volume is new: stek_owner owns the tables and migrates, stek_app runs; neither may
# pass row-level security. stek_backup makes complete dumps: it reads past the walls and writes nothing. The same is done on a machine without containers by stek/local/roles.py.
set -euo pipefail

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$STEK_OWNER_PASSWORD" --set app_password="$STEK_APP_PASSWORD" \
  --set backup_password="$STEK_BACKUP_PASSWORD" <<'SQL'
CREATE ROLE stek_owner LOGIN CREATEDB PASSWORD :'owner_password';
CREATE ROLE stek_app LOGIN PASSWORD :'app_password';
CREATE ROLE stek_backup LOGIN BYPASSRLS PASSWORD :'backup_password';
ALTER ROLE stek_backup SET default_transaction_read_only = on;
CREATE DATABASE stek OWNER stek_owner;
REVOKE ALL ON DATABASE stek FROM PUBLIC;
GRANT CONNECT ON DATABASE stek TO stek_app, stek_backup;
\connect stek
CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
ALTER SCHEMA public OWNER TO stek_owner;
GRANT USAGE ON SCHEMA public TO stek_app, stek_backup;
-- No TRUNCATE: it empties a table past every row-level policy.
ALTER DEFAULT PRIVILEGES FOR ROLE stek_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO stek_app;
ALTER DEFAULT PRIVILEGES FOR ROLE stek_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO stek_app;
ALTER DEFAULT PRIVILEGES FOR ROLE stek_owner IN SCHEMA public GRANT SELECT ON TABLES TO stek_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE stek_owner IN SCHEMA public GRANT SELECT ON SEQUENCES TO stek_backup;
SQL
