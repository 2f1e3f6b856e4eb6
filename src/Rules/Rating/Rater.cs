using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// Turns a year's sheets into scores, places and designations (rating semantics version 1,
/// docs/rating-semantics.md). Total: with a rulebook that <see cref="RatingLimits"/> accepts, every set of
/// sheets has a rating. All arithmetic is exact or in fixed-scale points that cannot leave the rulebook's
/// full marks, so nothing overflows.
/// </summary>
public static class Rater
{
    /// <summary>The version of the rating semantics that this code carries out.</summary>
    public const int Semantics = 1;

    /// <summary>Rates a whole year. The order of the sheets and of their lists does not matter.</summary>
    /// <param name="kept">
    /// An earlier rating of the same year by the same rulebook object, of which values and scores whose
    /// inputs have not changed are kept. The result is the same with or without it.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Two sheets have one key, or the rulebook is beyond the rating limits.
    /// </exception>
    public static YearRating Rate(Rulebook rulebook, YearSheets sheets, YearRating? kept = null)
    {
        if (RatingLimits.FirstBroken(rulebook) is { } broken)
            throw new ArgumentException(broken.Message, nameof(rulebook));

        var memory = kept is not null && ReferenceEquals(kept.Rulebook, rulebook)
            ? kept.Memory
            : Memory.Empty;
        var ordered = sheets.Sheets.OrderBy(sheet => sheet.Key, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Key == ordered[i - 1].Key)
                throw new ArgumentException($"two sheets with the key '{ordered[i].Key}'", nameof(sheets));
        }

        var rating = new Scorer(rulebook, sheets.Previous, memory).Score(ordered);
        var regions = rating.Regions;
        var counties = Level(rulebook, ordered, RegionLevel.County, regions, _ => null);
        var designated = counties.Where(c => c.Outcome == Outcome.Designated).Select(c => c.Key).ToHashSet();
        var cities = Level(rulebook, ordered, RegionLevel.City, regions, Share);
        return new YearRating(rulebook, counties, cities) { Memory = rating };

        (int, int)? Share(RatedRegion city)
        {
            var of = city.Inputs.Counties;
            return of.Count == 0 ? null : (of.Count(county => designated.Contains(county.Key)), of.Count);
        }
    }

    private static IReadOnlyList<SheetRating> Level(
        Rulebook rulebook,
        IReadOnlyList<Sheet> sheets,
        RegionLevel level,
        IReadOnlyDictionary<string, RatedRegion> regions,
        Func<RatedRegion, (int, int)?> share)
    {
        var ofLevel = sheets.Where(sheet => sheet.Level == level).ToArray();
        var assessed = ofLevel.Where(IsAssessed).Select(sheet => regions[sheet.Key]);
        var ranks = Ranking.Ranks(rulebook, assessed);
        return
        [
            .. ofLevel
                .Select(sheet => IsAssessed(sheet)
                    ? Rated(rulebook, sheet, regions[sheet.Key], ranks, share)
                    : NotAssessed(rulebook, sheet))
                .OrderBy(rating => rating.Outcome == Outcome.NotAssessed)
                .ThenBy(rating => rating.Rank ?? int.MaxValue)
                .ThenBy(rating => rating.Key, StringComparer.Ordinal),
        ];
    }

    internal static bool IsAssessed(Sheet sheet) => sheet.Status != SheetStatus.NotAssessed;

    private static SheetRating Rated(
        Rulebook rulebook,
        Sheet sheet,
        RatedRegion region,
        IReadOnlyDictionary<string, int> ranks,
        Func<RatedRegion, (int, int)?> share)
    {
        var (outcome, reasons) = Designating.Decide(rulebook, region, share(region));
        int? rank = ranks.TryGetValue(sheet.Key, out var place) ? place : null;
        return new SheetRating(
            sheet.Key,
            sheet.Level,
            sheet.Parent,
            region.Score,
            region.Total,
            rank,
            Pending: region.Total is null,
            outcome,
            reasons,
            region.ProposedVetoes);
    }

    private static SheetRating NotAssessed(Rulebook rulebook, Sheet sheet)
    {
        var score = new NodeScore(
            rulebook.Root,
            null,
            Points.Zero,
            Excluded: true,
            null,
            "not-assessed",
            Provenance.Missing,
            [],
            []);
        var reason = new Reason(ReasonCode.NotAssessed, sheet.Key, null, null);
        return new SheetRating(
            sheet.Key,
            sheet.Level,
            sheet.Parent,
            score,
            null,
            null,
            Pending: false,
            Outcome.NotAssessed,
            [reason],
            []);
    }
}
