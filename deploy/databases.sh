#!/bin/sh
# Run once by PostgreSQL's image: a database and a role for the records, and for Prefect.
set -eu
for name in dayzero prefect; do
  case $name in
    dayzero) password=$DAYZERO_DB_PASSWORD ;;
    prefect) password=$PREFECT_DB_PASSWORD ;;
  esac
  psql --username "${POSTGRES_USER:-postgres}" --set ON_ERROR_STOP=1 \
    --set name="$name" --set password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
psql --username "${POSTGRES_USER:-postgres}" --dbname prefect --set ON_ERROR_STOP=1 \
  --command 'CREATE EXTENSION IF NOT EXISTS pg_trgm'
