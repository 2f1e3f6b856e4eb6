using System.Diagnostics;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>The words of the format and what they stand for. The schema has refused every other word.</summary>
internal static class Words
{
    public static MissingPolicy Missing(string word) => word switch
    {
        "error" => MissingPolicy.Error,
        "zero" => MissingPolicy.Zero,
        "exclude-and-rescale" => MissingPolicy.ExcludeAndRescale,
        _ => throw new UnreachableException(word),
    };

    public static RollUp RollUp(string word) => word switch
    {
        "own" => Rulebooks.RollUp.Own,
        "sum" => Rulebooks.RollUp.Sum,
        "mean" => Rulebooks.RollUp.Mean,
        _ => throw new UnreachableException(word),
    };

    public static Aggregation Aggregation(string word) => word switch
    {
        "sum" => Rulebooks.Aggregation.Sum,
        "mean" => Rulebooks.Aggregation.Mean,
        "weighted-mean" => Rulebooks.Aggregation.WeightedMean,
        "geometric-mean" => Rulebooks.Aggregation.GeometricMean,
        _ => throw new UnreachableException(word),
    };

    public static RoundingMode Rounding(string word) => word switch
    {
        "half-even" => RoundingMode.HalfEven,
        "half-up" => RoundingMode.HalfUp,
        "down" => RoundingMode.Down,
        _ => throw new UnreachableException(word),
    };

    public static RollUpMode CityScores(string word) => word switch
    {
        "figures" => RollUpMode.Figures,
        "mean-of-counties" => RollUpMode.MeanOfCountyScores,
        "weighted-mean-of-counties" => RollUpMode.WeightedMeanOfCountyScores,
        _ => throw new UnreachableException(word),
    };

    public static Severity Severity(string word) => word switch
    {
        "ordinary" => Rulebooks.Severity.Ordinary,
        "larger" => Rulebooks.Severity.Larger,
        "major" => Rulebooks.Severity.Major,
        "extreme" => Rulebooks.Severity.Extreme,
        _ => throw new UnreachableException(word),
    };

    public static RegionLevel Level(string word) => word switch
    {
        "county" => RegionLevel.County,
        "city" => RegionLevel.City,
        _ => throw new UnreachableException(word),
    };

    public static Comparison Comparison(string word) => word switch
    {
        "below" => Rulebooks.Comparison.Below,
        "at-most" => Rulebooks.Comparison.AtMost,
        "at-least" => Rulebooks.Comparison.AtLeast,
        "above" => Rulebooks.Comparison.Above,
        "equal-to" => Rulebooks.Comparison.EqualTo,
        _ => throw new UnreachableException(word),
    };
}
