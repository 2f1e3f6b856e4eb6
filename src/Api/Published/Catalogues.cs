using System.Collections.Concurrent;
using Award.Rules;

namespace Award.Api.Published;

/// <summary>
/// The catalogue of each province, brought up to date for every request: what its source held before the request began is in
/// the answer. Requests that arrive while one is refreshing share the next refresh.
/// </summary>
internal sealed class Catalogues(IPublishedDocuments documents)
{
    private readonly ConcurrentDictionary<RegionCode, Kept> _provinces = new();

    /// <summary>The province's catalogue as of now; null when nothing is on record for it.</summary>
    public async Task<Catalogue?> FindAsync(RegionCode province, CancellationToken cancellation)
    {
        while (true)
        {
            var generation = documents.Generation;
            var catalogue = await CurrentAsync(province, generation, cancellation);

            // Read across a change of source it may be half of the one and half of the other.
            if (documents.Generation == generation)
            {
                return catalogue;
            }
        }
    }

    /// <summary>The catalogues of all provinces with a register, by code.</summary>
    public async Task<IReadOnlyList<Catalogue>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<Catalogue>();
        foreach (var province in await documents.ProvincesAsync(cancellation))
        {
            if (await FindAsync(province, cancellation) is { } catalogue)
            {
                found.Add(catalogue);
            }
        }

        return found;
    }

    /// <summary>The province, when there is exactly one on record; else null.</summary>
    public async Task<Catalogue?> OnlyAsync(CancellationToken cancellation) =>
        await documents.ProvincesAsync(cancellation) is [var only] ? await FindAsync(only, cancellation) : null;

    private async Task<Catalogue?> CurrentAsync(RegionCode province, long generation, CancellationToken cancellation)
    {
        if (_provinces.TryGetValue(province, out var kept) && kept.Generation == generation)
        {
            return await kept.Latest.CurrentAsync(cancellation);
        }

        var fresh = new Kept(generation, new Latest<Catalogue>(
            Catalogue.Empty(province), (known, cancel) => known.RefreshAsync(documents, cancel)));
        var catalogue = await fresh.Latest.CurrentAsync(cancellation);
        if (catalogue.Register is null)
        {
            // Not kept: a caller could name every code there is.
            return null;
        }

        var stands = _provinces.AddOrUpdate(
            province, fresh, (_, other) => other.Generation >= generation ? other : fresh);
        return await stands.Latest.CurrentAsync(cancellation);
    }

    private sealed record Kept(long Generation, Latest<Catalogue> Latest);
}
