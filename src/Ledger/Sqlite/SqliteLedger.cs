using Award.Ledger.Appending;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger.Sqlite;

/// <summary>
/// The record in one SQLite file: WAL, full synchronisation, one writing connection, many commands per
/// commit, each acknowledged after the commit that holds it. See docs/ledger-format.md for the file.
/// </summary>
public sealed class SqliteLedger : ILedger, IPublished, IPublishedChanges
{
    private readonly FolderLock _lock;
    private readonly CommitLoop _commits;
    private readonly ReadPool _reads;
    private readonly Func<string> _raiseEpoch;

    private SqliteLedger(FolderLock held, CommitLoop commits, ReadPool reads, Func<string> raiseEpoch)
    {
        _raiseEpoch = raiseEpoch;
        _lock = held;
        _commits = commits;
        _reads = reads;
    }

    /// <summary>Opens the ledger in a folder, making both if they are not there.</summary>
    /// <exception cref="LedgerInUseException">Another process has the folder open.</exception>
    /// <exception cref="LedgerFormatException">
    /// The file is no ledger of a known format, or the SQLite library is too old.
    /// </exception>
    /// <exception cref="IOException">The folder or the file cannot be opened.</exception>
    public static Task<SqliteLedger> OpenAsync(
        SqliteLedgerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => Open(options), cancellation);
    }

    public async Task<AppendResult> AppendAsync(Command command, CancellationToken cancellation = default)
    {
        _commits.ThrowIfFailed();
        return await _commits.AppendAsync(PreparedCommand.From(command), cancellation).ConfigureAwait(false);
    }

    public Task<(Receipt Receipt, string BodyHash)?> FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Command(connection, actor, idempotencyKey), cancellation);

    public Task<Receipt?> FindReceiptAsync(string id, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Receipt(connection, id), cancellation);

    public Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Stream(connection, stream, afterVersion), cancellation);

    public Task<IReadOnlyList<Entry>> ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return ReadAsync(
            connection => Queries.Province(connection, province, afterPosition, limit), cancellation);
    }

    public Task<IReadOnlyList<StreamHead>> ReadHeadsAsync(
        RegionCode province,
        string streamPrefix,
        long afterPosition = 0,
        CancellationToken cancellation = default) =>
        ReadAsync(
            connection => Queries.Heads(connection, province, streamPrefix, afterPosition), cancellation);

    public Task<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Head(connection, stream), cancellation);

    public Task<IReadOnlyList<RegionCode>> ReadProvincesAsync(CancellationToken cancellation = default) =>
        ReadAsync(Queries.Provinces, cancellation);

    public Task<StoredDocument?> FindAsync(string key, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Document(connection, key), cancellation);

    public Task<IReadOnlyList<StoredDocument>> ListAsync(
        string keyPrefix, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Documents(connection, keyPrefix), cancellation);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation = default) =>
        ReadAsync(
            connection => Queries.ChangedDocuments(connection, keyPrefix, afterPosition), cancellation);

    public Task<string> ReadEpochAsync(CancellationToken cancellation = default) => ReadAsync(Queries.Epoch, cancellation);

    public Task<string> RaiseEpochAsync(CancellationToken cancellation = default)
    {
        _commits.ThrowIfFailed();
        return Task.Run(_raiseEpoch, cancellation);
    }

    public Task<IReadOnlyList<(RegionCode Province, long Position)>> ReadLatestAsync(
        CancellationToken cancellation = default) => ReadAsync(Queries.Latest, cancellation);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        RegionCode province, long afterPosition, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.ChangedDocuments(connection, province, afterPosition), cancellation);

    public Task<IReadOnlyList<StoredDocument>> FindAllAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation = default) =>
        ReadAsync(connection => Queries.Documents(connection, keys), cancellation);

    /// <summary>
    /// Commits what waits, waits for reads under way, closes the file and gives the folder free.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _reads.DisposeAsync().ConfigureAwait(false);
        await _commits.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
    }

    private static SqliteLedger Open(SqliteLedgerOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var held = FolderLock.Take(options.Folder);
        try
        {
            var file = SqliteLedgerOptions.FileIn(options.Folder);
            var commits = new CommitLoop(Connections.OpenWriter(file, options.Busy), options);
            var reads = new ReadPool(file, options.Readers, options.Busy);
            return new SqliteLedger(held, commits, reads, () => RaiseEpoch(file, options.Busy));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // Seldom, and no part of the record: by a connection of its own that waits for its turn to write.
    private static string RaiseEpoch(string file, TimeSpan busy)
    {
        using var connection = Connections.OpenWriter(file, busy);
        Schema.Execute(connection, "UPDATE store SET epoch = lower(hex(randomblob(16)))");
        return Queries.Epoch(connection);
    }

    private async Task<T> ReadAsync<T>(
        Func<Microsoft.Data.Sqlite.SqliteConnection, T> read, CancellationToken cancellation)
    {
        _commits.ThrowIfFailed();
        return await _reads.ReadAsync(read, cancellation).ConfigureAwait(false);
    }
}
