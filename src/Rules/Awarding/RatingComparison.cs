using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Awarding;

/// <param name="Points">Null while open and where it is left out.</param>
/// <param name="Full">Full marks, after rescaling.</param>
public sealed record NodePoints(Points? Points, Points Full);

/// <summary>A group or indicator that two ratings of one sheet score differently.</summary>
/// <param name="Name">As the rulebook of the year has it, else as the other.</param>
/// <param name="Real">By the rulebook of the year; null where only the other knows it.</param>
/// <param name="Other">Null where only the rulebook of the year knows it.</param>
public sealed record NodeComparison(
    string Id, BilingualName Name, bool IsIndicator, NodePoints? Real, NodePoints? Other);

/// <summary>What a level asks for a designation, by two rulebooks, where they differ.</summary>
/// <param name="Kind">"pass-mark", "group-minimum", "figure-minimum" or "county-share".</param>
/// <param name="Subject">Id of the group or figure; "total" or "counties".</param>
/// <param name="Real">As plain text; null where the rulebook of the year does not ask for it.</param>
public sealed record DemandComparison(string Kind, string Subject, BilingualName Name, string? Real, string? Other);

/// <summary>Explains the difference of two ratings by two rulebooks: nodes are matched by id.</summary>
public static class RatingComparison
{
    private static readonly BilingualName Total = new("总分", "Total");

    /// <summary>Nodes with other points or full marks, the total first: those of the year's tree in its order, then the other's own.</summary>
    public static IReadOnlyList<NodeComparison> Nodes(NodeScore real, NodeScore other)
    {
        var ours = Flat(real).ToList();
        var theirs = Flat(other).ToDictionary(node => node.Node.Id, StringComparer.Ordinal);
        var known = ours.Select(node => node.Node.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ours.Select(node => Compared(node, theirs.GetValueOrDefault(node.Node.Id)))
                .Concat(Flat(other).Where(node => !known.Contains(node.Node.Id)).Select(node => Compared(null, node)))
                .Where(node => node.Real != node.Other)
                .Select(node => node.Id == real.Node.Id ? node with { Name = Total } : node),
        ];
    }

    public static IReadOnlyList<DemandComparison> Demands(Rulebook real, Rulebook other, RegionLevel level)
    {
        var ours = DemandsOf(real, level).ToList();
        var theirs = DemandsOf(other, level).ToList();
        return
        [
            .. ours.Concat(theirs).Select(demand => (demand.Kind, demand.Subject)).Distinct()
                .Select(key => (
                    Real: ours.Find(d => (d.Kind, d.Subject) == key),
                    Other: theirs.Find(d => (d.Kind, d.Subject) == key)))
                .Select(pair => (Known: (pair.Real ?? pair.Other)!, pair.Real, pair.Other))
                .Select(pair => new DemandComparison(
                    pair.Known.Kind, pair.Known.Subject, pair.Known.Name, pair.Real?.Least, pair.Other?.Least))
                .Where(demand => demand.Real != demand.Other),
        ];
    }

    private static IEnumerable<NodeScore> Flat(NodeScore node) => [node, .. node.Children.SelectMany(Flat)];

    private static NodeComparison Compared(NodeScore? real, NodeScore? other)
    {
        var node = (real ?? other)!.Node;
        return new NodeComparison(node.Id, node.Name, node is Indicator, PointsOf(real), PointsOf(other));
    }

    private static NodePoints? PointsOf(NodeScore? score) =>
        score is null ? null : new NodePoints(score.Points, score.Full);

    private static IEnumerable<Demand> DemandsOf(Rulebook rulebook, RegionLevel level)
    {
        var rules = rulebook.Naming(level);
        yield return new("pass-mark", "total", new("合格线", "Pass mark"), rules.PassMark.ToString());
        foreach (var group in rules.DimensionMinimum ? Groups(rulebook.Root) : [])
        {
            if (group.MinimumShare is { } share)
                yield return new(
                    "group-minimum", group.Id, group.Name, Points.Nearest(share * group.Points.ToRatio()).ToString());
        }

        foreach (var minimum in rules.FigureMinimums)
        {
            var name = rulebook.FindIndicator(minimum.Indicator)?.Name
                ?? new BilingualName(minimum.Indicator, minimum.Indicator);
            yield return new("figure-minimum", minimum.Indicator, name, minimum.Value.ToPlainText());
        }

        if (rules.MinimumCountyShare is { } counties)
            yield return new(
                "county-share",
                "counties",
                new("所辖县(市、区)命名比例", "Share of its counties designated"),
                counties.ToPlainText());
    }

    private static IEnumerable<Group> Groups(ScoreNode node) =>
        node is Group group ? [group, .. group.Children.SelectMany(Groups)] : [];

    private sealed record Demand(string Kind, string Subject, BilingualName Name, string Least);
}
