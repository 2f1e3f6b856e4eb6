using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>Where a city's value comes from. City x has the counties a and b; y has none.</summary>
public sealed class RollUpTests
{
    [Fact]
    public void A_figure_of_its_own_is_the_citys()
    {
        var node = Rated(Indicator("i", 10), City("x", ("i", 40)), ("i", 10), ("i", 20));
        Assert.Equal((R(40), Provenance.Reported), (node.Value, node.Provenance));
    }

    [Fact]
    public void A_sum_is_over_the_counties_and_ignores_the_citys_own()
    {
        var node = Rated(Indicator("i", 10, rollUp: RollUp.Sum), City("x", ("i", 40)), ("i", 10), ("i", 20));
        Assert.Equal((R(30), Provenance.SummedFromCounties), (node.Value, node.Provenance));
    }

    // (10 + 20) ÷ (2 + 3) = 6, not the mean of 5 and 6⅔.
    [Fact]
    public void A_summed_rate_is_the_sum_of_numerators_over_the_sum_of_denominators()
    {
        var node = Rated(
            Indicator("i", 10, per: "people", rollUp: RollUp.Sum), City("x"), [("i", 10), ("people", 2)], [("i", 20), ("people", 3)]);
        Assert.Equal((R(6), Provenance.SummedFromCounties), (node.Value, node.Provenance));
        Assert.Equal(["rate 30 5 people"], node.Lines());
    }

    [Fact]
    public void A_citys_own_denominator_goes_before_its_counties()
    {
        var node = Rated(
            Indicator("i", 10, per: "people", rollUp: RollUp.Sum),
            City("x", ("people", 10)),
            [("i", 10), ("people", 2)],
            [("i", 20)]);
        Assert.Equal(R(3), node.Value);
    }

    [Fact]
    public void A_citys_own_figure_may_be_divided_by_its_counties_people()
    {
        var node = Rated(Indicator("i", 10, per: "people"), City("x", ("i", 40)), ("people", 2), ("people", 3));
        Assert.Equal((R(8), Provenance.Reported), (node.Value, node.Provenance));
    }

    [Fact]
    public void An_unweighted_mean_is_of_the_counties_scored_values()
    {
        var node = Rated(
            Indicator("i", 10, per: "people", rollUp: RollUp.Mean), City("x"), [("i", 10), ("people", 2)], [("i", 21), ("people", 3)]);
        Assert.Equal((R(6), Provenance.MeanOfCounties), (node.Value, node.Provenance)); // (5 + 7) ÷ 2
        Assert.Equal(["mean-of-counties 2"], node.Lines());
    }

    // (90 × 1 + 96 × 2) ÷ 3 = 94.
    [Fact]
    public void A_weighted_mean_weighs_by_the_named_figure()
    {
        var indicator = Indicator("i", 10, rollUp: RollUp.Mean, rollUpWeight: "weight");
        Assert.Equal(R(94), Rated(indicator, City("x"), [("i", 90), ("weight", 1)], [("i", 96), ("weight", 2)]).Value);
        var zero = Rated(indicator, City("x"), [("i", 90), ("weight", 0)], [("i", 96), ("weight", 0)]);
        Assert.Equal((null, Provenance.Missing), (zero.Value, zero.Provenance));
        Assert.Equal(["weights-zero weight", "missing-open"], zero.Lines());
        var without = Rated(indicator, City("x"), [("i", 90), ("weight", 1)], [("i", 96)]);
        Assert.Equal(["counties-missing b", "missing-open"], without.Lines());
        var negative = Rated(indicator, City("x"), [("i", 90), ("weight", -1)], [("i", 96), ("weight", 2)]);
        Assert.Equal(["counties-missing a", "missing-open"], negative.Lines());
    }

    [Theory]
    [InlineData(RollUp.Sum)]
    [InlineData(RollUp.Mean)]
    public void One_county_without_the_figure_makes_the_citys_value_missing(RollUp rollUp)
    {
        var node = Rated(Indicator("i", 10, rollUp: rollUp), City("x", ("i", 5)), [], [("i", 20)]);
        Assert.Equal((null, null, Provenance.Missing), (node.Value, node.Points, node.Provenance));
        Assert.Equal(["counties-missing a", "missing-open"], node.Lines());
    }

    [Fact]
    public void Every_county_without_the_figure_is_named_in_the_order_of_keys() =>
        Assert.Equal(
            ["counties-missing a b", "missing-open"],
            Rated(Indicator("i", 10, rollUp: RollUp.Sum), City("x"), [], []).Lines());

