using System.Collections.Concurrent;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Published;

/// <summary>
/// The catalogue of each province, brought up to date for every request: what was committed before the
/// request began is in the answer. Requests that arrive while one is refreshing share the next refresh.
/// </summary>
internal sealed class Catalogues(IPublishedDocuments documents)
{
    private readonly ConcurrentDictionary<RegionCode, Latest<Catalogue>> _provinces = new();

    /// <summary>The province's catalogue as of now; null when nothing is on record for it.</summary>
    public async Task<Catalogue?> FindAsync(RegionCode province, CancellationToken cancellation)
    {
        if (_provinces.TryGetValue(province, out var live))
        {
            return await live.CurrentAsync(cancellation);
        }

        var fresh = new Latest<Catalogue>(
            Catalogue.Empty(province), (known, cancel) => known.RefreshAsync(documents, cancel));
        var catalogue = await fresh.CurrentAsync(cancellation);
        if (catalogue.Register is null)
        {
            // Not kept: a caller could name every code there is.
            return null;
        }

        return await _provinces.GetOrAdd(province, fresh).CurrentAsync(cancellation);
    }

    /// <summary>The catalogues of all provinces with a register, by code.</summary>
    public async Task<IReadOnlyList<Catalogue>> AllAsync(CancellationToken cancellation)
    {
        var registers = await documents.ChangedAsync("register/", 0, cancellation);
        var found = new List<Catalogue>();
        foreach (var document in registers.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            var province = new RegionCode(DocumentJson.Read<RegisterDocument>(document.Bytes).Province);
            if (await FindAsync(province, cancellation) is { } catalogue)
            {
                found.Add(catalogue);
            }
        }

        return found;
    }

    /// <summary>The province, when there is exactly one on record; else null.</summary>
    public async Task<Catalogue?> OnlyAsync(CancellationToken cancellation) =>
        await AllAsync(cancellation) is [var only] ? only : null;
}
