using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>
/// One command's effect on the record: appended whole or not at all. Applied at most once for its person and
/// key, for ever.
/// </summary>
/// <param name="Province">Positions are allocated per province; a command touches one.</param>
/// <param name="BodyHash">
/// Lower-case hex SHA-256 of method, path and canonical JSON body; the same key with another hash is
/// refused.
/// </param>
/// <param name="At">
/// The instant it is recorded at; stands on record in UTC, cut to whole milliseconds.
/// </param>
/// <param name="Guards">
/// Streams that must stand at a version though nothing is appended to them (the year's stage).
/// </param>
/// <param name="Documents">Published documents written in the same transaction.</param>
public sealed record Command(
    RegionCode Province,
    Person Actor,
    string IdempotencyKey,
    string BodyHash,
    DateTimeOffset At,
    IReadOnlyList<StreamAppend> Appends,
    IReadOnlyList<StreamGuard> Guards,
    IReadOnlyList<PublishedDocument> Documents);

/// <param name="ExpectedVersion">The version the stream stands at; 0 for a new stream.</param>
public sealed record StreamAppend(string Stream, long ExpectedVersion, IReadOnlyList<Fact> Facts);

public sealed record StreamGuard(string Stream, long Version);

/// <summary>
/// A document that public reads are answered from. It replaces the one under the same key.
/// </summary>
/// <param name="Key">
/// "standings/330000/2017/city", "sheets/330000/2017/330624", "streaks/330000/330621", "years/330000/2017".
/// </param>
/// <param name="Bytes">Canonical JSON.</param>
public sealed record PublishedDocument(string Key, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A stored document; <paramref name="Position"/> is that of the command's last entry that wrote it.
/// </summary>
public sealed record StoredDocument(string Key, long Position, ReadOnlyMemory<byte> Bytes);

/// <summary>Proof that a command is on record: its id and the last entry of its first append.</summary>
/// <param name="Id">Lower-case hex of the command's hash: unique for person and key.</param>
/// <param name="Streams">
/// Every stream appended to, with version and hash after it, in order of append.
/// </param>
public sealed record Receipt(
    string Id,
    string Stream,
    long Version,
    string Hash,
    DateTimeOffset RecordedAt,
    IReadOnlyList<StreamHead> Streams);

public sealed record StreamHead(string Stream, long Version, long Position, string Hash);

/// <summary>What became of a command. Closed.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>It is on record now.</summary>
    public sealed record Committed(Receipt Receipt) : AppendResult;

    /// <summary>The same person, key and body were recorded before; this is that receipt.</summary>
    public sealed record AlreadyRecorded(Receipt Receipt) : AppendResult;

    /// <summary>The key was used with another body.</summary>
    public sealed record KeyReused : AppendResult;

    /// <summary>A stream did not stand where the command expected; nothing was written.</summary>
    public sealed record Conflict(string Stream, long Expected, long Actual) : AppendResult;
}
