using Award.Ledger;
using Award.Grains.Recording;
using Orleans.Concurrency;

namespace Award.Grains;

/// <inheritdoc cref="IPublishedGrain"/>
[StatelessWorker]
public sealed class PublishedGrain(IPublished published) : Grain, IPublishedGrain
{
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

    private static DocumentView View(StoredDocument document) =>
        new(document.Key, document.Position, document.Bytes.ToArray());
}

/// <inheritdoc cref="IRecordGrain"/>
[StatelessWorker]
public sealed class RecordGrain(Recorder recorder) : Grain, IRecordGrain
{
    public Task<CreatedView?> ResolveCreatedAsync(string receiptId) => recorder.CreatedByAsync(receiptId);
}
