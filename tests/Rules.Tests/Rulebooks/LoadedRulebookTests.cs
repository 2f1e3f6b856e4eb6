using Award.Rules;
using Award.Rules.Rulebooks;

namespace Rules.Tests.Rulebooks;

/// <summary>What is written is what is loaded: one test for each part of the small rulebook.</summary>
public class LoadedRulebookTests
{
    private readonly Rulebook _book = Books.Load(SmallBook.Text);

    private static Ratio R(int numerator, int denominator = 1) => new(numerator, denominator);

    private static Points P(decimal points) => Points.From(points);

    private T Scoring<T>(string indicator) =>
        Assert.IsType<T>(_book.FindIndicator(indicator)!.Scoring, exactMatch: false);

    [Fact]
    public void The_head()
    {
        Assert.Equal(("small", 1, false), (_book.Id, _book.Semantics, _book.Demonstration));
        Assert.Equal(new BilingualName("Small", "Small"), _book.Name);
        Assert.Equal(new Precision(2, RoundingMode.HalfEven), _book.Precision);
        Assert.Equal([new Denominator("people", new BilingualName("People", "People"), "heads")], _book.Denominators);
        Assert.Equal(["fire", "flood"], _book.IncidentKinds.Select(kind => kind.Id));
        Assert.Equal([new KeyPeriod(new BilingualName("Holidays", "Holidays"), 12, 20, 1, 5)], _book.KeyPeriods);
        Assert.Equal("heads", _book.FindDenominator("people")?.Unit);
        Assert.Null(_book.FindDenominator("gdp"));
        Assert.Null(_book.FindIndicator("order"));
    }

    [Fact]
    public void A_key_period_may_wrap_the_years_end()
    {
        var holidays = _book.KeyPeriods[0];

        Assert.True(holidays.Contains(new DateOnly(2017, 12, 20)));
        Assert.True(holidays.Contains(new DateOnly(2017, 1, 5)));
        Assert.False(holidays.Contains(new DateOnly(2017, 1, 6)));
        Assert.False(holidays.Contains(new DateOnly(2017, 12, 19)));
        Assert.True((holidays with { FromMonth = 1, FromDay = 2 }).Contains(new DateOnly(2017, 1, 3)));
        Assert.False((holidays with { FromMonth = 1, FromDay = 2 }).Contains(new DateOnly(2017, 1, 1)));
    }

    [Fact]
    public void The_hash_is_of_the_text_with_plain_line_ends()
    {
        var dressed = "\uFEFF" + SmallBook.Text.Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal(_book.Hash, Books.Load(dressed).Hash);
        Assert.Equal(SmallBook.Text, Books.Load(dressed).Source);
        Assert.Matches("^[0-9a-f]{64}$", _book.Hash);
        Assert.NotEqual(_book.Hash, Books.Load(SmallBook.Text + "# more\n").Hash);
    }

    [Fact]
    public void The_tree_in_points_and_in_weights()
    {
        Assert.Equal(("total", P(100), R(1)), (_book.Root.Id, _book.Root.Points, _book.Root.Weight));
        var order = Assert.IsType<Group>(_book.Root.Children[0]);
        var economy = Assert.IsType<Group>(_book.Root.Children[1]);
        Assert.Equal((P(60), R(3, 5), Aggregation.Sum), (order.Points, order.Weight, order.Aggregation));
        Assert.Equal(R(3, 5), order.MinimumShare);
        Assert.Equal(Aggregation.GeometricMean, economy.Aggregation);
        Assert.Null(economy.MinimumShare);
        Assert.Equal([P(10), P(10), P(10), P(30)], order.Children.Select(child => child.Points));

        // 40 by weights 2:1:1:1:1; what is left over of the rounding goes to the largest remainders, earlier ones first.
        Assert.Equal(
            [P(13.33333333m), P(6.66666667m), P(6.66666667m), P(6.66666667m), P(6.66666666m)],
            economy.Children.Select(child => child.Points));
        Assert.Equal([R(1, 3), R(1, 6), R(1, 6), R(1, 6), R(1, 6)], economy.Children.Select(child => child.Weight));
    }

