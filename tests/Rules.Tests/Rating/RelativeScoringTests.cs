using System.Numerics;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class RelativeScoringTests
{
    private static readonly Relative _minMax = new(RelativeMethod.MinMax, R(0), R(0), R(0.7m));
    private static readonly Relative _z = new(RelativeMethod.ZScore, R(-2), R(2), R(0.7m));
    private static readonly Relative _percentile = new(RelativeMethod.PercentileRank, R(0), R(0), R(0.7m));

    private static readonly Gen<Relative> _anyMethod = Gen.Int[0, 2].Select(i => new[] { _minMax, _z, _percentile }[i]);

    // 10 … 30: 10 is the worst, 30 the best, 15 a quarter of the way.
    [Fact]
    public void Min_max_is_the_place_between_worst_and_best()
    {
        Assert.Equal([0, 10, 40], Points(_minMax, Direction.HigherIsBetter, 10, 15, 30));
        Assert.Equal([40, 30, 0], Points(_minMax, Direction.LowerIsBetter, 10, 15, 30));
        Assert.Equal(["peers-min-max 10 30"], Rate(_minMax, Direction.LowerIsBetter, 10, 15, 30).Of("k1").Node("i").Lines());
    }

    // 2, 4, 6: mean 4, sample deviation 2, so z = −1, 0, 1; on a ramp from −2 to 2 that is ¼, ½, ¾ of 40.
    [Fact]
    public void Z_score_is_the_distance_from_the_mean_in_sample_deviations()
    {
        Assert.Equal([10, 20, 30], Points(_z, Direction.HigherIsBetter, 2, 4, 6));
        Assert.Equal([30, 20, 10], Points(_z, Direction.LowerIsBetter, 2, 4, 6));
    }

    // 0, 0, 3: mean 1, variance (1 + 1 + 4)/2 = 3; z = −1/√3 = −0.57735026|9… cut off, and 2/√3 =
    // 1.15470053|8….
    [Fact]
    public void Z_is_cut_off_towards_zero_after_eight_decimals()
    {
        var rating = Rate(_z, Direction.HigherIsBetter, 0, 0, 3);
        Assert.Equal(["z-score -0.57735026"], rating.Of("k0").Node("i").Lines());
        Assert.Equal(["z-score 1.15470053"], rating.Of("k2").Node("i").Lines());
        Assert.Equal(["z-score -1.15470053"], Rate(_z, Direction.LowerIsBetter, 0, 0, 3).Of("k2").Node("i").Lines());
        // (−0.57735026 + 2) ÷ 4 × 40 = 14.2264974
        Assert.Equal(14.2264974m, rating.Of("k0").PointsOf("i"));
    }

    // Of four others: 10 beats none; the two 20s beat one and tie with one: 1½ of 4; 30 beats 3, 40 all.
    [Fact]
    public void Percentile_counts_the_worse_and_half_of_the_equal_among_the_others()
    {
        Assert.Equal([0, 15, 15, 30, 40], Points(_percentile, Direction.HigherIsBetter, 10, 20, 20, 30, 40));
        Assert.Equal([40, 25, 25, 10, 0], Points(_percentile, Direction.LowerIsBetter, 10, 20, 20, 30, 40));
        Assert.Equal(
            ["percentile 1 1 4"], Rate(_percentile, Direction.HigherIsBetter, 10, 20, 20, 30, 40).Of("k1").Node("i").Lines());
    }

    [Fact]
    public void Peers_that_do_not_differ_get_the_declared_share() =>
        _anyMethod.Sample(
            method =>
            {
                Assert.Equal([28, 28, 28], Points(method, Direction.HigherIsBetter, 5, 5, 5));
                Assert.Equal([28], Points(method, Direction.LowerIsBetter, 5));
                Assert.Equal(
                    ["peers-without-spread 1"], Rate(method, Direction.LowerIsBetter, 5).Of("k0").Node("i").Lines());
            },
            iter: 20);

    // b is not assessed and c has no figure; d, suspended, is a peer. Cities are peers of cities only.
    [Fact]
    public void Peers_are_the_assessed_and_suspended_of_one_level_that_have_a_value()
    {
        var book = Rulebook(Indicator("i", 40, _minMax, missing: MissingPolicy.Zero));
        var rating = book.Rate(
            County("a", ("i", 10)),
            County("b", ("i", 0)) with { Status = SheetStatus.NotAssessed },
            County("c"),
            County("d", ("i", 30)) with { Status = SheetStatus.Suspended },
            County("e", ("i", 25)),
            City("x", ("i", 1000)));
        Assert.Equal((0, 40, 30, 28), (
            rating.Of("a").PointsOf("i"),
            rating.Of("d").PointsOf("i"),
            rating.Of("e").PointsOf("i"),
            rating.Of("x").PointsOf("i")));
    }

    [Fact]
    public void Scaling_and_shifting_all_values_changes_nothing() =>
        Gen.Select(_anyMethod, Values, Gen.Int[1, 1000], Gen.Int[-1000, 1000], Gen.Enum<Direction>()).Sample(
            (method, values, factor, shift, direction) => Assert.Equal(
                Points(method, direction, values),
                Points(method, direction, [.. values.Select(value => (value * factor) + shift)])),
            iter: 200);

    [Fact]
    public void Reflecting_values_and_direction_changes_nothing() =>
        Gen.Select(_anyMethod, Values).Sample(
            (method, values) => Assert.Equal(
                Points(method, Direction.HigherIsBetter, values),
                Points(method, Direction.LowerIsBetter, [.. values.Select(value => -value)])),
            iter: 200);

    [Fact]
    public void A_better_value_never_scores_less_than_a_worse_one() =>
        Gen.Select(_anyMethod, Values, Gen.Enum<Direction>()).Sample(
            (method, values, direction) =>
            {
                var points = Points(method, direction, values);
                var better = direction == Direction.HigherIsBetter ? 1 : -1;
                for (var i = 0; i < values.Length; i++)
                {
                    for (var j = 0; j < values.Length; j++)
                        Assert.False(values[i] * better > values[j] * better && points[i] < points[j]);
                }
            },
            iter: 200);

    /// <summary>
    /// The textbook z: the largest whole k with (k ÷ 10⁸)² ≤ d² ÷ s², found by comparing exact squares.
    /// </summary>
    [Fact]
    public void Z_scores_are_the_exact_ones_cut_off() =>
        Values.Where(values => values.Distinct().Count() > 1).Sample(
            values =>
            {
                var ratios = values.Select(R).ToArray();
                var n = new Ratio(values.Length, 1);
                var mean = ratios.Aggregate((a, b) => a + b) / n;
                var variance = ratios.Aggregate(Ratio.Zero, (sum, v) => sum + ((v - mean) * (v - mean))) / (n - Ratio.One);
                var rating = Rate(_z, Direction.HigherIsBetter, values);
                for (var i = 0; i < values.Length; i++)
                {
                    var text = rating.Of($"k{i}").Node("i").Working[0].Arguments[0];
                    var z = R(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
                    var exact = (ratios[i] - mean) * (ratios[i] - mean) / variance;
                    var next = z.Abs() + new Ratio(1, BigInteger.Pow(10, 8));
                    Assert.True(z * z <= exact && next * next > exact);
                    Assert.True(z.Sign == 0 || z.Sign == (ratios[i] - mean).Sign);
                }
            },
            iter: 100);

    private static Gen<decimal[]> Values { get; } =
        Gen.Int[-500, 500].Select(n => n / 4m).Array[1, 8];

    private static YearRating Rate(Relative method, Direction direction, params decimal[] values) =>
        Rulebook(Indicator("i", 40, method, direction))
            .Rate([.. values.Select((value, i) => County($"k{i}", ("i", value)))]);

    private static decimal?[] Points(Relative method, Direction direction, params decimal[] values)
    {
        var rating = Rate(method, direction, values);
        return [.. values.Select((_, i) => rating.Of($"k{i}").PointsOf("i"))];
    }
}
