using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Writing;

/// <summary>What a write would change, in answer to <c>?preview=true</c>. Nothing is written.</summary>
/// <param name="Hash">Sent back as <c>X-Preview-Hash</c>, it confirms the write while it would make this very difference.</param>
/// <param name="Years">By year, then code: awards that would be different.</param>
/// <param name="Titles">By unit: titles that would be gained or lost.</param>
internal sealed record PreviewAnswer(
    string Hash, IReadOnlyList<PreviewYearAnswer> Years, IReadOnlyList<PreviewTitlesAnswer> Titles);

/// <param name="Before">Null where there is no award yet.</param>
/// <param name="After">Null where there would be none.</param>
internal sealed record PreviewYearAnswer(
    int Year, string Code, NameAnswer? Name, AwardAnswer? Before, AwardAnswer? After);

/// <param name="Standing">"working" while the year is open, else "published".</param>
/// <param name="StreakYears">As of the year; null while it is open.</param>
internal sealed record AwardAnswer(
    string Standing, decimal? Score, int? Rank, string Outcome, int? StreakYears, TierAnswer? Tier);

/// <param name="Unit">The first code it is known by.</param>
internal sealed record PreviewTitlesAnswer(
    string Unit, NameAnswer? Name, IReadOnlyList<PreviewTitleAnswer> Gained, IReadOnlyList<PreviewTitleAnswer> Lost);

internal sealed record PreviewTitleAnswer(TierAnswer Tier, int Year);

/// <summary>Whether a write is to be shown first, or was.</summary>
internal static class Previews
{
    public const string Query = "preview";
    public const string HashHeader = "X-Preview-Hash";

    /// <summary>Reads <c>?preview</c> and <c>X-Preview-Hash</c>.</summary>
    public static (bool Preview, string? Confirms, Refusal? Refusal) Read(HttpRequest request)
    {
        var asked = request.Query[Query];
        var hash = request.Headers[HashHeader];
        if (asked.Count > 1 || (asked.Count == 1 && asked[0] is not ("true" or "false")))
        {
            return (false, null, new Refusal(RefusalCode.MalformedInput, Query, "preview is true or false"));
        }

        var preview = asked.Count == 1 && asked[0] == "true";
        return hash.Count == 0 ? (preview, null, null)
            : hash.Count > 1 || !ContentHash.IsValid(hash[0]) ? (false, null, new Refusal(
                RefusalCode.MalformedInput, HashHeader, "the hash that a preview answered: 64 lower-case hex digits"))
            : preview ? (false, null, new Refusal(
                RefusalCode.MalformedInput, HashHeader, "a preview confirms nothing: leave out one of the two"))
            : (false, hash[0], null);
    }

    public static async Task<PreviewAnswer> AnswerAsync(
        PreviewView preview, Catalogues catalogues, CancellationToken cancellation)
    {
        var document = DocumentJson.Read<DifferenceDocument>(preview.Difference);
        var some = document.Years.Select(y => y.Code).Concat(document.Titles.Select(t => t.Unit)).FirstOrDefault();
        var register = some is null
            ? null
            : (await catalogues.FindAsync(new RegionCode(some).Province, cancellation))?.Register;
        return new PreviewAnswer(
            preview.Hash,
            [
                .. document.Years.Select(row => new PreviewYearAnswer(
                    row.Year, row.Code, Name(row.Code, row.Year), Award(row.Before), Award(row.After))),
            ],
            [
                .. document.Titles.Select(unit => new PreviewTitlesAnswer(
                    unit.Unit, Name(unit.Unit, AwardYear.Last), Titles(unit.Gained), Titles(unit.Lost))),
            ]);

        NameAnswer? Name(string code, int year) =>
            register?.LastStateOf(new RegionCode(code), new AwardYear(year)) is { } row ? NameAnswer.Of(row.Name) : null;
    }

    private static AwardAnswer? Award(AwardText? award) => award is null ? null : new AwardAnswer(
        award.Standing,
        Numbers.ExactOrNull(award.Score),
        award.Rank,
        award.Outcome,
        award.StreakYears,
        award.Tier is { } tier ? new TierAnswer(tier.Id, tier.Name.Zh, tier.Name.En) : null);

    private static List<PreviewTitleAnswer> Titles(IReadOnlyList<TitleText> titles) => [.. titles.Select(title =>
        new PreviewTitleAnswer(new TierAnswer(title.Tier, title.Name.Zh, title.Name.En), title.Year))];
}
