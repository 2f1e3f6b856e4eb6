using Award.Rules;

namespace Award.Ledger;

/// <summary>
/// What copies of the published documents are kept up to date by, kind of document aside. Every store that holds them has it.
/// </summary>
public interface IPublishedChanges
{
    /// <summary>
    /// Which store this is: 32 lower-case hex digits, drawn when it was made and again when it was restored or moved. Copies
    /// of documents, and positions, are of one epoch alone.
    /// </summary>
    Task<string> ReadEpochAsync(CancellationToken cancellation = default);

    /// <summary>Draws another epoch: what is kept elsewhere of this store's documents is of no use any more.</summary>
    /// <returns>The new one.</returns>
    Task<string> RaiseEpochAsync(CancellationToken cancellation = default);

    /// <summary>For each province that has documents the position of the one written last, by province.</summary>
    Task<IReadOnlyList<(RegionCode Province, long Position)>> ReadLatestAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Key and position of a province's documents of every kind that changed after a position, by position. One reading: it is
    /// how they stood at one moment.
    /// </summary>
    Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        RegionCode province, long afterPosition, CancellationToken cancellation = default);

    /// <summary>The documents under these keys, by key; a key without one is passed over.</summary>
    Task<IReadOnlyList<StoredDocument>> FindAllAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation = default);
}
