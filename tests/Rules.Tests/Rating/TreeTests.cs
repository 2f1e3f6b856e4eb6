using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>Aggregations, rounding and what a missing figure does to a tree.</summary>
public sealed class TreeTests
{
    // Shares 0.5 of 30 points and 0.8 of 10.
    [Theory]
    [InlineData(Aggregation.Sum, 23, "sum")] // 15 + 8
    [InlineData(Aggregation.Mean, 26, "mean")] // 40 × (0.5 + 0.8) ÷ 2
    [InlineData(Aggregation.WeightedMean, 23, "weighted-mean")] // 40 × (0.5 × ¾ + 0.8 × ¼) = 40 × 0.575
    [InlineData(Aggregation.GeometricMean, 22.49365300756, "geometric-mean")] // 40 × (0.5³ × 0.8)^¼ = 40 × 0.1^¼ = 40 × 0.562341325190…
    public void A_group_scores_by_its_aggregation(Aggregation aggregation, decimal points, string rule)
    {
        var book = Rulebook(Group("root", aggregation, null, Indicator("a", 30), Indicator("b", 10)));
        var rating = book.Rate(County("k", ("a", 50), ("b", 80))).Of("k");
        Assert.Equal((Math.Round(points, 8), rule), (rating.PointsOf("root"), rating.Score.Rule));
        Assert.Equal(R(15) + R(8), R(rating.PointsOf("a")!.Value) + R(rating.PointsOf("b")!.Value));
        Assert.Equal(["a", "b"], rating.Score.Children.Select(child => child.Node.Id));
    }

    [Fact]
    public void A_geometric_mean_is_zero_when_one_share_is_and_full_when_all_are()
    {
        var book = Rulebook(Group("root", Aggregation.GeometricMean, null, Indicator("a", 30), Indicator("b", 10)));
        Assert.Equal(0, book.Rate(County("k", ("a", 0), ("b", 100))).Of("k").PointsOf("root"));
        Assert.Equal(40, book.Rate(County("k", ("a", 100), ("b", 100))).Of("k").PointsOf("root"));
    }

