-- needs: 1
-- Which store this is: copies of its published documents are of one epoch alone (docs/cluster.md).
CREATE TABLE ledger.store (
    one   boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    epoch text COLLATE "C" NOT NULL
);

INSERT INTO ledger.store (epoch) VALUES (replace(gen_random_uuid()::text, '-', ''));

-- What a province published last, and what it has published since, each without a look at every document.
CREATE INDEX documents_by_province ON ledger.documents (split_part(key, '/', 2), position);
