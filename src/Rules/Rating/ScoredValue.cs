using System.Globalization;
using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// The value of one indicator that is scored: reported or counted, rolled up, divided; or null when it is
/// missing. The working says how it came about, or why it is missing.
/// </summary>
internal sealed record ScoredValue(Ratio? Value, Provenance Provenance, IReadOnlyList<WorkingLine> Working)
{
    /// <param name="countyValues">
    /// The indicator's scored values in the region's counties, in their order.
    /// </param>
    public static ScoredValue Read(
        Indicator indicator, RegionInputs region, Func<IEnumerable<ScoredValue>> countyValues) =>
        region.Counties.Count == 0 || indicator.RollUp == RollUp.Own ? ReadOwn(indicator, region)
        : indicator.RollUp == RollUp.Sum ? ReadSum(indicator, region)
        : MeanOf(countyValues(), indicator, region);

    private static ScoredValue ReadOwn(Indicator indicator, RegionInputs region)
    {
        if (indicator.FromIncidents)
            return Count(indicator, region, region.Sheet.Incidents);

        return region.Sheet.Figures.TryGetValue(indicator.Id, out var figure)
            ? Divide(indicator, region, Ratio.From(figure), Provenance.Reported)
            : Missing(Line("figure-missing", indicator.Id));
    }

    private static ScoredValue ReadSum(Indicator indicator, RegionInputs region)
    {
        if (indicator.FromIncidents)
            return Count(indicator, region, region.AllIncidents);

        return region.Summed(indicator.Id) is { } sum
            ? Divide(indicator, region, sum, Provenance.SummedFromCounties)
            : Missing(Line("counties-missing", [.. region.Counties
                .Where(county => !county.Figures.ContainsKey(indicator.Id))
                .Select(county => county.Key)]));
    }

    private static ScoredValue MeanOf(
        IEnumerable<ScoredValue> countyValues, Indicator indicator, RegionInputs region)
    {
        var missing = new List<string>();
        var (sum, weights) = (Ratio.Zero, Ratio.Zero);
        foreach (var (county, scored) in region.Counties.Zip(countyValues))
        {
            if (scored.Value is not { } value || WeightOf(indicator, county) is not { } weight)
            {
                missing.Add(county.Key);
                continue;
            }

            sum += value * weight;
            weights += weight;
        }

        if (missing.Count > 0)
            return Missing(new WorkingLine("counties-missing", missing));

        return weights.Sign == 0
            ? Missing(Line("weights-zero", indicator.RollUpWeight!))
            : new ScoredValue(
                sum / weights,
                Provenance.MeanOfCounties,
                [Line("mean-of-counties", Text(region.Counties.Count))]);
    }

    private static Ratio? WeightOf(Indicator indicator, Sheet county) =>
        indicator.RollUpWeight is { } id ? RegionInputs.WeightOf(county, id) : Ratio.One;

    private static ScoredValue Count(
        Indicator indicator, RegionInputs region, IReadOnlyList<Incident> incidents)
    {
        var count = incidents.Count(incident => indicator.IncidentKinds.Contains(incident.Kind));
        return Divide(indicator, region, new Ratio(count, 1), Provenance.Incidents);
    }

    private static ScoredValue Divide(
        Indicator indicator, RegionInputs region, Ratio value, Provenance provenance)
    {
        if (indicator.Denominator is not { } id)
            return new ScoredValue(value, provenance, []);

        return region.OwnOrSummed(id) switch
        {
            null => Missing(Line("denominator-missing", id)),
            { Sign: 0 } => Missing(Line("denominator-zero", id)),
            { } denominator => new ScoredValue(
                value / denominator,
                provenance,
                [Line("rate", value.ToPlainText(), denominator.ToPlainText(), id)]),
        };
    }

    private static ScoredValue Missing(WorkingLine why) => new(null, Provenance.Missing, [why]);

    internal static WorkingLine Line(string code, params string[] arguments) => new(code, arguments);

    internal static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
