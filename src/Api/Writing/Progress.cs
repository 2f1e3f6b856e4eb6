using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>What is still missing of a year, by region, dimension and indicator.</summary>
/// <param name="Collecting">The end of collecting; null where none is set and collecting is not over.</param>
/// <param name="Overdue">
/// Regions that lack figures while that end is near or passed, until publication; most lacking first, then by code.
/// </param>
internal sealed record ProgressAnswer(
    string Province,
    int Year,
    string Stage,
    int Expected,
    int Submitted,
    IReadOnlyList<RegionProgressAnswer> Regions,
    IReadOnlyList<IndicatorProgressAnswer> Indicators,
    IReadOnlyList<OpenVetoAnswer> UndecidedVetoes,
    IReadOnlyList<IndicatorProgressAnswer> Dimensions,
    CollectingAnswer? Collecting,
    IReadOnlyList<OverdueAnswer> Overdue);

/// <param name="Until">The last day, or null.</param>
/// <param name="State"><c>ahead|near|passed</c>: near is seven days or less to go, passed also from review on.</param>
/// <param name="DaysLeft">0 on the last day, below zero after it.</param>
internal sealed record CollectingAnswer(DateOnly? Until, string State, int? DaysLeft);

internal sealed record OverdueAnswer(
    string Code, NameAnswer Name, string Level, string State, IReadOnlyList<string> Missing);

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
    int RecusedPeople,
    IReadOnlyList<DimensionProgressAnswer> Dimensions);

/// <summary>One dimension of one region; a denominator counts in each that divides or weights by it.</summary>
internal sealed record DimensionProgressAnswer(string Id, int Expected, int Submitted, IReadOnlyList<string> Missing);

internal sealed record IndicatorProgressAnswer(string Id, NameAnswer Name, int Expected, int Submitted);

/// <param name="Id">Null while its condition holds and nobody has raised it.</param>
internal sealed record OpenVetoAnswer(string Region, string Ground, string? Id);

internal static class Progress
{
    public static void MapProgress(this IEndpointRouteBuilder api) => api
        .MapGet($"{Routes.Year}/progress", ProgressAsync)
        .Working<ProgressAnswer>(
            Operation.ReadProgress, "What is still missing, by region, dimension and indicator, and what is overdue.");

    private static async Task<IResult> ProgressAsync(
        string province, string year, HttpContext context, IGrainFactory grains, Catalogues catalogues,
        CancellationToken cancellation)
    {
        var (place, refusal) = await WorkingYears.FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        var progress = await place!.Grain(grains).ProgressAsync(context.Caller()).WaitAsync(cancellation);
        return progress is null ? WorkingYears.NotOpen(place) : PrivateResult.Of(Of(place, progress));
    }

    private static ProgressAnswer Of(YearPlace place, ProgressView progress)
    {
        var regions = progress.Regions.ToDictionary(region => region.Code, StringComparer.Ordinal);
        return new ProgressAnswer(
            place.Province.Value,
            place.Year.Value,
            progress.Stage,
            progress.Expected,
            progress.Submitted,
            [.. progress.Regions.Select(Of)],
            [.. progress.Indicators.Select(Of)],
            [.. progress.UndecidedVetoes.Select(v => new OpenVetoAnswer(v.Region, v.Ground, v.Id))],
            [.. progress.Dimensions.Select(Of)],
            progress.Collecting is { } state
                ? new CollectingAnswer(progress.CollectingUntil, state, progress.DaysLeft) : null,
            [.. progress.Overdue.Select(code => regions[code]).Select(region => new OverdueAnswer(
                region.Code, NameOf(region), region.Level, progress.Collecting!, region.Missing))]);
    }

    private static RegionProgressAnswer Of(RegionProgress region) => new(
        region.Code, NameOf(region), region.Level, region.Expected, region.Submitted, region.Missing,
        region.Recused > 0, region.Recused,
        [.. region.Dimensions.Select(d => new DimensionProgressAnswer(d.Id, d.Expected, d.Submitted, d.Missing))]);

    private static IndicatorProgressAnswer Of(IndicatorProgress of) =>
        new(of.Id, new NameAnswer(of.NameZh, of.NameEn), of.Expected, of.Submitted);

    private static NameAnswer NameOf(RegionProgress region) => new(region.NameZh, region.NameEn);
}
