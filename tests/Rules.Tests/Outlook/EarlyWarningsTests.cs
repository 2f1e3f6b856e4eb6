using System.Globalization;
using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Outlook.Text;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;
using CsCheck;
using Rules.Tests.Rating;
using Rules.Tests.Streaks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

/// <summary>Each code once, with its numbers. The run stands at two, so 2017 would complete the tripod.</summary>
public sealed class EarlyWarningsTests
{
    private static readonly RegionLevel[] _both = [RegionLevel.County, RegionLevel.City];

    // 120 points in all, 90 to pass: survey 60 (at least 30), crime 40 (at least 24), fires 20 (5 off each).
    private static readonly Rulebook _book = Rulebook(
        Group(
            "root",
            Group("d1", Aggregation.Sum, 0.5m, Indicator("survey", 60)),
            Group("d2", Aggregation.Sum, 0.6m, Indicator("crime", 40, new LinearRamp(R(100), R(0)), Direction.LowerIsBetter)),
            Group("d3", Indicator(
                "fires", 20, new DeductionPerIncident(P(5), P(20), R(1)), Direction.LowerIsBetter, kinds: ["fire"], rollUp: RollUp.Sum))),
        Naming(90),
        Naming(90, countyShare: R(2, 3)),
        vetoes:
        [
            Ground("fires3", new FigureComparison("fires", Comparison.AtLeast, R(3))),
            Ground("grave", new AnyOf([Deaths(10, 1), new IncidentCount(new([], [Severity.Major], null, null), 2)])),
            Ground("low", new AllOf([
                new FigureComparison("survey", Comparison.Below, R(50)), new Not(new FigureComparison("survey", Comparison.AtMost, R(49)))])),
            Ground("few", new FigureComparison("people", Comparison.EqualTo, R(3))),
            Ground("false", new RaisedByPerson()),
        ]) with { Ladder = Runs.Zhejiang };

    [Theory]
    [InlineData("survey=100 crime=0", "")]
    [InlineData("survey=100 crime=0 fires=2", "VetoOneIncidentAway fires3 fire 0 -")]
    [InlineData("survey=100 crime=0 fires=3", "VetoConditionHolds fires3|StreakInDanger k 2 tripod 1")]
    [InlineData("survey=100 crime=0 deaths=9", "VetoOneDeathAway grave d 9")]
    [InlineData("survey=100 crime=0 deaths=8", "")]
    [InlineData("survey=100 crime=0 major=1", "VetoOneIncidentAway grave accident 0 major")]
    [InlineData("survey=100 crime=0 deaths=10", "VetoConditionHolds grave|StreakInDanger k 2 tripod 1")]
    [InlineData("survey=50.5 crime=0 near=1", "VetoFigureNear low survey 50.5 1")]
    [InlineData("survey=51 crime=0 near=1", "")]
    [InlineData("survey=51 crime=0 near=1.1", "VetoFigureNear low survey 51 1.1")]
    [InlineData("survey=53 crime=0 near=9", "VetoFigureNear low survey 53 9")]
    [InlineData("survey=53 crime=0", "")]
    [InlineData("survey=100 crime=0 people=4 near=1", "VetoFigureNear few people 4 1")]
    [InlineData("survey=100 crime=0 people=999999999999999999 near=1", "")]
    [InlineData("survey=100 crime=0 raised=1", "VetoRaised false|StreakInDanger k 2 tripod 1")]
    [InlineData("survey=100 crime=0 fires=3 confirmed=1 raised=1", "VetoRaised false|StreakInDanger k 2 tripod 1")]
    [InlineData("crime=90", "PassMarkOutOfReach total 90 84|DimensionMinimumOutOfReach d2 24 4|StreakInDanger k 2 tripod 1")]
    [InlineData("crime=74", "DimensionMinimumOutOfReach d2 24 10.4|StreakInDanger k 2 tripod 1")]
    [InlineData("survey=40 crime=0", "PassMarkOutOfReach total 90 84|DimensionMinimumOutOfReach d1 30 24|StreakInDanger k 2 tripod 1")]
    [InlineData(
        "survey=40 crime=0 change=1", "PassMarkFailing total 90 84|DimensionMinimumFailing d1 30 24|StreakInDanger k 2 tripod 1")]
    [InlineData("crime=0 fires=2", "VetoOneIncidentAway fires3 fire 0 -")]
    [InlineData("survey=100 crime=0 status=Barred", "StreakInDanger k 2 tripod 1")]
    [InlineData("survey=100 crime=0 status=Suspended", "")]
    [InlineData("status=NotAssessed", "")]
    public void Each_warning_has_its_row(string given, string told)
    {
        var of = given.Split(' ').Select(each => each.Split('='))
            .ToDictionary(each => each[0], each => each[1]);
        decimal? Number(string name) =>
            of.TryGetValue(name, out var text) && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        var figures = new[] { "survey", "crime", "people" }.Where(id => Number(id) is not null).Select(id => (id, Number(id)!.Value));
        Incident[] incidents =
        [
            .. Enumerable.Range(0, (int)(Number("fires") ?? 0)).Select(n => Incident($"f{n}", kind: "fire")),
            .. Number("deaths") is { } deaths ? new[] { Incident("d", deaths: (int)deaths) } : [],
            .. Number("major") is { } ? new[] { Incident("m", severity: Severity.Major) } : [],
        ];
        var sheet = County("k", [.. figures]).With(incidents) with
        {
            Status = Enum.Parse<SheetStatus>(of.GetValueOrDefault("status", "Assessed")),
            ConfirmedVetoes = of.ContainsKey("confirmed") ? ["fires3"] : [],
        };
        var terms = new WarningTerms(
            Number("near") is { } near
                ? new Dictionary<string, Ratio> { ["survey"] = R(near), ["people"] = R(near), ["fires"] = R(0) }
                : new Dictionary<string, Ratio>(),
            of.ContainsKey("change") ? ["survey"] : [],
            of.ContainsKey("raised") ? ["false", "fires3", "false"] : []);
        if (of.ContainsKey("raised") && !of.ContainsKey("confirmed"))
            terms = terms with { RaisedVetoes = ["false"] };

        Assert.Equal(told, Said(EarlyWarnings.Of(_book.Rate(sheet), "k", TwoYears(), terms)));
    }

