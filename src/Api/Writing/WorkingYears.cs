using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>What is still missing of a year, by region and by indicator.</summary>
internal sealed record ProgressAnswer(
    string Province,
    int Year,
    string Stage,
    int Expected,
    int Submitted,
    IReadOnlyList<RegionProgressAnswer> Regions,
    IReadOnlyList<IndicatorProgressAnswer> Indicators,
    IReadOnlyList<OpenVetoAnswer> UndecidedVetoes);

/// <param name="Recused">Somebody is recused from it: every figure must be there before notice.</param>
/// <param name="RecusedPeople">How many are.</param>
internal sealed record RegionProgressAnswer(
    string Code,
    NameAnswer Name,
    string Level,
    int Expected,
    int Submitted,
    IReadOnlyList<string> Missing,
    bool Recused,
    int RecusedPeople);

internal sealed record IndicatorProgressAnswer(string Id, NameAnswer Name, int Expected, int Submitted);

/// <param name="Id">Null while its condition holds and nobody has raised it.</param>
internal sealed record OpenVetoAnswer(string Region, string Ground, string? Id);

/// <summary>A region's working sheet. Its entity tag is its version in quotes, for <c>If-Match</c>.</summary>
/// <param name="Figures">Exact decimals by indicator or denominator.</param>
/// <param name="Suspension">Id of the suspension, or null.</param>
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
    string? Suspension);

internal sealed record WorkingIncidentAnswer(
    string Id, string Kind, DateOnly Date, int Deaths, string? Severity, bool Rectified);

internal sealed record WorkingVetoAnswer(string Id, string Ground, string State);

/// <summary>The table as the figures stand now; nothing in it is settled.</summary>
internal sealed record WorkingStandingsAnswer(
    string Province, int Year, string Level, string Stage, int Total,
    IReadOnlyList<WorkingEntryAnswer> Entries);

internal sealed record WorkingEntryAnswer(
    int? Rank, string Code, long Version, decimal? Score, string Outcome, IReadOnlyList<string> Reasons);

/// <summary>An open year as those who work on it see it.</summary>
internal static class WorkingYears
{
    public static void MapWorkingYears(this IEndpointRouteBuilder api)
    {
        api.MapGet($"{Routes.Year}/progress", ProgressAsync)
            .Working<ProgressAnswer>(Operation.ReadProgress, "What is still missing, by region and indicator.");
        api.MapGet($"{Routes.Year}/regions/{{code}}", SheetAsync)
            .Working<WorkingSheetAnswer>(Operation.ReadSheet, "A region's working sheet; its ETag goes into If-Match.");
        api.MapGet($"{Routes.Year}/standings", TableAsync)
            .Working<WorkingStandingsAnswer>(Operation.ReadWorkingTable, "The working table of a level.");
    }

    internal static RouteHandlerBuilder Working<T>(
        this RouteHandlerBuilder route, Operation operation, string summary) => route
        .For(operation)
        .WithTags("Working years")
        .WithSummary(summary)
        .Produces<T>()
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> ProgressAsync(
        string province, string year, HttpContext context, IGrainFactory grains, Catalogues catalogues,
        CancellationToken cancellation)
    {
        var (place, refusal) = await FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        var progress = await place!.Grain(grains).ProgressAsync(context.Caller()).WaitAsync(cancellation);
        return progress is null ? NotOpen(place) : PrivateResult.Of(new ProgressAnswer(
            place.Province.Value,
            place.Year.Value,
            progress.Stage,
            progress.Expected,
            progress.Submitted,
            [.. progress.Regions.Select(r => new RegionProgressAnswer(
                r.Code, new NameAnswer(r.NameZh, r.NameEn), r.Level, r.Expected, r.Submitted, r.Missing,
                r.Recused > 0, r.Recused))],
            [.. progress.Indicators.Select(i => new IndicatorProgressAnswer(
                i.Id, new NameAnswer(i.NameZh, i.NameEn), i.Expected, i.Submitted))],
            [.. progress.UndecidedVetoes.Select(v => new OpenVetoAnswer(v.Region, v.Ground, v.Id))]));
    }

    private static async Task<IResult> SheetAsync(
        string province, string year, string code,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        var (place, refusal) = await FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        var caller = context.Caller();
        if (RegionCode.TryFrom(code, out var asked) && AccessRules.Check(
            caller.ToCaller(), Operation.ReadSheet, asked, place!.ParentOf(asked), "code") is { } beyond)
        {
            return Problems.Refuse([beyond]);
        }

        if (await place!.Grain(grains).ViewAsync().WaitAsync(cancellation) is null)
        {
            return NotOpen(place);
        }

        var row = RegionCode.TryFrom(code, out var region)
            ? place.Catalogue.Register!.LastStateOf(region, place.Year) : null;
        if (row is null || !row.IsValidIn(place.Year) || place.Region(grains, code) is not { } grain)
        {
            return Problems.Refuse(
                RefusalCode.RegionUnknown, "code", $"no region {code} in {place.Province} {place.Year}");
        }

        var (sheet, refusals) = await grain.ViewAsync(caller).WaitAsync(cancellation);
        if (sheet is null)
        {
            return Problems.Refuse(refusals);
        }

        return PrivateResult.Of(
            new WorkingSheetAnswer(
                place.Province.Value,
                place.Year.Value,
                code,
                NameAnswer.Of(row.Name),
                Texts.Of(row.Level),
                sheet.Stream,
                sheet.Version,
                sheet.Figures.ToDictionary(f => f.Key, f => Numbers.Exact(f.Value)),
                [.. sheet.Incidents.Select(i => new WorkingIncidentAnswer(
                    i.Id, i.Kind, i.Date, i.Deaths, i.Severity, i.Rectified))],
                [.. sheet.Vetoes.Select(v => new WorkingVetoAnswer(v.Id, v.Ground, v.State))],
                sheet.Suspension),
            $"\"{sheet.Version}\"");
    }

    private static async Task<IResult> TableAsync(
        string province, string year, string? level,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var wanted = form.Level(level);
        var (place, refusal) = await FindAsync(province, year, catalogues, cancellation);
        if ((form.Refused ?? (refusal is null ? null : Problems.Refuse([refusal]))) is { } refused)
        {
            return refused;
        }

        var table = await grains
            .GetGrain<IStandingsGrain>($"standings/{place!.Province}/{place.Year}")
            .TableAsync(context.Caller(), Texts.Of(wanted), heal: true)
            .WaitAsync(cancellation);
        return table is null ? NotOpen(place) : PrivateResult.Of(new WorkingStandingsAnswer(
            place.Province.Value,
            place.Year.Value,
            Texts.Of(wanted),
            table.Stage,
            table.Rows.Count,
            [.. table.Rows.Select(r => new WorkingEntryAnswer(
                r.Rank, r.Code, r.Version, Numbers.ExactOrNull(r.Score), r.Outcome, r.Reasons))]));
    }

    internal static Task<(YearPlace? Place, Refusal? Refusal)> FindAsync(
        string province, string year, Catalogues catalogues, CancellationToken cancellation) =>
        YearPlace.FindAsync(province, year, code => catalogues.FindAsync(code, cancellation));

    internal static IResult NotOpen(YearPlace place) => Problems.Refuse(
        RefusalCode.YearUnknown, "year", $"year {place.Year} of {place.Province} is not open");
}
