using Award.Ledger.Appending;

namespace Award.Ledger.Postgres;

/// <summary>What the database says about the commands of a batch, read under the locks of their provinces.</summary>
/// <param name="Positions">Last position of each province that has begun.</param>
internal sealed record Standing(
    IReadOnlyDictionary<string, long> Positions,
    IReadOnlyDictionary<(string Actor, string Key), (string Body, byte[] Receipt)> Commands,
    IReadOnlyDictionary<string, StandingHead> Heads);

/// <summary>
/// A batch decided in memory: each command in turn against what stands and what those before it add; and
/// the rows that follow. Nothing here has been written.
/// </summary>
internal sealed class BatchDraft(Standing standing)
{
    private readonly CanonicalWriter _scratch = new();
    private readonly Dictionary<string, StreamHead> _heads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _provinceOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PublishedDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _documentPositions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), (string Body, Receipt Receipt)> _commands = [];

    public List<RawEntry> Entries { get; } = [];

    public List<(PreparedCommand Command, byte[] Receipt)> Commands { get; } = [];

    /// <summary>The streams' new last entries, by stream, each with its province.</summary>
    public IEnumerable<(StreamHead Head, string Province)> Heads => _heads.Values
        .OrderBy(head => head.Stream, StringComparer.Ordinal)
        .Select(head => (head, _provinceOf[head.Stream]));

    /// <summary>Each province's new last position with its hash; and whether it begins now.</summary>
    public SortedDictionary<string, (long Position, string Hash, bool IsNew)> Provinces { get; } =
        new(StringComparer.Ordinal);

    /// <summary>The documents as the last command left them, by key.</summary>
    public IEnumerable<(PublishedDocument Document, long Position)> Documents => _documents.Values
        .OrderBy(document => document.Key, StringComparer.Ordinal)
        .Select(document => (document, _documentPositions[document.Key]));

    /// <summary>Gives a command its verdict, which holds if the batch is committed.</summary>
    public void Carry(Waiting waiting)
    {
        waiting.Fault = null;
        try
        {
            waiting.Result = Decide(waiting);
        }
        catch (ArgumentException fault)
        {
            waiting.Fault = fault;
        }
    }

    private AppendResult Decide(Waiting waiting)
    {
        if (Earlier(waiting) is { } earlier)
        {
            return earlier;
        }

        return Fence.Check(waiting.Command.Command, HeadOf, out _) is { } conflict
            ? conflict
            : new AppendResult.Committed(Add(waiting.Command));
    }

    /// <summary>
    /// What an earlier command under the key answers. One that was ours, whose commit nobody heard the end
    /// of, is now known to be on record.
    /// </summary>
    private AppendResult? Earlier(Waiting waiting)
    {
        var command = waiting.Command.Command;
        var key = (command.Actor.Subject, command.IdempotencyKey);
#if PLANT_NoFence
        key = (key.Subject, $"{key.IdempotencyKey}?");
#endif
        if (_commands.TryGetValue(key, out var mine))
        {
            return mine.Body == command.BodyHash
                ? new AppendResult.AlreadyRecorded(mine.Receipt)
                : new AppendResult.KeyReused();
        }

        if (!standing.Commands.TryGetValue(key, out var recorded))
        {
            waiting.Unsure = null;
            return null;
        }

        if (recorded.Body != command.BodyHash)
        {
            return new AppendResult.KeyReused();
        }

        var receipt = EntryText.ReadReceipt(recorded.Receipt);
        return waiting.Unsure is { } unsure && EntryText.Of(unsure).AsSpan().SequenceEqual(recorded.Receipt)
            ? new AppendResult.Committed(receipt)
            : new AppendResult.AlreadyRecorded(receipt);
    }

    private Receipt Add(PreparedCommand prepared)
    {
        var command = prepared.Command;
        var province = command.Province.Value;
        var isNew = !standing.Positions.TryGetValue(province, out var position);
        if (Provinces.TryGetValue(province, out var begun))
        {
            position = begun.Position;
        }

        var after = new StreamHead[command.Appends.Count];
        for (var i = 0; i < after.Length; i++)
        {
            var head = HeadOf(command.Appends[i].Stream);
            Entries.AddRange(RawEntry.Of(prepared, i, head.Version, head.Hash, position, _scratch));
            var last = Entries[^1];
            position = last.Parts.Position;
            after[i] = new StreamHead(last.Parts.Stream, last.Parts.Version, position, last.Hash);
            _heads[last.Parts.Stream] = after[i];
            _provinceOf[last.Parts.Stream] = province;
        }

        Provinces[province] = (position, after[^1].Hash, isNew);
        foreach (var document in command.Documents)
        {
            _documents[document.Key] = document;
            _documentPositions[document.Key] = position;
        }

        var receipt = new Receipt(
            prepared.Id,
            after[0].Stream,
            after[0].Version,
            after[0].Hash,
            CanonicalText.Recorded(command.At),
            after);
        Commands.Add((prepared, EntryText.Of(receipt)));
        _commands[(command.Actor.Subject, command.IdempotencyKey)] = (command.BodyHash, receipt);
        return receipt;
    }

    private StandingHead HeadOf(string stream) =>
        _heads.TryGetValue(stream, out var mine) ? new(_provinceOf[stream], mine.Version, mine.Hash)
        : standing.Heads.TryGetValue(stream, out var head) ? head
        : StandingHead.NotBegun;
}
