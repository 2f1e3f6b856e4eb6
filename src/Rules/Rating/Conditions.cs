using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>Evaluates structured conditions over what is known of a region. Pure and total.</summary>
internal static class Conditions
{
    /// <summary>The grounds whose condition holds, in the order of the rulebook.</summary>
    public static IReadOnlyList<string> ProposedVetoes(
        Rulebook rulebook, RegionInputs region, IReadOnlyList<ScoredValue> values) =>
    [
        .. rulebook.Vetoes
            .Where(ground => ground.Levels.Contains(region.Sheet.Level))
            .Where(ground => Holds(ground.When, rulebook, region, values))
            .Select(ground => ground.Id),
    ];

    /// <summary>
    /// An indicator's scored value, or another figure (a denominator) as reported or summed; null when
    /// missing.
    /// </summary>
    public static Ratio? FigureOf(
        string id, Rulebook rulebook, RegionInputs region, IReadOnlyList<ScoredValue> values)
    {
        for (var i = 0; i < rulebook.Indicators.Count; i++)
        {
            if (rulebook.Indicators[i].Id == id)
                return values[i].Value;
        }

        return region.OwnOrSummed(id);
    }

    private static bool Holds(
        Condition condition, Rulebook rulebook, RegionInputs region, IReadOnlyList<ScoredValue> values) =>
        condition switch
        {
            IncidentCount count => region.AllIncidents.Count(count.Filter.Matches) >= count.AtLeast,
            FigureComparison compare =>
                FigureOf(compare.Figure, rulebook, region, values) is { } value
                && Compares(value, compare.Comparison, compare.Value),
            AnyOf any => any.Conditions.Any(each => Holds(each, rulebook, region, values)),
            AllOf all => all.Conditions.All(each => Holds(each, rulebook, region, values)),
            Not not => !Holds(not.Condition, rulebook, region, values),
            _ => false, // RaisedByPerson: no figure tells
        };

    private static bool Compares(Ratio value, Comparison comparison, Ratio limit) => comparison switch
    {
        Comparison.Below => value < limit,
        Comparison.AtMost => value <= limit,
        Comparison.AtLeast => value >= limit,
        Comparison.Above => value > limit,
        _ => value == limit,
    };
}
