using Award.Ledger.Appending;

namespace Award.Ledger;

/// <summary>An entry's columns, as they stand in a store or are about to.</summary>
internal readonly record struct RawEntry(EntryText.Parts Parts, string Hash, byte[] Payload)
{
    /// <summary>
    /// The entries of a command's append, one after the other, behind the stream's last entry and the
    /// province's last position. Every store writes what stands here.
    /// </summary>
    public static IEnumerable<RawEntry> Of(
        PreparedCommand prepared, int append, long version, string hash, long position, CanonicalWriter scratch)
    {
        foreach (var (kind, payload) in prepared.Payloads[append])
        {
            var parts = new EntryText.Parts(
                prepared.Command.Province.Value,
                ++position,
                prepared.Command.Appends[append].Stream,
                ++version,
                kind,
                prepared.Command.Actor.Subject,
                prepared.At,
                prepared.Id,
                hash);
            hash = EntryText.Hash(scratch, parts, payload);
            yield return new RawEntry(parts, hash, payload);
        }
    }
}
