using System.Data;
using System.Globalization;
using Award.Ledger.Verify;
using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>
/// The verifier's reading of a database: one transaction that sees one state, so that silos may write
/// meanwhile; long reads by cursor, so that a ledger of any length fits.
/// </summary>
internal sealed class PostgresRecord : IRawRecord
{
    private const int RowsAtATime = 2000;
    private readonly NpgsqlDataSource? _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _find;
    private int _cursors;

    private PostgresRecord(NpgsqlDataSource? source, NpgsqlConnection connection)
    {
        (_source, _connection) = (source, connection);
        _find = new NpgsqlCommand(
            "SELECT id, actor, key, body, receipt FROM ledger.commands WHERE id = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string>() },
        };
    }

    /// <summary>What a transaction sees that is open already, and stays its opener's.</summary>
    public static PostgresRecord Within(NpgsqlConnection connection) => new(null, connection);

    /// <exception cref="LedgerFormatException">There is no ledger of a known format.</exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public static PostgresRecord Open(string connectionString)
    {
        var source = PostgresConnections.ForVerifying(connectionString);
        NpgsqlConnection? connection = null;
        try
        {
            connection = source.OpenConnection();
            connection.BeginTransaction(IsolationLevel.RepeatableRead);
            PostgresSchema.CheckReadable(connection);
            return new PostgresRecord(source, connection);
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            source.Dispose();
            if (fault is NpgsqlException or TimeoutException)
            {
                throw new IOException(
                    $"{PostgresPlace.Of(connectionString)} cannot be opened: {fault.Message}", fault);
            }

            throw;
        }
    }

    // Pages have checksums of the server's own, if it was made so; a damaged one ends the reading.
    public IEnumerable<string> Damage() => [];

    public IEnumerable<RawEntry> Entries() => Rows(
        $"SELECT {EntryRows.EntryColumns} FROM ledger.entries ORDER BY province, position", EntryRows.ReadRaw);

    public IEnumerable<RawHead> Heads() => Rows(
        "SELECT stream, province, position, version, hash FROM ledger.heads ORDER BY stream",
        row => new RawHead(
            row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)));

    public IEnumerable<RawHead> Provinces() => Rows(
        "SELECT province, position, hash FROM ledger.provinces ORDER BY province",
        row => new RawHead(row.GetString(0), row.GetString(0), row.GetInt64(1), 0, row.GetString(2)));

    public RawCommand? FindCommand(string id)
    {
        _find.Parameters[0].Value = id;
        using var row = _find.ExecuteReader();
        return row.Read()
            ? new RawCommand(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), EntryRows.Bytes(row, 4))
            : null;
    }

    public long CountCommands() => Count("ledger.commands");

    public IEnumerable<(string Id, string Actor, string Key)> CommandsWithoutEntries() => Rows(
        """
        SELECT id, actor, key FROM ledger.commands AS c
        WHERE NOT EXISTS (SELECT FROM ledger.entries AS e WHERE e.command = c.id) ORDER BY id
        """,
        row => (row.GetString(0), row.GetString(1), row.GetString(2)));

    public IEnumerable<StoredDocument> Documents() => Rows(
        $"SELECT {EntryRows.DocumentColumns} FROM ledger.documents ORDER BY key", EntryRows.ReadDocument);

    public long CountDocuments() => Count("ledger.documents");

    public void Dispose()
    {
        _find.Dispose();
        if (_source is not null)
        {
            _connection.Dispose();
            _source.Dispose();
        }
    }

    private long Count(string table)
    {
        using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", _connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Rows by a cursor of their own: between them the connection is free for other questions.</summary>
    private IEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        var cursor = string.Create(CultureInfo.InvariantCulture, $"rows_{++_cursors}");
        Execute($"DECLARE {cursor} NO SCROLL CURSOR FOR {sql}");
        List<T> rows;
        do
        {
            rows = Fetch(cursor, read);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
        while (rows.Count == RowsAtATime);
        Execute($"CLOSE {cursor}");
    }

    private List<T> Fetch<T>(string cursor, Func<NpgsqlDataReader, T> read)
    {
        using var command = new NpgsqlCommand($"FETCH {RowsAtATime} FROM {cursor}", _connection);
        using var row = command.ExecuteReader();
        var rows = new List<T>(RowsAtATime);
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
