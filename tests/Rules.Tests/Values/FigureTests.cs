using System.Globalization;
using Award.Rules;
using CsCheck;

namespace Rules.Tests.Values;

public sealed class FigureTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.000", "0")]
    [InlineData("12.50", "12.5")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("1000000", "1000000")]
    [InlineData("0.0000000001", "0.0000000001")]
    [InlineData("0.00000000010000", "0.0000000001")]
    [InlineData("999999999999999999.9999999999", "999999999999999999.9999999999")]
    [InlineData("-999999999999999999.9999999999", "-999999999999999999.9999999999")]
    public void Text_is_read_and_has_one_canonical_form(string text, string canonical)
    {
        Assert.True(Figure.TryParse(text, out var figure));
        Assert.Equal(canonical, figure.ToString());
        Assert.True(Figure.TryParse(canonical, out var again));
        Assert.Equal(figure, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("٣")]
    [InlineData("0.00000000001")]
    [InlineData("1000000000000000000")]
    [InlineData("-1000000000000000000")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("0.00000000000000000000000000000000000000001")]
    [InlineData("0.00000000000000000000000000000000000001")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("999999999999999999.99999999999")]
    public void Anything_else_is_no_figure(string? text)
    {
        Assert.False(Figure.TryParse(text, out var figure));
        Assert.Equal(default, figure);
    }

    [Fact]
    public void The_default_is_zero() => Assert.Equal((new Figure(0), "0"), (default, default(Figure).ToString()));

    [Fact]
    public void Equal_values_are_equal_figures_whatever_their_scale()
    {
        Assert.Equal(new Figure(1m), new Figure(1.0000000000m));
        Assert.Equal(new Figure(1m).GetHashCode(), new Figure(1.0000000000m).GetHashCode());
        Assert.Equal(decimal.GetBits(1200m), decimal.GetBits(new Figure(1200.00m).Value));
        Assert.Equal(decimal.GetBits(12.5m), decimal.GetBits(new Figure(12.5000000000m).Value));
        Assert.Equal(decimal.GetBits(0m), decimal.GetBits(new Figure(-0.00m).Value));
        Assert.Equal(
            decimal.GetBits(new Figure(1200m).Value), decimal.GetBits(new Figure(1200.0000000000000000000000m).Value));
    }

    [Fact]
    public void Every_valid_value_survives_its_text_unchanged() =>
        Gen.Select(Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.Long[0, 9_999_999_999])
            .Sample((whole, fraction) =>
            {
                var value = whole + (fraction / 10_000_000_000m * Math.Sign(whole));
                var figure = new Figure(value);
                Assert.Equal(value, figure.Value);
                Assert.True(Figure.TryParse(figure.ToString(), out var again));
                Assert.Equal(value, again.Value);
                Assert.Equal(figure.ToString(), again.ToString());
                Assert.Equal(Ratio.From(value), Ratio.From(figure));
            });

    [Theory]
    [InlineData("0.00000000001")]
    [InlineData("1000000000000000000")]
    [InlineData("-1000000000000000000")]
    public void A_value_beyond_the_limits_is_refused(string text)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.False(Figure.IsValid(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Figure(value));
    }

    [Fact]
    public void Order_is_that_of_the_values() =>
        Assert.Equal(
            [new Figure(-2), new Figure(0.5m), new Figure(10)],
            new[] { new Figure(10), new Figure(-2), new Figure(0.5m) }.Order());
}
