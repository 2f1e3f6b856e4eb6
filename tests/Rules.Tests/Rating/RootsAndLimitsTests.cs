using System.Numerics;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class RootsAndLimitsTests
{
    /// <summary>
    /// g = k ÷ 10¹² with gᵃ at most Π shares and the next step above it: found by comparing exact powers.
    /// </summary>
    [Fact]
    public void A_geometric_mean_is_the_exact_root_cut_off_after_twelve_decimals() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 1000], Gen.Int[1, 60], Gen.Int[1, 60]).Sample(
            (a, b, w, v) =>
            {
                var full = 100_000_000L;
                var book = Rulebook(Group("root", Aggregation.GeometricMean, null,
                    Indicator("a", w * full, new LinearRamp(R(0), R(1000))),
                    Indicator("b", v * full, new LinearRamp(R(0), R(1000)))));
                var points = book.Rate(County("k", ("a", a), ("b", b))).Of("k").PointsOf("root")!.Value;
                // Full marks are so great that the points, w + v ten-thousandths for each step, still tell
                // the steps apart.
                var g = R(points) / new Ratio((w + v) * full, 1);
                var degree = w + v;
                var exact = Power(new Ratio(a, 1000), w) * Power(new Ratio(b, 1000), v);
                var step = new Ratio(1, BigInteger.Pow(10, 12));
                Assert.True(Power(g, degree) <= exact && exact < Power(g + step, degree));
            },
            iter: 200);

    /// <summary>The root is then a step exactly, and no bound tells it from the step above: exact numbers do.</summary>
    [Theory]
    [InlineData(1, 1, 50)]
    [InlineData(1, 99, 50)]
    [InlineData(333, 667, 37.5)]
    [InlineData(1, 999, 100)]
    [InlineData(499, 501, 0.1)]
    public void The_geometric_mean_of_equal_shares_is_that_share(decimal w, decimal v, decimal percent)
    {
        // Millions of points, so that a root one step too small shows in them.
        const decimal million = 1_000_000;
        var book = Rulebook(Group(
            "root", Aggregation.GeometricMean, null, Indicator("a", w * million), Indicator("b", v * million)));
        var points = book.Rate(County("k", ("a", percent), ("b", percent))).Of("k").PointsOf("root");
        Assert.Equal((w + v) * million * percent / 100, points);
    }

    [Fact]
    public void Weights_of_a_thousand_parts_are_accepted_and_finer_ones_refused_as_overflow()
    {
        Assert.Null(RatingLimits.FirstBroken(Geometric(1, 999)));
        Assert.Null(RatingLimits.FirstBroken(Geometric(0.5m, 0.5m)));
        Assert.Null(RatingLimits.FirstBroken(Geometric(700, 1400)));
        var refusal = RatingLimits.FirstBroken(Geometric(1, 1000));
        Assert.Equal((RefusalCode.ArithmeticOverflow, "/d"), (refusal?.Code, refusal?.Path));
        Assert.Throws<ArgumentException>(() => Geometric(1, 1000).Rate(County("k")));
    }

    [Theory]
    [InlineData(2, 2, "/semantics")]
    [InlineData(1, -1, "/precision/decimals")]
    [InlineData(1, 9, "/precision/decimals")]
    public void Unknown_semantics_and_decimals_beyond_points_are_refused(int semantics, int decimals, string path)
    {
        var book = Rulebook(Group("root", Indicator("i", 1)), semantics: semantics, decimals: decimals);
        var refusal = RatingLimits.FirstBroken(book);
        Assert.Equal((RefusalCode.RulebookValueInvalid, path), (refusal?.Code, refusal?.Path));
    }

    [Fact]
    public void A_node_without_points_or_weight_is_refused()
    {
        var whole = Group("root", Indicator("a", 1), Indicator("b", 1));
        var noPoints = whole with { Children = [whole.Children[0], whole.Children[1] with { Points = Points.Zero }] };
        var noWeight = whole with { Children = [whole.Children[0] with { Weight = Ratio.Zero }, whole.Children[1]] };
        Assert.Equal("/root/b", RatingLimits.FirstBroken(Rulebook(noPoints, decimals: 2))?.Path);
        Assert.Equal("/root/a", RatingLimits.FirstBroken(Rulebook(noWeight, decimals: 2))?.Path);
        Assert.Null(RatingLimits.FirstBroken(Rulebook(whole, decimals: 2)));
    }

    private static Rulebook Geometric(decimal a, decimal b) =>
        Rulebook(Group("d", Aggregation.GeometricMean, null, Indicator("a", a), Indicator("b", b)));

    private static Ratio Power(Ratio value, int exponent) =>
        new(BigInteger.Pow(value.Numerator, exponent), BigInteger.Pow(value.Denominator, exponent));
}