    [Fact]
    public void A_missing_and_a_zero_denominator_are_told_apart()
    {
        var indicator = Indicator("i", 10, per: "people", rollUp: RollUp.Sum);
        Assert.Equal(
            ["denominator-missing people", "missing-open"],
            Rated(indicator, City("x"), [("i", 10), ("people", 2)], [("i", 20)]).Lines());
        Assert.Equal(
            ["denominator-zero people", "missing-open"],
            Rated(indicator, City("x"), [("i", 10), ("people", 2)], [("i", 20), ("people", -2)]).Lines());
        Assert.Equal(
            ["denominator-missing people", "missing-open"],
            Rulebook(indicator).Rate(County("a", ("i", 1))).Of("a").Node("i").Lines());
    }

    [Theory]
    [InlineData(RollUp.Sum, 4)] // a's two, b's one, the city's own
    [InlineData(RollUp.Own, 1)]
    [InlineData(RollUp.Mean, 1.5)]
    public void Incidents_roll_up_as_counts(RollUp rollUp, decimal value)
    {
        var indicator = Indicator("i", 10, Percent, kinds: ["accident"], rollUp: rollUp);
        var rating = Rulebook(indicator).Rate(
            City("x").With(Incident("x-1")),
            County("a", "x").With(Incident("a-1"), Incident("a-2"), Incident("a-3", kind: "fire")),
            County("b", "x").With(Incident("b-1")));
        Assert.Equal(R(value), rating.Of("x").Node("i").Value);
    }

    [Theory]
    [InlineData(RollUp.Sum, "incident a-1 1|incident x-1 1|lost 2")]
    [InlineData(RollUp.Own, "incident x-1 1|lost 1")]
    public void A_deduction_takes_the_incidents_that_roll_up(RollUp rollUp, string lines)
    {
        var indicator = Indicator(
            "i", 10, new DeductionPerIncident(P(1), P(10), R(1)), Direction.LowerIsBetter, kinds: ["accident"], rollUp: rollUp);
        var rating = Rulebook(indicator).Rate(
            City("x").With(Incident("x-1", "2017-09-01")), County("a", "x").With(Incident("a-1", "2017-03-01")));
        Assert.Equal(lines.Split('|'), rating.Of("x").Node("i").Lines());
    }

    [Theory]
    [InlineData(RollUp.Sum)]
    [InlineData(RollUp.Mean)]
    public void A_city_without_counties_uses_its_own_figures(RollUp rollUp)
    {
        var book = Rulebook(
            Indicator("i", 10, per: "people", rollUp: rollUp),
            Indicator("j", 10, kinds: ["accident"], rollUp: rollUp));
        var city = book.Rate(City("y", ("i", 40), ("people", 8)).With(Incident("y-1"))).Of("y");
        Assert.Equal((R(5), Provenance.Reported), (city.Node("i").Value, city.Node("i").Provenance));
        Assert.Equal((R(1), Provenance.Incidents), (city.Node("j").Value, city.Node("j").Provenance));
    }

    [Fact]
    public void Counties_that_are_not_assessed_do_not_roll_up_and_suspended_ones_do()
    {
        var book = Rulebook(Indicator("i", 10, rollUp: RollUp.Sum));
        Assert.Equal(R(30), book.Rate(
            City("x"),
            County("a", "x", ("i", 10)) with { Status = SheetStatus.Suspended },
            County("b", "x", ("i", 20)),
            County("c", "x", ("i", 70)) with { Status = SheetStatus.NotAssessed }).Of("x").Node("i").Value);
    }

    // 330000 is no city of the year: 义乌 and the like hang under the province and roll up to nobody.
    [Fact]
    public void A_county_directly_under_the_province_belongs_to_no_city()
    {
        var book = Rulebook(Indicator("i", 10, rollUp: RollUp.Sum));
        var rating = book.Rate(City("x", ("i", 1)), County("a", "330000", ("i", 10)), County("b", null, ("i", 20)));
        Assert.Equal(R(1), rating.Of("x").Node("i").Value);
        Assert.Equal(("330000", 2), (rating.Of("a").Parent, rating.Of("a").Rank));
    }

    private static NodeScore Rated(Indicator indicator, Sheet city, (string, decimal) a, (string, decimal) b) =>
        Rated(indicator, city, [a], [b]);

    private static NodeScore Rated(Indicator indicator, Sheet city, (string, decimal)[] a, (string, decimal)[] b) =>
        Rulebook(indicator).Rate(city, County("b", "x", b), County("a", "x", a)).Of("x").Node("i");
}
