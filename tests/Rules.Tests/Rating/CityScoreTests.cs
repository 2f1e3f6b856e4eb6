using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>
/// Cities scored on their counties' scores. a: p 50, q 100; b: p 80, q 40; 60 and 40 points.
/// </summary>
public sealed class CityScoreTests
{
    // a: 30 + 40 = 70; b: 48 + 16 = 64. Unweighted 67: 39 and 28. Weighted 1 : 3: (70 + 192) ÷ 4 = 65.5:
    // 43.5 and 22.
    [Theory]
    [InlineData(RollUpMode.MeanOfCountyScores, 39, 28, "67", "mean-of-county-scores")]
    [InlineData(RollUpMode.WeightedMeanOfCountyScores, 43.5, 22, "65.5", "weighted-mean-of-county-scores")]
    public void A_citys_nodes_are_the_mean_of_its_counties(
        RollUpMode mode, decimal p, decimal q, string total, string rule)
    {
        var city = Rate(mode, A(("weight", 1)), B(("weight", 3))).Of("x");
        Assert.Equal((p, q, total, rule), (city.PointsOf("d"), city.PointsOf("q"), city.Total.ToString(), city.Score.Rule));
        Assert.Equal((R(7), Provenance.Reported), (city.Node("p").Value, city.Node("p").Provenance));
        Assert.Equal((null, Provenance.Missing), (city.Node("q").Value, city.Node("q").Provenance));
        Assert.Equal(["figure-missing q"], city.Node("q").Lines());
        Assert.Empty(city.Node("d").Lines());
        Assert.Equal(P(60), city.Node("p").Full);
    }

    [Fact]
    public void An_open_county_leaves_the_city_open()
    {
        var rating = Rate(RollUpMode.MeanOfCountyScores, A(), County("b", "x", ("p", 80)));
        Assert.Equal((null, true, 39m, null), (
            rating.Of("x").Total, rating.Of("x").Pending, rating.Of("x").PointsOf("d"), rating.Of("x").PointsOf("q")));
        Assert.Equal(["FigureMissing q - -"], rating.Of("x").Reasons.Lines());
    }

    [Fact]
    public void A_county_without_the_weight_and_weights_of_zero_leave_the_city_open()
    {
        var missing = Rate(RollUpMode.WeightedMeanOfCountyScores, A(("weight", 1)), B()).Of("x");
        Assert.Equal((null, true), (missing.Total, missing.Pending));
        Assert.Equal(["weights-missing b"], missing.Score.Lines());
        Assert.Equal(P(100), missing.Score.Full);
        var negative = Rate(RollUpMode.WeightedMeanOfCountyScores, A(("weight", -1)), B(("weight", 3))).Of("x");
        Assert.Equal(["weights-missing a"], negative.Score.Lines());
        var zero = Rate(RollUpMode.WeightedMeanOfCountyScores, A(("weight", 0)), B(("weight", 0))).Of("x");
        Assert.Equal((null, true), (zero.Total, zero.Pending));
        Assert.Equal(["weights-zero weight"], zero.Score.Lines());
    }

    // q is left out of a, so a has 50 of 100 from p; b keeps 48 + 16. The city: p (50 + 48) ÷ 2 of 80, q (0
    // + 16) ÷ 2 of 20.
    [Fact]
    public void A_node_left_out_counts_as_zero_of_zero()
    {
        var city = Rate(
            Book(RollUpMode.MeanOfCountyScores, MissingPolicy.ExcludeAndRescale), County("a", "x", ("p", 50)), B()).Of("x");
        Assert.Equal((49, 8, "57"), (city.PointsOf("d"), city.PointsOf("q"), city.Total.ToString()));
        Assert.Equal((P(80), P(20)), (city.Node("d").Full, city.Node("q").Full));
    }

    [Fact]
    public void A_node_left_out_of_every_county_is_left_out_of_the_city_and_a_county_without_any_score_opens_it()
    {
        var book = Book(RollUpMode.MeanOfCountyScores, MissingPolicy.ExcludeAndRescale);
        var city = Rate(book, County("a", "x", ("p", 50)), County("b", "x", ("p", 100))).Of("x");
        Assert.Equal((true, null, 75), (city.Node("q").Excluded, city.PointsOf("q"), city.PointsOf("root")));
    }

    [Fact]
    public void A_county_with_everything_left_out_has_no_score_and_opens_the_city()
    {
        var left = MissingPolicy.ExcludeAndRescale;
        var book = Rulebook(
            Group("root", Indicator("p", 60, missing: left), Indicator("q", 40, missing: left)),
            cityScores: RollUpMode.MeanOfCountyScores);
        var city = Rate(book, County("a", "x", ("p", 50)), County("b", "x")).Of("x");
        Assert.Equal((null, true), (city.Total, city.Pending));
    }

    [Fact]
    public void A_city_without_counties_is_scored_on_its_own_figures()
    {
        var rating = Book(RollUpMode.MeanOfCountyScores).Rate(City("y", ("p", 100), ("q", 50)));
        Assert.Equal(("80", "sum"), (rating.Of("y").Total.ToString(), rating.Of("y").Score.Rule));
    }

    private static Rulebook Book(RollUpMode mode, MissingPolicy missing = MissingPolicy.Error) =>
        Rulebook(
            Group("root", Group("d", Indicator("p", 60)), Indicator("q", 40, missing: missing)),
            city: Naming(scoreWeight: "weight"),
            cityScores: mode);

    private static Sheet A(params (string, decimal)[] more) => County("a", "x", [("p", 50), ("q", 100), .. more]);

    private static Sheet B(params (string, decimal)[] more) => County("b", "x", [("p", 80), ("q", 40), .. more]);

    private static YearRating Rate(RollUpMode mode, params Sheet[] counties) => Rate(Book(mode), counties);

    private static YearRating Rate(Rulebook book, params Sheet[] counties) => book.Rate([City("x", ("p", 7)), .. counties]);
}
