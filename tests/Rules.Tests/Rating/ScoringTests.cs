using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>
/// Each scoring function at its ends, in between and beyond, by hand. 40 points unless a row says
/// otherwise.
/// </summary>
public sealed class ScoringTests
{
    private const Direction Higher = Direction.HigherIsBetter;
    private const Direction Lower = Direction.LowerIsBetter;

    // 85 → 0, 99 → 40: a point of value is worth 40/14. 92 is half way. 90: 5 × 40/14 = 14.285714285…
    [Theory]
    [InlineData(84, 0)]
    [InlineData(85, 0)]
    [InlineData(92, 20)]
    [InlineData(90, 14.28571429)]
    [InlineData(99, 40)]
    [InlineData(100, 40)]
    public void A_ramp_rises_from_floor_to_target_and_is_clipped(decimal value, decimal points) =>
        Assert.Equal(points, Marks(Indicator("i", 40, new LinearRamp(R(85), R(99))), value));

    // 60 → 0, 20 → 40: each one less is worth 1 point.
    [Theory]
    [InlineData(61, 0)]
    [InlineData(60, 0)]
    [InlineData(33.5, 26.5)]
    [InlineData(20, 40)]
    [InlineData(-5, 40)]
    public void A_falling_ramp_rewards_less(decimal value, decimal points) =>
        Assert.Equal(points, Marks(Indicator("i", 40, new LinearRamp(R(60), R(20)), Lower), value));

    // Full from 96; 2.5 a unit down to 90, 5 a unit below: 94 loses 5, 90 loses 15, 88 loses 15 + 10, 80
    // loses 15 + 50 > 40.
    [Theory]
    [InlineData(97, 40)]
    [InlineData(96, 40)]
    [InlineData(94, 35)]
    [InlineData(90, 25)]
    [InlineData(88, 15)]
    [InlineData(80, 0)]
    public void Bands_lose_points_unit_by_unit_at_the_bands_own_price(decimal value, decimal points) =>
        Assert.Equal(points, Marks(Indicator("i", 40, HighBands), value));

    private static Bands HighBands { get; } = new(R(96), [new Band(R(96), R(90), P(2.5m)), new Band(R(90), R(0), P(5))]);

    // Full up to 4; nothing is lost to 5, then 10 a unit to 7, and nothing more beyond.
    [Theory]
    [InlineData(4, 40)]
    [InlineData(4.5, 40)]
    [InlineData(5.5, 35)]
    [InlineData(7, 20)]
    [InlineData(100, 20)]
    public void Bands_for_less_is_better_run_upwards_and_end_where_they_end(decimal value, decimal points) =>
        Assert.Equal(points, Marks(Indicator("i", 40, new Bands(R(4), [new Band(R(5), R(7), P(10))]), Lower), value));

    [Theory]
    [InlineData(Higher, 95, 40)]
    [InlineData(Higher, 94.9, 25)]
    [InlineData(Higher, 90, 25)]
    [InlineData(Higher, 89, 0)]
    [InlineData(Lower, 90, 25)]
    [InlineData(Lower, 89, 25)]
    [InlineData(Lower, 91, 40)]
    [InlineData(Lower, 96, 0)]
    public void The_first_step_met_gives_its_points(Direction direction, decimal value, decimal points)
    {
        IReadOnlyList<Step> steps = direction == Higher
            ? [new Step(R(95), P(50)), new Step(R(90), P(25))]
            : [new Step(R(90), P(25)), new Step(R(95), P(50))];
        Assert.Equal(points, Marks(Indicator("i", 40, new SteppedTable(steps), direction), value));
    }

    [Fact]
    public void The_step_met_is_named()
    {
        var indicator = Indicator("i", 40, new SteppedTable([new Step(R(90), P(25))]));
        Assert.Equal(["step 90 25"], Lines(indicator, 93, null));
        Assert.Equal(["no-step"], Lines(indicator, 89, null));
    }

    [Theory]
    [InlineData(Higher, 1, 40)]
    [InlineData(Higher, 0, 0)]
    [InlineData(Lower, 1, 40)]
    [InlineData(Lower, 2, 0)]
    public void Pass_or_fail(Direction direction, decimal value, decimal points) =>
        Assert.Equal(points, Marks(Indicator("i", 40, new PassFail(R(1)), direction), value));

