using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Record;
using Microsoft.Extensions.Options;

namespace Award.Grains;

/// <summary>How working standings keep themselves true.</summary>
public sealed class StandingsOptions
{
    /// <summary>How often they compare with the ledger's heads; zero: only when asked to.</summary>
    public TimeSpan HealEvery { get; set; } = TimeSpan.FromSeconds(3);
}

/// <summary>What grains that rate a whole year work with.</summary>
public sealed record WorkingYearServices(
    ILedger Ledger, YearLoader Loader, ProvinceCatalogue Catalogue, Recorder Recorder)
{
    internal WorkingYear Year(RegionCode province, AwardYear year) => new(Ledger, Loader, Catalogue, province, year);

    /// <summary>The region with its rulebook, if the caller may; else why not.</summary>
    internal Task<(SheetContext? Context, Refusal? Refusal)> ContextAsync(
        YearState year, RegionCode code, AwardYear awardYear, Caller caller, Operation operation) =>
        SheetContexts.OfAsync(Catalogue, year, code, null, awardYear, caller, operation, Recorder.Today);
}

/// <inheritdoc cref="IStandingsGrain"/>
public sealed class StandingsGrain(WorkingYearServices services, IOptions<StandingsOptions> options)
    : Grain, IStandingsGrain
{
    private RegionCode _province;
    private AwardYear _awardYear;
    private WorkingYear _working = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_province, _awardYear) = GrainKeys.ProvinceYear(this.GetPrimaryKeyString(), "standings");
        _working = services.Year(_province, _awardYear);
        await _working.HealAsync();
        if (options.Value.HealEvery > TimeSpan.Zero)
        {
            this.RegisterGrainTimer(_working.HealAsync, options.Value.HealEvery, options.Value.HealEvery);
        }
    }

    public Task SheetChangedAsync(string stream, long version) => _working.SheetChangedAsync(stream, version);

    public async Task<WorkingTable?> TableAsync(CallerView caller, string level, bool heal)
    {
        var asking = caller.ToCaller();
        if (AccessRules.CheckRole(asking, Operation.ReadWorkingTable) is not null)
        {
            return null;
        }

        if (heal)
        {
            await _working.HealAsync();
        }

        if (!Texts.TryParse<RegionLevel>(level, out var parsed) || await _working.RatingAsync() is not { } rating)
        {
            return null;
        }

        return new WorkingTable(
            Texts.Of(_working.Year.State.Stage),
            [.. rating.Table(parsed).Where(row => IsShown(asking, row)).Select(row => Row(row, parsed))],
            _working.Cursor);
    }

    public async Task<OutlookReading> OutlookAsync(CallerView caller, string code)
    {
        await _working.HealAsync();
        var (asking, region) = (caller.ToCaller(), new RegionCode(code));
        var year = _working.Year.State;
        var (context, refusal) = await services.ContextAsync(year, region, _awardYear, asking, Operation.ReadSheet);
        if (refusal is not null)
        {
            return new OutlookReading(null, null, [Views.Of(refusal)]);
        }

        var sight = PeerSights.Of(asking, year);
        var sheet = _working.Sheet(context!.Level, region);
        var raised = sheet.State.Vetoes.Where(veto => veto.State == VetoState.Raised).Select(veto => veto.Ground);
        var outlook = RegionOutlook.Of(
            (await _working.RatingAsync())!,
            code,
            await _working.StreakAsync(region),
            [.. raised.Distinct()],
            sight,
            year.Stage != Stage.Published);
        return new OutlookReading(
            Views.Of(sheet), OutlookTexts.Of(outlook, year.Stage, context.Rulebook, sheet.State, sight), []);
    }

    public async Task<IReadOnlyList<DoubtView>> DoubtsAsync(IReadOnlyList<ReportedView> reported)
    {
        await _working.HealAsync();
        return await _working.RatingAsync() is { } rating
            ? [.. Plausibility.Of(rating.Rulebook, await _working.SheetsAsync(), [.. reported.Select(Doubts.Of)], rating)
                .Select(Doubts.Of)]
            : [];
    }

    private bool IsShown(Caller caller, SheetRating row) =>
        caller.Covers(new RegionCode(row.Key), row.Parent is { } parent ? new RegionCode(parent) : _province);

    private WorkingRow Row(SheetRating rating, RegionLevel level) => new(
        rating.Key,
        _working.Sheet(level, new RegionCode(rating.Key)).Version,
        rating.Rank,
        rating.Total?.ToString(),
        Texts.Of(rating.Outcome),
        [.. rating.Reasons.Select(reason => Texts.Of(reason.Code))]);
}
