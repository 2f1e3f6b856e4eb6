using Award.Api.Demonstration;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Api.Tests.Demonstration;

/// <summary>
/// The demonstration's figures, rated by its rulebooks, give the table of outcomes back, and the known awards
/// with it.
/// </summary>
public sealed class DemonstrationYearsTests
{
    private const string Zhejiang = "zhejiang-demonstration";

    private static readonly DemonstrationYears Years = new(DataFile.Folder);
    private static readonly RegionRegister Register = new(Years.Register.Regions, Years.Register.Lineage);
    private static readonly Lazy<Rulebook> Loaded = new(() => Load(Zhejiang));
    private static readonly OutcomeTable Table = OutcomeTable.Read(DataFile.Folder);
    private static readonly Lazy<IReadOnlyList<DemonstrationYear>> Made =
        new(() => [.. Years.Make(Load(Zhejiang))]);

    /// <summary>Every rulebook beside the executable.</summary>
    public static TheoryData<string> Rulebooks =>
        [.. Directory.GetFiles(RulebookFolder, "*.yaml").Select(p => Path.GetFileNameWithoutExtension(p)).Order()];

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void Rating_every_year_gives_every_outcome_of_the_table_and_its_cause(string rulebook)
    {
        var rated = Rate(Load(rulebook)).SelectMany(year => year.Rating.Counties
            .Concat(year.Rating.Cities)
            .Select(region => (year.Year, region.Key, region.Outcome, Cause: Assert.Single(Reasons(region)))));

        Assert.Equal(
            Table.Rows.Select(row => (row.Year, row.Code.Value, row.Outcome, (row.Cause, row.Subject))).Order(),
            rated.Select(r => (r.Year, r.Key, r.Outcome, (r.Cause?.Code, Subject(r.Cause)))).Order());
    }

    [Fact]
    public void The_streaks_of_the_rated_years_hold_every_known_award()
    {
        var checkedRows = 0;
        foreach (var known in DataFile.Read(
            Path.Combine(DataFile.Folder, "facts", "known_awards.csv"),
            ["region_code", "assessed_year", "consecutive_years", "award"],
            row => (Code: row.Code("region_code"), Year: new AwardYear(row.Year("assessed_year")),
                Years: row.Optional("consecutive_years"), Award: row.Optional("award"))))
        {
            var streak = StreakOf(known.Code, known.Year);
            var title = streak.Titles.SingleOrDefault(t => t.Year == known.Year)?.Tier.Name.Zh;
            Assert.True(streak.Years > 0, $"{known.Code} was designated for {known.Year}");
            if (known.Years is not null)
            {
                Assert.Equal((known, known.Years, known.Award), (known, $"{streak.Years}", title));
            }

            checkedRows++;
        }

        Assert.Equal(25, checkedRows);
    }

    [Fact]
    public void Every_award_of_the_table_is_a_title_of_the_streak()
    {
        foreach (var row in Table.Rows)
        {
            var streak = StreakOf(row.Code, row.Year);
            var title = streak.Titles.SingleOrDefault(t => t.Year == row.Year)?.Tier.Name.Zh;
            Assert.Equal((row, row.Award), (row, title));
        }
    }

    [Fact]
    public void Shaoxing_stands_at_ten_in_2017_two_years_from_gold()
    {
        var streak = StreakOf(new("330600"), new(2017));

        Assert.Equal((10, 2008, 2017), (streak.Years, streak.From?.Value, streak.To?.Value));
        Assert.Equal("silver", streak.Tier?.Id);
        Assert.Equal(("gold", 2, 2019), (streak.Next!.Tier.Id, streak.Next.YearsToGo, streak.Next.Earliest.Value));
    }

    [Fact]
    public void The_same_files_and_rulebook_give_the_same_year()
    {
        var again = Years.Make(Load(Zhejiang)).First();

        Assert.Equal(Made.Value[0].Sheets.SelectMany(s => s.Figures), again.Sheets.SelectMany(s => s.Figures));
        Assert.Equal(Made.Value[0].Sheets.SelectMany(s => s.Incidents), again.Sheets.SelectMany(s => s.Incidents));
    }