    // The mean is 83.5; 1.5 a unit below it: 80 loses 5.25, 50 would lose 50.25 and is capped at 15.
    [Theory]
    [InlineData(Higher, 90, 40)]
    [InlineData(Higher, 83.5, 40)]
    [InlineData(Higher, 80, 34.75)]
    [InlineData(Higher, 50, 25)]
    [InlineData(Lower, 80, 40)]
    [InlineData(Lower, 85.5, 37)]
    public void Worse_than_last_years_mean_costs_points_up_to_the_cap(Direction direction, decimal value, decimal points)
    {
        var indicator = Indicator("i", 40, new BelowReference(P(1.5m), P(15), R(0.75m)), direction);
        Assert.Equal(points, Marks(indicator, value, LastYear(mean: 83.5m)));
    }

    [Fact]
    public void Without_a_mean_of_last_year_the_declared_share_is_given()
    {
        var indicator = Indicator("i", 40, new BelowReference(P(1.5m), P(15), R(0.75m)));
        Assert.Equal(30, Marks(indicator, 10));
        Assert.Equal(30, Marks(indicator, 10, LastYear()));
        Assert.Equal(["no-reference"], Lines(indicator, 10, null));
        Assert.Equal(["reference 83.5", "lost 50.25", "cap 15"], Lines(indicator, 50, LastYear(mean: 83.5m)));
    }

    // Per cent: 5 % more → 0, 5 % less → 40. From 80: 76 is −5 %, 80 is 0 % → 20, 82 is +2.5 % → 10.
    [Theory]
    [InlineData(76, 40)]
    [InlineData(80, 20)]
    [InlineData(82, 10)]
    [InlineData(90, 0)]
    public void A_change_in_per_cent_is_scored_on_its_ramp(decimal value, decimal points) =>
        Assert.Equal(points, Marks(Change(percent: true), value, LastYear(value: 80)));

    // From −80 the change to −76 is +4 on a size of 80: +5 %.
    [Fact]
    public void A_change_in_per_cent_is_taken_on_the_size_of_last_years_value() =>
        Assert.Equal(
            ["previous -80", "change-percent 5"], Lines(Change(percent: true), -76, LastYear(value: -80)));

    // In units: from 80 to 82.5 is +2.5: a quarter of the way from +5 to −5.
    [Fact]
    public void A_change_in_units_is_a_difference()
    {
        Assert.Equal(10, Marks(Change(percent: false), 82.5m, LastYear(value: 80)));
        Assert.Equal(20, Marks(Change(percent: false), 0, LastYear(value: 0)));
        Assert.Equal(["previous 80", "change 2.5"], Lines(Change(percent: false), 82.5m, LastYear(value: 80)));
    }

    [Fact]
    public void Without_last_years_value_the_declared_share_is_given()
    {
        Assert.Equal(24, Marks(Change(percent: true), 82.5m));
        Assert.Equal(24, Marks(Change(percent: true), 82.5m, LastYear()));
        Assert.Equal(24, Marks(Change(percent: true), 82.5m, LastYear(value: 80, key: "another")));
    }

    [Theory]
    [InlineData(0, 36, "still-zero")]
    [InlineData(3, 4, "risen-from-zero")]
    public void A_percentage_on_zero_gives_the_declared_shares(decimal value, decimal points, string code)
    {
        Assert.Equal(points, Marks(Change(percent: true), value, LastYear(value: 0)));
        Assert.Equal(["previous 0", code], Lines(Change(percent: true), value, LastYear(value: 0)));
    }

    private static Indicator Change(bool percent) =>
        Indicator(
            "i", 40, new ChangeOnLastYear(percent, R(5), R(-5), R(0.6m), new ZeroBase(R(0.9m), R(0.1m))), Lower);

    private static PreviousYear LastYear(decimal? value = null, decimal? mean = null, string key = "a")
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, Ratio>>();
        if (value is { } last)
            values["i"] = new Dictionary<string, Ratio> { [key] = R(last) };

        var means = new Dictionary<(RegionLevel, string), Ratio>();
        if (mean is { } average)
            means[(RegionLevel.County, "i")] = R(average);

        return new PreviousYear(values, means);
    }

    private static string[] Lines(Indicator indicator, decimal value, PreviousYear? previous) =>
        Rater.Rate(Rulebook(indicator), new YearSheets([County("a", ("i", value))], previous)).Of("a").Node("i").Lines();
}