    [Fact]
    public void An_indicator()
    {
        var crime = _book.FindIndicator("crime")!;
        Assert.Equal(
            ("cases", Direction.LowerIsBetter, "people", RollUp.Sum, null),
            (crime.Unit, crime.Direction, crime.Denominator, crime.RollUp, crime.RollUpWeight));
        Assert.False(crime.FromIncidents);
        Assert.Equal(["fire", "flood"], _book.FindIndicator("disasters")!.IncidentKinds);
        Assert.Equal(Direction.LowerIsBetter, _book.FindIndicator("disasters")!.Direction);
        var survey = _book.FindIndicator("survey")!;
        Assert.Equal((RollUp.Mean, "people"), (survey.RollUp, survey.RollUpWeight));
        Assert.Equal(MissingPolicy.Error, crime.Missing);
        Assert.Equal(MissingPolicy.Zero, _book.FindIndicator("growth")!.Missing);
        Assert.Equal(RollUp.Own, _book.FindIndicator("growth")!.RollUp);
    }

    [Fact]
    public void Each_scoring_function()
    {
        Assert.Equal(new LinearRamp(R(60), R(20)), Scoring<LinearRamp>("crime"));
        Assert.Equal(new DeductionPerIncident(P(2.5m), P(10), R(1)), Scoring<DeductionPerIncident>("fires"));
        Assert.Equal(new PassFail(R(100)), Scoring<PassFail>("debt"));
        Assert.Equal(new BelowReference(P(0.5m), P(6.66666667m), R(1)), Scoring<BelowReference>("awareness"));
        Assert.Equal(
            new ChangeOnLastYear(true, R(-5), R(5), R(1), new ZeroBase(R(0), R(1))), Scoring<ChangeOnLastYear>("births"));
        Assert.Equal(new Relative(RelativeMethod.ZScore, R(-2), R(2), R(1, 2)), Scoring<Relative>("wealth"));

        var bands = Scoring<Bands>("survey");
        Assert.Equal(R(96), bands.FullAt);
        Assert.Equal([new Band(R(96), R(90), P(1)), new Band(R(90), R(0), P(2))], bands.Steps);

        Assert.Equal([new Step(R(5), P(10)), new Step(R(2), P(4))], Scoring<SteppedTable>("growth").Steps);

        var tiered = Scoring<DeductionTiered>("disasters");
        Assert.Equal((P(10), R(2), R(2)), (tiered.Cap, tiered.RepeatMultiplier, tiered.KeyPeriodMultiplier));
        Assert.Equal([P(8), P(5), P(1)], tiered.Tiers.Select(tier => tier.Points));
        Assert.Equal(["flood"], tiered.Tiers[0].When.Kinds);
        Assert.Equal([Severity.Extreme], tiered.Tiers[0].When.Severities);
        Assert.Equal((3, 9), (tiered.Tiers[1].When.MinDeaths, tiered.Tiers[1].When.MaxDeaths));
        Assert.Equal((null, null), (tiered.Tiers[2].When.MinDeaths, tiered.Tiers[2].When.MaxDeaths));
    }

    [Theory]
    [InlineData("relative-min-max: {without-spread: 0.25}", RelativeMethod.MinMax, "relative-min-max")]
    [InlineData("relative-percentile: {without-spread: 0.25}", RelativeMethod.PercentileRank, "relative-percentile")]
    [InlineData("relative-z-score: {floor: 0, target: 1, without-spread: 0.25}", RelativeMethod.ZScore, "relative-z-score")]
    public void Each_relative_function_by_its_name(string yaml, RelativeMethod method, string name)
    {
        var book = Books.Load(SmallBook.With("linear-ramp: {floor: 60, target: 20}", yaml));

        var relative = Assert.IsType<Relative>(book.FindIndicator("crime")!.Scoring);
        Assert.Equal(new Relative(method, R(0), R(1), R(1, 4)), relative);
        Assert.Equal(name, relative.Name);
    }

    [Fact]
    public void Scoring_functions_are_named_as_in_the_text()
    {
        string[] names =
        [
            "linear-ramp", "deduction-per-incident", "deduction-tiered", "bands", "stepped-table", "pass-fail",
            "below-reference", "change-on-last-year", "relative-z-score",
        ];
        Assert.Equal(names, _book.Indicators.Select(indicator => indicator.Scoring.Name));
    }

