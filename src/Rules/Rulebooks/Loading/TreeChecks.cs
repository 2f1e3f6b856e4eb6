namespace Award.Rules.Rulebooks.Loading;

/// <summary>Points add up, weights are of one notation, and nothing shrinks to no points at all.</summary>
internal sealed class TreeChecks(Draft draft, ProblemList problems)
{
    /// <summary>The largest root a geometric mean may take; more would be weights nobody meant.</summary>
    public const int MaxRootDegree = 1000;

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
        if (complete && CheckNotation(group, children))
        {
            if (TreeShares.ByPoints(children)) CheckSum(group, children, full, declared);
            CheckWeights(group, children);
        }

        var points = TreeShares.Points(full, children);
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            _full[child] = points[i];
            CheckFineness(child, "points");
            if (points[i] is { Units: 0 } && !child.Has("points"))
                problems.Add(RefusalCode.RulebookValueInvalid, child, "the weight is so small that no points remain");
            if (Draft.IsGroup(child)) CheckGroup(child, "indicators", points[i], child.Item("points") ?? child);
        }
    }

    // Siblings must share their parent's points in one and the same way.
    private bool CheckNotation(YamlMap group, IReadOnlyList<YamlMap> children)
    {
        var found = problems.Count;
        var first = children[0];
        var notation = Notation(first);
        foreach (var child in children)
        {
            if (child.Has("points") && child.Has("weight"))
                problems.Add(RefusalCode.RulebookValueInvalid, child, "has both 'points' and 'weight'; give one of them");
            else if (Notation(child) != notation)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    child,
                    $"has {Notation(child) ?? "neither points nor weight"} where line {first.Line} has "
                    + $"{notation ?? "neither"}; siblings all have points, or all weight, or all neither");
            if (group.Text("aggregation") == "mean" && Notation(child) is { } unwanted)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    child.Item(unwanted)!,
                    $"'mean' counts all alike; leave '{unwanted}' out, or use 'weighted-mean'");
        }

        return problems.Count == found;
    }

    private static string? Notation(YamlMap child) => child.Has("points") ? "points" : child.Has("weight") ? "weight" : null;

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
        if (group.Text("aggregation") != "geometric-mean" || TreeShares.Weights(children) is not { } weights) return;
        var degree = TreeShares.RootDegree(weights);
        if (degree <= MaxRootDegree) return;
        problems.Add(
            RefusalCode.RulebookValueInvalid,
            group.Item("aggregation")!,
            $"the weights in lowest whole numbers add up to more than {MaxRootDegree}; use rounder weights for a geometric mean");
    }

    private void CheckFineness(YamlMap map, string key)
    {
        if (map.Number(key) is { } number && decimal.Round(number, Points.Decimals) != number)
            problems.Add(
                RefusalCode.RulebookValueInvalid, map.Item(key)!, $"points have at most {Points.Decimals} decimals");
    }
}
