using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Rules.Tests.Rating;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Record;

/// <summary>Which figures a region reports, and which values are impossible.</summary>
public sealed class FigureRulesTests
{
    private static readonly Band[] Slope = [new Band(R(0), R(-5), P(1))];

    public static TheoryData<string, bool> Negatives => new()
    {
        { "growth", true },
        { "share", false },
        { "percent-of-base", false },
        { "change", true },
        { "place", true },
        { "ramp-below", true },
        { "ramp-to-below", true },
        { "ramp-to-zero", false },
        { "bands", false },
        { "bands-to-zero", false },
        { "bands-below", true },
        { "table", false },
        { "table-below", true },
        { "pass", false },
        { "pass-below", true },
        { "reference", false },
    };

    private static readonly Indicator[] Indicators =
    [
        Of("growth", new LinearRamp(R(2), R(7)), "%"),
        Of("share", new LinearRamp(R(0), R(20)), "起"),
        Make.Indicator("percent-of-base", 1, per: "people"),
        Of("change", new ChangeOnLastYear(false, R(5), R(-5), R(1), new ZeroBase(R(1), R(0))), "起"),
        Of("place", new Relative(RelativeMethod.MinMax, R(0), R(1), R(1)), "万元"),
        Of("ramp-below", new LinearRamp(R(-5), R(5)), "万元"),
        Of("ramp-to-below", new LinearRamp(R(5), R(-5)), "万元"),
        Of("ramp-to-zero", new LinearRamp(R(3), R(0)), "人/百万人"),
        Of("bands", new Bands(R(0), [new Band(R(0), R(5), P(1))]), "分"),
        Of("bands-to-zero", new Bands(R(5), [new Band(R(5), R(0), P(1))]), "分"),
        Of("bands-below", new Bands(R(1), [new Band(R(1), R(0), P(1)), .. Slope]), "分"),
        Of("table", new SteppedTable([new Step(R(1), P(1)), new Step(R(0), P(0))]), "分"),
        Of("table-below", new SteppedTable([new Step(R(1), P(1)), new Step(R(-1), P(0))]), "分"),
        Of("pass", new PassFail(R(0)), "分"),
        Of("pass-below", new PassFail(R(-1)), "分"),
        Of("reference", new BelowReference(P(1), P(1), R(1)), "分"),
    ];

    [Theory]
    [MemberData(nameof(Negatives))]
    public void NegativeFigure_IsRefused_UnlessItCanBe(string indicator, bool possible)
    {
        var context = Given.Sheet("ann") with { Rulebook = Make.Rulebook(Indicators) };
        var said = Said.By(SheetDecider.SubmitFigures(
            SheetState.Empty, Given.YearIn("Collecting"), context, [new FigureInput(indicator, "-0.1")]));
        Assert.Equal(possible ? $"ok {indicator}=-0.1" : "FigureOutOfRange/value", said);
    }

    [Fact]
    public void EveryKindOfScoring_IsConsidered() =>
        Assert.Equal(Indicators.Select(i => i.Id), Negatives.Select(row => row.Data.Item1));

    // indicator   rolls up   missing   divided by      A county and a city without counties report all of them; a city
    // growth      own        error     -               with counties only what is its own, and no denominator.
    // cases       sum        error     people          "weight" counts only where scores roll up by it.
    // centre      own        zero      -
    // fires       from incidents
    [Theory]
    [InlineData(RegionLevel.County, false, "growth cases centre people")]
    [InlineData(RegionLevel.City, false, "growth cases centre people")]
    [InlineData(RegionLevel.City, true, "growth centre")]
    public void ExpectedFigures_FollowTheLevel(RegionLevel level, bool hasCounties, string expected)
    {
        var figures = new ExpectedFigures(Given.Rulebook, level, hasCounties);
        Assert.Equal(expected.Split(' '), figures.Ids);
        Assert.Equal(expected.Split(' ').Except(["growth"]), figures.Missing(Given.SheetAfter("ann submits growth=1")));
        Assert.Equal(
            expected.Split(' ').Except(["growth", "centre"]), figures.Blocking(Given.SheetAfter("ann submits growth=1")));
    }

    [Fact]
    public void CityOfRolledUpScores_ReportsNothing()
    {
        var rulebook = Given.Rulebook with { CityScores = RollUpMode.MeanOfCountyScores };
        Assert.Empty(new ExpectedFigures(rulebook, RegionLevel.City, true).Ids);
        Assert.Equal(4, new ExpectedFigures(rulebook, RegionLevel.City, false).Ids.Count);
    }

    [Fact]
    public void WeightOfScores_IsAskedOfCounties()
    {
        var rulebook = Given.Rulebook with
        {
            CityScores = RollUpMode.WeightedMeanOfCountyScores,
            City = Naming(scoreWeight: "weight"),
        };
        Assert.Equal(
            ["growth", "cases", "people", "weight"],
            new ExpectedFigures(rulebook, RegionLevel.County, false).Blocking(SheetState.Empty));
    }

    [Fact]
    public void WeightOfAnIndicator_BlocksOnlyWhereItsAbsenceDoes()
    {
        Indicator Weighed(MissingPolicy missing) =>
            Make.Indicator("mean", 1, missing: missing, rollUp: RollUp.Mean, rollUpWeight: "weight");

        var strict = new ExpectedFigures(Make.Rulebook(Weighed(MissingPolicy.Error)), RegionLevel.County, false);
        var mixed = new ExpectedFigures(
            Make.Rulebook(Weighed(MissingPolicy.Zero), Make.Indicator("rate", 1, per: "weight")), RegionLevel.County, false);
        var lenient = new ExpectedFigures(Make.Rulebook(Weighed(MissingPolicy.Zero)), RegionLevel.County, false);
        Assert.Equal(["mean", "weight"], strict.Blocking(SheetState.Empty));
        Assert.Equal(["rate", "weight"], mixed.Blocking(SheetState.Empty));
        Assert.Equal(["mean", "weight"], lenient.Missing(SheetState.Empty));
        Assert.Empty(lenient.Blocking(SheetState.Empty));
    }

    private static Indicator Of(string id, ScoringFunction scoring, string unit) =>
        Make.Indicator(id, 1, scoring) with { Unit = unit };
}