    [Fact]
    public void Every_figure_says_whether_it_was_reported()
    {
        var figures = Made.Value.SelectMany(year => year.Sheets.SelectMany(
            sheet => sheet.Figures.Select(figure => (year.Year.Value, sheet.Code.Value, Figure: figure)))).ToList();

        Assert.All(figures, f => Assert.True(
            f.Figure.Evidence!.StartsWith("illustrative", StringComparison.Ordinal)
            || f.Figure.Evidence.StartsWith("reported: http", StringComparison.Ordinal)));
        Assert.Equal(
            [
                (2013, "331126", "survey_aware", "86"),
                (2013, "331126", "survey_safety", "99.05"),
                (2014, "330700", "survey_aware", "82.3"),
                (2014, "330700", "survey_join", "44.2"),
                (2014, "330700", "survey_safety", "95.91"),
                (2014, "330702", "survey_aware", "82"),
                (2014, "330702", "survey_join", "44.1"),
                (2014, "330702", "survey_safety", "96.73"),
                (2016, "330624", "dispute_resolved", "99.9"),
            ],
            figures.Where(f => f.Figure.Evidence!.StartsWith("reported", StringComparison.Ordinal))
                .Select(f => (f.Item1, f.Item2, f.Figure.Indicator, f.Figure.Value.ToString()))
                .Order());
    }

