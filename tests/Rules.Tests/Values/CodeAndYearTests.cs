using Award.Rules;
using CsCheck;

namespace Rules.Tests.Values;

public sealed class CodeAndYearTests
{
    [Theory]
    [InlineData(1980, false)]
    [InlineData(1981, true)]
    [InlineData(2017, true)]
    [InlineData(2999, true)]
    [InlineData(3000, false)]
    [InlineData(0, false)]
    [InlineData(-2017, false)]
    public void Award_years_run_from_1981_to_2999(int value, bool valid)
    {
        Assert.Equal(valid, AwardYear.TryFrom(value, out var year));
        if (valid)
            Assert.Equal((value, new AwardYear(value)), (year.Value, year));
        else
            Assert.Throws<ArgumentOutOfRangeException>(() => new AwardYear(value));
    }

    [Fact]
    public void The_default_is_no_award_year() => Assert.Throws<InvalidOperationException>(() => default(AwardYear).Value);

    [Fact]
    public void Years_follow_each_other_and_end_at_the_limits()
    {
        var year = new AwardYear(2017);
        Assert.Equal((new AwardYear(2018), new AwardYear(2016), "2017"), (year.Next, year.Previous, year.ToString()));
        Assert.True(year.CompareTo(year.Next) < 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AwardYear(AwardYear.Last).Next);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AwardYear(AwardYear.First).Previous);
    }

    [Theory]
    [InlineData("330624", true)]
    [InlineData("110000", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("33062", false)]
    [InlineData("3306240", false)]
    [InlineData("030624", false)]
    [InlineData("33062x", false)]
    [InlineData("３３０６２４", false)]
    [InlineData(" 30624", false)]
    public void A_region_code_is_six_ascii_digits_not_starting_with_zero(string? text, bool valid)
    {
        Assert.Equal(valid, RegionCode.IsValid(text));
        Assert.Equal(valid, RegionCode.TryFrom(text, out var code));
        if (valid)
            Assert.Equal((text, new RegionCode(text!)), (code.Value, code));
        else
            Assert.Throws<FormatException>(() => new RegionCode(text!));
    }

    [Fact]
    public void The_default_is_no_region_code() =>
        Assert.Throws<InvalidOperationException>(() => default(RegionCode).Value);

    [Fact]
    public void A_code_names_its_province() =>
        Gen.Int[100_000, 999_999].Sample(number =>
        {
            var code = new RegionCode($"{number}");
            Assert.Equal($"{number / 10_000}0000", code.Province.ToString());
            Assert.Equal(code.Province, code.Province.Province);
        });

    [Fact]
    public void Codes_and_lineages_order_by_their_digits()
    {
        var (shaoxing, keqiao) = (new RegionCode("330600"), new RegionCode("330603"));
        Assert.True(shaoxing.CompareTo(keqiao) < 0);
        Assert.True(new LineageId(shaoxing).CompareTo(new LineageId(keqiao)) < 0);
        Assert.Equal("330603", new LineageId(keqiao).ToString());
    }
}
