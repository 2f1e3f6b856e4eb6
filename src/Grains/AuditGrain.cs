using Award.Grains.Recording;
using Award.Grains.Telling;
using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Rating.Text;
using Award.Rules.Record;
using Orleans.Concurrency;

namespace Award.Grains;

/// <inheritdoc cref="IAuditGrain"/>
[StatelessWorker]
public sealed class AuditGrain(ILedger ledger, ProvinceCatalogue catalogue) : Grain, IAuditGrain
{
    private RegionCode Province => GrainKeys.Code(this.GetPrimaryKeyString(), "audit");

    public async Task<RecordPage> RecordAsync(CallerView caller, int year, string? region, long after, int limit)
    {
        var asking = caller.ToCaller();
        if (AccessRules.CheckRole(asking, Operation.ReadRecord) is { } forbidden)
        {
            return new RecordPage([], after, false, [Views.Of(forbidden)]);
        }

        // Who reaches nothing here is told nothing: how far the record goes would count what is not public.
        if (!asking.Covers(Province, null) && asking.Regions.All(mine => mine.Province != Province))
        {
            return new RecordPage([], after, false, []);
        }

        // Nothing of a year is on record before it was opened.
        var opening = await ledger.ReadStreamAsync(StreamNames.Year(Province, new AwardYear(year)));
        if (opening is not [var first, ..])
        {
            return new RecordPage([], after, false, []);
        }

        var register = (await catalogue.LatestRegisterAsync(Province))?.Register;
        var within = RegionCode.TryFrom(region, out var code) ? asking with { Regions = [code] } : null;
        var (entries, next, more) = await EntryScan.ReadAsync(
            ledger, Province, Math.Max(after, first.Position - 1), limit, entry => Task.FromResult(
                EntryPlace.Of(entry, register) is { } place && place.Year.Value == year
                && place.IsReachedBy(asking) && IsWithin(place)
                    ? View(entry)
                    : null));
        return new RecordPage(entries, next, more, []);

        bool IsWithin(EntryPlace place) => within is null || place.IsReachedBy(within);
    }

    public async Task<FigureHistory> HistoryAsync(CallerView caller, int year, string code, string indicator)
    {
        var asking = caller.ToCaller();
        var (region, awardYear) = (new RegionCode(code), new AwardYear(year));
        var register = (await catalogue.LatestRegisterAsync(Province))?.Register;
        var row = register?.LastStateOf(region, awardYear);
        if (AccessRules.Check(asking, Operation.ReadHistory, region, row?.Parent, "code") is { } forbidden)
        {
            return Refuse(forbidden);
        }

        if (await OpenedAsync(awardYear) is not { } opened)
        {
            return Refuse(new(RefusalCode.YearUnknown, "year", $"year {year} of {Province} is not open"));
        }

        if (row is null || !row.IsValidIn(awardYear))
        {
            return Refuse(new(RefusalCode.RegionUnknown, "code", $"no region {code} in {Province} {year}"));
        }

        var rulebook = await catalogue.RulebookAsync(Province, opened.RulebookHash);
        if (rulebook.FindIndicator(indicator) is null && rulebook.FindDenominator(indicator) is null)
        {
            return Refuse(new(
                RefusalCode.IndicatorUnknown, "indicator", $"no '{indicator}' in {rulebook.Id}"));
        }

        var name = Subjects.NameOf(rulebook, indicator);
        var entries = await ledger.ReadStreamAsync(StreamNames.Sheet(row.Level, awardYear, region));
        return new FigureHistory(
            name.Zh, name.En, [.. entries.SelectMany(entry => ValuesOf(entry, indicator))], []);
    }

    private async Task<YearOpened?> OpenedAsync(AwardYear year) =>
        (await YearOnRecord.LoadAsync(ledger, StreamNames.Year(Province, year))).State.Opened;

    private static IEnumerable<FigureValue> ValuesOf(Entry entry, string indicator) => entry.Fact switch
    {
        FiguresSubmitted submitted => submitted.Figures.Where(f => f.Indicator == indicator).Select(f =>
            new FigureValue(entry.Version, entry.At, entry.Actor.Subject, f.Value.ToString(), null, f.Evidence)),
        FigureAmended amended when amended.Indicator == indicator =>
        [
            new FigureValue(
                entry.Version, entry.At, entry.Actor.Subject, amended.Value.ToString(), amended.Reason, null),
        ],
        _ => [],
    };

    private static RecordEntry View(Entry entry) => new(
        entry.Position,
        entry.Stream,
        entry.Version,
        FactCodec.KindOf(entry.Fact),
        FactCodec.Encode(entry.Fact),
        entry.Actor.Subject,
        entry.At,
        entry.CommandId,
        entry.PreviousHash,
        entry.Hash);

    private static FigureHistory Refuse(Refusal refusal) => new("", "", [], [Views.Of(refusal)]);
}
