using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using Rules.Tests.Rating;
using Rules.Tests.Streaks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

public sealed class WhatIfTests
{
    private static readonly StreakSoFar _twoYears = new(
        Runs.Code, new(2017), Runs.Of("DD", 2015), _ => (Runs.Zhejiang, Runs.Rules));

    private static readonly Rulebook _book = Rulebook(
        Group(
            "root",
            Indicator("i", 100, per: "people"),
            Indicator("fires", 10, new DeductionPerIncident(P(5), P(10), R(1)), Direction.LowerIsBetter, kinds: ["fire"]),
            Indicator("s", 10, rollUp: RollUp.Sum)),
        Naming(60)) with { Ladder = Runs.Zhejiang };

    // b has 40 + 10 + 5, a 50 + 10 + 5; with i at 120 over 2 people b has 60 + 10 + 5 and passes a.
    [Fact]
    public void The_year_as_it_is_and_as_it_would_be()
    {
        var sheets = new YearSheets(
            [County("a", ("i", 50), ("people", 1), ("s", 50)), County("b", ("i", 40), ("people", 1), ("s", 50))], null);
        var told = WhatIf.Of(
            _book, sheets, "b", new Dictionary<string, Figure> { ["i"] = new(120), ["people"] = new(2) }, _twoYears);
        Assert.Equal(("b 55 2 NotDesignated", "b 75 1 Designated"), (Said(told.Before), Said(told.After)));
        Assert.Equal(["BelowPassMark total 60 55"], told.Before.Reasons.Lines());
        Assert.Equal(
            ("0 -, plaque in 1 by 2018", "3 2015-2017 tripod, bronze in 3 by 2020; tripod 2017"),
            (Runs.Said(told.Before.Streak), Runs.Said(told.After.Streak)));
        Assert.Equal(2, told.Year.Of("a").Rank);
    }

    [Theory]
    [InlineData("k", "i", "1", null)]
    [InlineData("k", "people", "0", "FigureOutOfRange /figures/people")]
    [InlineData("k", "i", "-1", "FigureOutOfRange /figures/i")]
    [InlineData("k", "fires", "1", "IndicatorCountsIncidents /figures/fires")]
    [InlineData("k", "nothing", "1", "IndicatorUnknown /figures/nothing")]
    [InlineData("k", "s", "1", null)]
    [InlineData("x", "s", "1", "FigureRolledUp /figures/s")]
    [InlineData("x", "i", "1", null)]
    [InlineData("y", "s", "1", null)]
    public void What_a_region_cannot_report_is_refused(string region, string id, string value, string? refusal)
    {
        Assert.True(Figure.TryParse(value, out var figure));
        var figures = new Dictionary<string, Figure> { [id] = figure };
        var sheets = new YearSheets(
            [County("k", "x"), City("x"), City("y"), County("n", "y") with { Status = SheetStatus.NotAssessed }], null);
        var told = WhatIf.FirstRefused(_book, sheets, region, figures);
        Assert.Equal(refusal, told is null ? null : $"{told.Code} {told.Path}");
        if (told is not null)
            Assert.Throws<ArgumentException>(() => WhatIf.Of(_book, sheets, region, figures, _twoYears));
    }

    [Fact]
    public void A_region_without_a_sheet_and_a_year_with_an_outcome_are_errors()
    {
        var sheets = new YearSheets([County("k")], null);
        var figures = new Dictionary<string, Figure>();
        Assert.Throws<ArgumentException>(() => WhatIf.Of(_book, sheets, "l", figures, _twoYears));
        Assert.Throws<ArgumentException>(() =>
            WhatIf.Of(_book, sheets, "k", figures, _twoYears with { Outcomes = Runs.Of("D", 2017) }));
    }

    /// <summary>What would be is what is, once the figures are reported; whatever was kept before.</summary>
    [Fact]
    public void It_is_a_real_rating_with_those_figures() =>
        (from rulebook in AnyYear.Rulebook
         from sheets in AnyYear.Sheets(rulebook)
         where sheets.Sheets.Count > 0
         from region in Gen.Int[0, sheets.Sheets.Count - 1]
         from others in AnyYear.Sheet(rulebook, "other", RegionLevel.County)
         select (rulebook, sheets, sheets.Sheets[region].Key, others.Figures)).Sample(
            year =>
            {
                var (rulebook, sheets, key, offered) = year;
                var figures = offered
                    .Where(each => WhatIf.FirstRefused(rulebook, sheets, key, new Dictionary<string, Figure> { [each.Key] = each.Value }) is null)
                    .ToDictionary();
                var told = WhatIf.Of(
                    rulebook, sheets, key, figures, _twoYears, Rater.Rate(rulebook, sheets with { Sheets = [.. sheets.Sheets.Skip(1)] }));
                var real = Rater.Rate(rulebook, sheets with
                {
                    Sheets =
                    [
                        .. sheets.Sheets.Select(sheet => sheet.Key != key ? sheet : sheet with
                        {
                            Figures = sheet.Figures.Where(each => !figures.ContainsKey(each.Key)).Concat(figures).ToDictionary(),
                        }),
                    ],
                });
                Assert.Equal(Dump.Of(real), Dump.Of(told.Year));
                Assert.Equal(
                    (Said(Rater.Rate(rulebook, sheets).Of(key)), Said(real.Of(key))), (Said(told.Before), Said(told.After)));
                Assert.Equal(real.Of(key).Reasons, told.After.Reasons);
                Assert.Equal(
                    real.Of(key).Outcome switch { Outcome.Designated => 3, Outcome.NotDesignated => 0, _ => 2 },
                    told.After.Streak.Years);
            },
            iter: 300);

    private static string Said(YearEnd end) => $"{end.Key} {end.Total} {end.Rank} {end.Outcome}";

    private static string Said(SheetRating sheet) => $"{sheet.Key} {sheet.Total} {sheet.Rank} {sheet.Outcome}";
}
