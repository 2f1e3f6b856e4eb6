using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Ledger.Verify;

/// <summary>
/// Derives every result anew from the entries alone: ratings, outcomes, recounts and published documents. Feed it the entries
/// of one province in order of position; it reads nothing that the service computed.
/// </summary>
public sealed class ResultAudit(RegionCode province)
{
    private readonly Dictionary<string, Rulebook> _rulebooks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegionRegister> _registers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SheetOnRecord> _sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YearOnRecord> _years = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StreakOnRecord> _streaks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwaitedOutcome> _awaited = new(StringComparer.Ordinal);
    private readonly ProvinceAudit _provinceAudit = new(province);
    private readonly List<Finding> _findings = [];

    /// <summary>Takes in the next entry, and checks it when it is a result.</summary>
    public void Observe(Entry entry)
    {
        try
        {
            Take(entry);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException
            or KeyNotFoundException or OverflowException)
        {
            Find(entry, FindingCode.EntryDoesNotApply, $"it does not follow from the entries before it: {failure.Message}");
        }
    }

    /// <summary>Compares the documents that public reads are answered from; gives every finding of the whole pass.</summary>
    public IReadOnlyList<Finding> Finish(IEnumerable<StoredDocument> documents)
    {
        foreach (var awaited in _awaited.Values)
        {
            _findings.Add(new Finding(
                FindingCode.OutcomeMissing, awaited.Stream, 0, awaited.Position, "a published year lacks this outcome"));
        }

        var left = new HashSet<string>(_documents.Keys, StringComparer.Ordinal);
        foreach (var document in documents)
        {
            if (!_documents.TryGetValue(document.Key, out var derived))
            {
                FindDocument(FindingCode.DocumentUnknown, document.Key, "nothing on record leads to this document");
            }
            else if (!derived.Span.SequenceEqual(document.Bytes.Span))
            {
                FindDocument(FindingCode.DocumentDiffers, document.Key, "its bytes are not what the record leads to");
            }

            left.Remove(document.Key);
        }

        foreach (var key in left.Order(StringComparer.Ordinal))
        {
            FindDocument(FindingCode.DocumentMissing, key, "the record leads to this document, and it is not there");
        }

        return _findings;
    }

    private void Take(Entry entry)
    {
        switch (entry.Stream.Split('/')[0])
        {
            case "province":
                TakeProvince(entry);
                break;
            case "year":
                TakeYear(entry);
                break;
            case "county" or "city":
                var sheet = _sheets.GetValueOrDefault(entry.Stream) ?? SheetOnRecord.New(entry.Stream);
                _sheets[entry.Stream] = sheet.Apply([entry]);
                break;
            case "streak":
                TakeStreak(entry);
                break;
            default:
                Find(entry, FindingCode.EntryDoesNotApply, "no such kind of stream");
                break;
        }
    }

    private void TakeProvince(Entry entry)
    {
        if (_provinceAudit.Take(entry) is { } fault)
        {
            Find(entry, FindingCode.EntryDoesNotApply, fault);
        }

        switch (entry.Fact)
        {
            case RulebookPublished published:
                var rulebook = RulebookLoader.Load(published.Source).Rulebook;
                if (rulebook is null || rulebook.Hash != published.Hash)
                {
                    Find(entry, FindingCode.EntryDoesNotApply, "the rulebook does not load, or has another hash");
                    return;
                }

                _rulebooks[published.Hash] = rulebook;
                Keep(YearDocuments.Of(province, published));
                break;
            case RegisterPublished published:
                _registers[published.Hash] = new RegionRegister(published.Regions, published.Lineage);
                Keep(YearDocuments.Of(province, published));
                break;
        }
    }

    private void TakeYear(Entry entry)
    {
        var before = _years.GetValueOrDefault(entry.Stream) ?? YearOnRecord.New(entry.Stream);
        if (entry.Fact is YearPublished)
        {
            TakePublication(entry, before);
        }

        var after = before.Apply([entry]);
        _years[entry.Stream] = after;
        if (entry.Fact is YearOpened or StageMoved or NoticeBegun or DeadlineExtended or YearRulebookChanged)
        {
            Keep(YearDocuments.Of(after));
        }

        if (entry.Fact is StageMoved moved && (moved.To == Stage.Notice || moved.From == Stage.Notice))
        {
            Keep(moved.To == Stage.Notice ? NoticeOf(after.State.Opened!) : NoticeDocuments.None(province, after.State.Opened!.Year));
        }
    }

