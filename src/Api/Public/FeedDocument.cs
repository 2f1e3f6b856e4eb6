using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Award.Grains;
using Award.Ledger.Published;

namespace Award.Api.Public;

/// <summary>A published document as the feed tells of it: where it stands, and the digest of what the public sees of it.</summary>
/// <param name="Position">Orders rulebooks alone, and reaches no answer.</param>
internal sealed record FeedDocument(string Key, long Position, byte[] Digest)
{
    public static FeedDocument Of(DocumentView view) => new(view.Key, view.Position, SHA256.HashData(PublicBytes(view).Span));

    /// <summary>
    /// The document without what nobody can see in an answer: how long a streak's stream was at its recount also counts
    /// revocations that were only proposed.
    /// </summary>
    public static ReadOnlyMemory<byte> PublicBytes(DocumentView view) =>
        !view.Key.StartsWith("streaks/", StringComparison.Ordinal) ? view.Bytes
        : DocumentJson.Write(view.Key, DocumentJson.Read<StreakDocument>(view.Bytes) with { RecountedUpTo = 0 }).Bytes;
}

/// <summary>
/// Documents that are told of together and replace each other together: those of an award year, the streaks, or the register with
/// the rulebooks.
/// </summary>
/// <param name="Id">The award year; <see cref="Register"/> or <see cref="Streaks"/>.</param>
/// <param name="Digest">Of every key and every document in it, in order: nothing else tells one state from another.</param>
internal sealed record FeedGroup(ushort Id, IReadOnlyList<FeedDocument> Documents, ulong Digest)
{
    public const ushort Register = 0;
    public const ushort Streaks = 1;

    public string Name => Id switch
    {
        Register => "register",
        Streaks => "streaks",
        _ => Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public static FeedGroup Of(int id, IEnumerable<FeedDocument> documents)
    {
        List<FeedDocument> all = [.. documents];
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var document in all)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(document.Key));
            digest.AppendData(document.Digest);
        }

        return new FeedGroup((ushort)id, all, BinaryPrimitives.ReadUInt64BigEndian(digest.GetHashAndReset()));
    }
}
