using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Simulation.Tests.Engine;

/// <summary>
/// What a <see cref="MemoryLedger"/> holds; outlives it, like a file outlives the process that had it open.
/// </summary>
public sealed class MemoryRecord
{
    private readonly Dictionary<string, string> _provinceOf = [];

    public Lock Gate { get; } = new();

    public Dictionary<string, List<Entry>> Streams { get; } = [];

    public Dictionary<RegionCode, List<Entry>> Provinces { get; } = [];

    public Dictionary<(string Subject, string Key), (Receipt Receipt, string BodyHash)> Commands { get; } = [];

    public Dictionary<string, Receipt> Receipts { get; } = [];

    public SortedDictionary<string, StoredDocument> Documents { get; } = new(StringComparer.Ordinal);

    public string Epoch { get; set; } = NewEpoch();

    public static string NewEpoch() => Guid.NewGuid().ToString("n");

    private Dictionary<string, List<string>> StreamsOf { get; } = [];

    public AppendResult Append(Command command)
    {
        lock (Gate)
        {
            if (Commands.TryGetValue((command.Actor.Subject, command.IdempotencyKey), out var earlier))
            {
                return earlier.BodyHash == command.BodyHash
                    ? new AppendResult.AlreadyRecorded(earlier.Receipt)
                    : new AppendResult.KeyReused();
            }

            return (AppendResult?)Conflict(command) ?? Write(command);
        }
    }

    public StreamHead? HeadOf(string stream) => Streams.TryGetValue(stream, out var entries)
        ? new StreamHead(stream, entries[^1].Version, entries[^1].Position, entries[^1].Hash)
        : null;

    public IEnumerable<StreamHead> HeadsOf(RegionCode province) =>
        StreamsOf.GetValueOrDefault(province.Value, []).Select(stream => HeadOf(stream)!);

    public IEnumerable<StoredDocument> DocumentsFrom(string prefix) =>
        Documents.Values.Where(d => d.Key.StartsWith(prefix, StringComparison.Ordinal));

    private AppendResult.Conflict? Conflict(Command command)
    {
        foreach (var (stream, version) in command.Guards.Select(g => (g.Stream, g.Version))
            .Concat(command.Appends.Select(a => (a.Stream, a.ExpectedVersion))))
        {
            var stands = HeadOf(stream)?.Version ?? 0;
            if (stands != version)
            {
                return new AppendResult.Conflict(stream, version, stands);
            }
        }

        return command.Appends.Select(a => a.Stream)
            .FirstOrDefault(
                s =>
                    _provinceOf.TryGetValue(s, out var owner)
                        && owner != command.Province.Value) is { } foreign
                ? throw new ArgumentException($"stream '{foreign}' belongs to another province")
                : null;
    }

    private AppendResult.Committed Write(Command command)
    {
        var id = EntryText.CommandId(command.Actor, command.IdempotencyKey, command.BodyHash);
        var utc = command.At.ToUniversalTime();
        var at = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
        foreach (var append in command.Appends)
        {
            foreach (var fact in append.Facts)
            {
                Write(command, append.Stream, fact, at, id);
            }
        }

        var position = Provinces[command.Province][^1].Position;
        foreach (var document in command.Documents)
        {
            Documents[document.Key] = new StoredDocument(document.Key, position, document.Bytes.ToArray());
        }

        StreamHead[] heads = [.. command.Appends.Select(a => HeadOf(a.Stream)!)];
        var receipt = new Receipt(id, heads[0].Stream, heads[0].Version, heads[0].Hash, at, heads);
        Receipts[id] = receipt;
        Commands[(command.Actor.Subject, command.IdempotencyKey)] = (receipt, command.BodyHash);
        return new AppendResult.Committed(receipt);
    }

    private void Write(Command command, string stream, Fact fact, DateTimeOffset at, string id)
    {
        if (!Streams.TryGetValue(stream, out var entries))
        {
            Streams[stream] = entries = [];
            _provinceOf[stream] = command.Province.Value;
            StreamsOf.TryAdd(command.Province.Value, []);
            StreamsOf[command.Province.Value].Add(stream);
        }

        if (!Provinces.TryGetValue(command.Province, out var order))
        {
            Provinces[command.Province] = order = [];
        }

        var read = FactCodec.Decode(FactCodec.KindOf(fact), FactCodec.Encode(fact));
        var entry = new Entry(
            command.Province, order.Count + 1, stream, entries.Count + 1, read, command.Actor, at, id,
            entries.Count == 0 ? ContentHash.None : entries[^1].Hash, "");
        entry = entry with { Hash = EntryText.Hash(EntryText.Of(entry)) };
        entries.Add(entry);
        order.Add(entry);
    }
}
