namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// The words of the format and what they stand for. The schema has refused every other word.
/// </summary>
internal static class Words
{
    public static IReadOnlyDictionary<string, MissingPolicy> Missing { get; } =
        new Dictionary<string, MissingPolicy>
    {
        ["error"] = MissingPolicy.Error,
        ["zero"] = MissingPolicy.Zero,
        ["exclude-and-rescale"] = MissingPolicy.ExcludeAndRescale,
    };

    public static IReadOnlyDictionary<string, RollUp> RollUp { get; } = new Dictionary<string, RollUp>
    {
        ["own"] = Rulebooks.RollUp.Own,
        ["sum"] = Rulebooks.RollUp.Sum,
        ["mean"] = Rulebooks.RollUp.Mean,
    };

    public static IReadOnlyDictionary<string, Aggregation> Aggregation { get; } =
        new Dictionary<string, Aggregation>
    {
        ["sum"] = Rulebooks.Aggregation.Sum,
        ["mean"] = Rulebooks.Aggregation.Mean,
        ["weighted-mean"] = Rulebooks.Aggregation.WeightedMean,
        ["geometric-mean"] = Rulebooks.Aggregation.GeometricMean,
    };

    public static IReadOnlyDictionary<string, RoundingMode> Rounding { get; } =
        new Dictionary<string, RoundingMode>
    {
        ["half-even"] = RoundingMode.HalfEven,
        ["half-up"] = RoundingMode.HalfUp,
        ["down"] = RoundingMode.Down,
    };

    public static IReadOnlyDictionary<string, RollUpMode> CityScores { get; } =
        new Dictionary<string, RollUpMode>
    {
        ["figures"] = RollUpMode.Figures,
        ["mean-of-counties"] = RollUpMode.MeanOfCountyScores,
        ["weighted-mean-of-counties"] = RollUpMode.WeightedMeanOfCountyScores,
    };

    public static IReadOnlyDictionary<string, Severity> Severity { get; } = new Dictionary<string, Severity>
    {
        ["ordinary"] = Rulebooks.Severity.Ordinary,
        ["larger"] = Rulebooks.Severity.Larger,
        ["major"] = Rulebooks.Severity.Major,
        ["extreme"] = Rulebooks.Severity.Extreme,
    };

    public static IReadOnlyDictionary<string, RegionLevel> Level { get; } =
        new Dictionary<string, RegionLevel>
    {
        ["county"] = RegionLevel.County,
        ["city"] = RegionLevel.City,
    };

    public static IReadOnlyDictionary<string, Comparison> Comparison { get; } =
        new Dictionary<string, Comparison>
    {
        ["below"] = Rulebooks.Comparison.Below,
        ["at-most"] = Rulebooks.Comparison.AtMost,
        ["at-least"] = Rulebooks.Comparison.AtLeast,
        ["above"] = Rulebooks.Comparison.Above,
        ["equal-to"] = Rulebooks.Comparison.EqualTo,
    };
}
