using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>
/// The record as it stands, or, <see cref="With"/> a plan, as it would stand after it. Each stream is read once, so that both
/// see the same; <see cref="Read"/> tells at which version. Nothing can be written to it.
/// </summary>
internal sealed class ForetoldRecord : ILedger, IPublished
{
    private readonly ILedger _ledger;
    private readonly IPublished _published;
    private readonly Dictionary<string, IReadOnlyList<Entry>> _streams;
    private readonly Dictionary<string, IReadOnlyList<Entry>> _appended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PublishedDocument> _documents = new(StringComparer.Ordinal);

    public ForetoldRecord(ILedger ledger, IPublished published)
        : this(ledger, published, new Dictionary<string, IReadOnlyList<Entry>>(StringComparer.Ordinal))
    {
    }

    private ForetoldRecord(
        ILedger ledger, IPublished published, Dictionary<string, IReadOnlyList<Entry>> streams)
    {
        _ledger = ledger;
        _published = published;
        _streams = streams;
    }

    /// <summary>Every stream read so far, on the record as it stands, at the version it was read at.</summary>
    public IReadOnlyList<StreamGuard> Read =>
        [.. _streams.Select(stream => new StreamGuard(stream.Key, stream.Value.Count == 0 ? 0 : stream.Value[^1].Version))];

    /// <summary>The record as it would be if the plan were carried out.</summary>
    public ForetoldRecord With(RegionCode province, Person actor, Plan plan, DateTimeOffset at)
    {
        var foretold = new ForetoldRecord(_ledger, _published, _streams);
        foreach (var append in plan.Appends)
        {
            foretold._appended[append.Stream] =
            [
                .. append.Facts.Select((fact, index) => new Entry(
                    province, 0, append.Stream, append.ExpectedVersion + index + 1, fact, actor, at,
                    ContentHash.None, ContentHash.None, ContentHash.None)),
            ];
        }

        foreach (var document in plan.Documents)
        {
            foretold._documents[document.Key] = document;
        }

        return foretold;
    }

    public async Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default)
    {
        if (!_streams.TryGetValue(stream, out var entries))
        {
            _streams[stream] = entries = await _ledger.ReadStreamAsync(stream, 0, cancellation);
        }

        // What came after the plan was made is not seen; the guards on what was read tell that it came.
        var all = _appended.TryGetValue(stream, out var appended)
            ? entries.Where(entry => entry.Version < appended[0].Version).Concat(appended)
            : entries;
        return [.. all.Where(entry => entry.Version > afterVersion)];
    }

    public async Task<StoredDocument?> FindAsync(string key, CancellationToken cancellation = default) =>
        _documents.TryGetValue(key, out var document)
            ? new StoredDocument(key, 0, document.Bytes)
            : await _published.FindAsync(key, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<AppendResult> ILedger.AppendAsync(Command command, CancellationToken cancellation) => throw Unforetold();

    Task<(Receipt Receipt, string BodyHash)?> ILedger.FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation) => throw Unforetold();

    Task<Receipt?> ILedger.FindReceiptAsync(string id, CancellationToken cancellation) => throw Unforetold();

    Task<IReadOnlyList<Entry>> ILedger.ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation) => throw Unforetold();

    Task<IReadOnlyList<StreamHead>> ILedger.ReadHeadsAsync(
        RegionCode province, string streamPrefix, long afterPosition, CancellationToken cancellation) =>
        throw Unforetold();

    Task<StreamHead?> ILedger.ReadHeadAsync(string stream, CancellationToken cancellation) => throw Unforetold();

    Task<IReadOnlyList<RegionCode>> ILedger.ReadProvincesAsync(CancellationToken cancellation) => throw Unforetold();

    Task<IReadOnlyList<StoredDocument>> IPublished.ListAsync(string keyPrefix, CancellationToken cancellation) =>
        throw Unforetold();

    Task<IReadOnlyList<(string Key, long Position)>> IPublished.ListChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation) => throw Unforetold();

    private static NotSupportedException Unforetold() => new("a foretold record tells streams and documents only");
}