    private PublishedDocument NoticeOf(YearOpened opened)
    {
        var register = _registers[opened.RegisterHash];
        return NoticeDocuments.Of(
            opened, _rulebooks[opened.RulebookHash], register, Regions(opened.Year, register), Previous(opened.Year));
    }

    private List<SealedRegion> Regions(AwardYear year, RegionRegister register) =>
    [
        .. register.RegionsOf(province, year).Select(row =>
        {
            var stream = StreamNames.Sheet(row.Level, year, row.Code);
            var sheet = _sheets.GetValueOrDefault(stream) ?? SheetOnRecord.New(stream);
            return new SealedRegion(row, register.LineageOf(row.Code)!.Value, sheet.Version, sheet.State);
        }),
    ];

    private void TakePublication(Entry entry, YearOnRecord year)
    {
        var opened = year.State.Opened ?? throw new InvalidOperationException("the year was never opened");
        var register = _registers[opened.RegisterHash];
        var regions = Regions(opened.Year, register);
        var publication = Publication.Of(new PublicationInput(
            opened, _rulebooks[opened.RulebookHash], register, regions, Previous(opened.Year), Streaks(regions), entry.At));
        if (!SameFact(entry.Fact, publication.Sealed))
        {
            Find(entry, FindingCode.PublicationDiffers, "the published result is not what the sheets lead to");
        }

        foreach (var document in publication.Documents)
        {
            Keep(document);
        }

        foreach (var (lineage, outcome) in publication.Outcomes)
        {
            var stream = StreamNames.Streak(lineage);
            _awaited[stream] = new AwaitedOutcome(stream, entry.CommandId, entry.Position, outcome);
        }
    }

    private void TakeStreak(Entry entry)
    {
        var before = _streaks.GetValueOrDefault(entry.Stream) ?? StreakOnRecord.New(entry.Stream);
        switch (entry.Fact)
        {
            case OutcomeRecorded:
                if (!_awaited.Remove(entry.Stream, out var awaited) || awaited.CommandId != entry.CommandId
                    || !SameFact(entry.Fact, awaited.Outcome))
                {
                    Find(entry, FindingCode.OutcomeDiffers, "the outcome is not what the sheets lead to");
                }

                break;
            case StreakRecounted:
                if (StreakDecider.Recount(before.State, Rules(before.State)) is not { } recount
                    || !SameFact(entry.Fact, recount))
                {
                    Find(entry, FindingCode.RecountDiffers, "the streak is not what its outcomes lead to");
                }

                break;
        }

        var after = before.Apply([entry]);
        _streaks[entry.Stream] = after;
        Keep(StreakDocuments.Of(province, new LineageId(new RegionCode(entry.Stream["streak/".Length..])), after.State));
    }

    private LadderSource Rules(StreakState state) => LadderSources.Of(state.Outcomes.ToDictionary(
        outcome => outcome.Key, outcome => _rulebooks[outcome.Value.Recorded.RulebookHash]));

    private ReferencesDocument? Previous(AwardYear year) =>
        _documents.TryGetValue(DocumentKeys.References(province, year.Previous), out var bytes)
            ? DocumentJson.Read<ReferencesDocument>(bytes.Span)
            : null;

    private Dictionary<LineageId, StreakState> Streaks(IEnumerable<SealedRegion> regions) =>
        regions.ToDictionary(
            region => region.Lineage,
            region => _streaks.GetValueOrDefault(StreamNames.Streak(region.Lineage))?.State ?? StreakState.Empty);

    private void Keep(PublishedDocument document) => _documents[document.Key] = document.Bytes;

    private static bool SameFact(Fact left, Fact right) =>
        left.GetType() == right.GetType() && FactCodec.Encode(left).AsSpan().SequenceEqual(FactCodec.Encode(right));

    private void Find(Entry entry, FindingCode code, string message) =>
        _findings.Add(new Finding(code, entry.Stream, entry.Version, entry.Position, message));

    private void FindDocument(FindingCode code, string key, string message) =>
        _findings.Add(new Finding(code, key, 0, 0, message));

    /// <summary>An outcome that a publication leads to and that has not been met yet.</summary>
    private sealed record AwaitedOutcome(string Stream, string CommandId, long Position, OutcomeRecorded Outcome);
}
