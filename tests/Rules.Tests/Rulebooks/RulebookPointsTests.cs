using System.Text;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;

namespace Rules.Tests.Rulebooks;

/// <summary>However points and weights are written and nested, they add up to the last unit.</summary>
public class RulebookPointsTests
{
    private sealed record Branch(int Weight, int Decimals, IReadOnlyList<Branch> Children);

    private static readonly decimal[] _scales = [1, 10, 100];

    private static readonly Gen<Branch> _tree = Gen.Recursive<Branch>((depth, self) =>
        from weight in Gen.Int[1, 40]
        from decimals in Gen.Int[0, 2]
        from children in depth < 4 ? self.Array[0, 4] : Gen.Const(Array.Empty<Branch>())
        select new Branch(weight, decimals, children));

    [Fact]
    public void Points_of_children_add_up_to_their_parents_and_weights_to_one()
    {
        Gen.Select(_tree, Gen.Decimal[0.01m, 5000m], Gen.Bool).Sample((tree, total, weighted) =>
        {
            var load = RulebookLoader.Load(Yaml(tree, decimal.Round(total, 2), weighted));
            if (load.Rulebook is not { } book)
            {
                // Weights multiply down the tree; where a leaf is left with less than a unit, the book is refused for it.
                Assert.All(load.Problems, problem => Assert.EndsWith("no points remain", problem.Message));
                return;
            }

            Assert.Equal(decimal.Round(total, 2), book.Root.Points.ToDecimal());
            AssertAddsUp(book.Root);
            Assert.Null(RatingLimits.FirstBroken(book));
        }, iter: 120);
    }

    [Fact]
    public void Points_and_weights_are_two_notations_of_the_same()
    {
        Gen.Int[1, 1000].Array[1, 12].Sample(points =>
        {
            var byPoints = Books.Load(Flat(points.Sum(), points.Select(p => $"points: {p}")));
            var byWeight = Books.Load(Flat(points.Sum(), points.Select(p => $"weight: {p}")));
            var scaled = Books.Load(Flat(points.Sum(), points.Select(p => $"weight: {p / 8m}")));
            Assert.Equal(Marks(byPoints), Marks(byWeight));
            Assert.Equal(Marks(byPoints), Marks(scaled));
        }, iter: 60);
    }

    private static List<(Points, Ratio)> Marks(Rulebook book) =>
        [.. book.Indicators.Select(indicator => (indicator.Points, indicator.Weight))];

    private static void AssertAddsUp(Group group)
    {
        Assert.Equal(group.Points.Units, group.Children.Sum(child => child.Points.Units));
        Assert.Equal(Ratio.One, group.Children.Aggregate(Ratio.Zero, (sum, child) => sum + child.Weight));
        Assert.All(group.Children, child => Assert.True(child.Points.Units > 0 && child.Weight.Sign > 0));
        foreach (var child in group.Children.OfType<Group>()) AssertAddsUp(child);
    }

    private const string Head = "semantics: 1\nid: tree\nen: Tree\nmissing: zero\nprecision: {decimals: 2, rounding: down}\n";

    private const string Leaf = "unit: u, direction: higher-is-better, scoring: {pass-fail: {at-least: 1}}";

    private static string Flat(int total, IEnumerable<string> shares) =>
        $"{Head}total: {total}\ndimensions:\n"
        + string.Concat(shares.Select((share, i) => $"  - {{id: i{i}, en: I, {share}, {Leaf}}}\n"));

    private static string Yaml(Branch tree, decimal total, bool weighted)
    {
        var yaml = new StringBuilder($"{Head}total: {total}\ndimensions: [");
        var next = 0;
        IReadOnlyList<Branch> top = tree.Children.Count > 0 ? tree.Children : [tree];
        foreach (var branch in top) Append(branch);
        return yaml.Append(']').ToString();

        void Append(Branch branch)
        {
            var share = weighted ? $"weight: {branch.Weight / _scales[branch.Decimals]}, " : "";
            yaml.Append($"{{id: n{next++}, en: N, {share}");
            if (branch.Children.Count == 0)
            {
                yaml.Append(Leaf).Append("}, ");
                return;
            }

            yaml.Append("indicators: [");
            foreach (var child in branch.Children) Append(child);
            yaml.Append("]}, ");
        }
    }
}
