namespace Award.Rules.Rulebooks.Loading;

/// <summary>Points add up, weights are of one notation, and nothing shrinks to no points at all.</summary>
internal sealed class TreeChecks(Draft draft, ProblemList problems)
{
    /// <summary>The largest root a geometric mean may take; more would be weights nobody meant.</summary>
    public const int MaxRootDegree = 1000;

    private const string Both = "both points and a weight";

    private const string Neither = "neither points nor a weight";

    private readonly Dictionary<YamlMap, Points?> _full = new(ReferenceEqualityComparer.Instance);

    /// <summary>Full marks of each entry, null where the text does not settle them.</summary>
    public IReadOnlyDictionary<YamlMap, Points?> Check()
    {
        var total = draft.Root.Points("total");
        CheckFineness(draft.Root, "total");
        CheckGroup(draft.Root, "dimensions", total, draft.Root.Item("total"));
        return _full;
    }

    private void CheckGroup(YamlMap group, string key, Points? full, YamlItem? declared)
    {
        var children = group.Maps(key);
        var complete = children.Count == group.Items(key).Count && children.Count > 0;
        var alike = complete && CheckNotation(group, children);
        if (alike)
        {
            if (children[0].Has("points")) CheckSum(group, children, full, declared);
            CheckWeights(group, children);
        }

        // Where siblings disagree on the notation, nothing below is worth comparing with its points.
        var points = alike ? TreeShares.Points(full, children) : [.. children.Select(_ => (Points?)null)];
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            _full[child] = points[i];
            CheckFineness(child, "points");
            if (points[i] is { Units: 0 } && !child.Has("points"))
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    child,
                    "the weight is so small that no points remain");
            if (Draft.IsGroup(child))
                CheckGroup(child, "indicators", points[i], child.Item("points") ?? child);
        }
    }

    // Siblings must share their parent's points in one and the same way.
    private bool CheckNotation(YamlMap group, IReadOnlyList<YamlMap> children)
    {
        var found = problems.Count;
        var usual = children.GroupBy(Notation).OrderByDescending(alike => alike.Count()).First();
        foreach (var child in children.Where(child => Notation(child) != usual.Key))
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                child,
                $"has {Notation(child)} where line {usual.First().Line} has {usual.Key}; "
                + "siblings all have points, or all have a weight, or all have neither");
        if (usual.Key == Both)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                usual.First(),
                "has both points and a weight; give one of them");
        if (group.Text("aggregation") == "mean" && usual.Key != Neither)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                group.Item("aggregation")!,
                $"'mean' counts all alike, and line {usual.First().Line} has {usual.Key}; "
                + "leave that out, or use 'weighted-mean'");
        return problems.Count == found;
    }

    private static string Notation(YamlMap child) => (child.Has("points"), child.Has("weight")) switch
    {
        (true, true) => Both,
        (true, false) => "points",
        (false, true) => "a weight",
        _ => Neither,
    };

    private void CheckSum(YamlMap group, IReadOnlyList<YamlMap> children, Points? full, YamlItem? declared)
    {
        var points = TreeShares.Points(full, children);
        if (full is not { } whole || points.Any(share => share is null)) return;
        var sum = points.Aggregate(Points.Zero, (total, share) => total + share!.Value);
        if (sum == whole) return;
        problems.Add(
            RefusalCode.RulebookPointsDoNotAddUp,
            declared ?? group,
            $"the points below add up to {sum}, not {whole}");
    }

    private void CheckWeights(YamlMap group, IReadOnlyList<YamlMap> children)
    {
        if (group.Text("aggregation") != "geometric-mean") return;
        if (TreeShares.Weights(children) is not { } weights) return;
        var degree = TreeShares.RootDegree(weights);
        if (degree <= MaxRootDegree) return;
        problems.Add(
            RefusalCode.RulebookValueInvalid,
            group.Item("aggregation")!,
            $"the weights in lowest whole numbers add up to more than {MaxRootDegree}; "
            + "use rounder weights for a geometric mean");
    }

    private void CheckFineness(YamlMap map, string key)
    {
        if (map.Number(key) is { } number && decimal.Round(number, Points.Decimals) != number)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                map.Item(key)!,
                $"points have at most {Points.Decimals} decimals");
    }
}
