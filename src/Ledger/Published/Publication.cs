using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Ledger.Published;

/// <summary>A region's sheet as it stood when the year was sealed.</summary>
public sealed record SealedRegion(RegisterRow Row, LineageId Lineage, long Version, SheetState State)
{
    /// <summary>Whether counties lie in it, among the regions of its year.</summary>
    public bool HasCounties(IReadOnlyList<SealedRegion> regions) =>
        Row.Level == RegionLevel.City
        && regions.Any(r => r.Row.Level == RegionLevel.County && r.Row.Parent == Row.Code);
}

/// <summary>A sealed region with its rating.</summary>
internal sealed record RatedRegion(RegisterRow Row, LineageId Lineage, SheetState State, SheetRating Rating);

/// <summary>Everything a publication follows from. The same input gives the same bytes, here and in the verifier.</summary>
/// <param name="Year">How the year was opened.</param>
/// <param name="Previous">Last year's references, keyed by last year's codes; null when it was not published.</param>
/// <param name="Streaks">The streaks before this publication, by lineage; a new unit may be absent.</param>
public sealed record PublicationInput(
    YearOpened Year,
    Rulebook Rulebook,
    RegionRegister Register,
    IReadOnlyList<SealedRegion> Regions,
    ReferencesDocument? Previous,
    IReadOnlyDictionary<LineageId, StreakState> Streaks,
    DateTimeOffset At);

/// <summary>The facts and documents of a publication: one command, one transaction.</summary>
public sealed record Publication(
    YearPublished Sealed,
    IReadOnlyList<(LineageId Lineage, OutcomeRecorded Outcome)> Outcomes,
    IReadOnlyList<PublishedDocument> Documents,
    YearRating Rating)
{
    /// <summary>Rates the sealed year and derives everything that is published with it.</summary>
    public static Publication Of(PublicationInput input)
    {
        var rating = YearMaterial.Rate(
            input.Rulebook, input.Register, input.Year.Year, input.Regions, input.Previous);
        var byCode = rating.Counties.Concat(rating.Cities).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var regions = input.Regions
            .Select(r => new RatedRegion(r.Row, r.Lineage, r.State, byCode[r.Row.Code.Value]))
            .OrderBy(r => r.Row.Code)
            .ToList();

        List<PublishedDocument> tables =
        [
            Table(input, rating.Cities, regions, RegionLevel.City),
            Table(input, rating.Counties, regions, RegionLevel.County),
            References(input, rating),
            .. regions.Select(region => DocumentJson.Write(
                DocumentKeys.Sheet(input.Year.Province, input.Year.Year, region.Row.Code),
                SheetDocuments.Of(input, region))),
        ];
        var outcomes = regions.Select(region => (region.Lineage, Outcome(input, region))).ToList();
        var published = new YearPublished(
            input.Year.Semantics,
            [.. input.Regions.OrderBy(r => r.Row.Code).Select(r => new SealedSheet(
                StreamNames.Sheet(r.Row.Level, input.Year.Year, r.Row.Code), r.Version))],
            [.. tables.Select(table => new PublishedHash(table.Key, ContentHash.Of(table.Bytes.Span)))
                .OrderBy(table => table.Key, StringComparer.Ordinal)]);
        return new Publication(
            published, outcomes, tables, rating);
    }

    private static PublishedDocument Table(
        PublicationInput input, IReadOnlyList<SheetRating> table, List<RatedRegion> regions, RegionLevel level)
    {
        var byCode = regions.ToDictionary(r => r.Row.Code.Value, StringComparer.Ordinal);
        var rows = table.Select(rating =>
        {
            var region = byCode[rating.Key];
            return new StandingsRow(
                rating.Key,
                region.Lineage.ToString(),
                Texts.Of(region.Row.Name),
                rating.Rank,
                rating.Pending,
                rating.Total?.ToString(),
                Texts.Of(rating.Outcome),
                Movement(input, region));
        });
        var year = input.Year;
        return DocumentJson.Write(
            DocumentKeys.Standings(year.Province, year.Year, level),
            new StandingsDocument(
                year.Province.Value, year.Year.Value, Texts.Of(level), Texts.Of(input.At), year.RulebookId,
                year.RulebookHash, year.Demonstration, [.. rows]));
    }

    private static int? Movement(PublicationInput input, RatedRegion region) =>
        region.Rating.Rank is { } rank
        && input.Streaks.TryGetValue(region.Lineage, out var streak)
        && streak.Outcomes.TryGetValue(input.Year.Year.Previous, out var last)
        && last.Recorded.Rank is { } before
        && last.Recorded.Level == region.Row.Level
            ? before - rank
            : null;

    private static OutcomeRecorded Outcome(PublicationInput input, RatedRegion region) => new(
        input.Year.Year,
        region.Row.Code,
        region.Row.Level,
        region.Rating.Outcome,
        region.Rating.Total,
        region.Rating.Rank,
        region.Rating.Reasons,
        input.Year.RulebookHash,
        region.Rating.Outcome == Rules.Rating.Outcome.Suspended ? region.State.Suspension?.Id : null);

    private static PublishedDocument References(PublicationInput input, YearRating rating)
    {
        var year = input.Year;
        return DocumentJson.Write(
            DocumentKeys.References(year.Province, year.Year),
            YearMaterial.References(year.Province, year.Year, rating.AsPrevious));
    }
}
