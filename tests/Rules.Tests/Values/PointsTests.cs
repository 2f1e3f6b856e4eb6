using System.Globalization;
using System.Numerics;
using Award.Rules;
using CsCheck;

namespace Rules.Tests.Values;

public sealed class PointsTests
{
    private static readonly Gen<Points> _points = Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Select(Points.FromUnits);

    [Fact]
    public void The_default_is_zero_points() => Assert.Equal((Points.Zero, "0"), (default, default(Points).ToString()));

    [Fact]
    public void Sums_do_not_depend_on_order() =>
        Gen.Select(_points.List[1, 20], Gen.Int).Sample((list, seed) =>
        {
            var shuffled = list.OrderBy(p => p.Units ^ seed).ToList();
            Assert.Equal(
                list.Aggregate(Points.Zero, (sum, p) => sum + p), shuffled.Aggregate(Points.Zero, (sum, p) => sum + p));
        });

    [Fact]
    public void Adding_and_taking_away_again_changes_nothing() =>
        Gen.Select(_points, _points).Sample((a, b) => Assert.Equal(a, a + b - b));

    [Fact]
    public void Overflow_throws_and_never_wraps()
    {
        var most = Points.FromUnits(long.MaxValue);
        Assert.Throws<OverflowException>(() => most + Points.FromUnits(1));
        Assert.Throws<OverflowException>(() => Points.Zero - Points.FromUnits(long.MinValue));
        Assert.Throws<OverflowException>(() => Points.Nearest(new Ratio(100_000_000_000, 1)));
        Assert.Throws<OverflowException>(() => Points.From(decimal.MaxValue));
        Assert.Throws<OverflowException>(() => Points.From(100_000_000_000m));
        Assert.Throws<OverflowException>(() => most.Round(0, RoundingMode.HalfUp));
    }

    [Fact]
    public void More_than_eight_decimals_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Points.From(0.000000001m));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("12.5", 1_250_000_000)]
    [InlineData("-0.00000001", -1)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    public void Text_decimals_and_units_agree(string text, long units)
    {
        var points = Points.From(decimal.Parse(text, CultureInfo.InvariantCulture));
        Assert.Equal(units, points.Units);
        Assert.Equal(text, points.ToString());
        Assert.Equal(new Ratio(units, Points.UnitsPerPoint), points.ToRatio());
        Assert.Equal(points, Points.FromUnits(units));
    }

    [Fact]
    public void The_nearest_points_are_within_half_a_unit_and_ties_go_to_even() =>
        Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Gen.Long[1, 1_000_000]).Sample((n, d) =>
        {
            var exact = new Ratio(n, d);
            var off = (Points.Nearest(exact).ToRatio() - exact).Abs() * new Ratio(Points.UnitsPerPoint, 1);
            Assert.True(off <= new Ratio(1, 2));
        });

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(3, 2, 2)]
    [InlineData(-1, 2, 0)]
    [InlineData(-3, 2, -2)]
    public void Half_a_unit_goes_to_the_even_unit(long halves, long two, long units) =>
        Assert.Equal(units, Points.Nearest(new Ratio(halves, two * Points.UnitsPerPoint)).Units);

    [Theory]
    [InlineData("2.345", 2, RoundingMode.HalfEven, "2.34")]
    [InlineData("2.355", 2, RoundingMode.HalfEven, "2.36")]
    [InlineData("2.345", 2, RoundingMode.HalfUp, "2.35")]
    [InlineData("-2.345", 2, RoundingMode.HalfUp, "-2.35")]
    [InlineData("2.349", 2, RoundingMode.Down, "2.34")]
    [InlineData("899.995", 2, RoundingMode.HalfEven, "900")]
    [InlineData("899.995", 2, RoundingMode.Down, "899.99")]
    [InlineData("1.23456789", 8, RoundingMode.Down, "1.23456789")]
    [InlineData("0.5", 0, RoundingMode.HalfEven, "0")]
    public void Rounding_to_decimals_follows_the_named_mode(string from, int decimals, RoundingMode mode, string to) =>
        Assert.Equal(to, Points.From(decimal.Parse(from, CultureInfo.InvariantCulture)).Round(decimals, mode).ToString());

    [Fact]
    public void Rounding_twice_is_rounding_once() =>
        Gen.Select(_points, Gen.Int[0, 8], Gen.Enum<RoundingMode>()).Sample((points, decimals, mode) =>
        {
            var once = points.Round(decimals, mode);
            Assert.Equal(once, once.Round(decimals, mode));
        });

    [Fact]
    public void Order_is_that_of_the_units() =>
        Gen.Select(_points, _points).Sample((a, b) =>
        {
            var order = a.Units.CompareTo(b.Units);
            Assert.Equal(order, a.CompareTo(b));
            Assert.Equal((order < 0, order > 0, order <= 0, order >= 0), ((a < b), (a > b), a <= b, a >= b));
            Assert.Equal(order <= 0 ? (a, b) : (b, a), (Points.Min(a, b), Points.Max(a, b)));
        });

    [Fact]
    public void Equal_points_are_neither_less_nor_greater()
    {
        var (a, b) = (Points.FromUnits(5), Points.FromUnits(5));
        Assert.Equal((false, false, true, true), ((a < b), (a > b), a <= b, a >= b));
    }

    [Fact]
    public void Divided_points_add_up_to_the_whole_and_each_is_within_a_unit_of_its_share() =>
        Gen.Select(Gen.Long[0, 100_000_000_000], Gen.Long[1, 1000].Array[1, 12]).Sample((units, weights) =>
        {
            var whole = Points.FromUnits(units);
            var parts = Points.Divide(whole, [.. weights.Select(weight => new Ratio(weight, 7))]);
            Assert.Equal(whole, parts.Aggregate(Points.Zero, (sum, part) => sum + part));
            for (var i = 0; i < parts.Count; i++)
            {
                var exact = new Ratio((BigInteger)units * weights[i], weights.Sum());
                Assert.True((new Ratio(parts[i].Units, 1) - exact).Abs() < Ratio.One);
            }
        });

    // Seven units as 12 : 5 : 3 are 4.2, 1.75 and 1.05: the unit left over goes to the middle one.
    [Fact]
    public void A_unit_left_over_goes_to_the_largest_remainder_not_to_the_largest_part() =>
        Assert.Equal(
            [4, 2, 1],
            Points.Divide(Points.FromUnits(7), [new Ratio(12, 1), new Ratio(5, 1), new Ratio(3, 1)]).Select(p => p.Units));

    // 100 points in thirds: 33.33333333 each leaves one unit, and all remainders are equal, so the first
    // part gets it.
    [Fact]
    public void A_unit_left_over_goes_to_the_largest_remainder_and_among_equals_to_the_first() =>
        Assert.Equal(
            ["33.33333334", "33.33333333", "33.33333333"],
            Points.Divide(Points.From(100), [Ratio.One, Ratio.One, Ratio.One]).Select(p => p.ToString()));
}
