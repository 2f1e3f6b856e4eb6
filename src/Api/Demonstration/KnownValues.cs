using Award.Rules;

namespace Award.Api.Demonstration;

/// <summary>A value that a report published.</summary>
/// <param name="IsBound">It says only that the value lay below.</param>
public sealed record KnownValue(
    AwardYear Year, RegionCode Region, string Indicator, Figure Value, bool IsBound, string Source);

/// <summary>
/// What the facts folder knows of figures: published values of indicators, and the population of the cities.
/// </summary>
public sealed record KnownValues(
    IReadOnlyList<KnownValue> Values,
    IReadOnlyDictionary<(int Year, RegionCode City), KnownPopulation> Populations)
{
    private const string UpperBound = " (upper bound)";

    // The reports' names of measures, and the indicators of ours that mean the same.
    private static readonly Dictionary<string, string> IndicatorOf = new(StringComparer.Ordinal)
    {
        ["safety_satisfaction_rate"] = "survey_safety",
        ["awareness_rate"] = "survey_aware",
        ["participation_rate"] = "survey_join",
        ["dispute_mediation_success_rate"] = "dispute_resolved",
        ["homicide_clearance_rate"] = "homicide_cleared",
    };

    /// <summary>
    /// Reads both files from <c>facts/</c> under the data folder. Values of the province itself are left out.
    /// </summary>
    /// <exception cref="DataFileException">A file cannot be read.</exception>
    public static KnownValues Read(string folder)
    {
        var values = DataFile.Read(
            Path.Combine(folder, "facts", "known_values.csv"),
            ["period", "region_code", "metric", "value", "source"],
            ReadValue);
        var populations = DataFile.Read(
            Path.Combine(folder, "facts", "zhejiang_city_population.csv"),
            ["year", "code", "resident_population_10k", "basis"],
            row => (
                (row.Year("year"), row.Code("code")),
                new KnownPopulation(row.Number("resident_population_10k"), row.Text("basis"))));
        return new KnownValues(
            [.. values.OfType<KnownValue>()], populations.ToDictionary(p => p.Item1, p => p.Item2));
    }

    /// <summary>The published value of an indicator of a region in a year, or null.</summary>
    public KnownValue? Find(AwardYear year, RegionCode region, string indicator) =>
        Find(year, region, indicator, isBound: false);

    /// <summary>The value that a report says the region lay below, or null.</summary>
    public KnownValue? FindBound(AwardYear year, RegionCode region, string indicator) =>
        Find(year, region, indicator, isBound: true);

    private KnownValue? Find(AwardYear year, RegionCode region, string indicator, bool isBound) =>
        Values.FirstOrDefault(
            v => v.Year == year && v.Region == region && v.Indicator == indicator && v.IsBound == isBound);

    private static KnownValue? ReadValue(DataRow row)
    {
        var region = row.Code("region_code");
        var metric = row.Text("metric");
        var isBound = metric.EndsWith(UpperBound, StringComparison.Ordinal);
        if (region == region.Province
            || !IndicatorOf.TryGetValue(isBound ? metric[..^UpperBound.Length] : metric, out var indicator))
        {
            return null;
        }

        return new KnownValue(
            new AwardYear(row.Year("period")),
            region,
            indicator,
            new Figure(row.Number("value")),
            isBound,
            row.Text("source"));
    }
}

/// <param name="TenThousands">Resident population, 万人.</param>
/// <param name="Basis">Where it was read.</param>
public sealed record KnownPopulation(decimal TenThousands, string Basis);
