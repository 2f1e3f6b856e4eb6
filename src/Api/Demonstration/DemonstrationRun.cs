using System.Diagnostics;
using System.Globalization;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// Puts the demonstration on record the way people would: opens each year, submits, raises and confirms, reviews, gives notice,
/// publishes. Every command has a key of its own that never changes, so a run that was cut short goes on where it stopped.
/// </summary>
public sealed class DemonstrationRun(IGrainFactory grains, DemonstrationYears years, Rulebook rulebook, TextWriter say)
{
    private readonly RegionRegister _register = new(years.Register.Regions, years.Register.Lineage);

    private static readonly RegionCode Province = RegisterFiles.Zhejiang;

    /// <summary>Three people, so that four eyes see everything here too.</summary>
    private static readonly Person Assessor = new("demonstration-assessor");
    private static readonly Person Reviewer = new("demonstration-reviewer");
    private static readonly Person Publisher = new("demonstration-publisher");

    /// <summary>Whether a run has been finished on this record.</summary>
    public static async Task<bool> IsCompleteAsync(ILedger ledger, AwardYear last) =>
        await ledger.FindCommandAsync(Publisher, Key(last, "published")) is not null;

    /// <summary>Whether a run was begun on this record.</summary>
    public static async Task<bool> IsBegunAsync(ILedger ledger, AwardYear first) =>
        await ledger.FindCommandAsync(Publisher, Key(first, "open")) is not null;

    /// <exception cref="InvalidOperationException">A command was refused: the data and the rulebook do not fit.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var year in years.Make(rulebook))
        {
            cancellation.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            await RunAsync(year);
            var figures = year.Sheets.Sum(sheet => sheet.Figures.Count);
            await say.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {year.Year}: {year.Sheets.Count} regions, {figures} figures, {Reviewed(year)} "
                + $"({watch.Elapsed.TotalSeconds:0.0} s)"));
        }
    }

    private async Task RunAsync(DemonstrationYear year)
    {
        var grain = grains.GetGrain<IAwardYearGrain>(StreamNames.Year(Province, year.Year));
        await MustAsync(grain.OpenAsync(
            By(Publisher, year, "open"), new Grains.YearOpening(rulebook.Id, "embargoed", null, null, true)));
        await MoveAsync(Reviewer, Stage.Collecting);
        await Task.WhenAll(year.Sheets.Select(sheet => SubmitAsync(year, sheet)));
        await MoveAsync(Reviewer, Stage.Review);
        await Task.WhenAll(year.Sheets.Select(sheet => ReviewAsync(year, sheet)));
        await MoveAsync(Reviewer, Stage.Notice);
        await MoveAsync(Publisher, Stage.Published);
        foreach (var decision in year.Later)
        {
            await DecideLaterAsync(decision);
        }

        Task<WriteResult> MoveAsync(Person person, Stage to) =>
            MustAsync(grain.MoveStageAsync(By(person, year, Texts.Of(to)), Texts.Of(to), null));
    }

    private async Task SubmitAsync(DemonstrationYear year, DemonstrationSheet sheet)
    {
        var grain = RegionYear(sheet.Level, year.Year, sheet.Code);
        var figures = sheet.Figures.Select(figure => new FigureRow(
            sheet.Code.Value, figure.Indicator, figure.Value.ToString(), figure.Evidence)).ToList();
        await MustAsync(grain.SubmitFiguresAsync(By(Assessor, year, $"figures/{sheet.Code}"), figures));
        if (sheet.Incidents.Count > 0)
        {
            await MustAsync(grain.RecordIncidentsAsync(
                By(Assessor, year, $"incidents/{sheet.Code}"),
                [.. sheet.Incidents.Select(incident => Row(sheet.Code, incident))]));
        }
    }

    private async Task ReviewAsync(DemonstrationYear year, DemonstrationSheet sheet)
    {
        var grain = RegionYear(sheet.Level, year.Year, sheet.Code);
        foreach (var veto in sheet.Vetoes)
        {
            var raised = await MustAsync(grain.RaiseVetoAsync(
                By(Assessor, year, $"veto/{sheet.Code}/{veto.Ground}"), veto.Ground, veto.Reason));
            await MustAsync(grain.DecideVetoAsync(
                By(Reviewer, year, $"veto-decided/{sheet.Code}/{veto.Ground}"),
                raised.CreatedIds[0],
                veto.Confirmed ? VetoStep.Confirm : VetoStep.Reject,
                veto.Decision));
        }

        if (sheet.Suspension is { } reason)
        {
            await MustAsync(grain.SuspendAsync(By(Reviewer, year, $"suspension/{sheet.Code}"), reason));
        }
    }

    private async Task DecideLaterAsync(LaterDecision decision)
    {
        var key = $"demonstration/{decision.Year}/{Texts.Of(decision.Outcome)}/{decision.Code}";
        var region = RegionOf(decision.Code, decision.Year);
        if (decision.Outcome != Rules.Rating.Outcome.Revoked)
        {
            await MustAsync(RegionYear(region.Level, decision.Year, decision.Code).DecideSuspensionAsync(
                By(Publisher, key),
                $"{decision.Code}-s-1",
                decision.Outcome == Rules.Rating.Outcome.Designated,
                decision.Reason));
            return;
        }

        var streak = grains.GetGrain<IStreakGrain>(StreamNames.Streak(_register.LineageOf(decision.Code)!.Value));
        var proposed = await MustAsync(streak.ProposeRevocationAsync(
            By(Publisher, key), decision.Year.Value, decision.Reason));
        await MustAsync(streak.DecideRevocationAsync(
            By(Reviewer, $"{key}/confirmed"), proposed.CreatedIds[0], VetoStep.Confirm, null));
    }

    private RegisterRow RegionOf(RegionCode code, AwardYear year) =>
        _register.Find(code, year)
        ?? throw new InvalidOperationException($"the demonstration decides about {code}, which is no region of {year}");

    private IRegionYearGrain RegionYear(RegionLevel level, AwardYear year, RegionCode code)
    {
        var key = StreamNames.Sheet(level, year, code);
        return level == RegionLevel.County ? grains.GetGrain<ICountyGrain>(key) : grains.GetGrain<ICityGrain>(key);
    }

    private static IncidentRow Row(RegionCode code, Incident incident) => new(
        code.Value,
        incident.Kind,
        incident.Date,
        incident.Deaths,
        incident.Severity is { } severity ? Texts.Of(severity) : null,
        incident.Rectified);

    private static string Reviewed(DemonstrationYear year)
    {
        var vetoed = year.Sheets.Sum(sheet => sheet.Vetoes.Count);
        var incidents = year.Sheets.Sum(sheet => sheet.Incidents.Count);
        return $"{incidents} incidents, {vetoed} vetoes";
    }

    private static async Task<WriteResult> MustAsync(Task<WriteResult> write)
    {
        var result = await write;
        return result.Receipt is not null
            ? result
            : throw new InvalidOperationException(
                "the demonstration was refused: "
                + string.Join("; ", result.Refusals.Select(r => $"{r.Code} {r.Path}: {r.Message}")));
    }

    private static string Key(AwardYear year, string step) => $"demonstration/{year}/{step}";

    private static WriteRequest By(Person person, DemonstrationYear year, string step) => By(person, Key(year.Year, step));

    private static WriteRequest By(Person person, string key) =>
        new(CallerView.Unbounded(person.Subject), key, ContentHash.Of(key), Affirms: WriteRequest.Everything);
}