    [Fact]
    public void The_geometric_mean_never_exceeds_the_weighted_mean() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[1, 20].Array[3]).Sample(
            (a, b, c, weights) =>
            {
                decimal Rated(Aggregation aggregation) =>
                    Rulebook(Group(
                        "root", aggregation, null, Indicator("a", weights[0]), Indicator("b", weights[1]), Indicator("c", weights[2])))
                    .Rate(County("k", ("a", a), ("b", b), ("c", c))).Of("k").PointsOf("root")!.Value;

                Assert.True(Rated(Aggregation.GeometricMean) <= Rated(Aggregation.WeightedMean) + 0.00000001m);
            },
            iter: 100);

    // Only the weights' proportion counts: 3 : 1 as points 30 and 10, or as 60 and 20 of a tree scaled by
    // the same factor.
    [Fact]
    public void Scaling_all_points_scales_every_score() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Enum<Aggregation>()).Sample(
            (a, b, aggregation) =>
            {
                decimal Rated(int scale) =>
                    Rulebook(Group("root", aggregation, null, Indicator("a", 30 * scale), Indicator("b", 10 * scale)))
                        .Rate(County("k", ("a", a / 10m), ("b", b / 10m))).Of("k").PointsOf("root")!.Value;

                // Points are rounded to eight decimals, once in each.
                Assert.InRange(Rated(1) - (Rated(8) / 8), -0.00000001m, 0.00000001m);
            },
            iter: 100);

    [Fact]
    public void Groups_nest_to_any_depth()
    {
        ScoreNode node = Indicator("i", 10);
        for (var depth = 0; depth < 12; depth++)
            node = Group($"g{depth}", node);

        Assert.Equal(7, Rulebook(node).Rate(County("k", ("i", 70))).Of("k").PointsOf("root"));
    }

    // Weights 20, 30, 50; b is missing, so a and c share 100 as 20 : 50: 28.57142857 and 71.42857143; at
    // 100 % both are full.
    [Fact]
    public void What_is_left_out_leaves_its_points_to_its_siblings_in_proportion()
    {
        var rating = Excluding().Rate(County("k", ("a", 100), ("c", 50))).Of("k");
        Assert.Equal(
            ["28.57142857", "0", "71.42857143"], rating.Score.Children.Select(child => child.Full.ToString()));
        Assert.Equal((28.57142857m, null, 35.71428572m), (
            rating.PointsOf("a"), rating.PointsOf("b"), rating.PointsOf("c")));
        Assert.Equal((true, null), (rating.Node("b").Excluded, rating.Node("b").Value));
        Assert.Equal(["figure-missing b", "excluded"], rating.Node("b").Lines());
        Assert.Equal(["rescaled 100"], rating.Score.Lines());
        Assert.Equal("64.29", rating.Total.ToString());
    }

    [Fact]
    public void A_region_that_is_full_in_all_it_reports_has_full_marks_whatever_is_left_out() =>
        Gen.Int[1, 7].Sample(
            mask =>
            {
                var figures = new[] { "a", "b", "c" }.Where((_, i) => (mask >> i & 1) == 1).Select(id => (id, 100m)).ToArray();
                Assert.Equal(100, Excluding().Rate(County("k", figures)).Of("k").PointsOf("root"));
            },
            iter: 30);

    // Both of d1 are missing, so d1 is left out and d2 has all 100 points; its own a : b stay 1 : 3.
    [Fact]
    public void A_group_with_everything_left_out_is_left_out_and_rescaling_goes_down_the_tree()
    {
        var book = Rulebook(
            Group("d1", Left("p", 20), Left("q", 30)),
            Group("d2", Indicator("a", 12.5m), Indicator("b", 37.5m)));
        var rating = book.Rate(County("k", ("a", 100), ("b", 50))).Of("k");
        Assert.Equal((true, null, 62.5m), (rating.Node("d1").Excluded, rating.PointsOf("d1"), rating.PointsOf("d2")));
        Assert.Equal((25, 37.5m), (rating.PointsOf("a"), rating.PointsOf("b")));
        Assert.Equal(
            (Provenance.Aggregated, Provenance.Missing), (rating.Node("d1").Provenance, rating.Node("p").Provenance));
        Assert.Equal(["excluded"], rating.Node("d1").Lines());
        Assert.Equal(["p", "q"], rating.Node("d1").Children.Select(child => child.Node.Id));
        Assert.All(rating.Node("d1").Children, child => Assert.True(child.Excluded));
    }

    [Fact]
    public void When_nothing_is_left_the_place_is_pending()
    {
        var rating = Excluding().Rate(County("k")).Of("k");
        Assert.Equal((null, null, true, Outcome.NotDesignated), (
            rating.Total, rating.Rank, rating.Pending, rating.Outcome));
        Assert.Equal(["FigureMissing root - -"], rating.Reasons.Lines());
    }

    [Theory]
    [InlineData(Aggregation.Mean, 62.5)] // (0.5 + 0.75) ÷ 2
    [InlineData(Aggregation.WeightedMean, 68.75)] // (0.5 × 20 + 0.75 × 60) ÷ 80
    [InlineData(Aggregation.GeometricMean, 67.77015027)] // (0.5 × 0.75³)^¼
    public void Means_are_taken_over_what_is_not_left_out(Aggregation aggregation, decimal points)
    {
        var book = Rulebook(Group("root", aggregation, null, Left("a", 20), Left("b", 20), Left("c", 60)));
        Assert.Equal(points, book.Rate(County("k", ("a", 50), ("c", 75))).Of("k").PointsOf("root"));
    }

    [Fact]
    public void A_missing_figure_under_zero_scores_zero_and_keeps_the_place()
    {
        var book = Rulebook(Indicator("a", 40), Indicator("b", 60, missing: MissingPolicy.Zero));
        var rating = book.Rate(County("k", ("a", 100))).Of("k");
        Assert.Equal((40, 0, false, 1), (rating.Total!.Value.ToDecimal(), rating.PointsOf("b"), rating.Pending, rating.Rank));
        Assert.Equal(["figure-missing b", "missing-zero"], rating.Node("b").Lines());
        Assert.Equal(Provenance.Missing, rating.Node("b").Provenance);
    }

    [Fact]
    public void A_missing_figure_under_error_opens_every_node_above_it_and_the_place_is_pending_never_zero()
    {
        var book = Rulebook(Group("d1", Indicator("a", 40), Indicator("b", 30)), Group("d2", Indicator("c", 30)));
        var rating = book.Rate(County("k", ("a", 100), ("c", 50)), County("l", ("a", 0), ("b", 0), ("c", 0)));
        var open = rating.Of("k");
        Assert.Equal((null, null, 40, 15), (
            open.PointsOf("root"), open.PointsOf("d1"), open.PointsOf("a"), open.PointsOf("d2")));
        Assert.Equal((null, null, true, Outcome.NotDesignated), (open.Total, open.Rank, open.Pending, open.Outcome));
        Assert.Equal(["FigureMissing b - -"], open.Reasons.Lines());
        Assert.Equal(["figure-missing b", "missing-open"], open.Node("b").Lines());
        Assert.Equal(["l", "k"], rating.Counties.Select(sheet => sheet.Key));
        Assert.Equal(1, rating.Of("l").Rank);
    }

    // 10 × ⅓ twice is 3.33333333 + 3.33333333 = 6.66666666: each node is rounded once and sums what is
    // shown below it.
    [Fact]
    public void A_sum_is_the_sum_of_the_points_shown()
    {
        var third = new LinearRamp(R(0), R(3));
        var rating = Rulebook(Indicator("a", 10, third), Indicator("b", 10, third))
            .Rate(County("k", ("a", 1), ("b", 1))).Of("k");
        Assert.Equal((3.33333333m, 6.66666666m, "6.67"), (
            rating.PointsOf("a"), rating.PointsOf("root"), rating.Total.ToString()));
    }

    [Theory]
    [InlineData(RoundingMode.HalfEven, 2, "12.34")]
    [InlineData(RoundingMode.HalfUp, 2, "12.35")]
    [InlineData(RoundingMode.Down, 1, "12.3")]
    [InlineData(RoundingMode.HalfUp, 0, "12")]
    [InlineData(RoundingMode.HalfEven, 8, "12.345")]
    public void The_total_is_rounded_by_the_rulebooks_policy(RoundingMode mode, int decimals, string total)
    {
        var book = Rulebook(Group("root", Indicator("a", 100)), decimals: decimals, rounding: mode);
        Assert.Equal(total, book.Rate(County("k", ("a", 12.345m))).Of("k").Total.ToString());
    }

    private static Indicator Left(string id, decimal points) =>
        Indicator(id, points, missing: MissingPolicy.ExcludeAndRescale);

    private static Rulebook Excluding() => Rulebook(Left("a", 20), Left("b", 30), Left("c", 50));
}
