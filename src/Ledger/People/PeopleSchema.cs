namespace Award.Ledger.People;

/// <summary>The tables of <see cref="PeopleFile"/>.</summary>
internal static class PeopleSchema
{
    public const string Tables =
        """
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS tokens (
            id TEXT PRIMARY KEY, person TEXT NOT NULL, roles TEXT NOT NULL, regions TEXT NOT NULL,
            dimensions TEXT NOT NULL, issued TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT
        ) STRICT;
        CREATE TABLE IF NOT EXISTS objections (
            person TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, salt TEXT NOT NULL, text TEXT NOT NULL,
            evidence TEXT, contact TEXT, PRIMARY KEY (person, key)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS access_log (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, subject TEXT NOT NULL, roles TEXT NOT NULL,
            operation TEXT NOT NULL, method TEXT NOT NULL, province TEXT, year INTEGER, region TEXT,
            status INTEGER NOT NULL, trace TEXT NOT NULL, address TEXT
        ) STRICT;
        CREATE INDEX IF NOT EXISTS access_log_subject ON access_log (subject, id);
        CREATE INDEX IF NOT EXISTS access_log_at ON access_log (at);
        CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS webhooks (
            subject TEXT PRIMARY KEY, id TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
            roles TEXT NOT NULL, regions TEXT NOT NULL, token TEXT, made TEXT NOT NULL, lapses TEXT NOT NULL,
            cursor TEXT NOT NULL, delivered TEXT, delivered_at TEXT, failures INTEGER NOT NULL,
            failing_since TEXT, fault TEXT, given_up TEXT
        ) STRICT;
        """;
}
