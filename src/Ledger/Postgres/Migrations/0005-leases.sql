-- needs: 1
-- What one process does for all, and which: it has to say again and again that it still does.
CREATE TABLE people.leases (
    name   text COLLATE "C" NOT NULL PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,
    until  text COLLATE "C" NOT NULL
);
