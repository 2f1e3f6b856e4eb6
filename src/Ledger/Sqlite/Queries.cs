using Award.Rules;
using Award.Rules.Record;
using Microsoft.Data.Sqlite;
using static Award.Ledger.EntryRows;

namespace Award.Ledger.Sqlite;

/// <summary>The reads, each one statement.</summary>
internal static class Queries
{
    // "sheets/330000/2017/330624" → "330000"
    private const string ProvinceOfKey = "substr(key, instr(key, '/') + 1, 6)";

    public static (Receipt, string)? Command(SqliteConnection connection, Person actor, string key) =>
        List(
            connection,
            "SELECT receipt, body FROM commands WHERE actor = $1 AND key = $2",
            row => ((Receipt, string)?)(EntryText.ReadReceipt(Bytes(row, 0)), row.GetString(1)),
            actor.Subject,
            key).SingleOrDefault();

    public static Receipt? Receipt(SqliteConnection connection, string id) =>
        List(
            connection,
            "SELECT receipt FROM commands WHERE id = $1",
            row => EntryText.ReadReceipt(Bytes(row, 0)),
            id).SingleOrDefault();

    public static IReadOnlyList<Entry> Stream(SqliteConnection connection, string stream, long after) =>
        List(
        connection,
        $"SELECT {EntryColumns} FROM entries WHERE stream = $1 AND version > $2 ORDER BY version",
        ReadEntry,
        stream,
        after);

    public static IReadOnlyList<Entry> Province(
        SqliteConnection connection, RegionCode province, long after, int limit) =>
        List(
            connection,
            $"""
            SELECT {EntryColumns} FROM entries
            WHERE province = $1 AND position > $2 ORDER BY position LIMIT $3
            """,
            ReadEntry,
            province.Value,
            after,
            limit);

    public static IReadOnlyList<StreamHead> Heads(
        SqliteConnection connection, RegionCode province, string prefix, long after) => List(
        connection,
        """
        SELECT stream, version, position, hash FROM heads
        WHERE province = $1 AND position > $2 AND stream >= $3 AND stream < $4 ORDER BY position
        """,
        ReadHead,
        province.Value,
        after,
        prefix,
        EndOf(prefix));

    public static StreamHead? Head(SqliteConnection connection, string stream) => List(
        connection, "SELECT stream, version, position, hash FROM heads WHERE stream = $1", ReadHead, stream)
        .SingleOrDefault();

    public static IReadOnlyList<RegionCode> Provinces(SqliteConnection connection) => List(
        connection,
        "SELECT province FROM provinces ORDER BY province",
        row => new RegionCode(row.GetString(0)));

    public static StoredDocument? Document(SqliteConnection connection, string key) => List(
        connection, "SELECT key, position, bytes FROM documents WHERE key = $1", ReadDocument, key)
        .SingleOrDefault();

    public static IReadOnlyList<StoredDocument> Documents(SqliteConnection connection, string prefix) =>
        List(
        connection,
        "SELECT key, position, bytes FROM documents WHERE key >= $1 AND key < $2 ORDER BY key",
        ReadDocument,
        prefix,
        EndOf(prefix));

    public static IReadOnlyList<(string, long)> ChangedDocuments(
        SqliteConnection connection, string prefix, long after) =>
        List(
            connection,
            """
            SELECT key, position FROM documents
            WHERE key >= $1 AND key < $2 AND position > $3 ORDER BY position, key
            """,
            row => (row.GetString(0), row.GetInt64(1)),
            prefix,
            EndOf(prefix),
            after);

    public static string Epoch(SqliteConnection connection) => (string)Schema.Scalar(connection, "SELECT epoch FROM store")!;

    public static IReadOnlyList<(RegionCode, long)> Latest(SqliteConnection connection) => List(
        connection,
        $"SELECT {ProvinceOfKey} AS province, max(position) FROM documents GROUP BY province ORDER BY province",
        row => (new RegionCode(row.GetString(0)), row.GetInt64(1)));

    public static IReadOnlyList<(string, long)> ChangedDocuments(
        SqliteConnection connection, RegionCode province, long after) => List(
        connection,
        $"SELECT key, position FROM documents WHERE {ProvinceOfKey} = $1 AND position > $2 ORDER BY position, key",
        row => (row.GetString(0), row.GetInt64(1)),
        province.Value,
        after);

    public static IReadOnlyList<StoredDocument> Documents(SqliteConnection connection, IReadOnlyList<string> keys) =>
        [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => Document(connection, key)).OfType<StoredDocument>()];

    private static List<T> List<T>(
        SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<object> values)
    {
        using var statement = new Statement(connection, sql, values.Length);
        using var row = statement.Query(values);
        var items = new List<T>();
        while (row.Read())
        {
            items.Add(read(row));
        }

        return items;
    }
}
