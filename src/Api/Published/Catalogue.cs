using System.Collections.Concurrent;
using Award.Api.Answers;
using Award.Grains;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Api.Published;

/// <summary>
/// What one province has published, parsed and never changing: a refresh makes a new catalogue. Sheets,
/// being many, are looked up one by one.
/// </summary>
internal sealed class Catalogue
{
    private readonly ConcurrentDictionary<(string Lineage, int AsOf), Streak> _streaks = new();
    private readonly Documents _documents;
    private readonly Lazy<LadderSource> _rules;

    private Catalogue(RegionCode province, Documents documents)
    {
        Province = province;
        _documents = documents;
        Years = [.. documents.Years.All.OrderBy(y => y.Year)];
        Published = [.. Years.Where(y => y.Stage == "published")];
        _rules = new(() => LadderSources.Of(Published.ToDictionary(
            year => new AwardYear(year.Year), year => RulebookOf(year.RulebookHash))));
        Register = documents.Register.All.LastOrDefault() is { } register ? new RegisterView(register) : null;
    }

    public RegionCode Province { get; }

    /// <summary>Every year on record, oldest first, whatever its stage.</summary>
    public IReadOnlyList<YearDocument> Years { get; }

    /// <summary>The published years, oldest first.</summary>
    public IReadOnlyList<YearDocument> Published { get; }

    public YearDocument? LatestPublished => Published is [.., var latest] ? latest : null;

    public RegisterView? Register { get; }

    public IEnumerable<StreakDocument> Streaks => _documents.Streaks.All;

    /// <summary>In the order in which they were put on record.</summary>
    public IEnumerable<RulebookRecord> Rulebooks => _documents.Rulebooks.All.OrderBy(r => r.Position);

    public bool Demonstration => Years.Any(y => y.Demonstration);

    public AnswerCache Answers { get; } = new();

    public static Catalogue Empty(RegionCode province) => new(province, new Documents(
        new($"years/{province}/"),
        new($"standings/{province}/"),
        new($"streaks/{province}/"),
        new(DocumentKeys.Register(province)),
        new($"rulebooks/{province}/")));

    public YearDocument? PublishedYear(int year) => Published.FirstOrDefault(y => y.Year == year);

    /// <summary>A year that shows a board before it is published.</summary>
    public YearDocument? LiveYear(int year) => Years.FirstOrDefault(y => y.Year == year && LiveBoards.MayShow(y));

    public YearDocument? LatestLive => Years.LastOrDefault(LiveBoards.MayShow);

    public StandingsDocument? Standings(int year, RegionLevel level) =>
        PublishedYear(year) is null ? null
        : _documents.Standings.ByKey.GetValueOrDefault(
            DocumentKeys.Standings(Province, new AwardYear(year), level));

    public StreakDocument? StreakOf(string lineage) =>
        _documents.Streaks.ByKey.GetValueOrDefault($"{_documents.Streaks.Prefix}{lineage}");

    /// <summary>The unit that stood under a code in a year with an outcome.</summary>
    public StreakDocument? StreakOf(RegionCode code, int year) =>
        Streaks.FirstOrDefault(s => s.Years.Any(y => y.Year == year && y.Code == code.Value));

    /// <exception cref="InvalidOperationException">
    /// A published year names a rulebook that is not on record.
    /// </exception>
    public Rulebook RulebookOf(string hash) =>
        _documents.Rulebooks.ByKey.GetValueOrDefault(DocumentKeys.Rulebook(Province, hash))?.Rulebook
        ?? throw new InvalidOperationException(
            $"rulebook {hash} is not among the published documents of {Province}");

    /// <summary>
    /// The run of a unit as of a year, counted from its present outcomes by the rules of each year.
    /// </summary>
    public Streak Count(string lineage, int asOf) =>
        _streaks.GetOrAdd((lineage, asOf), key => StreakCounter.Count(
        (StreakOf(key.Lineage)?.Years ?? []).Where(o => PublishedYear(o.Year) is not null).Select(Outcome),
        new AwardYear(key.AsOf),
        _rules.Value));

    /// <summary>
    /// This catalogue with what changed since; the same instance when nothing did. The years are read
    /// first: whatever a published year refers to was written in the same transaction, so it is there when
    /// the rest is read.
    /// </summary>
    public async Task<Catalogue> RefreshAsync(IPublishedDocuments source, CancellationToken cancellation)
    {
        var years = await _documents.Years.RefreshAsync(source, Read<YearDocument>, cancellation);
        var standings = _documents.Standings.RefreshAsync(source, Read<StandingsDocument>, cancellation);
        var streaks = _documents.Streaks.RefreshAsync(source, Read<StreakDocument>, cancellation);
        var register = _documents.Register.RefreshAsync(source, Read<RegisterDocument>, cancellation);
        var rulebooks = _documents.Rulebooks.RefreshAsync(source, RulebookRecord.Read, cancellation);
        var fresh = new Documents(years, await standings, await streaks, await register, await rulebooks);
        return fresh == _documents ? this : new Catalogue(Province, fresh);
    }

    private static T Read<T>(DocumentView view)
        where T : notnull => DocumentJson.Read<T>(view.Bytes);

    private static YearOutcome Outcome(StreakYear year) => new(
        new AwardYear(year.Year),
        new RegionCode(year.Code),
        Texts.Parse<Outcome>(year.Outcome),
        year.RevokedAfter is { } after ? new AwardYear(after) : null);

    private sealed record Documents(
        DocumentSet<YearDocument> Years,
        DocumentSet<StandingsDocument> Standings,
        DocumentSet<StreakDocument> Streaks,
        DocumentSet<RegisterDocument> Register,
        DocumentSet<RulebookRecord> Rulebooks);
}

/// <summary>A rulebook on record, loaded.</summary>
internal sealed record RulebookRecord(long Position, RulebookDocument Document, Rulebook Rulebook)
{
    /// <exception cref="InvalidOperationException">The text on record no longer loads.</exception>
    public static RulebookRecord Read(DocumentView view)
    {
        var document = DocumentJson.Read<RulebookDocument>(view.Bytes);
        return new RulebookRecord(
            view.Position,
            document,
            RulebookLoader.Load(document.Source).Rulebook
            ?? throw new InvalidOperationException($"rulebook {document.Hash} on record no longer loads"));
    }
}
