using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>
/// A region's working sheet, and what it is told of the year (docs/outlook.md). Its entity tag is its version in quotes, for
/// <c>If-Match</c>.
/// </summary>
/// <param name="Figures">Exact decimals by indicator or denominator.</param>
/// <param name="Suspension">Id of the suspension, or null.</param>
/// <param name="Score">As rated now; null while a figure is missing that holds it open.</param>
/// <param name="SoFar">Points with nothing for what has no value yet.</param>
/// <param name="Attainable">The most points it can still get.</param>
/// <param name="Rank">Provisional.</param>
/// <param name="Outcome">As the year would end now.</param>
/// <param name="Streak">As of the year, if it ended so.</param>
/// <param name="IfDesignated">As of the year, if it ended with a designation.</param>
/// <param name="Missing">Ids of figures that hold the score or the designation open.</param>
/// <param name="Withheld">What the caller is not told: <c>rank</c>, <c>score</c> and what hangs on it.</param>
internal sealed record WorkingSheetAnswer(
    string Province,
    int Year,
    string Code,
    NameAnswer Name,
    string Level,
    string Stream,
    long Version,
    IReadOnlyDictionary<string, decimal> Figures,
    IReadOnlyList<WorkingIncidentAnswer> Incidents,
    IReadOnlyList<WorkingVetoAnswer> Vetoes,
    string? Suspension,
    string Stage,
    RulebookRef Rulebook,
    decimal? Score,
    decimal? SoFar,
    decimal? Attainable,
    decimal Full,
    int? Rank,
    string? Outcome,
    IReadOnlyList<ReasonAnswer> Reasons,
    StreakAnswer? Streak,
    StreakAnswer IfDesignated,
    IReadOnlyList<GapAnswer> Gaps,
    IReadOnlyList<string> Missing,
    IReadOnlyList<VetoInSightAnswer> VetoesInSight,
    IReadOnlyList<WarningAnswer> Warnings,
    IReadOnlyList<GroupAnswer> Dimensions,
    IReadOnlyList<IndicatorAnswer> Indicators,
    IReadOnlyList<string> Withheld);

internal sealed record WorkingIncidentAnswer(
    string Id, string Kind, DateOnly Date, int Deaths, string? Severity, bool Rectified);

internal sealed record WorkingVetoAnswer(string Id, string Ground, string State);

internal static class WorkingSheets
{
    public static void MapWorkingSheets(this IEndpointRouteBuilder api) => api
        .MapGet($"{Routes.Year}/regions/{{code}}", SheetAsync)
        .Working<WorkingSheetAnswer>(
            Operation.ReadSheet,
            "A region's working sheet with score so far, gaps and early warnings; its ETag goes into If-Match.");

    private static async Task<IResult> SheetAsync(
        string province, string year, string code,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        var (place, refusal) = await WorkingYears.FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        var (row, refused) = await RegionAsync(place!, code, Operation.ReadSheet, context, grains, cancellation);
        if (row is null)
        {
            return refused!;
        }

        var (sheet, outlook, refusals) = await grains
            .GetGrain<IStandingsGrain>($"standings/{place!.Province}/{place.Year}")
            .OutlookAsync(context.Caller(), code)
            .WaitAsync(cancellation);
        return sheet is null
            ? Problems.Refuse(refusals)
            : PrivateResult.Of(
                Of(place, row, sheet, DocumentJson.Read<OutlookText>(outlook)), $"\"{sheet.Version}\"");
    }

    /// <summary>The region that a path names, in that year; or why the caller is not answered about it.</summary>
    internal static async Task<(RegisterRow? Row, IResult? Refused)> RegionAsync(
        YearPlace place, string code, Operation operation,
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        if (RegionCode.TryFrom(code, out var asked) && AccessRules.Check(
            context.Caller().ToCaller(), operation, asked, place.ParentOf(asked), "code") is { } beyond)
        {
            return (null, Problems.Refuse([beyond]));
        }

        if (await place.Grain(grains).ViewAsync().WaitAsync(cancellation) is null)
        {
            return (null, WorkingYears.NotOpen(place));
        }

        var row = RegionCode.TryFrom(code, out var region)
            ? place.Catalogue.Register!.LastStateOf(region, place.Year) : null;
        return row is null || !row.IsValidIn(place.Year)
            ? (null, Problems.Refuse(
                RefusalCode.RegionUnknown, "code", $"no region {code} in {place.Province} {place.Year}"))
            : (row, null);
    }

    private static WorkingSheetAnswer Of(YearPlace place, RegisterRow row, SheetView sheet, OutlookText outlook)
    {
        var rulebook = place.Catalogue.RulebookOf(outlook.RulebookHash);
        var end = EndAnswer.Of(outlook.End, rulebook);
        return new WorkingSheetAnswer(
            place.Province.Value,
            place.Year.Value,
            row.Code.Value,
            NameAnswer.Of(row.Name),
            Texts.Of(row.Level),
            sheet.Stream,
            sheet.Version,
            sheet.Figures.ToDictionary(f => f.Key, f => Numbers.Exact(f.Value)),
            [.. sheet.Incidents.Select(i => new WorkingIncidentAnswer(
                i.Id, i.Kind, i.Date, i.Deaths, i.Severity, i.Rectified))],
            [.. sheet.Vetoes.Select(v => new WorkingVetoAnswer(v.Id, v.Ground, v.State))],
            sheet.Suspension,
            outlook.Stage,
            new RulebookRef(outlook.RulebookId, outlook.RulebookHash),
            end.Score,
            Numbers.Points(outlook.SoFar, rulebook),
            Numbers.Points(outlook.Attainable, rulebook),
            Numbers.Points(outlook.Score.Full, rulebook)!.Value,
            end.Rank,
            end.Outcome,
            end.Reasons,
            end.Streak,
            Runs.Of(outlook.IfDesignated),
            [.. outlook.Gaps.Select(gap => GapAnswer.Of(gap, rulebook))],
            outlook.Missing,
            [.. outlook.Vetoes.Select(veto => VetoInSightAnswer.Of(veto, rulebook))],
            [.. outlook.Warnings.Select(warning => WarningAnswer.Of(warning, rulebook))],
            Sheets.Groups(outlook.Score, rulebook),
            Sheets.Indicators(outlook.Score, rulebook),
            outlook.Withheld);
    }
}
