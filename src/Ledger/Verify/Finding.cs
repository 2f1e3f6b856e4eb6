namespace Award.Ledger.Verify;

/// <summary>What the verifier can find wrong. The names are stable: they are printed and matched on.</summary>
public enum FindingCode
{
    // The chain
    NotCanonical,
    ColumnDiffers,
    HashDiffers,
    PreviousHashDiffers,
    VersionGap,
    PositionGap,
    HeadDiffers,
    HeadMissing,
    CommandMissing,
    CommandDiffers,
    FactUnreadable,
    ReceiptNotFound,
    Unreadable,

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
/// <param name="Stream">The stream, or the key of the document.</param>
/// <param name="Version">In the stream; 0 when it is about the stream as a whole.</param>
/// <param name="Position">In the province; 0 when it has none.</param>
public sealed record Finding(FindingCode Code, string Stream, long Version, long Position, string Message);
