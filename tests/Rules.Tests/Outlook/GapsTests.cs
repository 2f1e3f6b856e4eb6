using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Rules.Tests.Rating;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

public sealed class GapsTests
{
    private static readonly NamingRules _strict =
        Naming(90, figures: [new FigureMinimum("survey", R(90)), new FigureMinimum("crime", R(30))]);

    // survey: 60 points, at least half; crime: 40, at least 0.6 of them.
    private static readonly Rulebook _book = Rulebook(
        Group(
            "root",
            Group("d1", Aggregation.Sum, 0.5m, Indicator("survey", 60)),
            Group("d2", Aggregation.Sum, 0.6m, Indicator("crime", 40, new LinearRamp(R(100), R(0)), Direction.LowerIsBetter))),
        _strict,
        Naming(50, dimensionMinimum: false, countyShare: R(2, 3)),
        vetoes:
        [
            new VetoGround("a", Name("a"), [RegionLevel.County], new RaisedByPerson()),
            new VetoGround("b", Name("b"), [RegionLevel.County], new IncidentCount(new([], [], null, null), 1)),
        ]);

    [Theory]
    //          survey crime  pass mark             d1                  d2                  survey              crime
    [InlineData("95", "10", "total 90 93 0 met", "d1 30 57 0 met", "d2 24 36 0 met", "survey 90 95 0 met", "crime 30 10 0 met")]
    [InlineData("40", "50", "total 90 44 46 -", "d1 30 24 6 -", "d2 24 20 4 -", "survey 90 40 50 -", "crime 30 50 20 -")]
    [InlineData("90", "10", "total 90 90 0 met", "d1 30 54 0 met", "d2 24 36 0 met", "survey 90 90 0 met", "crime 30 10 0 met")]
    [InlineData("95", "", "total 90 ? ? -", "d1 30 57 0 met", "d2 24 ? ? -", "survey 90 95 0 met", "crime 30 ? ? -")]
    [InlineData("90", "40.003", "total 90 78 12 -", "d1 30 54 0 met", "d2 24 24 0 met", "survey 90 90 0 met", "crime 30 40.003 10.003 -")]
    public void Each_requirement_says_what_it_asks_what_there_is_and_what_is_lacking(
        string survey, string crime, params string[] gaps)
    {
        (string, decimal)[] figures =
        [
            .. new[] { ("survey", survey), ("crime", crime) }.Where(each => each.Item2.Length > 0)
                .Select(each => (each.Item1, decimal.Parse(each.Item2, System.Globalization.CultureInfo.InvariantCulture))),
        ];
        var told = Gaps.Of(_book.Rate(County("k", figures)), "k");
        Assert.Equal(gaps, told.Requirements.Select(Said));
        Assert.Equal(crime.Length == 0 ? ["crime"] : [], told.MissingFigures);
        Assert.Equal(
            [GapCode.PassMark, GapCode.DimensionMinimum, GapCode.DimensionMinimum, GapCode.FigureMinimum, GapCode.FigureMinimum],
            told.Requirements.Select(gap => gap.Code));
        Assert.Equal(Direction.LowerIsBetter, told.Requirements[4].Better);
    }

    // Of three counties one passes, one is open, one fails: two thirds of three are two. One not assessed does not count.
    [Fact]
    public void A_city_needs_its_share_of_counties()
    {
        var rating = _book.Rate(
            City("x", ("survey", 100), ("crime", 0)),
            County("p", "x", ("survey", 95), ("crime", 10)),
            County("o", "x", ("survey", 95)),
            County("f", "x", ("survey", 10), ("crime", 10)),
            County("n", "x") with { Status = SheetStatus.NotAssessed });
        var share = Gaps.Of(rating, "x").Requirements[^1];
        Assert.Equal((GapCode.CountyShare, "counties 2/3 1/3 1/3 -"), (share.Code, Said(share)));
        Assert.Equal(new CountiesDesignated(1, 1, 3, 2), share.Counties);
        Assert.Equal(["total 50 100 0 met"], Gaps.Of(_book.Rate(City("x", ("survey", 100), ("crime", 0))), "x").Requirements.Select(Said));
    }

    [Fact]
    public void Vetoes_are_told_apart_confirmed_raised_and_holding()
    {
        var sheet = County("k", ("survey", 95), ("crime", 10)).With(Incident("i")) with { ConfirmedVetoes = ["b", "z"] };
        Assert.Equal(
            [new VetoInSight("a", false, true, false), new("b", true, false, true), new("z", true, false, false)],
            Gaps.Of(_book.Rate(sheet), "k", ["a"]).Vetoes);
    }

    [Fact]
    public void A_region_not_assessed_has_none_and_an_unknown_one_is_an_error()
    {
        var rating = _book.Rate(County("k") with { Status = SheetStatus.NotAssessed }, County("l") with { Status = SheetStatus.Suspended });
        Assert.Equal((SheetStatus.NotAssessed, 0), (Gaps.Of(rating, "k").Status, Gaps.Of(rating, "k").Requirements.Count));
        Assert.Equal(SheetStatus.Suspended, Gaps.Of(rating, "l").Status);
        Assert.Throws<ArgumentException>(() => Gaps.Of(rating, "m"));
    }

    private static string Said(Gap gap) =>
        $"{gap.Subject} {gap.Required.ToPlainText()} {gap.Actual?.ToPlainText() ?? "?"} {gap.Lacking?.ToPlainText() ?? "?"} {(gap.Met ? "met" : "-")}";
}
