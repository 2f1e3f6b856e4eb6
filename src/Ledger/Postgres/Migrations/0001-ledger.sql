-- needs: 1
-- The record (docs/ledger-format.md): the same tables as in SQLite, in a schema of their own.
-- Texts compare by code unit everywhere, as they do in SQLite.
CREATE SCHEMA ledger;

CREATE TABLE ledger.entries (
    province text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    stream   text COLLATE "C" NOT NULL,
    version  bigint NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    actor    text COLLATE "C" NOT NULL,
    at       text COLLATE "C" NOT NULL,
    command  text COLLATE "C" NOT NULL,
    previous text COLLATE "C" NOT NULL,
    hash     text COLLATE "C" NOT NULL,
    payload  text COLLATE "C" NOT NULL,
    CONSTRAINT entries_by_position UNIQUE (province, position),
    CONSTRAINT entries_by_version UNIQUE (stream, version)
);

CREATE TABLE ledger.heads (
    stream   text COLLATE "C" NOT NULL PRIMARY KEY,
    province text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    version  bigint NOT NULL,
    hash     text COLLATE "C" NOT NULL
);

CREATE INDEX heads_by_position ON ledger.heads (province, position);

-- The row of a province is the lock under which its positions are given out.
CREATE TABLE ledger.provinces (
    province text COLLATE "C" NOT NULL PRIMARY KEY,
    position bigint NOT NULL,
    hash     text COLLATE "C" NOT NULL
);

CREATE TABLE ledger.commands (
    id      text COLLATE "C" NOT NULL CONSTRAINT commands_by_id UNIQUE,
    actor   text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    receipt text COLLATE "C" NOT NULL,
    CONSTRAINT commands_by_key UNIQUE (actor, key)
);

CREATE TABLE ledger.documents (
    key      text COLLATE "C" NOT NULL PRIMARY KEY,
    position bigint NOT NULL,
    bytes    bytea NOT NULL
);
