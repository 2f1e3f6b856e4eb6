using Award.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Verify;

/// <summary>An entry's columns as they stand in the file.</summary>
internal readonly record struct RawEntry(EntryText.Parts Parts, string Hash, byte[] Payload);

/// <summary>A command's columns as they stand in the file.</summary>
internal sealed record RawCommand(string Id, string Actor, string Key, string Body, byte[] Receipt);

/// <summary>A head of a stream or, with version 0, of a province.</summary>
internal sealed record RawHead(string Name, string Province, long Position, long Version, string Hash);

/// <summary>The verifier's own reading of the tables; docs/ledger-format.md describes them.</summary>
internal static class RawRows
{
    public static IEnumerable<RawEntry> Entries(SqliteConnection connection) => Rows(
        connection,
        """
        SELECT province, position, stream, version, kind, actor, at, command, previous, hash, payload
        FROM entries ORDER BY province, position
        """,
        row => new RawEntry(
            new EntryText.Parts(
                row.GetString(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetInt64(3),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6),
                row.GetString(7),
                row.GetString(8)),
            row.GetString(9),
            row.GetFieldValue<byte[]>(10)));

    public static IEnumerable<RawHead> Heads(SqliteConnection connection) => Rows(
        connection,
        "SELECT stream, province, position, version, hash FROM heads ORDER BY stream",
        row => new RawHead(
            row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)));

    public static IEnumerable<RawHead> Provinces(SqliteConnection connection) => Rows(
        connection,
        "SELECT province, position, hash FROM provinces ORDER BY province",
        row => new RawHead(row.GetString(0), row.GetString(0), row.GetInt64(1), 0, row.GetString(2)));

    public static IEnumerable<(string Id, string Actor, string Key)> CommandsWithoutEntries(
        SqliteConnection connection) =>
        Rows(
            connection,
            """
            SELECT id, actor, key FROM commands
            WHERE id NOT IN (SELECT command FROM entries) ORDER BY rowid
            """,
            row => (row.GetString(0), row.GetString(1), row.GetString(2)));

    public static RawCommand ReadCommand(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<byte[]>(4));

    public static IEnumerable<StoredDocument> Documents(SqliteConnection connection) => Rows(
        connection,
        "SELECT key, position, bytes FROM documents ORDER BY key",
        row => new StoredDocument(row.GetString(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)));

    private static IEnumerable<T> Rows<T>(
        SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var statement = new Statement(connection, sql, 0);
        using var row = statement.Query();
        while (row.Read())
        {
            yield return read(row);
        }
    }
}
