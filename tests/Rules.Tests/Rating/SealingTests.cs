using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>What one year hands on to the next.</summary>
public sealed class SealingTests
{
    private static readonly Rulebook _book = Rulebook(
        Indicator("rate", 10, per: "people", rollUp: RollUp.Sum),
        Indicator("rare", 10, missing: MissingPolicy.Zero));

    // a: 10 ÷ 3; b: 20 ÷ 4 = 5, suspended; n is not assessed; x: 30 ÷ 7.
    private static YearRating Rated() => _book.Rate(
        County("a", "x", ("rate", 10), ("people", 3), ("rare", 8)),
        County("b", "x", ("rate", 20), ("people", 4)) with { Status = SheetStatus.Suspended },
        County("n", "x", ("rate", 99), ("people", 1)) with { Status = SheetStatus.NotAssessed },
        City("x"));

    [Fact]
    public void Scored_values_are_handed_on_exactly_and_what_is_missing_is_left_out()
    {
        var values = Rated().AsPrevious.Values;
        Assert.Equal(
            [("a", R(10, 3)), ("b", R(5)), ("x", R(30, 7))],
            values["rate"].OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("a", R(8))], values["rare"].Select(pair => (pair.Key, pair.Value)));
    }

    // (10/3 + 5) ÷ 2 = 25/6 = 4.166666666666|6…, to the nearest twelfth decimal 4.166666666667.
    [Fact]
    public void Means_are_unweighted_by_level_and_rounded_to_twelve_decimals()
    {
        var means = Rated().AsPrevious.Means;
        Assert.Equal(R(4.166666666667m), means[(RegionLevel.County, "rate")]);
        Assert.Equal(R(8), means[(RegionLevel.County, "rare")]);
        Assert.Equal(R(4.285714285714m), means[(RegionLevel.City, "rate")]);
        Assert.False(means.ContainsKey((RegionLevel.City, "rare")));
    }

    [Fact]
    public void A_year_can_look_back_on_the_one_before()
    {
        var book = Rulebook(
            Indicator("i", 10, new BelowReference(P(1), P(10), R(0))),
            Indicator("j", 10, new ChangeOnLastYear(false, R(0), R(10), R(0), new ZeroBase(R(0), R(0)))));
        var first = book.Rate(County("a", ("i", 10), ("j", 1)), County("b", ("i", 20), ("j", 1)));
        var second = book.Rate(first.AsPrevious, County("a", ("i", 12), ("j", 6)), County("b", ("i", 20), ("j", 1)));
        Assert.Equal((0, 7, 5), (first.Of("a").PointsOf("i"), second.Of("a").PointsOf("i"), second.Of("a").PointsOf("j")));
    }
}
