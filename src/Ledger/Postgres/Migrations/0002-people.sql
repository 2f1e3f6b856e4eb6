-- needs: 1
-- What is known about people: no part of the record, and erasable. The same tables as in people.db.
CREATE SCHEMA people;

CREATE TABLE people.tokens (
    id         text COLLATE "C" NOT NULL PRIMARY KEY,
    person     text NOT NULL,
    roles      text NOT NULL,
    regions    text NOT NULL,
    dimensions text NOT NULL,
    issued     text COLLATE "C" NOT NULL,
    expires    text COLLATE "C" NOT NULL,
    revoked    text COLLATE "C"
);

-- What was deleted is overwritten at the next vacuum, and one erased row is reason enough for one.
CREATE TABLE people.objections (
    person   text COLLATE "C" NOT NULL,
    key      text COLLATE "C" NOT NULL,
    digest   text COLLATE "C" NOT NULL UNIQUE,
    salt     text NOT NULL,
    text     text NOT NULL,
    evidence text,
    contact  text,
    PRIMARY KEY (person, key)
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
    toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0);

CREATE TABLE people.secrets (
    name  text COLLATE "C" NOT NULL PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE people.access_log (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        text COLLATE "C" NOT NULL,
    subject   text COLLATE "C" NOT NULL,
    roles     text NOT NULL,
    operation text NOT NULL,
    method    text NOT NULL,
    province  text COLLATE "C",
    year      integer,
    region    text COLLATE "C",
    status    integer NOT NULL,
    trace     text NOT NULL,
    address   text
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

CREATE INDEX access_log_subject ON people.access_log (subject, id);
CREATE INDEX access_log_at ON people.access_log (at);

CREATE TABLE people.webhooks (
    subject       text COLLATE "C" NOT NULL PRIMARY KEY,
    id            text COLLATE "C" NOT NULL,
    url           text NOT NULL,
    secret        text NOT NULL,
    roles         text NOT NULL,
    regions       text NOT NULL,
    token         text,
    made          text COLLATE "C" NOT NULL,
    lapses        text COLLATE "C" NOT NULL,
    cursor        text NOT NULL,
    delivered     text,
    delivered_at  text COLLATE "C",
    failures      integer NOT NULL,
    failing_since text COLLATE "C",
    fault         text,
    given_up      text COLLATE "C"
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
