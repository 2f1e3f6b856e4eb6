using Award.Api.Published;
using Award.Grains;
using Award.Rules;

namespace Award.Api.Copies;

/// <summary>What public endpoints reach on a node: its copies, and nothing else.</summary>
internal sealed class CopiedDocuments(NodeCopies copies) : IPublishedDocuments
{
    public long Generation => copies.Held.Generation;

    public Task<DocumentView?> FindAsync(string key, CancellationToken cancellation) => copies.FindAsync(key, cancellation);

    public Task<IReadOnlyList<DocumentView>> ChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation) =>
        copies.ChangedAsync(keyPrefix, afterPosition, cancellation);

    public Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation) =>
        copies.ProvincesAsync(cancellation);
}
