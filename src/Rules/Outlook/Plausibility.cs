using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// Whether what someone is about to report is odd (存疑): possible, so never refused, but asked about. Rulebooks say what is
/// odd; by themselves they say nothing (docs/rulebook-format.md).
/// </summary>
public static class Plausibility
{
    /// <summary>Fewer peers with a value than this say nothing about another.</summary>
    public const int LeastPeers = 3;

    /// <summary>Whether there is anything to look at.</summary>
    /// <param name="figures">Ids of indicators and denominators that are reported or amended.</param>
    /// <param name="kinds">Kinds of incidents that are.</param>
    public static bool Concerns(Rulebook rulebook, IEnumerable<string> figures, IEnumerable<string> kinds) =>
        figures.Any(id => rulebook.Doubts.Figures.Any(rule => IsTouched(rulebook, rule, id)))
        || kinds.Any(kind => rulebook.Doubts.Deaths.Any(rule => rule.Kinds.Contains(kind)));

    /// <summary>What would be odd, figures first, in the order of what is reported; each thing once.</summary>
    /// <param name="sheets">The year's sheets as they stand.</param>
    /// <param name="kept">A rating of them, to save work.</param>
    public static IReadOnlyList<Doubt> Of(
        Rulebook rulebook, YearSheets sheets, IReadOnlyList<Reported> reported, YearRating? kept = null)
    {
        var after = reported.Aggregate(sheets, (year, of) => year.With(of.Region, of.Figures).With(of.Region, of.Incidents));
        var year = Rater.Rate(rulebook, after, kept);
        var doubts =
            from of in reported
            from figure in of.Figures.Keys
            from rule in rulebook.Doubts.Figures
            where IsTouched(rulebook, rule, figure)
            from doubt in OfFigure(year, sheets.Previous, of.Region, rule)
            select doubt with { Reported = of.Figures.ContainsKey(rule.Indicator) ? rule.Indicator : figure };
        string[] kinds =
            [.. reported.SelectMany(of => of.Incidents).Where(incident => incident.Deaths > 0).Select(incident => incident.Kind)];
        return
        [
            .. doubts.DistinctBy(doubt => (doubt.Code, doubt.Region, doubt.Subject)),
            .. from rule in rulebook.Doubts.Deaths
               from kind in kinds.Where(rule.Kinds.Contains).Take(1)
               from doubt in OfDeaths(year, rule)
               select doubt with { Reported = kind },
        ];
    }

    private static bool IsTouched(Rulebook rulebook, FigureDoubt rule, string id) =>
        rule.Indicator == id || rulebook.FindIndicator(rule.Indicator)?.Denominator == id;

    private static IEnumerable<Doubt> OfFigure(YearRating year, PreviousYear? previous, string region, FigureDoubt rule)
    {
        if (ValueOf(year, region, rule.Indicator) is not { } value)
            yield break;

        if (rule.LastYear is { } change
            && previous?.Values.GetValueOrDefault(rule.Indicator) is { } before
            && before.TryGetValue(region, out var last)
            && IsFar(value, last, change))
        {
            yield return new Doubt(DoubtCode.FarFromLastYear, region, rule.Indicator, rule.Indicator, value, last);
        }

        if (rule.Peers is { } spread && MedianOfPeers(year, region, rule.Indicator) is { } median && IsFar(value, median, spread))
            yield return new Doubt(DoubtCode.FarFromPeers, region, rule.Indicator, rule.Indicator, value, median);
    }

    private static IEnumerable<Doubt> OfDeaths(YearRating year, DeathsDoubt rule)
    {
        var deaths = year.Memory.Regions.Values
            .SelectMany(region => region.Inputs.Sheet.Incidents)
            .Where(incident => rule.Kinds.Contains(incident.Kind))
            .Sum(incident => (long)incident.Deaths);
        return deaths > rule.Province
            ? [new Doubt(
                DoubtCode.MoreDeathsThanProvince, "", rule.Kinds[0], rule.Kinds[0], new Ratio(deaths, 1), new Ratio(rule.Province, 1))]
            : [];
    }

    // Of a last year or a median of zero no percentage tells how far.
    private static bool IsFar(Ratio value, Ratio from, Distance distance) =>
        distance.InPercent
            ? from.Sign != 0 && (value - from).Abs() * new Ratio(100, 1) > distance.Limit * from.Abs()
            : (value - from).Abs() > distance.Limit;

    private static Ratio? MedianOfPeers(YearRating year, string region, string indicator)
    {
        var level = year.Memory.Regions[region].Inputs.Sheet.Level;
        Ratio[] values =
        [
            .. year.Memory.Regions.Values
                .Where(peer => peer.Key != region && peer.Inputs.Sheet.Level == level)
                .Select(peer => ValueOf(year, peer.Key, indicator))
                .OfType<Ratio>()
                .Order(),
        ];
        return values.Length < LeastPeers ? null
            : (values[(values.Length - 1) / 2] + values[values.Length / 2]) * new Ratio(1, 2);
    }

    private static Ratio? ValueOf(YearRating year, string region, string indicator)
    {
        if (!year.Memory.Regions.TryGetValue(region, out var rated))
            return null;

        for (var leaf = 0; leaf < year.Rulebook.Indicators.Count; leaf++)
        {
            if (year.Rulebook.Indicators[leaf].Id == indicator)
                return rated.Values[leaf].Value;
        }

        return null;
    }
}

/// <summary>What somebody is about to report of a region.</summary>
/// <param name="Incidents">Recorded, or amended where the id is on record.</param>
public sealed record Reported(
    string Region, IReadOnlyDictionary<string, Figure> Figures, IReadOnlyList<Incident> Incidents);

/// <summary>Something odd.</summary>
/// <param name="Region">Its code; empty for the province.</param>
/// <param name="Subject">The indicator, or the first kind of incident.</param>
/// <param name="Reported">The figure, denominator or kind of incident that was reported.</param>
/// <param name="Value">As it would be: scored, or deaths.</param>
/// <param name="Expected">Last year's value, the peers' median, or the province's own number of deaths.</param>
public sealed record Doubt(
    DoubtCode Code, string Region, string Subject, string Reported, Ratio Value, Ratio Expected);

public enum DoubtCode
{
    FarFromLastYear,
    FarFromPeers,
    MoreDeathsThanProvince,
}
