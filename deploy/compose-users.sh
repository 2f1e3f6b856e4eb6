#!/usr/bin/env bash
# Run once, by the database's own image, when the data folder is made: the roles of docs/postgres.md and a user for each part.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -d award -v silo="$SILO_PASSWORD" -v node="$NODE_PASSWORD" <<'SQL'
CREATE ROLE award_owner;
CREATE ROLE award_silo;
CREATE ROLE award_client;
GRANT CREATE ON DATABASE award TO award_owner;
CREATE USER silo PASSWORD :'silo' IN ROLE award_silo;
CREATE USER node PASSWORD :'node' IN ROLE award_client;
SQL
