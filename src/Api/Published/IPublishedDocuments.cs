using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Published;

/// <summary>
/// All that public endpoints can reach: documents that a publication, a stage or a decision has written.
/// </summary>
internal interface IPublishedDocuments
{
    /// <summary>The document under a key of <see cref="Ledger.Published.DocumentKeys"/>, or null.</summary>
    Task<DocumentView?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// Documents whose key starts with the prefix and that changed after a position of their province.
    /// </summary>
    Task<IReadOnlyList<DocumentView>> ChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation);

    /// <summary>The provinces with a register on record, by code.</summary>
    Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation);

    /// <summary>
    /// Grows when what was read before is of no use any more, positions included: another store is read, or copies were lost.
    /// </summary>
    long Generation => 0;
}

/// <summary>The port over the one grain that serves published documents.</summary>
internal sealed class GrainDocuments(IGrainFactory grains) : IPublishedDocuments
{
    private const string AnyKey = "published";

    private IPublishedGrain Published => grains.GetGrain<IPublishedGrain>(AnyKey);

    public Task<DocumentView?> FindAsync(string key, CancellationToken cancellation) =>
        Published.FindAsync(key).WaitAsync(cancellation);

    public Task<IReadOnlyList<DocumentView>> ChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation) =>
        Published.ChangedAsync(keyPrefix, afterPosition).WaitAsync(cancellation);

    public async Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation) =>
        [.. (await Published.KeysAsync(DocumentKeys.Registers).WaitAsync(cancellation))
            .Select(DocumentKeys.ProvinceOf).Order()];
}
