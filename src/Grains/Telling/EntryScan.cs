using Award.Ledger;
using Award.Rules;

namespace Award.Grains.Telling;

/// <summary>
/// Walks a province's entries in order of position, which grows without gaps: whoever reads on after the
/// position given back misses nothing and sees nothing twice.
/// </summary>
internal static class EntryScan
{
    private const int PageSize = 500;

    /// <summary>Most entries looked at in one call; then the caller asks again.</summary>
    private const int MostScanned = 20_000;

    /// <param name="pick">What an entry gives, or null to pass over it.</param>
    /// <param name="limit">Ends after so many are found.</param>
    public static async Task<(IReadOnlyList<T> Found, long Next, bool More)> ReadAsync<T>(
        ILedger ledger, RegionCode province, long after, int limit, Func<Entry, Task<T?>> pick)
        where T : class
    {
        var found = new List<T>();
        var position = after;
        for (var scanned = 0; scanned < MostScanned;)
        {
            var page = await ledger.ReadProvinceAsync(province, position, PageSize);
            foreach (var entry in page)
            {
                position = entry.Position;
                if (await pick(entry) is not { } item)
                {
                    continue;
                }

                found.Add(item);
                if (found.Count == limit)
                {
                    return (found, position, true);
                }
            }

            if (page.Count < PageSize)
            {
                return (found, position, false);
            }

            scanned += page.Count;
        }

        return (found, position, true);
    }
}
