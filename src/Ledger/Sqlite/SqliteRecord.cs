using Award.Ledger.Verify;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>The verifier's reading of a file.</summary>
internal sealed class SqliteRecord(SqliteConnection connection) : IRawRecord
{
    private readonly Statement _find = new(
        connection, "SELECT id, actor, key, body, receipt FROM commands WHERE id = $1", 1);

    public IEnumerable<string> Damage() =>
        Rows("PRAGMA integrity_check(20)", row => row.GetString(0)).Where(text => text != "ok");

    public IEnumerable<RawEntry> Entries() => Rows(
        $"SELECT {EntryRows.EntryColumns} FROM entries ORDER BY province, position", EntryRows.ReadRaw);

    public IEnumerable<RawHead> Heads() => Rows(
        "SELECT stream, province, position, version, hash FROM heads ORDER BY stream",
        row => new RawHead(
            row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)));

    public IEnumerable<RawHead> Provinces() => Rows(
        "SELECT province, position, hash FROM provinces ORDER BY province",
        row => new RawHead(row.GetString(0), row.GetString(0), row.GetInt64(1), 0, row.GetString(2)));

    public RawCommand? FindCommand(string id)
    {
        using var row = _find.Query(id);
        return row.Read()
            ? new RawCommand(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), EntryRows.Bytes(row, 4))
            : null;
    }

    public long CountCommands() => (long)Schema.Scalar(connection, "SELECT count(*) FROM commands")!;

    public IEnumerable<(string Id, string Actor, string Key)> CommandsWithoutEntries() => Rows(
        """
        SELECT id, actor, key FROM commands
        WHERE id NOT IN (SELECT command FROM entries) ORDER BY rowid
        """,
        row => (row.GetString(0), row.GetString(1), row.GetString(2)));

    public IEnumerable<StoredDocument> Documents() => Rows(
        $"SELECT {EntryRows.DocumentColumns} FROM documents ORDER BY key", EntryRows.ReadDocument);

    public long CountDocuments() => (long)Schema.Scalar(connection, "SELECT count(*) FROM documents")!;

    /// <summary>The connection stays its opener's.</summary>
    public void Dispose() => _find.Dispose();

    private IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var statement = new Statement(connection, sql, 0);
        using var row = statement.Query();
        while (row.Read())
        {
            yield return read(row);
        }
    }
}
