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
        """;
}
