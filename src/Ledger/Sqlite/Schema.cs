using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>
/// The tables of format version 1 (docs/ledger-format.md) and the checks made before a file is used.
/// </summary>
internal static class Schema
{
    public const int Version = 1;

    /// <summary>"AWRD" in ASCII: the file's application id.</summary>
    public const int ApplicationId = 0x41575244;

    /// <summary>Earlier libraries can corrupt a WAL database.</summary>
    public static readonly Version LeastLibrary = new(3, 51, 3);

    private const string Tables =
        """
        CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY) STRICT;
        INSERT INTO schema_version VALUES (1);
        CREATE TABLE entries (
            province TEXT NOT NULL,
            position INTEGER NOT NULL,
            stream   TEXT NOT NULL,
            version  INTEGER NOT NULL,
            kind     TEXT NOT NULL,
            actor    TEXT NOT NULL,
            at       TEXT NOT NULL,
            command  TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash     TEXT NOT NULL,
            payload  TEXT NOT NULL,
            UNIQUE (province, position),
            UNIQUE (stream, version)
        ) STRICT;
        CREATE TABLE heads (
            stream   TEXT NOT NULL PRIMARY KEY,
            province TEXT NOT NULL,
            position INTEGER NOT NULL,
            version  INTEGER NOT NULL,
            hash     TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX heads_by_position ON heads (province, position);
        CREATE TABLE provinces (
            province TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL,
            hash     TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE commands (
            id      TEXT NOT NULL UNIQUE,
            actor   TEXT NOT NULL,
            key     TEXT NOT NULL,
            body    TEXT NOT NULL,
            receipt TEXT NOT NULL,
            UNIQUE (actor, key)
        ) STRICT;
        CREATE TABLE documents (
            key      TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL,
            bytes    BLOB NOT NULL
        ) STRICT;
        """;

    /// <summary>Beside the record and no part of it: a file made before there was one gets it when it is opened to write.</summary>
    private const string Store =
        """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS store (epoch TEXT NOT NULL) STRICT;
        INSERT INTO store SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM store);
        COMMIT
        """;

    /// <exception cref="LedgerFormatException">The SQLite library is too old.</exception>
    public static void CheckLibrary(string version)
    {
        if (System.Version.Parse(version) < LeastLibrary)
        {
            throw new LedgerFormatException(
                $"SQLite {version} is too old: {LeastLibrary} or later is needed");
        }
    }

    /// <summary>Makes the tables in an empty file, all or none.</summary>
    /// <exception cref="LedgerFormatException">
    /// The file is something else, or of a format not known here.
    /// </exception>
    public static void Ensure(SqliteConnection connection)
    {
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master") is 0L
            && Number(connection, "application_id") == 0)
        {
            Execute(
                connection,
                $"BEGIN IMMEDIATE; {Tables} PRAGMA application_id = {ApplicationId}; COMMIT");
        }

        Check(connection);
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'store'") is 0L)
        {
            Execute(connection, Store);
        }
    }

    /// <exception cref="LedgerFormatException">
    /// The file is no ledger, or of a format not known here.
    /// </exception>
    public static void Check(SqliteConnection connection)
    {
        if (Number(connection, "application_id") != ApplicationId)
        {
            throw new LedgerFormatException($"'{connection.DataSource}' is no ledger");
        }

        var version = Convert.ToInt64(Scalar(connection, "SELECT max(version) FROM schema_version") ?? 0L);
        if (version != Version)
        {
            throw new LedgerFormatException(
                $"'{connection.DataSource}' has format version {version}; this program knows {Version}");
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static long Number(SqliteConnection connection, string pragma) =>
        (long)Scalar(connection, $"PRAGMA {pragma}")!;
}
