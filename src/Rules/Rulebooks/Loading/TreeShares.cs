using System.Numerics;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>How a group's points go to its children: as <c>points</c>, by <c>weight</c>, or evenly.</summary>
internal static class TreeShares
{
    /// <summary>
    /// Each child's exact share of the parent, adding up to 1; null when a number is missing or not
    /// positive.
    /// </summary>
    public static IReadOnlyList<Ratio>? Weights(IReadOnlyList<YamlMap> children)
    {
        var key = children.Any(child => child.Has("points")) ? "points" : "weight";
        var raw = children.Any(child => child.Has(key))
            ? [.. children.Select(child => child.Exact(key))]
            : children.Select(_ => (Ratio?)Ratio.One).ToList();
        if (raw.Count == 0 || raw.Any(weight => weight is not { Sign: > 0 })) return null;
        var total = raw.Aggregate(Ratio.Zero, (sum, weight) => sum + weight!.Value);
        return [.. raw.Select(weight => weight!.Value / total)];
    }

    /// <summary>
    /// Each child's points: as written, or the parent's divided by weight so that they add up exactly. Null
    /// where unknown.
    /// </summary>
    public static IReadOnlyList<Points?> Points(Points? whole, IReadOnlyList<YamlMap> children) =>
        children.Any(child => child.Has("points")) ? [.. children.Select(Written)]
        : whole is { } points && Weights(children) is { } weights
            ? [.. Rules.Points.Divide(points, weights).Select(share => (Points?)share)]
        : [.. children.Select(_ => (Points?)null)];

    private static Points? Written(YamlMap child) =>
        child.Points("points") is { Units: > 0 } points ? points : null;

    /// <summary>
    /// The sum of the weights in lowest whole numbers: the degree of the root that a geometric mean takes.
    /// </summary>
    public static BigInteger RootDegree(IReadOnlyList<Ratio> weights) => weights
        .Select(weight => weight.Denominator)
        .Aggregate(BigInteger.One, (a, b) => a / BigInteger.GreatestCommonDivisor(a, b) * b);
}
