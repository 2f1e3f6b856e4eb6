using Award.Ledger.Appending;
using Award.Rules;
using Award.Rules.Record;
using Npgsql;
using static Award.Ledger.EntryRows;

namespace Award.Ledger.Postgres;

/// <summary>
/// The record in a PostgreSQL database that several silos share: many commands per commit, each acknowledged
/// after the commit that holds it. A lost database does not end this store: it answers with failures until the
/// database is back, and every command may be sent again under its key.
/// </summary>
public sealed class PostgresLedger : ILedger, IPublished, IPublishedChanges
{
    private readonly NpgsqlDataSource _writing;
    private readonly NpgsqlDataSource _reading;
    private readonly BatchLoop _commits;
    private readonly PostgresReads _reads;
    private volatile bool _closed;

    private PostgresLedger(PostgresLedgerOptions options)
    {
        _writing = PostgresConnections.ForWriting(options.ConnectionString, options);
        _reading = PostgresConnections.ForReading(options.ConnectionString, options);
        _commits = new BatchLoop(new BatchWriter(_writing, options), options);
        _reads = new PostgresReads(_reading, options);
    }

    /// <summary>Opens the ledger in a database, bringing its schema up to date if it may.</summary>
    /// <exception cref="ArgumentException">The connection string is none, or names no host or database.</exception>
    /// <exception cref="LedgerFormatException">The schema is not one this program knows.</exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public static async Task<PostgresLedger> OpenAsync(
        PostgresLedgerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = PostgresPlace.Of(options.ConnectionString);
        await PostgresSchema.EnsureAsync(options.ConnectionString, cancellation).ConfigureAwait(false);
        return new PostgresLedger(options);
    }

    /// <exception cref="LedgerOutcomeUnknownException">
    /// The database was lost during the commit and did not come back in time; the command may be sent again.
    /// </exception>
    /// <inheritdoc/>
    public async Task<AppendResult> AppendAsync(Command command, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return await _commits.AppendAsync(PreparedCommand.From(command), cancellation).ConfigureAwait(false);
    }

    public Task<(Receipt Receipt, string BodyHash)?> FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return FirstAsync(
            "SELECT receipt, body FROM ledger.commands WHERE actor = $1 AND key = $2",
            row => ((Receipt, string)?)(EntryText.ReadReceipt(Bytes(row, 0)), row.GetString(1)),
            cancellation,
            actor.Subject,
            idempotencyKey);
    }

    public Task<Receipt?> FindReceiptAsync(string id, CancellationToken cancellation = default) => FirstAsync(
        "SELECT receipt FROM ledger.commands WHERE id = $1",
        row => EntryText.ReadReceipt(Bytes(row, 0)),
        cancellation,
        id);

    public Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default) => ListAsync(
        $"SELECT {EntryColumns} FROM ledger.entries WHERE stream = $1 AND version > $2 ORDER BY version",
        ReadEntry,
        cancellation,
        stream,
        afterVersion);

    public Task<IReadOnlyList<Entry>> ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return ListAsync(
            $"""
            SELECT {EntryColumns} FROM ledger.entries
            WHERE province = $1 AND position > $2 ORDER BY position LIMIT $3
            """,
            ReadEntry,
            cancellation,
            province.Value,
            afterPosition,
            (long)limit);
    }

    public Task<IReadOnlyList<StreamHead>> ReadHeadsAsync(
        RegionCode province,
        string streamPrefix,
        long afterPosition = 0,
        CancellationToken cancellation = default) => ListAsync(
        $"""
        SELECT {HeadColumns} FROM ledger.heads
        WHERE province = $1 AND position > $2 AND stream >= $3 AND stream < $4 ORDER BY position
        """,
        ReadHead,
        cancellation,
        province.Value,
        afterPosition,
        streamPrefix,
        EndOf(streamPrefix));

    public Task<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellation = default) => FirstAsync(
        $"SELECT {HeadColumns} FROM ledger.heads WHERE stream = $1", ReadHead, cancellation, stream);

    public Task<IReadOnlyList<RegionCode>> ReadProvincesAsync(CancellationToken cancellation = default) => ListAsync(
        "SELECT province FROM ledger.provinces ORDER BY province",
        row => new RegionCode(row.GetString(0)),
        cancellation);

    public Task<StoredDocument?> FindAsync(string key, CancellationToken cancellation = default) => FirstAsync(
        $"SELECT {DocumentColumns} FROM ledger.documents WHERE key = $1", ReadDocument, cancellation, key);

    public Task<IReadOnlyList<StoredDocument>> ListAsync(
        string keyPrefix, CancellationToken cancellation = default) => ListAsync(
        $"SELECT {DocumentColumns} FROM ledger.documents WHERE key >= $1 AND key < $2 ORDER BY key",
        ReadDocument,
        cancellation,
        keyPrefix,
        EndOf(keyPrefix));

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation = default) => ListAsync(
        """
        SELECT key, position FROM ledger.documents
        WHERE key >= $1 AND key < $2 AND position > $3 ORDER BY position, key
        """,
        row => (row.GetString(0), row.GetInt64(1)),
        cancellation,
        keyPrefix,
        EndOf(keyPrefix),
        afterPosition);

    public async Task<string> ReadEpochAsync(CancellationToken cancellation = default) => (await FirstAsync(
        "SELECT epoch FROM ledger.store", row => row.GetString(0), cancellation).ConfigureAwait(false))!;

    // Not sent again on its own: twice drawn is another epoch than the one that was answered.
    public async Task<string> RaiseEpochAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await using var raise = _writing.CreateCommand(
            "UPDATE ledger.store SET epoch = replace(gen_random_uuid()::text, '-', '') RETURNING epoch");
        return (string)(await raise.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    public Task<IReadOnlyList<(RegionCode Province, long Position)>> ReadLatestAsync(
        CancellationToken cancellation = default) => ListAsync(
        """
        SELECT province, latest.position FROM ledger.provinces CROSS JOIN LATERAL (
            SELECT documents.position FROM ledger.documents WHERE split_part(key, '/', 2) = province
            ORDER BY documents.position DESC LIMIT 1) AS latest
        ORDER BY province
        """,
        row => (new RegionCode(row.GetString(0)), row.GetInt64(1)),
        cancellation);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        RegionCode province, long afterPosition, CancellationToken cancellation = default) => ListAsync(
        """
        SELECT key, position FROM ledger.documents
        WHERE split_part(key, '/', 2) = $1 AND position > $2 ORDER BY position, key
        """,
        row => (row.GetString(0), row.GetInt64(1)),
        cancellation,
        province.Value,
        afterPosition);

    public Task<IReadOnlyList<StoredDocument>> FindAllAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation = default) => ListAsync(
        $"SELECT {DocumentColumns} FROM ledger.documents WHERE key = ANY($1) ORDER BY key",
        ReadDocument,
        cancellation,
        (object)keys.ToArray());

    /// <summary>Commits what waits, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _commits.DisposeAsync().ConfigureAwait(false);
        await _writing.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T?> FirstAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        var rows = await ListAsync(sql, read, cancellation, values).ConfigureAwait(false);
        return rows.Count == 0 ? default : rows[0];
    }

    private Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _reads.ListAsync(sql, read, cancellation, values);
    }
}
