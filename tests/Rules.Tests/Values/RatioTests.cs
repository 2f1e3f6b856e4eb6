using System.Numerics;
using Award.Rules;
using CsCheck;

namespace Rules.Tests.Values;

public sealed class RatioTests
{
    private static readonly Gen<BigInteger> _whole = Gen.Frequency(
        (4, Gen.Long[-1_000, 1_000].Select(n => (BigInteger)n)),
        (2, Gen.Long.Select(n => (BigInteger)n)),
        (1, Gen.Int[0, 4].Select(i => new[] { long.MinValue, long.MaxValue, -long.MaxValue, 0L, 1L }[i]).Select(n => (BigInteger)n)),
        (1, Gen.Select(Gen.Long, Gen.Long, (a, b) => (BigInteger)a * b)));

    private static readonly Gen<Ratio> _ratio =
        Gen.Select(_whole, _whole.Where(d => !d.IsZero), (n, d) => new Ratio(n, d));

    [Fact]
    public void The_default_is_zero_and_zero_has_one_form()
    {
        Assert.Equal(Ratio.Zero, default);
        Assert.Equal(Ratio.Zero, new Ratio(0, -7));
        Assert.Equal((0, 1), (default(Ratio).Numerator, default(Ratio).Denominator));
    }

    [Fact]
    public void A_ratio_is_kept_in_lowest_terms_with_a_positive_denominator() =>
        Gen.Select(_whole, _whole.Where(d => !d.IsZero)).Sample((n, d) =>
        {
            var ratio = new Ratio(n, d);
            Assert.True(ratio.Denominator > 0);
            Assert.True(BigInteger.GreatestCommonDivisor(ratio.Numerator, ratio.Denominator).IsOne);
            Assert.Equal(n * ratio.Denominator, d * ratio.Numerator);
        });

    [Fact]
    public void Equal_numbers_are_equal_and_have_one_hash_whatever_made_them() =>
        Gen.Select(_whole, _whole.Where(d => !d.IsZero), _whole.Where(k => !k.IsZero)).Sample((n, d, k) =>
        {
            Assert.Equal(new Ratio(n, d), new Ratio(n * k, d * k));
            Assert.Equal(new Ratio(n, d).GetHashCode(), new Ratio(n * k, d * k).GetHashCode());
        });

    /// <summary>The textbook formulas on big integers, against which the two-word forms are held.</summary>
    [Fact]
    public void The_operations_are_those_of_fractions() =>
        Gen.Select(_ratio, _ratio).Sample((a, b) =>
        {
            var (n, d, m, e) = (a.Numerator, a.Denominator, b.Numerator, b.Denominator);
            Assert.Equal(new Ratio((n * e) + (m * d), d * e), a + b);
            Assert.Equal(new Ratio((n * e) - (m * d), d * e), a - b);
            Assert.Equal(new Ratio(n * m, d * e), a * b);
            Assert.Equal((n * e).CompareTo(m * d), a.CompareTo(b));
            Assert.Equal(new Ratio(-n, d), -a);
            Assert.Equal(n.Sign, a.Sign);
            if (!m.IsZero)
                Assert.Equal(new Ratio(n * e, d * m), a / b);
        });

    [Fact]
    public void Ratios_are_a_field() =>
        Gen.Select(_ratio, _ratio, _ratio).Sample((a, b, c) =>
        {
            Assert.Equal(a + b, b + a);
            Assert.Equal(a * b, b * a);
            Assert.Equal((a + b) + c, a + (b + c));
            Assert.Equal((a * b) * c, a * (b * c));
            Assert.Equal(a * (b + c), (a * b) + (a * c));
            Assert.Equal(a, a + Ratio.Zero);
            Assert.Equal(a, a * Ratio.One);
            Assert.Equal(Ratio.Zero, a - a);
            if (a.Sign != 0)
                Assert.Equal(Ratio.One, a / a);
        });

    [Fact]
    public void Order_is_total_and_agrees_with_subtraction() =>
        Gen.Select(_ratio, _ratio).Sample((a, b) =>
        {
            var sign = (a - b).Sign;
            Assert.Equal((sign < 0, sign > 0, sign <= 0, sign >= 0), ((a < b), (a > b), a <= b, a >= b));
            Assert.Equal(sign <= 0 ? (a, b) : (b, a), (Ratio.Min(a, b), Ratio.Max(a, b)));
            Assert.Equal(sign == 0, a == b);
        });

    [Fact]
    public void Division_by_zero_is_refused()
    {
        Assert.Throws<DivideByZeroException>(() => new Ratio(1, 0));
        Assert.Throws<DivideByZeroException>(() => new Ratio(BigInteger.One, BigInteger.Zero));
        Assert.Throws<DivideByZeroException>(() => Ratio.One / Ratio.Zero);
    }

    [Fact]
    public void Clipping_stays_within_and_leaves_what_is_within() =>
        Gen.Select(_ratio, _ratio, _ratio).Sample((value, a, b) =>
        {
            var (low, high) = (Ratio.Min(a, b), Ratio.Max(a, b));
            var clipped = value.Clip(low, high);
            Assert.True(clipped >= low && clipped <= high);
            Assert.True((value >= low && value <= high) == (clipped == value));
        });

