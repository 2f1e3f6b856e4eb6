using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Award.Api.Public;

/// <summary>
/// What a reader of the feed has: the digest of each group it read to the end, and how far it is in one. It says nothing of the
/// record and nothing of the node that gave it, so that any node can go on from it. Opaque to clients.
/// </summary>
internal sealed record FeedCursor(ImmutableSortedDictionary<ushort, ulong> Read, FeedPlace? Place)
{
    private const byte Version = 1;
    private const int PlaceBytes = 14;
    private const int GroupBytes = 10;
    private const int MostGroups = 256;

    /// <summary>More groups than a province has years make no cursor of ours.</summary>
    private const int Longest = ((2 + PlaceBytes + (MostGroups * GroupBytes)) * 4 / 3) + 4;

    public static FeedCursor Beginning { get; } = new(ImmutableSortedDictionary<ushort, ulong>.Empty, null);

    public bool Has(FeedGroup group) => Read.TryGetValue(group.Id, out var digest) && digest == group.Digest;

    /// <summary>How many documents of the group were read already, while it is as it was.</summary>
    public int ReadOf(FeedGroup group) => Place is { } place && place.Group == group.Id && place.Digest == group.Digest
        ? Math.Clamp(place.Count, 0, group.Documents.Count)
        : 0;

    public override string ToString()
    {
        var bytes = new byte[2 + (Place is null ? 0 : PlaceBytes) + (Read.Count * GroupBytes)];
        bytes[0] = Version;
        var at = 2;
        if (Place is { } place)
        {
            bytes[1] = 1;
            Write(bytes.AsSpan(at), place.Group, place.Digest);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + GroupBytes), place.Count);
            at += PlaceBytes;
        }

        foreach (var (group, digest) in Read)
        {
            Write(bytes.AsSpan(at), group, digest);
            at += GroupBytes;
        }

        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out FeedCursor? cursor)
    {
        cursor = null;
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < 2 || bytes[0] != Version || bytes[1] > 1)
        {
            return false;
        }

        var inside = bytes[1] == 1;
        bytes = bytes[2..];
        if (bytes.Length < (inside ? PlaceBytes : 0) || (bytes.Length - (inside ? PlaceBytes : 0)) % GroupBytes != 0)
        {
            return false;
        }

        FeedPlace? place = null;
        if (inside)
        {
            var (group, digest) = One(bytes);
            place = new FeedPlace(group, digest, BinaryPrimitives.ReadInt32BigEndian(bytes[GroupBytes..]));
            bytes = bytes[PlaceBytes..];
        }

        var read = Beginning.Read.ToBuilder();
        for (; bytes.Length > 0; bytes = bytes[GroupBytes..])
        {
            var (group, digest) = One(bytes);
            read[group] = digest;
        }

        cursor = new FeedCursor(read.ToImmutable(), place);
        return true;
    }

    private static void Write(Span<byte> bytes, ushort group, ulong digest)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, group);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[2..], digest);
    }

    private static (ushort Group, ulong Digest) One(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]));
}

/// <summary>How far a reader is in a group that has this digest.</summary>
internal readonly record struct FeedPlace(ushort Group, ulong Digest, int Count);
