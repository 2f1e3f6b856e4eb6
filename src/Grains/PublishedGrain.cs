using Award.Grains.Recording;
using Award.Ledger;
using Award.Rules;
using Orleans.Concurrency;

namespace Award.Grains;

/// <inheritdoc cref="IPublishedGrain"/>
[StatelessWorker]
public sealed class PublishedGrain(IPublished published, IPublishedChanges changes) : Grain, IPublishedGrain
{
    private const int MostKeys = 64;
    private const int FairSize = 2 * 1024 * 1024;

    public async Task<DocumentView?> FindAsync(string key) =>
        await published.FindAsync(key) is { } document ? View(document) : null;

    public async Task<IReadOnlyList<DocumentView>> ChangedAsync(string keyPrefix, long afterPosition)
    {
        var documents = new List<DocumentView>();
        foreach (var (key, _) in await published.ListChangedAsync(keyPrefix, afterPosition))
        {
            if (await published.FindAsync(key) is { } document)
            {
                documents.Add(View(document));
            }
        }

        return documents;
    }

    public async Task<IReadOnlyList<string>> KeysAsync(string keyPrefix) =>
        [.. (await published.ListChangedAsync(keyPrefix, 0)).Select(document => document.Key)];

    public Task<CatalogueView> CatalogueAsync() => CatalogueLooks.LookAsync(changes);

    public async Task<ChangesView> ChangesAsync(string province, long afterVersion)
    {
        var code = new RegionCode(province);

        // What is listed after the epoch was read is of that epoch or of a later one, which the next look finds.
        var epoch = await changes.ReadEpochAsync();
        var listed = await changes.ListChangedAsync(code, afterVersion);
        var version = listed is [.., var last]
            ? last.Position
            : (await changes.ReadLatestAsync()).FirstOrDefault(latest => latest.Province == code).Position;
        return new ChangesView(epoch, version, [.. listed.Select(place => new DocumentPlace(place.Key, place.Position))]);
    }

    public async Task<IReadOnlyList<DocumentView>> FetchAsync(IReadOnlyList<string> keys)
    {
        var documents = new List<DocumentView>();
        var size = 0;
        foreach (var document in await changes.FindAllAsync([.. keys.Take(MostKeys)]))
        {
            size += document.Bytes.Length;
            if (documents.Count > 0 && size > FairSize)
            {
                break;
            }

            documents.Add(View(document));
        }

        return documents;
    }

    private static DocumentView View(StoredDocument document) =>
        new(document.Key, document.Position, document.Bytes.ToArray());
}

/// <inheritdoc cref="IRecordGrain"/>
[StatelessWorker]
public sealed class RecordGrain(Recorder recorder) : Grain, IRecordGrain
{
    public Task<CreatedView?> ResolveCreatedAsync(string receiptId) => recorder.CreatedByAsync(receiptId);
}