    [Fact]
    public void A_change_in_units_needs_no_base()
    {
        var book = Books.Load(SmallBook.With(
            "{in: percent, floor: -5, target: 5, without-previous: 1, zero-base: {still-zero: 0, risen: 1}}",
            "{in: units, floor: -5, target: 5, without-previous: 0.5}"));

        var change = Assert.IsType<ChangeOnLastYear>(book.FindIndicator("births")!.Scoring);
        Assert.Equal((false, R(1, 2)), (change.Percent, change.ShareWithoutPrevious));
    }

    [Theory]
    [InlineData("mean", Aggregation.Mean)]
    [InlineData("sum", Aggregation.Sum)]
    public void Siblings_without_points_or_weight_count_alike(string word, Aggregation aggregation)
    {
        var yaml = SmallBook.With("geometric-mean", word)
            .Replace("        weight: 2\n", "", StringComparison.Ordinal)
            .Replace("        weight: 1\n", "", StringComparison.Ordinal)
            .Replace("points: 10}, {at-least: 2", "points: 8}, {at-least: 2", StringComparison.Ordinal);

        var group = Assert.IsType<Group>(Books.Load(yaml).Root.Children[1]);
        Assert.Equal(aggregation, group.Aggregation);
        Assert.All(group.Children, child => Assert.Equal((P(8), R(1, 5)), (child.Points, child.Weight)));
    }

    [Theory]
    [InlineData("half-up", RoundingMode.HalfUp)]
    [InlineData("down", RoundingMode.Down)]
    public void Rounding_is_a_named_policy(string word, RoundingMode mode)
    {
        Assert.Equal(mode, Books.Load(SmallBook.With("half-even", word)).Precision.Rounding);
    }

    [Fact]
    public void Ranking_columns_lead_with_the_best_unless_told_otherwise()
    {
        Assert.Equal(RankMode.Dense, _book.Ranking.Mode);
        Assert.Equal(
            [new RankingColumn("total", true), new RankingColumn("crime", false), new RankingColumn("code", true)],
            _book.Ranking.Columns);

        var other = Books.Load(SmallBook
            .With("{by: crime}", "{by: order}")
            .Replace("{by: code, order: descending}", "{by: code}", StringComparison.Ordinal)
            .Replace("{by: total}", "{by: survey}, {by: total, order: ascending}]", StringComparison.Ordinal)
            .Replace("    - {by: survey}", "    [{by: survey}", StringComparison.Ordinal)
            .Replace("    - {by: order}\n    - {by: code}\n", "", StringComparison.Ordinal));
        Assert.Equal([new RankingColumn("survey", true), new RankingColumn("total", false)], other.Ranking.Columns);
    }

    [Fact]
    public void A_veto_is_a_tree_of_conditions()
    {
        var (disaster, fraud) = (_book.Vetoes[0], _book.Vetoes[1]);
        Assert.Equal([RegionLevel.County], disaster.Levels);
        Assert.Equal([RegionLevel.County, RegionLevel.City], fraud.Levels);
        Assert.IsType<RaisedByPerson>(fraud.When);

        var any = Assert.IsType<AnyOf>(disaster.When).Conditions;
        var count = Assert.IsType<IncidentCount>(any[0]);
        Assert.Equal((2, 10, null), (count.AtLeast, count.Filter.MinDeaths, count.Filter.MaxDeaths));
        Assert.Equal([Severity.Major, Severity.Extreme], count.Filter.Severities);
        var all = Assert.IsType<AllOf>(any[1]).Conditions;
        Assert.Equal(new FigureComparison("survey", Comparison.Below, R(50)), all[0]);
        Assert.Equal(new Not(new FigureComparison("people", Comparison.AtLeast, R(9))), all[1]);
    }

    [Theory]
    [InlineData("at-most", Comparison.AtMost)]
    [InlineData("above", Comparison.Above)]
    [InlineData("equal-to", Comparison.EqualTo)]
    public void A_figure_compares_in_five_ways(string word, Comparison comparison)
    {
        var book = Books.Load(SmallBook.With("{id: survey, below: 50}", $"{{id: survey, {word}: 50}}"));

        var any = Assert.IsType<AnyOf>(book.Vetoes[0].When).Conditions;
        Assert.Equal(new FigureComparison("survey", comparison, R(50)), Assert.IsType<AllOf>(any[1]).Conditions[0]);
    }

