using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// A city's tree where the rulebook scores cities on their counties' scores: each node's points and full
/// marks are the mean of its counties' (a node left out counts as zero of zero), so that the sums of the
/// counties' trees hold in the city's.
/// </summary>
internal sealed class CityScore
{
    private readonly IReadOnlyList<ScoredValue> _values;
    private readonly IReadOnlyList<Ratio>? _weights;
    private readonly Ratio _total;
    private readonly string _rule;
    private readonly IReadOnlyList<WorkingLine> _working;

    private CityScore(Rulebook rulebook, RegionInputs city, IReadOnlyList<ScoredValue> values)
    {
        var weighted = rulebook.CityScores == RollUpMode.WeightedMeanOfCountyScores;
        _values = values;
        _rule = weighted ? "weighted-mean-of-county-scores" : "mean-of-county-scores";
        if (!weighted)
        {
            _weights = [.. city.Counties.Select(_ => Ratio.One)];
            _working = [];
        }
        else
        {
            (_weights, _working) = WeightsOf(city.Counties, rulebook.City.ScoreWeight!);
        }

        _total = _weights is null ? Ratio.One : Sum(_weights);
        if (_total.Sign == 0)
            (_weights, _working) = (null, [ScoredValue.Line("weights-zero", rulebook.City.ScoreWeight!)]);
    }

    /// <param name="counties">The counties' trees, in the order of the city's counties.</param>
    public static NodeScore Of(
        Rulebook rulebook,
        TreePlan plan,
        RegionInputs city,
        IReadOnlyList<ScoredValue> values,
        IReadOnlyList<NodeScore> counties)
    {
        var score = new CityScore(rulebook, city, values);
        var root = score.Mean(plan, counties, isRoot: true);
        return root with { Working = score._working };
    }

    private static (IReadOnlyList<Ratio>? Weights, IReadOnlyList<WorkingLine> Working) WeightsOf(
        IReadOnlyList<Sheet> counties, string weight)
    {
        var weights = counties.Select(county => RegionInputs.WeightOf(county, weight)).ToArray();
        var missing = counties.Where((_, i) => weights[i] is null).Select(county => county.Key).ToArray();
        return missing.Length > 0
            ? (null, [new WorkingLine("weights-missing", missing)])
            : ([.. weights.OfType<Ratio>()], []);
    }

    private NodeScore Mean(TreePlan plan, IReadOnlyList<NodeScore> counties, bool isRoot = false)
    {
        var children = new NodeScore[plan.Children.Count];
        for (var i = 0; i < children.Length; i++)
            children[i] = Mean(plan.Children[i], [.. counties.Select(county => county.Children[i])]);

        var value = plan.Leaf < 0 ? null : _values[plan.Leaf];
        var excluded = !isRoot && counties.All(county => county.Excluded);
        var open = _weights is null
            || counties.Any(county => county.Points is null && (isRoot || !county.Excluded));
        Points? points = open || excluded ? null : Mean(counties, county => county.Points ?? Points.Zero);
        return new NodeScore(
            plan.Node,
            points,
            _weights is null ? plan.Node.Points : Mean(counties, county => county.Full),
            excluded,
            value?.Value,
            _rule,
            value?.Provenance ?? Provenance.Aggregated,
            value?.Working ?? [],
            children);
    }

    private Points Mean(IReadOnlyList<NodeScore> counties, Func<NodeScore, Points> part) =>
        Points.Nearest(
            Sum([.. counties.Select((county, i) => part(county).ToRatio() * _weights![i])]) / _total);

    private static Ratio Sum(IReadOnlyList<Ratio> terms) =>
        terms.Aggregate(Ratio.Zero, (sum, term) => sum + term);
}