    [Theory]
    [InlineData("DD", 3, "StreakInDanger k 2 tripod 1")]
    [InlineData("DDDD", 3, "StreakInDanger k 4 bronze 2")]
    [InlineData("DDDDD", 1, "StreakInDanger k 5  ")]
    [InlineData("Dn", 3, "")]
    [InlineData("DS", 3, "")]
    [InlineData("DDa", 3, "StreakInDanger k 2 tripod 1")]
    [InlineData("DDD ", 3, "")]
    public void A_run_is_in_danger_when_the_year_would_end_it(string letters, int steps, string told)
    {
        var book = _book with { Ladder = steps == 1 ? new(Runs.Zhejiang.Steps.Take(1).ToArray(), null) : Runs.Zhejiang };
        var rating = book.Rate(County("k", ("survey", 100), ("crime", 0)) with { Status = SheetStatus.Barred });
        var streak = new StreakSoFar(Runs.Code, new(2005 + letters.Length), Runs.Of(letters), _ => (Runs.Zhejiang, Runs.Rules));
        Assert.Equal(told, Said(EarlyWarnings.Of(rating, "k", streak)));
    }

    [Theory]
    [InlineData("pass fail fail", "TooFewCounties counties 2/3 1 0 3 2")]
    [InlineData("pass open fail", "")]
    [InlineData("open fail fail", "TooFewCounties counties 2/3 0 1 3 2")]
    [InlineData("pass suspended suspended", "TooFewCounties counties 2/3 1 0 3 2")]
    [InlineData("pass pass fail", "")]
    public void Counties_are_too_few_when_even_the_open_ones_would_not_do(string counties, string told)
    {
        var sheets = counties.Split(' ').Select((kind, i) => County(
            $"k{i}", "x", kind == "open" ? [("crime", 0m)] : [("survey", kind == "fail" ? 1m : 100m), ("crime", 0m)]) with
        {
            Status = kind == "suspended" ? SheetStatus.Suspended : SheetStatus.Assessed,
        });
        var rating = _book.Rate([City("x", ("survey", 100), ("crime", 0)), .. sheets]);
        var warnings = EarlyWarnings.Of(rating, "x", TwoYears());
        Assert.Equal(told, Said(warnings.Where(warning => warning.Code != EarlyWarningCode.StreakInDanger)));
        Assert.Equal(told.Length > 0, warnings.Any(warning => warning.Code == EarlyWarningCode.StreakInDanger));
    }

