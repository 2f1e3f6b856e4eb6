using Award.Api.Published;
using Award.Ledger.Published;

namespace Award.Api.Public;

public sealed record AwardYearsAnswer(
    string Province, bool Demonstration, IReadOnlyList<AwardYearAnswer> Years);

/// <param name="Stage"><c>draft|collecting|review|notice|published</c>.</param>
/// <param name="Visibility"><c>embargoed|live|live-until-freeze</c>.</param>
/// <param name="Semantics">Version of the rating semantics it is rated with.</param>
public sealed record AwardYearAnswer(
    string Province,
    int Year,
    string Stage,
    string Visibility,
    bool Demonstration,
    RulebookRef Rulebook,
    int Semantics,
    DatesAnswer Dates,
    string? PublishedAt,
    IReadOnlyList<StageAnswer> Stages);

/// <summary>Calendar dates in Asia/Shanghai; each may be open.</summary>
public sealed record DatesAnswer(DateOnly? CollectingUntil, DateOnly? NoticeUntil);

/// <param name="At">When the stage began.</param>
public sealed record StageAnswer(string Stage, string At);

internal static class AwardYears
{
    public static void MapAwardYears(this IEndpointRouteBuilder api) =>
        api.MapGet("/award-years", ListAsync).Describes<AwardYearsAnswer>(
            "Award years", "The award years of a province with stage and dates, oldest first.");

    private static async Task<IResult> ListAsync(
        string? province, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        return form.Refused ?? catalogue!.Answer("award-years", known => new AwardYearsAnswer(
            known.Province.Value, known.Demonstration, [.. known.Years.Select(Of)]));
    }

    private static AwardYearAnswer Of(YearDocument year) => new(
        year.Province,
        year.Year,
        year.Stage,
        year.Visibility,
        year.Demonstration,
        new RulebookRef(year.RulebookId, year.RulebookHash),
        year.Semantics,
        new DatesAnswer(year.CollectingUntil, year.NoticeUntil),
        year.Stages.LastOrDefault(s => s.Stage == "published")?.At,
        [.. year.Stages.Select(s => new StageAnswer(s.Stage, s.At))]);
}