    [Fact]
    public void A_reported_bound_is_kept()
    {
        var figure = Made.Value[0].Sheets.Single(sheet => sheet.Code.Value == "331126")
            .Figures.Single(f => f.Indicator == "survey_aware");

        Assert.InRange(figure.Value.Value, 15, 19.99m);
        Assert.Contains("below 20", figure.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_region_submits_what_the_rulebook_expects_of_it_and_no_more()
    {
        var rulebook = Load(Zhejiang);
        foreach (var level in new[] { RegionLevel.County, RegionLevel.City })
        {
            var expected = new ExpectedFigures(rulebook, level, hasCounties: true).Ids.Order().ToList();
            Assert.All(
                Made.Value.SelectMany(year => year.Sheets).Where(sheet => sheet.Level == level),
                sheet => Assert.Equal(expected, sheet.Figures.Select(figure => figure.Indicator).Order()));
        }
    }

    [Fact]
    public void No_percentage_of_a_whole_exceeds_a_hundred_and_nothing_is_less_than_none()
    {
        var wholes = Load(Zhejiang).Indicators
            .Where(i => i.Unit == "%" && i.Direction == Direction.HigherIsBetter)
            .Where(i => i.Id is not ("gdp_growth" or "income_growth"))
            .Select(i => i.Id)
            .ToHashSet();
        Assert.All(
            Made.Value.SelectMany(year => year.Sheets).SelectMany(sheet => sheet.Figures),
            figure => Assert.InRange(figure.Value.Value, 0, wholes.Contains(figure.Indicator) ? 100 : 10_000_000));
    }

    [Fact]
    public void Totals_improve_slowly_and_stay_apart_from_the_pass_mark()
    {
        var counties = Rate(Load(Zhejiang)).ToDictionary(
            year => year.Year.Value,
            year => year.Rating.Counties
                .Where(county => county.Outcome == Outcome.Designated)
                .Select(county => county.Total!.Value.ToDecimal())
                .ToList());

        Assert.All(counties.Values.SelectMany(totals => totals), total => Assert.InRange(total, 904, 990));
        Assert.InRange(counties[2005].Average(), 925, 945);
        Assert.InRange(counties[2022].Average(), 950, 970);
        Assert.All(counties.Values, totals => Assert.True(totals.Max() - totals.Min() > 25));
    }

    [Fact]
    public void A_city_is_not_barred_by_what_its_county_bears()
    {
        var sheets = Made.Value.Single(year => year.Year.Value == 2011).Sheets;
        var city = sheets.Single(sheet => sheet.Code.Value == "331000");
        var county = sheets.Single(sheet => sheet.Code.Value == "331022");

        Assert.Equal(("veto_pollution", false), (Assert.Single(city.Vetoes).Ground, city.Vetoes[0].Confirmed));
        Assert.Equal(("veto_pollution", true), (Assert.Single(county.Vetoes).Ground, county.Vetoes[0].Confirmed));
    }

    [Fact]
    public void Two_suspensions_and_two_later_decisions_are_told()
    {
        Assert.Equal(
            [(2013, "330522"), (2022, "330382")],
            Made.Value.SelectMany(year => year.Sheets
                .Where(sheet => sheet.Suspension is not null)
                .Select(sheet => (year.Year.Value, sheet.Code.Value))));
        Assert.Equal(
            [(2013, "330522", Outcome.Designated), (2014, "330783", Outcome.Revoked)],
            Made.Value.SelectMany(year => year.Later.Select(d => (year.Year.Value, d.Code.Value, d.Outcome))));
    }

    private static string RulebookFolder => Path.Combine(AppContext.BaseDirectory, "rulebooks");

    private static Rulebook Load(string id)
    {
        var load = RulebookLoader.Load(File.ReadAllText(Path.Combine(RulebookFolder, $"{id}.yaml")));
        Assert.Empty(load.Problems);
        return load.Rulebook!;
    }

    private static IEnumerable<(AwardYear Year, YearRating Rating)> Rate(Rulebook rulebook)
    {
        PreviousYear? previous = null;
        foreach (var year in Made.Value)
        {
            var sheets = year.Sheets.Select(sheet => ToSheet(sheet, year.Year));
            var rating = Rater.Rate(rulebook, new YearSheets([.. sheets], previous));
            yield return (year.Year, rating);
            previous = Renamed(rating.AsPrevious, year.Year.Next);
        }
    }

    private static Sheet ToSheet(DemonstrationSheet sheet, AwardYear year) => new(
        sheet.Code.Value,
        sheet.Level,
        sheet.Level == RegionLevel.County ? Register.Find(sheet.Code, year)!.Parent.Value : null,
        sheet.Figures.ToDictionary(figure => figure.Indicator, figure => figure.Value),
        sheet.Incidents,
        [.. sheet.Vetoes.Where(veto => veto.Confirmed).Select(veto => veto.Ground)],
        sheet.Suspension is null ? SheetStatus.Assessed : SheetStatus.Suspended);

    private static PreviousYear Renamed(PreviousYear last, AwardYear year)
    {
        var renamed = Years.Register.Lineage.Where(l => l.Year == year.Value && l.Inherits)
            .ToDictionary(l => l.Old.Value, l => l.New.Value);
        return new PreviousYear(
            last.Values.ToDictionary(
                indicator => indicator.Key,
                IReadOnlyDictionary<string, Ratio> (indicator) => indicator.Value.ToDictionary(
                    value => renamed.GetValueOrDefault(value.Key, value.Key), value => value.Value)),
            last.Means);
    }

    // The one reason, or none.
    private static IReadOnlyList<Reason?> Reasons(SheetRating region) =>
        region.Reasons.Count == 0 ? [null] : [.. region.Reasons];

    // The table names a subject only where the cause leaves it open.
    private static string? Subject(Reason? cause) =>
        cause?.Code is ReasonCode.BelowDimensionMinimum or ReasonCode.BelowFigureMinimum or ReasonCode.Vetoed
            ? cause.Subject
            : null;

    private static Streak StreakOf(RegionCode code, AwardYear asOf)
    {
        var rulebook = Loaded.Value;
        var codes = Register.CodesOf(Register.LineageOf(code)!.Value);
        return StreakCounter.Count(
            Table.Rows
                .Where(row => codes.Contains(row.Code))
                .Select(row => new YearOutcome(row.Year, row.Code, Final(row))),
            asOf,
            _ => (rulebook.Ladder, rulebook.Streak));
    }

    private static Outcome Final(OutcomeRow row) =>
        Table.Later.SingleOrDefault(l => l.Year == row.Year && l.Code == row.Code)?.Outcome ?? row.Outcome;
}
