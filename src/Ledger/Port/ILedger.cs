using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>An entry as it stands on record.</summary>
/// <param name="Position">
/// Place in the province's order, from 1 without gaps; leaf order and feed order.
/// </param>
/// <param name="Version">Place in the stream, from 1 without gaps.</param>
/// <param name="PreviousHash">Hash of the stream's entry before it; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 of 0x00 and the canonical bytes: the RFC 6962 leaf hash.</param>
public sealed record Entry(
    RegionCode Province,
    long Position,
    string Stream,
    long Version,
    Fact Fact,
    Person Actor,
    DateTimeOffset At,
    string CommandId,
    string PreviousHash,
    string Hash);

/// <summary>
/// The append-only record. Every store behaves alike: the conformance suite says how.
/// Safe for use from many threads. A disk that is full fails the commands under way; any other failed write ends the
/// store: later calls throw.
/// </summary>
public interface ILedger : IAsyncDisposable
{
    /// <summary>
    /// Appends a command; completes after the commit that holds it. One command's conflict never fails
    /// another's. A caller who cancels does not learn whether it is on record: <see
    /// cref="FindCommandAsync"/> tells.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The command is malformed: nothing to append, a bad name, a foreign stream.
    /// </exception>
    /// <exception cref="LedgerBusyException">Not recorded; it may be sent again.</exception>
    /// <exception cref="LedgerOutcomeUnknownException">
    /// A store that others share was lost during the commit, or a full disk refused its end; send it again.
    /// </exception>
    /// <exception cref="LedgerFailedException">
    /// The store has failed; the outcome is unknown until it is opened again.
    /// </exception>
    Task<AppendResult> AppendAsync(Command command, CancellationToken cancellation = default);

    /// <summary>
    /// The receipt of an earlier command of this person under this key, with its body hash.
    /// </summary>
    Task<(Receipt Receipt, string BodyHash)?> FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation = default);

    /// <summary>The receipt with this id, or null.</summary>
    Task<Receipt?> FindReceiptAsync(string id, CancellationToken cancellation = default);

    /// <summary>Entries of one stream after <paramref name="afterVersion"/>, in order.</summary>
    Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default);

    /// <summary>
    /// Entries of a province after a position, in order, at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<Entry>> ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Heads of the province's streams that start with the prefix and changed after a position, by position.
    /// </summary>
    Task<IReadOnlyList<StreamHead>> ReadHeadsAsync(
        RegionCode province,
        string streamPrefix,
        long afterPosition = 0,
        CancellationToken cancellation = default);

    /// <summary>The head of one stream, or null.</summary>
    Task<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellation = default);

    /// <summary>Provinces with anything on record.</summary>
    Task<IReadOnlyList<RegionCode>> ReadProvincesAsync(CancellationToken cancellation = default);
}

/// <summary>
/// Published documents: all that public reads are answered from. Read only; written by <see cref="ILedger"/>
/// commands.
/// </summary>
public interface IPublished
{
    Task<StoredDocument?> FindAsync(string key, CancellationToken cancellation = default);

    /// <summary>Documents whose key starts with the prefix, by key.</summary>
    Task<IReadOnlyList<StoredDocument>> ListAsync(
        string keyPrefix, CancellationToken cancellation = default);

    /// <summary>
    /// Key and position of documents that start with the prefix and changed after a position, by position.
    /// </summary>
    Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation = default);
}
