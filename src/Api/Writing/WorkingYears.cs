using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>The table as the figures stand now; nothing in it is settled.</summary>
internal sealed record WorkingStandingsAnswer(
    string Province, int Year, string Level, string Stage, int Total,
    IReadOnlyList<WorkingEntryAnswer> Entries);

internal sealed record WorkingEntryAnswer(
    int? Rank, string Code, long Version, decimal? Score, string Outcome, IReadOnlyList<string> Reasons);

/// <summary>An open year as those who work on it see it.</summary>
internal static class WorkingYears
{
    public static void MapWorkingYears(this IEndpointRouteBuilder api) => api
        .MapGet($"{Routes.Year}/standings", TableAsync)
        .Working<WorkingStandingsAnswer>(Operation.ReadWorkingTable, "The working table of a level.");

    internal static RouteHandlerBuilder Working<T>(
        this RouteHandlerBuilder route, Operation operation, string summary) => route
        .For(operation)
        .WithTags("Working years")
        .WithSummary(summary)
        .Produces<T>()
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

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
