using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class DesignatingTests
{
    private static readonly NamingRules _strict =
        Naming(90, figures: [new FigureMinimum("survey", R(90)), new FigureMinimum("crime", R(30))]);

    private static readonly VetoGround _falsified =
        new("falsified", Name("falsified"), [RegionLevel.County, RegionLevel.City], new RaisedByPerson());

    // survey on its own: 60 points, at least half; crime the other 40, at least 0.6 of them.
    private static Rulebook Book(NamingRules? county = null, NamingRules? city = null) => Rulebook(
        Group(
            "root",
            Group("d1", Aggregation.Sum, 0.5m, Indicator("survey", 60)),
            Group(
                "d2",
                Aggregation.Sum,
                0.6m,
                Indicator("crime", 40, new LinearRamp(R(100), R(0)), Direction.LowerIsBetter))),
        county ?? _strict,
        city,
        vetoes: [_falsified]);

    [Fact]
    public void Who_breaks_no_rule_is_designated_and_has_no_reason()
    {
        var rating = Book().Rate(County("k", ("survey", 95), ("crime", 10))).Of("k");
        Assert.Equal((Outcome.Designated, 0), (rating.Outcome, rating.Reasons.Count));
    }

    // survey 40 → 24 of 60 (needs 30); crime 50 → 20 of 40 (needs 24); total 44.
    [Fact]
    public void Every_broken_rule_is_a_reason_in_a_fixed_order()
    {
        var sheet = County("k", ("survey", 40), ("crime", 50)) with
        {
            Status = SheetStatus.Suspended,
            ConfirmedVetoes = ["z", "falsified", "z"],
        };
        var rating = Book().Rate(sheet).Of("k");
        Assert.Equal(
            [
                "Suspended k - -",
                "BelowPassMark total 90 44",
                "BelowDimensionMinimum d1 30 24",
                "BelowDimensionMinimum d2 24 20",
                "BelowFigureMinimum survey 90 40",
                "BelowFigureMinimum crime 30 50",
                "Vetoed falsified - -",
                "Vetoed z - -",
            ],
            rating.Reasons.Lines());
        Assert.Equal((Outcome.Suspended, 1), (rating.Outcome, rating.Rank));
    }

    [Theory]
    [InlineData(90, 10, Outcome.Designated)] // 54 + 36 = 90
    [InlineData(89.99, 10, Outcome.NotDesignated)] // 53.994 + 36 = 89.994 → 89.99, and the survey is below 90
    [InlineData(100, 25, Outcome.Designated)] // 60 + 30 = 90
    public void A_limit_itself_is_enough(decimal survey, decimal crime, Outcome outcome) =>
        Assert.Equal(outcome, Book().Rate(County("k", ("survey", survey), ("crime", crime))).Of("k").Outcome);

    [Fact]
    public void The_pass_mark_and_the_minima_compare_what_is_shown()
    {
        // 29.9946 of 60 shows 29.99 and 29.9952 shows 30: the minimum is 30. 89.9952 shows 90.
        var book = Book(Naming(0));
        Assert.Equal(
            ["BelowDimensionMinimum d1 30 29.99"],
            book.Rate(County("k", ("survey", 49.991m), ("crime", 0))).Of("k").Reasons.Lines());
        Assert.Empty(book.Rate(County("k", ("survey", 49.992m), ("crime", 0))).Of("k").Reasons);
        Assert.Empty(Book(Naming(90)).Rate(County("k", ("survey", 99.992m), ("crime", 25))).Of("k").Reasons);
    }

    [Fact]
    public void Rules_that_the_rulebook_does_not_make_are_not_applied()
    {
        var lenient = Naming(0, dimensionMinimum: false, vetoBlocks: false);
        var sheet = County("k", ("survey", 0), ("crime", 100)) with { ConfirmedVetoes = ["falsified"] };
        Assert.Equal(Outcome.Designated, Book(lenient).Rate(sheet).Of("k").Outcome);
    }

    [Fact]
    public void A_missing_figure_is_named_once_and_the_closed_dimensions_are_still_judged()
    {
        var rating = Book().Rate(County("k", ("crime", 50))).Of("k");
        Assert.Equal(
            ["FigureMissing survey - -", "BelowDimensionMinimum d2 24 20", "BelowFigureMinimum crime 30 50"],
            rating.Reasons.Lines());
        Assert.True(rating.Pending);
    }

    [Fact]
    public void Each_missing_figure_is_a_reason_of_its_own()
    {
        var book = Book(Naming(figures: [new FigureMinimum("survey", R(90)), new FigureMinimum("people", R(5))]));
        Assert.Equal(
            ["FigureMissing survey - -", "FigureMissing people 5 -"],
            book.Rate(County("k", ("crime", 10))).Of("k").Reasons.Lines());
    }

    [Fact]
    public void A_figure_with_a_minimum_that_is_missing_bars_even_where_the_score_is_closed()
    {
        var book = Rulebook(
            Group("root", Indicator("i", 10), Indicator("survey", 10, missing: MissingPolicy.ExcludeAndRescale)),
            Naming(figures: [new FigureMinimum("survey", R(90)), new FigureMinimum("people", R(5))]));
        var rating = book.Rate(County("k", ("i", 100), ("people", 4)), County("l", ("i", 100), ("survey", 90), ("people", 5)));
        Assert.Equal(
            ["FigureMissing survey 90 -", "BelowFigureMinimum people 5 4"], rating.Of("k").Reasons.Lines());
        Assert.Equal(Outcome.Designated, rating.Of("l").Outcome);
    }

    // The survey is left out: crime has all 100 points of the tree and its dimension's minimum is 0.6 of
    // 100.
    [Fact]
    public void Minima_look_at_rescaled_points_and_pass_over_what_is_left_out()
    {
        var book = Rulebook(
            Group(
                "root",
                Group("d1", Aggregation.Sum, 1m, Indicator("survey", 60, missing: MissingPolicy.ExcludeAndRescale)),
                Group("d2", Aggregation.Sum, 0.6m, Indicator("crime", 40))));
        var rating = book.Rate(County("k", ("crime", 59)), County("l", ("crime", 60)));
        Assert.Equal(["BelowDimensionMinimum d2 60 59"], rating.Of("k").Reasons.Lines());
        Assert.Equal(Outcome.Designated, rating.Of("l").Outcome);
    }

    [Theory]
    [InlineData("pass pass fail", "2/3 2/3", true)]
    [InlineData("pass fail fail", "2/3 1/3", false)]
    [InlineData("pass pass suspended", "2/3 2/3", true)]
    [InlineData("pass suspended suspended", "2/3 1/3", false)]
    [InlineData("pass pending", "2/3 1/2", false)]
    [InlineData("pass pass pass not", "2/3 3/3", true)]
    [InlineData("pass not not", "2/3 1/1", true)]
    public void A_city_needs_its_share_of_assessed_counties_designated(string counties, string shares, bool designated)
    {
        var sheets = counties.Split(' ').Select((kind, i) => County(
            $"k{i}", "x", kind == "pending" ? [] : [("i", kind == "fail" ? 10m : 90m)]) with
        {
            Status = kind switch
            {
                "suspended" => SheetStatus.Suspended,
                "not" => SheetStatus.NotAssessed,
                _ => SheetStatus.Assessed,
            },
        });
        var book = Rulebook(Group("root", Indicator("i", 100)), Naming(60), Naming(0, countyShare: R(2, 3)));
        var city = book.Rate([City("x", ("i", 50)), .. sheets]).Of("x");
        Assert.Equal(designated ? [] : [$"TooFewCountiesDesignated counties {shares}"], city.Reasons.Lines());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_share_of_counties_is_not_asked_of_a_city_without_assessed_ones(bool withOneNotAssessed)
    {
        var book = Rulebook(Group("root", Indicator("i", 100)), Naming(60), Naming(0, countyShare: R(1)));
        Sheet[] sheets = withOneNotAssessed
            ? [City("x", ("i", 50)), County("k", "x") with { Status = SheetStatus.NotAssessed }]
            : [City("x", ("i", 50))];
        Assert.Equal(Outcome.Designated, book.Rate(sheets).Of("x").Outcome);
    }

    [Fact]
    public void Who_is_not_assessed_says_so()
    {
        var rating = Book().Rate(County("k", ("survey", 95)) with { Status = SheetStatus.NotAssessed }).Of("k");
        Assert.Equal((Outcome.NotAssessed, "NotAssessed k - -"), (rating.Outcome, rating.Reasons.Lines().Single()));
    }
}
