using Award.Rules.Record;

namespace Award.Ledger.Replay;

/// <summary>A region-year's state at a version, brought up to date from the ledger by reading only what is new.</summary>
public sealed record SheetOnRecord(string Stream, long Version, SheetState State)
{
    public static SheetOnRecord New(string stream) => new(stream, 0, SheetState.Empty);

    public static Task<SheetOnRecord> LoadAsync(ILedger ledger, string stream) => New(stream).CatchUpAsync(ledger);

    public async Task<SheetOnRecord> CatchUpAsync(ILedger ledger) => Apply(await ledger.ReadStreamAsync(Stream, Version));

    /// <summary>With facts that were just appended to it, which need not be read back.</summary>
    public SheetOnRecord Appended(IReadOnlyList<Fact> facts, Person actor) => this with
    {
        Version = Version + facts.Count,
        State = facts.Aggregate(State, (state, fact) => state.Apply(fact, actor)),
    };

    public SheetOnRecord Apply(IEnumerable<Entry> entries) => entries.Aggregate(
        this, (now, entry) => now with { Version = entry.Version, State = now.State.Apply(entry.Fact, entry.Actor) });
}

/// <summary>A year's state at a version, with the instants its stages began.</summary>
public sealed record YearOnRecord(
    string Stream, long Version, YearState State, IReadOnlyList<Published.StageTime> Stages, bool Recounted)
{
    public static YearOnRecord New(string stream) => new(stream, 0, YearState.Empty, [], false);

    public static Task<YearOnRecord> LoadAsync(ILedger ledger, string stream) => New(stream).CatchUpAsync(ledger);

    public async Task<YearOnRecord> CatchUpAsync(ILedger ledger) => Apply(await ledger.ReadStreamAsync(Stream, Version));

    public YearOnRecord Apply(IEnumerable<Entry> entries) => entries.Aggregate(
        this, (now, entry) => now.Apply(entry.Fact, entry.Actor, entry.At) with { Version = entry.Version });

    /// <summary>With facts as they will stand once they are recorded at an instant.</summary>
    public YearOnRecord Appended(IReadOnlyList<Fact> facts, Person actor, DateTimeOffset at) =>
        facts.Aggregate(this, (now, fact) => now.Apply(fact, actor, at));

    private YearOnRecord Apply(Fact fact, Person actor, DateTimeOffset at)
    {
        var begun = fact switch
        {
            YearOpened => Stage.Draft,
            StageMoved moved => moved.To,
            _ => (Stage?)null,
        };
        return new YearOnRecord(
            Stream,
            Version + 1,
            State.Apply(fact, actor),
            begun is { } stage
                ? [.. Stages, new Published.StageTime(Published.Texts.Of(stage), Published.Texts.Of(at))]
                : Stages,
            Recounted || fact is RecountFinished);
    }
}

/// <summary>A province's state at a version, with the instant each proposal was made.</summary>
public sealed record ProvinceOnRecord(
    string Stream, long Version, ProvinceState State, IReadOnlyList<DateTimeOffset> ProposedAt)
{
    public static ProvinceOnRecord New(string stream) => new(stream, 0, ProvinceState.Empty, []);

    public async Task<ProvinceOnRecord> CatchUpAsync(ILedger ledger) => Apply(await ledger.ReadStreamAsync(Stream, Version));

    public ProvinceOnRecord Apply(IEnumerable<Entry> entries) => entries.Aggregate(this, (now, entry) => now with
    {
        Version = entry.Version,
        State = now.State.Apply(entry.Fact, entry.Actor),
        ProposedAt = entry.Fact is RulebookProposed or RegisterProposed ? [.. now.ProposedAt, entry.At] : now.ProposedAt,
    });
}

/// <summary>A unit's streak state at a version.</summary>
public sealed record StreakOnRecord(string Stream, long Version, StreakState State)
{
    public static StreakOnRecord New(string stream) => new(stream, 0, StreakState.Empty);

    public static Task<StreakOnRecord> LoadAsync(ILedger ledger, string stream) => New(stream).CatchUpAsync(ledger);

    public async Task<StreakOnRecord> CatchUpAsync(ILedger ledger) => Apply(await ledger.ReadStreamAsync(Stream, Version));

    public StreakOnRecord Apply(IEnumerable<Entry> entries) => entries.Aggregate(this, (now, entry) => now with
    {
        Version = entry.Version,
        State = now.State.Apply(entry.Fact, entry.Actor, entry.Version),
    });
}
