using Award.Rules;

namespace Award.Api.Demonstration;

/// <summary>
/// How a level moved over the years: straight between known or assumed points, flat outside them. Regions lie
/// about it by a distance of their own and a little chance each year.
/// </summary>
/// <param name="Knots">Year and level, years rising.</param>
/// <param name="Apart">Half the width of the regions' own distances.</param>
/// <param name="Chance">Half the width of what one year adds.</param>
internal sealed record Trend((int Year, decimal Level)[] Knots, decimal Apart, decimal Chance)
{
    // Points of 2003, 2012, 2014, 2017 and 2023 are the province's published rates; the others are ours.
    private static readonly Dictionary<string, Trend> Surveys = new(StringComparer.Ordinal)
    {
        ["survey_safety"] = new(
            [(2003, 90.8m), (2012, 95.93m), (2014, 96.2m), (2017, 96.58m), (2023, 98.88m)], 1.3m, 0.4m),
        ["survey_aware"] = new([(2005, 30m), (2014, 83.5m), (2022, 93m)], 4m, 1m),
        ["survey_join"] = new([(2005, 14m), (2014, 46.3m), (2022, 68m)], 3m, 1m),
    };

    private static readonly Dictionary<string, Trend> PerHead = new(StringComparer.Ordinal)
    {
        // Vehicles and ten thousands of yuan a resident.
        ["vehicles"] = new([(2005, 0.055m), (2013, 0.15m), (2022, 0.31m)], 0, 0),
        ["gdp"] = new([(2005, 2.7m), (2013, 6.8m), (2022, 11.8m)], 0, 0),
    };

    /// <summary>The level of a surveyed rate, in per cent; null for what is no survey.</summary>
    public static decimal? Survey(string indicator, AwardYear year, LineageId lineage) =>
        Surveys.TryGetValue(indicator, out var trend)
            ? decimal.Round(Math.Clamp(trend.Of(year, lineage, indicator), 5m, 99.6m), 2)
            : null;

    /// <summary>A denominator of a county.</summary>
    /// <param name="population">Residents in ten thousands.</param>
    /// <exception cref="DataFileException">
    /// The rulebook divides by something the demonstration has no figures of.
    /// </exception>
    public static decimal Denominator(string id, decimal population, AwardYear year, LineageId lineage)
    {
        var wealth = Draw.Between(0.7m, 1.4m, 0, lineage, "wealth");
        return id switch
        {
            "resident_population_10k" => population,
            "vehicles_10k" => decimal.Round(population * PerHead["vehicles"].At(year) * wealth, 4),
            "gdp_100m" => decimal.Round(population * PerHead["gdp"].At(year) * wealth, 2),
            _ => throw new DataFileException($"the demonstration has no figures for the denominator '{id}'"),
        };
    }

    private decimal Of(AwardYear year, LineageId lineage, string purpose) =>
        At(year)
        + Draw.Between(-Apart, Apart, 0, lineage, purpose)
        + Draw.Between(-Chance, Chance, year.Value, lineage, purpose);

    private decimal At(AwardYear year)
    {
        for (var i = 1; i < Knots.Length; i++)
        {
            var (from, to) = (Knots[i - 1], Knots[i]);
            if (year.Value < to.Year)
            {
                var passed = Math.Max(year.Value - from.Year, 0);
                return from.Level + ((to.Level - from.Level) * passed / (to.Year - from.Year));
            }
        }

        return Knots[^1].Level;
    }
}
