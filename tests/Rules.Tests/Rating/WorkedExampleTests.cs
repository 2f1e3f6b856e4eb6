using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>
/// One small year by hand. Two dimensions of 60 and 40 points; a county passes with 70 points and 60 % of
/// each dimension:
/// <code>
///        cleared  accidents  survey           order  safety  total rank
///        0→100 %   −10 each  90→100            (60)    (40)
///   a       90          1       98              46      32     78    2
///   b      100          0       95              60      20     80    1
///   c       50          1 ×2   100              20      40     60    3
/// </code>
/// order = cleared (40 points) + accidents (20 points); safety = survey (40 points).
/// </summary>
public sealed class WorkedExampleTests
{
    private static readonly Rulebook _book = Rulebook(
        Group(
            "root",
            Group(
                "order",
                Aggregation.Sum,
                0.6m,
                Indicator("cleared", 40),
                Indicator(
                    "accidents",
                    20,
                    new DeductionPerIncident(P(10), P(20), R(2)),
                    Direction.LowerIsBetter,
                    kinds: ["accident"],
                    rollUp: RollUp.Sum)),
            Group(
                "safety",
                Aggregation.Sum,
                0.6m,
                Indicator("survey", 40, new LinearRamp(R(90), R(100)), rollUp: RollUp.Mean, rollUpWeight: "people"))),
        county: Naming(70, figures: [new FigureMinimum("survey", R(94))]),
        city: Naming(70, countyShare: R(2, 3)));

    // a: cleared 90 % → 36, one accident put right → 20 − 10 = 10, survey 98 → 40 × 8/10 = 32. That is 46 + 32.
    //
    // b: cleared 100 % → 40, none → 20, survey 95 → 40 × 5/10 = 20, but safety needs 24 of its 40.
    //
    // c: cleared 50 % → 20, one not put right → 20 − 20 = 0, survey 100 → 40; order has 20 of the 36 it needs.
    //
    // x: its own cleared 80 → 32; its counties' two accidents → 0; survey (98×10 + 95×20 + 100×10)/40 = 97 → 28.
    private static YearRating Rated() => _book.Rate(
        County("a", "x", ("cleared", 90), ("survey", 98), ("people", 10)).With(Incident("a-1")),
        County("b", "x", ("cleared", 100), ("survey", 95), ("people", 20)),
        County("c", "x", ("cleared", 50), ("survey", 100), ("people", 10)).With(Incident("c-1", rectified: false)),
        City("x", ("cleared", 80)));

    [Fact]
    public void Totals_places_and_designations_are_those_found_by_hand()
    {
        var rating = Rated();
        Assert.Equal(
            ["b 80 1 NotDesignated", "a 78 2 Designated", "c 60 3 NotDesignated", "x 60 1 NotDesignated"],
            rating.Counties.Concat(rating.Cities).Select(s => $"{s.Key} {s.Total} {s.Rank} {s.Outcome}"));
    }

    [Fact]
    public void Every_broken_rule_is_named_not_only_the_first()
    {
        var rating = Rated();
        Assert.Equal(["BelowDimensionMinimum safety 24 20"], rating.Of("b").Reasons.Lines());
        Assert.Equal(
            ["BelowPassMark total 70 60", "BelowDimensionMinimum order 36 20"],
            rating.Of("c").Reasons.Lines());
        Assert.Equal(
            [
                "BelowPassMark total 70 60",
                "BelowDimensionMinimum order 36 32",
                "TooFewCountiesDesignated counties 2/3 1/3",
            ],
            rating.Of("x").Reasons.Lines());
    }

    [Fact]
    public void A_citys_values_roll_up_as_its_indicators_say()
    {
        var city = Rated().Of("x");
        Assert.Equal((R(80), Provenance.Reported), (city.Node("cleared").Value, city.Node("cleared").Provenance));
        Assert.Equal((R(2), Provenance.Incidents), (city.Node("accidents").Value, city.Node("accidents").Provenance));
        Assert.Equal((R(97), Provenance.MeanOfCounties), (city.Node("survey").Value, city.Node("survey").Provenance));
        Assert.Equal(
            ["incident a-1 10", "incident-not-rectified c-1 20", "lost 30", "cap 20"],
            city.Node("accidents").Lines());
    }
}