    [Fact]
    public void Severities_and_levels_by_their_words()
    {
        var book = Books.Load(SmallBook
            .With("severities: [major, extreme]", "severities: [ordinary, larger]")
            .Replace("levels: [county]", "levels: [city]", StringComparison.Ordinal));

        var count = Assert.IsType<IncidentCount>(Assert.IsType<AnyOf>(book.Vetoes[0].When).Conditions[0]);
        Assert.Equal([Severity.Ordinary, Severity.Larger], count.Filter.Severities);
        Assert.Equal([RegionLevel.City], book.Vetoes[0].Levels);
    }

    [Fact]
    public void Naming_of_counties_and_cities()
    {
        Assert.Equal((P(60), true, true), (_book.County.PassMark, _book.County.DimensionMinimum, _book.County.VetoBlocks));
        Assert.Equal([new FigureMinimum("survey", R(90)), new FigureMinimum("debt", R(120))], _book.County.FigureMinimums);
        Assert.Null(_book.County.MinimumCountyShare);
        Assert.Equal((P(70), false, false), (_book.City.PassMark, _book.City.DimensionMinimum, _book.City.VetoBlocks));
        Assert.Equal((R(4, 5), "people"), (_book.City.MinimumCountyShare, _book.City.ScoreWeight));
        Assert.Equal(RollUpMode.WeightedMeanOfCountyScores, _book.CityScores);
        Assert.Same(_book.County, _book.Naming(RegionLevel.County));
        Assert.Same(_book.City, _book.Naming(RegionLevel.City));
    }

    [Fact]
    public void City_scores_may_be_a_plain_mean()
    {
        var book = Books.Load(SmallBook.With(
            "scores: weighted-mean-of-counties\n    scores-weighted-by: people", "scores: mean-of-counties"));

        Assert.Equal(RollUpMode.MeanOfCountyScores, book.CityScores);
    }

    [Fact]
    public void Streak_rules()
    {
        Assert.Equal(new StreakRules(new AwardYear(2005), TitleAfterBreak.Withdraw, false, false), _book.Streak);
        var other = Books.Load(SmallBook
            .With("title-after-break: withdraw", "title-after-break: keep")
            .Replace("revocation: keep", "revocation: withdraw", StringComparison.Ordinal)
            .Replace("starts-anew", "by-decision", StringComparison.Ordinal));
        Assert.Equal(new StreakRules(new AwardYear(2005), TitleAfterBreak.Keep, true, true), other.Streak);
    }

    [Theory]
    [InlineData("procedure: {minimum-notice-days: 7}", 7)]
    [InlineData("procedure: {minimum-notice-days: 365, note: a year}", 365)]
    [InlineData("procedure: {}", 0)]
    [InlineData("", 0)]
    public void The_least_number_of_days_of_notice(string yaml, int days) =>
        Assert.Equal(days, Books.Load($"{SmallBook.Text}\n{yaml}\n").MinimumNoticeDays);

    [Theory]
    [InlineData("minimum-notice-days: 366", "/procedure/minimum-notice-days")]
    [InlineData("minimum-notice-days: -1", "/procedure/minimum-notice-days")]
    [InlineData("minimum-notice-days: 7.5", "/procedure/minimum-notice-days")]
    [InlineData("minimum-notice-days: seven", "/procedure/minimum-notice-days")]
    [InlineData("notice-days: 7", "/procedure/notice-days")]
    public void Another_number_of_days_is_refused(string yaml, string path) =>
        Assert.Equal(path, Assert.Single(RulebookLoader.Load($"{SmallBook.Text}\nprocedure: {{{yaml}}}\n").Problems).Path);

    [Fact]
    public void What_a_plain_index_leaves_out_has_a_default()
    {
        var text = Books.Text("examples/three-dimension-index.yaml");
        var index = Books.Load(text[..text.IndexOf("ranking:", StringComparison.Ordinal)]);

        Assert.Equal(RankMode.Competition, index.Ranking.Mode);
        Assert.Equal([new RankingColumn("total", true)], index.Ranking.Columns);
        Assert.Equal((Points.Zero, false), (index.County.PassMark, index.County.DimensionMinimum));
        Assert.Equal((Points.Zero, false), (index.City.PassMark, index.City.VetoBlocks));
        Assert.Equal(RollUpMode.Figures, index.CityScores);
        Assert.Same(Ladder.None, index.Ladder);
        Assert.Equal(new StreakRules(new AwardYear(1981), TitleAfterBreak.Keep, true, true), index.Streak);
        Assert.Empty(index.Vetoes);
    }
}
