using System.Security.Cryptography;
using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>
/// The canonical bytes of what the ledger itself writes: entries, command ids and receipts.
/// </summary>
public static class EntryText
{
    /// <summary>
    /// The byte before an entry's canonical bytes when they are hashed: a leaf of an RFC 6962 tree.
    /// </summary>
    public const byte LeafPrefix = 0;

    /// <summary>The canonical bytes of an entry, from which its hash follows.</summary>
    public static byte[] Of(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var writer = new CanonicalWriter();
        Write(writer, Parts.Of(entry), FactCodec.Encode(entry.Fact));
        return writer.ToArray();
    }

    /// <summary>SHA-256 of <see cref="LeafPrefix"/> and the canonical bytes.</summary>
    public static string Hash(ReadOnlySpan<byte> canonicalEntry) =>
        ContentHash.Of([LeafPrefix, .. canonicalEntry]);

    /// <summary>The id of a command: SHA-256 of the canonical object of actor, body and key.</summary>
    public static string CommandId(Person actor, string idempotencyKey, string bodyHash)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ContentHash.Of(CanonicalWriter.OfObject(w => w
            .Member("actor", actor.Subject)
            .Member("body", bodyHash)
            .Member("key", idempotencyKey)));
    }

    internal static byte[] Of(Receipt receipt) => CanonicalWriter.OfObject(w => w
        .Member("hash", receipt.Hash)
        .Member("id", receipt.Id)
        .Member("recordedAt", receipt.RecordedAt)
        .Member("stream", receipt.Stream)
        .Objects("streams", receipt.Streams, (head, v) => v
            .Member("hash", head.Hash)
            .Member("position", head.Position)
            .Member("stream", head.Stream)
            .Member("version", head.Version))
        .Member("version", receipt.Version));

    internal static Receipt ReadReceipt(ReadOnlyMemory<byte> bytes) =>
        CanonicalReader.OfObject(bytes, r => new Receipt(
        Hash: r.Text("hash"),
        Id: r.Text("id"),
        RecordedAt: r.Instant("recordedAt"),
        Stream: r.Text("stream"),
        Streams: r.Objects("streams", head => new StreamHead(
            Hash: head.Text("hash"),
            Position: head.Whole("position"),
            Stream: head.Text("stream"),
            Version: head.Whole("version"))),
        Version: r.Whole("version")));

    /// <summary>
    /// The hash of an entry with this payload; <paramref name="writer"/> is scratch memory.
    /// </summary>
    internal static string Hash(CanonicalWriter writer, in Parts parts, ReadOnlySpan<byte> payload)
    {
        writer.Clear();
        writer.Prefix(LeafPrefix);
        Write(writer, parts, payload);
        return Convert.ToHexStringLower(SHA256.HashData(writer.Written.Span));
    }

    private static void Write(CanonicalWriter writer, in Parts parts, ReadOnlySpan<byte> payload)
    {
        writer.BeginObject()
            .Member("actor", parts.Actor)
            .Member("at", parts.At)
            .Member("command", parts.Command)
            .Member("kind", parts.Kind)
            .Name("payload").Raw(payload)
            .Member("position", parts.Position)
            .Member("previous", parts.Previous)
            .Member("province", parts.Province)
            .Member("stream", parts.Stream)
            .Member("version", parts.Version)
            .EndObject();
    }

    /// <summary>An entry's members but the payload, as they stand in the store.</summary>
    internal readonly record struct Parts(
        string Province,
        long Position,
        string Stream,
        long Version,
        string Kind,
        string Actor,
        string At,
        string Command,
        string Previous)
    {
        public static Parts Of(Entry entry) => new(
            entry.Province.Value,
            entry.Position,
            entry.Stream,
            entry.Version,
            FactCodec.KindOf(entry.Fact),
            entry.Actor.Subject,
            CanonicalText.Of(entry.At),
            entry.CommandId,
            entry.PreviousHash);
    }
}