    [Theory]
    [InlineData(5, 2, RoundingMode.HalfEven, 2)]
    [InlineData(7, 2, RoundingMode.HalfEven, 4)]
    [InlineData(-5, 2, RoundingMode.HalfEven, -2)]
    [InlineData(-7, 2, RoundingMode.HalfEven, -4)]
    [InlineData(26, 10, RoundingMode.HalfEven, 3)]
    [InlineData(5, 2, RoundingMode.HalfUp, 3)]
    [InlineData(-5, 2, RoundingMode.HalfUp, -3)]
    [InlineData(24, 10, RoundingMode.HalfUp, 2)]
    [InlineData(29, 10, RoundingMode.Down, 2)]
    [InlineData(-29, 10, RoundingMode.Down, -2)]
    [InlineData(6, 2, RoundingMode.HalfUp, 3)]
    [InlineData(-1, 2, RoundingMode.HalfUp, -1)]
    [InlineData(-1, 2, RoundingMode.HalfEven, 0)]
    public void Rounding_modes_settle_halves_as_they_say(long n, long d, RoundingMode mode, long rounded) =>
        Assert.Equal(rounded, new Ratio(n, d).Round(mode));

    [Fact]
    public void Rounding_laws() =>
        Gen.Select(_ratio, Gen.Enum<RoundingMode>()).Sample((value, mode) =>
        {
            var rounded = value.Round(mode);
            var off = (new Ratio(rounded, 1) - value).Abs();
            Assert.True(mode == RoundingMode.Down ? off < Ratio.One : off <= new Ratio(1, 2));
            Assert.Equal(-rounded, (-value).Round(mode));
            Assert.True(mode != RoundingMode.Down || new Ratio(rounded, 1).Abs() <= value.Abs());
            Assert.Equal(rounded, new Ratio(rounded, 1).Round(mode));
        });

    [Fact]
    public void Every_decimal_is_taken_exactly() =>
        Gen.Decimal.Sample(value =>
        {
            var ratio = Ratio.From(value);
            Assert.Equal(value, (decimal)ratio.Numerator / (decimal)ratio.Denominator);
        });

    [Theory]
    [InlineData("0", 0, 1)]
    [InlineData("-0.5", -1, 2)]
    [InlineData("12.50", 25, 2)]
    [InlineData("0.0000000000000000001", 1, 0)]
    [InlineData("-79228162514264337593543950335", 0, 1)]
    public void Decimals_of_every_size_keep_their_value(string text, long n, long d)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var expected = text.Length < 10
            ? new Ratio(n, d)
            : d == 0
                ? new Ratio(1, BigInteger.Pow(10, 19))
                : new Ratio(BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture), 1);
        Assert.Equal(expected, Ratio.From(value));
    }

    [Theory]
    [InlineData(97, 4, "24.25", "97/4")]
    [InlineData(1, 3, "1/3", "1/3")]
    [InlineData(-7, 1, "-7", "-7")]
    [InlineData(-1, 8, "-0.125", "-1/8")]
    [InlineData(0, 5, "0", "0")]
    [InlineData(1, 1_000_000_000_000, "0.000000000001", "1/1000000000000")]
    [InlineData(1, 10_000_000_000_000, "1/10000000000000", "1/10000000000000")]
    public void Canonical_texts(long n, long d, string plain, string exact)
    {
        Assert.Equal(plain, new Ratio(n, d).ToPlainText());
        Assert.Equal(exact, new Ratio(n, d).ToString());
    }

    [Fact]
    public void Numbers_beyond_two_words_have_plain_text_too()
    {
        var large = new Ratio(BigInteger.Pow(10, 30), 1);
        Assert.Equal("1000000000000000000000000000000", large.ToPlainText());
        Assert.Equal("1000000000000000000000000000000.5", (large + new Ratio(1, 2)).ToPlainText());
    }

    [Theory]
    [InlineData(2, 3, 4, RoundingMode.HalfEven, "0.6667")]
    [InlineData(2, 3, 4, RoundingMode.Down, "0.6666")]
    [InlineData(-1, 3, 0, RoundingMode.Down, "0")]
    [InlineData(-2, 3, 2, RoundingMode.HalfUp, "-0.67")]
    [InlineData(1, 200, 2, RoundingMode.HalfUp, "0.01")]
    [InlineData(5, 2, 3, RoundingMode.HalfEven, "2.5")]
    public void Fixed_text_rounds_once_and_drops_trailing_zeros(long n, long d, int decimals, RoundingMode mode, string text) =>
        Assert.Equal(text, new Ratio(n, d).ToFixed(decimals, mode));

    [Fact]
    public void The_nearest_decimal_is_within_half_a_unit() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[1, 1_000_000], Gen.Int[0, 12]).Sample((n, d, decimals) =>
        {
            var value = new Ratio(n, d);
            var nearest = value.Nearest(decimals);
            var unit = new Ratio(1, BigInteger.Pow(10, decimals));
            Assert.True((nearest - value).Abs() * new Ratio(2, 1) <= unit);
            Assert.True((nearest / unit).Denominator.IsOne);
            Assert.Equal(nearest, Ratio.From(value.ToDecimal(decimals)));
        });

    [Fact]
    public void A_decimal_that_cannot_hold_the_value_is_refused() =>
        Assert.Throws<OverflowException>(() => new Ratio(BigInteger.Pow(10, 40), 1).ToDecimal(2));
}
