namespace Award.Ledger.Verify;

/// <summary>
/// What the verifier can find wrong. The names are stable: they are printed and matched on.
/// </summary>
public enum FindingCode
{
    // The chain

    /// <summary>The store's own software finds it damaged, or it cannot be read on.</summary>
    Unreadable,

    /// <summary>
    /// An entry's payload is not the canonical payload of its kind, or another of its columns is malformed.
    /// </summary>
    FactUnreadable,

    /// <summary>An entry's hash is not that of its bytes.</summary>
    HashDiffers,

    /// <summary>An entry's "previous" is not the hash of the entry before it in its stream.</summary>
    PreviousHashDiffers,

    /// <summary>A stream's versions do not rise by one from 1: entries are missing or moved.</summary>
    VersionGap,

    /// <summary>A province's positions do not rise by one from 1: entries are missing or moved.</summary>
    PositionGap,

    /// <summary>An entry lies in another province than its stream's first.</summary>
    ForeignProvince,

    /// <summary>
    /// A head is not the last entry: the tail was cut or added to, or the head was edited.
    /// </summary>
    HeadDiffers,

    /// <summary>A stream or a province has entries but no head.</summary>
    HeadMissing,

    /// <summary>An entry's command has no row.</summary>
    CommandMissing,

    /// <summary>A command's row does not agree with its entries or with its own id.</summary>
    CommandDiffers,

    /// <summary>A command has no entries: they were removed.</summary>
    CommandWithoutEntries,

    /// <summary>A receipt that was kept outside names an entry that is not on record.</summary>
    ReceiptNotFound,

    // The results
    EntryDoesNotApply,
    PublicationDiffers,
    OutcomeDiffers,
    OutcomeMissing,
    RecountDiffers,
    DocumentDiffers,
    DocumentMissing,
    DocumentUnknown,
}

/// <summary>One thing wrong, where it is, and why it is wrong.</summary>
/// <param name="Stream">
/// The stream, the province, or the key of the document; "" when it is about the whole file.
/// </param>
/// <param name="Version">In the stream; 0 when it is about the stream as a whole.</param>
/// <param name="Position">In the province; 0 when it has none.</param>
/// <param name="Message">One English clause for a person.</param>
public sealed record Finding(FindingCode Code, string Stream, long Version, long Position, string Message)
{
    /// <summary>"hash-differs county/2017/330624 version 3 position 17: …".</summary>
    public override string ToString()
    {
        var stream = Stream.Length == 0 ? "" : $" {Stream}";
        var version = Version == 0 ? "" : $" version {Version}";
        var position = Position == 0 ? "" : $" position {Position}";
        return $"{CanonicalText.Of(Code)}{stream}{version}{position}: {Message}";
    }
}
