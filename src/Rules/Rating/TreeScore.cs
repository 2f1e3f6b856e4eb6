using System.Numerics;
using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// One region's tree of scores from its indicators' values and marks. Full marks go down the tree, rescaled
/// where siblings are left out; points come up, rounded once at each node from its children's rounded
/// points.
/// </summary>
/// <param name="values">By the indicators' place among the leaves.</param>
/// <param name="marks">The marks of an indicator's value.</param>
internal sealed class TreeScore(IReadOnlyList<ScoredValue> values, Func<Indicator, Ratio, Marks> marks)
{
    /// <summary>Decimals of a geometric mean of shares; what lies beyond is cut off.</summary>
    private const int GeometricDecimals = 12;

    public NodeScore Score(TreePlan root) => Score(root, root.Node.Points);

    private NodeScore Score(TreePlan plan, Points full) =>
        IsExcluded(plan) ? LeftOut(plan)
        : plan.Node is Indicator indicator ? ScoreIndicator(indicator, plan.Leaf, full)
        : ScoreGroup((Group)plan.Node, plan, full);

    private bool IsExcluded(TreePlan plan) =>
        plan.Node is Indicator indicator
            ? indicator.Missing == MissingPolicy.ExcludeAndRescale && values[plan.Leaf].Value is null
            : plan.CanBeExcluded && plan.Children.All(IsExcluded);

    private NodeScore LeftOut(TreePlan plan)
    {
        var why = plan.Leaf < 0 ? [] : values[plan.Leaf].Working;
        return new NodeScore(
            plan.Node,
            null,
            Points.Zero,
            Excluded: true,
            null,
            RuleOf(plan.Node),
            plan.Leaf < 0 ? Provenance.Aggregated : Provenance.Missing,
            [.. why, ScoredValue.Line("excluded")],
            [.. plan.Children.Select(LeftOut)]);
    }

    private NodeScore ScoreIndicator(Indicator indicator, int leaf, Points full)
    {
        var scored = values[leaf];
        if (scored.Value is not { } value)
        {
            var zero = indicator.Missing == MissingPolicy.Zero;
            var line = ScoredValue.Line(zero ? "missing-zero" : "missing-open");
            return Node(indicator, zero ? Points.Zero : null, full, scored, [.. scored.Working, line]);
        }

        var given = marks(indicator, value);
        var exact = full == indicator.Points
            ? given.Points
            : given.Points * full.ToRatio() / indicator.Points.ToRatio();
        return Node(indicator, Points.Nearest(exact), full, scored, Joined(scored.Working, given.Working));
    }

    private static NodeScore Node(
        Indicator indicator,
        Points? points,
        Points full,
        ScoredValue scored,
        IReadOnlyList<WorkingLine> working) =>
        new(indicator, points, full, false, scored.Value, RuleOf(indicator), scored.Provenance, working, []);

    private NodeScore ScoreGroup(Group group, TreePlan plan, Points full)
    {
        var included = plan.Children.Where(child => !IsExcluded(child)).ToArray();
        var rescaled = included.Length < plan.Children.Count || full != group.Points;
        var fulls = rescaled
            ? Points.Divide(full, [.. included.Select(child => child.Node.Weight)])
            : [.. included.Select(child => child.Node.Points)];
        var children = new NodeScore[plan.Children.Count];
        for (int i = 0, next = 0; i < children.Length; i++)
        {
            var child = plan.Children[i];
            children[i] = next < included.Length && ReferenceEquals(included[next], child)
                ? Score(child, fulls[next++])
                : LeftOut(child);
        }

        var points = Aggregate(group, full, [.. children.Where(child => !child.Excluded)]);
        IReadOnlyList<WorkingLine> working = rescaled ? [ScoredValue.Line("rescaled", full.ToString())] : [];
        return new NodeScore(
            group, points, full, false, null, RuleOf(group), Provenance.Aggregated, working, children);
    }

    /// <summary>The group's points, or null while one of its children is open.</summary>
    private static Points? Aggregate(Group group, Points full, IReadOnlyList<NodeScore> children)
    {
        if (children.Any(child => child.Points is null))
            return null;

        if (group.Aggregation == Aggregation.Sum)
            return children.Aggregate(Points.Zero, (sum, child) => sum + child.Points!.Value);

        var shares = children
            .Select(child => new Ratio(child.Points!.Value.Units, child.Full.Units))
            .ToArray();
        var weights = children
            .Select(child => group.Aggregation == Aggregation.Mean ? Ratio.One : child.Node.Weight)
            .ToArray();
        var mean = group.Aggregation == Aggregation.GeometricMean
            ? Roots.GeometricMean(shares, WholeWeights(weights), GeometricDecimals)
            : WeightedMean(shares, weights);
        return Points.Nearest(mean * full.ToRatio());
    }

    private static Ratio WeightedMean(Ratio[] shares, Ratio[] weights)
    {
        var (sum, total) = (Ratio.Zero, Ratio.Zero);
        for (var i = 0; i < shares.Length; i++)
        {
            sum += shares[i] * weights[i];
            total += weights[i];
        }

        return sum / total;
    }

    /// <summary>The weights in lowest whole numbers: 1/2, 1/3, 1/6 → 3, 2, 1.</summary>
    private static IReadOnlyList<int> WholeWeights(IReadOnlyList<Ratio> weights) =>
        [.. InLowestWholes(weights).Select(weight => (int)weight)];

    /// <summary>The degree of the root that a geometric mean with these weights takes.</summary>
    public static BigInteger RootDegree(IReadOnlyList<Ratio> weights) =>
        InLowestWholes(weights).Aggregate(BigInteger.Add);

    private static BigInteger[] InLowestWholes(IReadOnlyList<Ratio> weights)
    {
        var multiple = weights
            .Select(weight => weight.Denominator)
            .Aggregate((a, b) => a / BigInteger.GreatestCommonDivisor(a, b) * b);
        var whole = weights.Select(weight => weight.Numerator * (multiple / weight.Denominator)).ToArray();
        var divisor = whole.Aggregate(BigInteger.GreatestCommonDivisor);
        return [.. whole.Select(weight => weight / divisor)];
    }

    private static IReadOnlyList<WorkingLine> Joined(
        IReadOnlyList<WorkingLine> first, IReadOnlyList<WorkingLine> second) =>
        first.Count == 0 ? second : second.Count == 0 ? first : [.. first, .. second];

    internal static string RuleOf(ScoreNode node) => node switch
    {
        Indicator indicator => indicator.Scoring.Name,
        Group { Aggregation: Aggregation.Sum } => "sum",
        Group { Aggregation: Aggregation.Mean } => "mean",
        Group { Aggregation: Aggregation.WeightedMean } => "weighted-mean",
        _ => "geometric-mean",
    };
}