    [Fact]
    public void A_figure_below_its_minimum_is_told_and_a_veto_that_blocks_nothing_is_not()
    {
        var book = _book with { County = Naming(0, false, [new FigureMinimum("survey", R(95))], vetoBlocks: false) };
        var sheet = County("k", ("survey", 94), ("crime", 100)).With(Incident("d", deaths: 10));
        Assert.Equal(
            "FigureMinimumFailing survey 95 94|StreakInDanger k 2 tripod 1", Said(EarlyWarnings.Of(book.Rate(sheet), "k", TwoYears())));
    }

    // A place among peers can still move while one of them has not reported: full marks until then.
    [Fact]
    public void A_relative_score_is_open_while_a_peer_is()
    {
        var book = Rulebook(Group("root", Indicator("i", 10, new Relative(RelativeMethod.MinMax, R(0), R(0), R(0)))), Naming(5));
        YearRating Rating(params Sheet[] more) => book.Rate([County("a", ("i", 0)), County("b", ("i", 9)), .. more]);
        Assert.Equal("PassMarkOutOfReach total 5 0", Said(EarlyWarnings.Of(Rating(), "a", NoYears())));
        Assert.Equal("PassMarkFailing total 5 0", Said(EarlyWarnings.Of(Rating(County("c")), "a", NoYears())));
    }

    // 30 of county p and at most 60 of county q: 45 weighed alike; with the weights missing it may be anything.
    [Theory]
    [InlineData(RollUpMode.MeanOfCountyScores, "PassMarkOutOfReach total 50 45")]
    [InlineData(RollUpMode.WeightedMeanOfCountyScores, "")]
    public void A_city_on_county_scores_is_as_good_as_its_counties_can_be(RollUpMode mode, string told)
    {
        var book = Rulebook(
            Group("root", Group("d", Aggregation.Sum, 0.2m, Indicator("i", 60))), Naming(0), Naming(50, scoreWeight: "weight"), cityScores: mode);
        var rating = book.Rate(City("x"), County("p", "x", ("i", 50)), County("q", "x"));
        Assert.Equal(told, Said(EarlyWarnings.Of(rating, "x", NoYears())));
    }

    [Theory]
    [InlineData(EarlyWarningCode.VetoRaised, "fires3", "", "a veto was raised and is not decided: fires3")]
    [InlineData(EarlyWarningCode.VetoConditionHolds, "fires3", "", "the condition of a veto holds: fires3")]
    [InlineData(EarlyWarningCode.VetoOneIncidentAway, "grave", "accident 3 major", "one more incident (accident, major, 3 deaths) would bring about the condition of a veto: grave")]
    [InlineData(EarlyWarningCode.VetoOneIncidentAway, "grave", "flood 0 ", "one more incident (flood, 0 deaths) would bring about the condition of a veto: grave")]
    [InlineData(EarlyWarningCode.VetoOneDeathAway, "grave", "d 9", "one more death in incident d (now 9) would bring about the condition of a veto: grave")]
    [InlineData(EarlyWarningCode.VetoFigureNear, "low", "survey 50.5 1", "survey is 50.5; a move of 1 would bring about the condition of a veto: low")]
    [InlineData(EarlyWarningCode.PassMarkOutOfReach, "total", "90 84", "the total can be 84 at most; the pass mark is 90")]
    [InlineData(EarlyWarningCode.PassMarkFailing, "total", "90 84", "the total of 84 is below the pass mark of 90")]
    [InlineData(EarlyWarningCode.DimensionMinimumOutOfReach, "d1", "30 24", "d1 can have 24 points at most; it needs 30")]
    [InlineData(EarlyWarningCode.DimensionMinimumFailing, "d1", "30 24", "d1: 24 points are below the least of 30")]
    [InlineData(EarlyWarningCode.FigureMinimumFailing, "survey", "95 94", "survey: 94 does not meet 95")]
    [InlineData(EarlyWarningCode.TooFewCounties, "counties", "2/3 1 0 3 2", "of its 3 counties 1 would be designated and 0 are open; it needs 2")]
    [InlineData(EarlyWarningCode.StreakInDanger, "k", "2 tripod 1", "a run of 2 years would end; years to go to tripod, this one included: 1")]
    [InlineData(EarlyWarningCode.StreakInDanger, "k", "2 brass 1", "a run of 2 years would end; years to go to brass, this one included: 1")]
    [InlineData(EarlyWarningCode.StreakInDanger, "k", "5  ", "a run of 5 years would end")]
    public void Each_warning_is_a_clause(EarlyWarningCode code, string subject, string arguments, string english)
    {
        var warning = new EarlyWarning(code, subject, arguments.Length == 0 ? [] : arguments.Split(' '));
        Assert.Equal(english, EarlyWarningText.Of(_book, warning, Language.English));
        Assert.Matches("[\u4e00-\u9fff]{2}", EarlyWarningText.Of(_book, warning, Language.Chinese));
    }

