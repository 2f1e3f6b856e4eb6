using Award.Rules;
using Award.Rules.Awarding;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Rules.Tests.Rating;

namespace Rules.Tests.Awarding;

/// <summary>Nodes of two trees are matched by id; what only one has is marked.</summary>
public sealed class RatingComparisonTests
{
    [Fact]
    public void EqualTrees_HaveNoDifference()
    {
        var tree = Group("total", 5, Leaf("a", 3), Leaf("b", 2));
        Assert.Empty(RatingComparison.Nodes(tree, Group("total", 5, Leaf("a", 3), Leaf("b", 2))));
    }

    [Fact]
    public void EachNode_IsMatchedById_InTheYearsOrder_ThenTheOthersOwn()
    {
        var real = Group("total", 9, Group("d1", 5, Leaf("a", 3), Leaf("b", 2)), Group("d2", 4, Leaf("c", 4)));
        var other = Group("total", 8, Group("d2", 4, Leaf("c", 4)), Group("d3", 4, Leaf("a", 1), Leaf("x", 3)));
        Assert.Equal(
            ["total 9 8", "d1 5 -", "a 3 1", "b 2 -", "d3 - 4", "x - 3"],
            RatingComparison.Nodes(real, other).Select(Told));
    }

    [Fact]
    public void OpenAndZero_Differ() => Assert.Equal(
        ["total open 0", "a open 0"],
        RatingComparison.Nodes(Group("total", null, Leaf("a", null)), Group("total", 0, Leaf("a", 0))).Select(Told));

    [Fact]
    public void OtherFullMarks_AreADifference() => Assert.Single(RatingComparison.Nodes(
        Leaf("a", 3), Leaf("a", 3) with { Full = Points.From(20) }));

    [Theory]
    [InlineData(
        Language.English, "a: 3 of 10 → 1 of 10 (-2)", "a: no points, of 10 → 1.5 of 10",
        "a: in the year's rulebook only, 3 of 10")]
    [InlineData(
        Language.Chinese, "a·中文:3 分(满分 10) → 1 分(满分 10) (-2)", "a·中文:没有得分(满分 10) → 1.5 分(满分 10)",
        "a·中文:只在本年度办法中,3 分(满分 10)")]
    public void ANode_ReadsOut(Language language, string lost, string open, string alone)
    {
        Assert.Equal(lost, ComparisonText.Of(Node(3, 1), language));
        Assert.Equal(open, ComparisonText.Of(Node(null, 1.5m), language));
        Assert.Equal(alone, ComparisonText.Of(Node(3, 1) with { Other = null }, language));
    }

    [Fact]
    public void Demands_AreToldWhereTheyDiffer()
    {
        var real = Make.Rulebook(Make.Group("root", Make.Indicator("a", 10)));
        var other = real with
        {
            City = real.City with { PassMark = Points.From(7), MinimumCountyShare = new Ratio(1, 2) },
            County = real.County with { FigureMinimums = [new FigureMinimum("a", new Ratio(9, 1))] },
        };
        Assert.Empty(RatingComparison.Demands(real, real, RegionLevel.City));
        Assert.Equal(
            [$"Pass mark: {real.City.PassMark} → 7", "Share of its counties designated: not asked for → 0.5"],
            RatingComparison.Demands(real, other, RegionLevel.City).Select(d => ComparisonText.Of(d, Language.English)));
        Assert.Equal(
            ["a·中文最低数值:9 → 无要求"],
            RatingComparison.Demands(other, real, RegionLevel.County).Select(d => ComparisonText.Of(d, Language.Chinese)));
    }

    private static NodeComparison Node(decimal? real, decimal? other) =>
        new("a", Make.Name("a"), true, Of(real), Of(other));

    private static NodePoints Of(decimal? points) =>
        new(points is { } some ? Points.From(some) : null, Points.From(10));

    private static NodeScore Leaf(string id, decimal? points) => Scored(Make.Indicator(id, 10), points, 10, []);

    private static NodeScore Group(string id, decimal? points, params NodeScore[] children) => Scored(
        Make.Group(id, [.. children.Select(c => c.Node)]), points, 10 * children.Length, children);

    private static NodeScore Scored(ScoreNode node, decimal? points, decimal full, NodeScore[] children) => new(
        node, points is { } some ? Points.From(some) : null, Points.From(full), false, null, "sum", Provenance.Aggregated, [], children);

    private static string Told(NodeComparison node) => $"{node.Id} {Told(node.Real)} {Told(node.Other)}";

    private static string Told(NodePoints? node) => node is null ? "-" : node.Points?.ToString() ?? "open";
}
