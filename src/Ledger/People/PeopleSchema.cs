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
        """;
}
