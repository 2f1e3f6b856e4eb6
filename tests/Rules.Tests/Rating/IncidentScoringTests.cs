using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class IncidentScoringTests
{
    // Tiers: 6 or more deaths 30 points, 3 or more 15; repeats double, key periods triple; at most 50 of 60
    // points.
    private static readonly Rulebook _tiered = Rulebook(
        Group("root", Indicator(
            "i",
            60,
            new DeductionTiered(
                [
                    new Tier(new IncidentFilter([], [], 6, null), P(30)),
                    new Tier(new IncidentFilter([], [], 3, null), P(15)),
                ],
                P(50),
                R(2),
                R(3)),
            Direction.LowerIsBetter,
            kinds: ["accident"])),
        keyPeriods: [new KeyPeriod(Name("congress"), 10, 1, 10, 20), new KeyPeriod(Name("new year"), 12, 20, 1, 10)]);

    [Fact]
    public void No_incident_keeps_full_marks() =>
        Assert.Equal((60, R(0)), (_tiered.Rate(County("a")).Of("a").PointsOf("i"), Value(_tiered)));

    [Fact]
    public void The_first_tier_that_fits_counts() => AssertTiered(30, ["tier a-1 30 30", "lost 30"], Incident("a-1", deaths: 7));

    [Fact]
    public void An_incident_that_fits_no_tier_costs_nothing_and_makes_no_repeat() =>
        AssertTiered(
            45,
            ["no-tier a-1", "tier a-2 15 15", "lost 15"],
            Incident("a-1", "2017-01-20", deaths: 2),
            Incident("a-2", "2017-03-01", deaths: 3));

    // By date, not by id: a-9 came first and costs 15; a-1 is the repeat and costs 30.
    [Fact]
    public void Repeats_are_counted_by_date() =>
        AssertTiered(
            15,
            ["tier a-9 15 15", "tier-repeat a-1 15 30", "lost 45"],
            Incident("a-1", "2017-06-02", deaths: 3),
            Incident("a-9", "2017-06-01", deaths: 3));

    [Fact]
    public void Of_one_day_the_lower_id_is_the_earlier() =>
        AssertTiered(
            10,
            ["tier a-1 15 15", "tier-repeat a-2 30 60", "lost 75", "cap 50"],
            Incident("a-2", deaths: 6),
            Incident("a-1", deaths: 3));

    [Theory]
    [InlineData("2017-10-01")]
    [InlineData("2017-10-20")]
    [InlineData("2017-12-31")]
    [InlineData("2017-01-10")]
    public void A_key_period_includes_both_its_days_and_may_wrap_the_years_end(string date) =>
        AssertTiered(15, ["tier-key-period a-1 15 45", "lost 45"], Incident("a-1", date, deaths: 3));

    [Theory]
    [InlineData("2017-09-30")]
    [InlineData("2017-10-21")]
    [InlineData("2017-01-11")]
    public void The_days_beside_a_key_period_are_outside(string date) =>
        AssertTiered(45, ["tier a-1 15 15", "lost 15"], Incident("a-1", date, deaths: 3));

    // 15, then a repeat inside a key period: 15 × 2 × 3 = 90; 105 is capped at 50.
    [Fact]
    public void A_repeat_in_a_key_period_takes_both_multipliers() =>
        AssertTiered(
            10,
            ["tier a-1 15 15", "tier-repeat-key-period a-2 15 90", "lost 105", "cap 50"],
            Incident("a-1", "2017-02-01", deaths: 3),
            Incident("a-2", "2017-10-05", deaths: 3));

    [Fact]
    public void Other_kinds_are_not_counted() => AssertTiered(60, [], Incident("a-1", kind: "fire", deaths: 9));

    // 0.5 each, doubled where not put right: 0.5 + 1 + 0.5 = 2 off 15.
    [Fact]
    public void Each_incident_costs_its_points_and_more_when_not_put_right()
    {
        var rating = Rulebook(PerIncident(15)).Rate(County("a").With(
            Incident("a-1"), Incident("a-2", rectified: false), Incident("a-3"))).Of("a");
        Assert.Equal(13, rating.PointsOf("i"));
        Assert.Equal(
            ["incident a-1 0.5", "incident-not-rectified a-2 1", "incident a-3 0.5", "lost 2"], rating.Node("i").Lines());
    }

    [Fact]
    public void The_cap_limits_what_is_lost()
    {
        var incidents = Enumerable.Range(1, 40).Select(n => Incident($"a-{n:00}")).ToArray();
        Assert.Equal(3, Rulebook(PerIncident(15)).Rate(County("a").With(incidents)).Of("a").PointsOf("i"));
    }

    [Theory]
    [InlineData(3, 13.5)]
    [InlineData(1000, 3)]
    [InlineData(-4, 15)]
    public void A_reported_number_of_incidents_costs_by_its_size(decimal count, decimal points)
    {
        var indicator = Indicator(
            "i", 15, new DeductionPerIncident(P(0.5m), P(12), R(2)), Direction.LowerIsBetter);
        Assert.Equal(points, Marks(indicator, count));
    }

    [Fact]
    public void Filters_restrict_by_all_that_they_give()
    {
        var filter = new IncidentFilter(["fire"], [Severity.Larger, Severity.Major], 1, 5);
        Assert.True(filter.Matches(Incident("x", kind: "fire", deaths: 5, severity: Severity.Major)));
        Assert.False(filter.Matches(Incident("x", kind: "fire", deaths: 6, severity: Severity.Major)));
        Assert.False(filter.Matches(Incident("x", kind: "fire", deaths: 0, severity: Severity.Major)));
        Assert.False(filter.Matches(Incident("x", kind: "fire", deaths: 5, severity: Severity.Extreme)));
        Assert.False(filter.Matches(Incident("x", kind: "fire", deaths: 5)));
        Assert.False(filter.Matches(Incident("x", kind: "accident", deaths: 5, severity: Severity.Major)));
    }

    // 4 accidents among 8 ten-thousands are 0.5 each.
    [Fact]
    public void Counted_incidents_may_be_divided_and_ramped()
    {
        var book = Rulebook(Indicator(
            "i", 10, new LinearRamp(R(1), R(0)), Direction.LowerIsBetter, per: "people", kinds: ["accident"]));
        var rating = book.Rate(County("a", ("people", 8)).With(
            [.. Enumerable.Range(1, 4).Select(n => Incident($"a-{n}"))])).Of("a");
        Assert.Equal((5, R(1, 2)), (rating.PointsOf("i"), rating.Node("i").Value));
        Assert.Equal(["rate 4 8 people"], rating.Node("i").Lines());
    }

    private static Indicator PerIncident(decimal points) =>
        Indicator(
            "i", points, new DeductionPerIncident(P(0.5m), P(12), R(2)), Direction.LowerIsBetter, kinds: ["accident"]);

    private static Ratio? Value(Rulebook book) => book.Rate(County("a")).Of("a").Node("i").Value;

    private static void AssertTiered(decimal points, string[] working, params Incident[] incidents)
    {
        var rating = _tiered.Rate(County("a").With(incidents)).Of("a");
        Assert.Equal(working, rating.Node("i").Lines());
        Assert.Equal(points, rating.PointsOf("i"));
        Assert.Equal(R(incidents.Count(i => i.Kind == "accident")), rating.Node("i").Value);
    }
}
