using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Copies;

/// <summary>How copies are taken in.</summary>
internal sealed partial class NodeCopies
{
    private const int Attempts = 5;

    /// <summary>
    /// Fetches what the catalogue has and is not held; of another epoch everything. Afterwards all of the catalogue is held.
    /// </summary>
    /// <exception cref="TimeoutException">The silos do not answer; so with Orleans exceptions and IOException.</exception>
    public async Task TakeInAsync(CatalogueView catalogue, CancellationToken cancellation)
    {
        await _taking.WaitAsync(cancellation);
        try
        {
            // A catalogue that was long on its way is no reason to drop anything: the store is asked.
            if (IsOdd(catalogue))
            {
                catalogue = await _source.LookAsync(cancellation);
            }

            if (catalogue.Epoch != _held.Epoch)
            {
                SayEpoch(_held.Epoch, catalogue.Epoch);
                _damaged.Clear();
                _held.Reset(catalogue.Epoch);
            }

            _held.Know([.. catalogue.Provinces.Select(province => new RegionCode(province.Province))]);
            foreach (var province in catalogue.Provinces)
            {
                var code = new RegionCode(province.Province);
                if (province.Version != _held.Find(code)!.Version || DamagedOf(code).Count > 0)
                {
                    await FetchAsync(code, cancellation);
                }
            }

            Interlocked.Exchange(ref _confirmed, _clock.GetUtcNow().UtcTicks);
            _age.Confirm();
        }
        finally
        {
            _taking.Release();
        }
    }

    private bool IsOdd(CatalogueView catalogue) => catalogue.Epoch != _held.Epoch
        || catalogue.Provinces.Any(p => p.Version < (_held.Find(new RegionCode(p.Province))?.Version ?? 0));

    /// <exception cref="TimeoutException">It changed as often as it was fetched, or the store is another meanwhile.</exception>
    private async Task FetchAsync(RegionCode province, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var copy = _held.Find(province)!;
            var changes = await _source.ChangesAsync(province, copy.Version, cancellation);
            if (changes.Epoch != _held.Epoch)
            {
                break;
            }

            if (changes.Version < copy.Version)
            {
                // The store was put back without a new epoch: what is held may be of a time that never was.
                SayBack(province, copy.Version, changes.Version);
                _held.Drop(province);
                continue;
            }

            var damaged = DamagedOf(province);
            var wanted = changes.Changed.ToDictionary(place => place.Key, place => place.Position, StringComparer.Ordinal);
            foreach (var key in damaged.Where(copy.Places.ContainsKey))
            {
                wanted.TryAdd(key, copy.Places[key].Position);
            }

            if (await FetchAllAsync(wanted, cancellation) is { } documents)
            {
                if (_held.Take(province, changes.Version, documents) is { } fault)
                {
                    SayKept(fault);
                }

                damaged.ForEach(key => _damaged.TryRemove(key, out _));
                return;
            }
        }

        throw new TimeoutException($"the documents of {province} changed while they were fetched; it is tried again");
    }

    /// <summary>
    /// Every document at the very position it was listed with: then they stood so together when they were listed. Null when one
    /// did not, because it has been replaced since.
    /// </summary>
    private async Task<List<DocumentView>?> FetchAllAsync(
        Dictionary<string, long> wanted, CancellationToken cancellation)
    {
        var documents = new List<DocumentView>();
        var left = wanted.Keys.Order(StringComparer.Ordinal).ToList();
        while (left.Count > 0)
        {
            var page = await _source.FetchAsync([.. left.Take(64)], cancellation);
            if (page.Count == 0 || page.Any(document => wanted.GetValueOrDefault(document.Key) != document.Position))
            {
                return null;
            }

            documents.AddRange(page);
            left.RemoveAll(page.Select(document => document.Key).ToHashSet(StringComparer.Ordinal).Contains);
        }

        return documents;
    }

    private List<string> DamagedOf(RegionCode province) =>
        [.. _damaged.Keys.Where(key => DocumentKeys.ProvinceOf(key) == province)];

    [LoggerMessage(LogLevel.Warning, "the store is another: epoch {Before} before, {Now} now; every copy is fetched anew")]
    private partial void SayEpoch(string? before, string now);

    [LoggerMessage(LogLevel.Warning, "the store was put back: {Province} was at {Held}, is at {Now}; its copy is fetched anew")]
    private partial void SayBack(RegionCode province, long held, long now);

    [LoggerMessage(LogLevel.Error, "copies cannot be written and are kept in memory: {Fault}")]
    private partial void SayKept(string fault);
}