    [Theory]
    [InlineData("ordinary", "再发生一起“fire·中文”(一般,死亡 0 人)即具备一票否决情形:grave·中文")]
    [InlineData("larger", "再发生一起“fire·中文”(较大,死亡 0 人)即具备一票否决情形:grave·中文")]
    [InlineData("extreme", "再发生一起“fire·中文”(特别重大,死亡 0 人)即具备一票否决情形:grave·中文")]
    public void Severities_are_named(string severity, string chinese) => Assert.Equal(
        chinese,
        EarlyWarningText.Of(_book, new(EarlyWarningCode.VetoOneIncidentAway, "grave", ["fire", "0", severity]), Language.Chinese));

    /// <summary>
    /// Whatever the year: in the order of codes, no warning twice, all of it can be said, and no region that is
    /// told its pass mark is out of reach is designated.
    /// </summary>
    [Fact]
    public void Warnings_come_in_order_and_once() =>
        (from rulebook in AnyYear.Rulebook
         from sheets in AnyYear.Sheets(rulebook)
         select (rulebook, sheets)).Sample(
            year =>
            {
                var rating = Rater.Rate(year.rulebook, year.sheets);
                foreach (var sheet in rating.Counties.Concat(rating.Cities))
                {
                    var warnings = EarlyWarnings.Of(rating, sheet.Key, TwoYears());
                    Assert.Equal(warnings.OrderBy(warning => warning.Code), warnings);
                    Assert.Equal(warnings.DistinctBy(warning => (warning.Code, warning.Subject)), warnings);
                    Assert.All(warnings, warning => Assert.DoesNotContain('{', EarlyWarningText.Of(year.rulebook, warning, Language.Chinese)));
                    var fatal = warnings.Any(w => w.Code > EarlyWarningCode.VetoFigureNear && w.Code < EarlyWarningCode.StreakInDanger);
                    Assert.False(sheet.Outcome == Outcome.Designated && fatal);
                    var gaps = Gaps.Of(rating, sheet.Key);
                    var vetoed = gaps.Vetoes.Any(veto => veto.Confirmed);
                    Assert.Equal(
                        sheet.Outcome == Outcome.Designated,
                        gaps.Status == SheetStatus.Assessed && !vetoed && gaps.MissingFigures.Count == 0
                            && gaps.Requirements.All(gap => gap.Met));
                }
            },
            iter: 200);

    /// <summary>Out of reach is out of reach: no values of the missing figures designate the region.</summary>
    [Fact]
    public void Nothing_missing_can_reach_what_is_out_of_reach() =>
        SmallYear.Any.Sample(
            year =>
            {
                var rating = Rater.Rate(year.Rulebook, year.Sheets);
                var lost = EarlyWarnings.Of(rating, "r", SmallYear.Streak).Any(warning => warning.Code
                    is EarlyWarningCode.PassMarkOutOfReach or EarlyWarningCode.DimensionMinimumOutOfReach);
                var figures = year.Sheets.Sheets.Single(sheet => sheet.Key == "r").Figures;
                if (lost)
                    Assert.DoesNotContain(new EveryChange(year).Passing, change => !change.Keys.Any(figures.ContainsKey));
            },
            iter: 500);

    private static StreakSoFar TwoYears() => new(
        Runs.Code, new(2017), Runs.Of("DD", 2015), _ => (Runs.Zhejiang, Runs.Rules));

    private static StreakSoFar NoYears() => TwoYears() with { Outcomes = [] };

    private static VetoGround Ground(string id, Condition when) => new(id, Name(id), _both, when);

    private static IncidentCount Deaths(int least, int count) => new(new([], [], least, null), count);

    private static string Said(IEnumerable<EarlyWarning> warnings) => string.Join('|', warnings.Select(warning =>
        string.Join(' ', [
            $"{warning.Code}", warning.Subject, .. warning.Code == EarlyWarningCode.VetoOneIncidentAway && warning.Arguments[2].Length == 0
                ? [.. warning.Arguments.Take(2), "-"] : warning.Arguments])));
}
